"""Files in which a figure could be read wrong without a word: each is right, or a doubt."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import cast

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

from app.exporters import all_exporters
from app.model.address import Address
from app.model.report import Report
from app.model.source import UnreadableError
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.opening import open_report
from app.word.reader import read_document

LICENSING = Address.parse("disclosure.licensing.decisions")
PENALTIES = Address.parse("disclosure.penalties.decisions")


@pytest.fixture
def word(
    tmp_path: Path, catalogue: Catalogue, published_report: Callable[[str], Report]
) -> WordDocument:
    """A sound report as another program holds it, to be changed."""
    report = published_report("suqian_2024")
    form = catalogue.form_of(report)
    path = tmp_path / "报告.docx"
    all_exporters().export(compose(form, report, compute(form, report)), path)
    return docx.Document(str(path))


@pytest.fixture
def read(tmp_path: Path, catalogue: Catalogue) -> Callable[[WordDocument], Report]:
    def run(document: WordDocument) -> Report:
        path = tmp_path / "改过.docx"
        document.save(str(path))
        return open_report(path, catalogue)

    return run


def _doubted(report: Report) -> set[Address]:
    return {address for doubt in report.doubts for address in doubt.cells}


def _put_after(one: object, other: object) -> None:
    """Move the XML of one block behind another's; python-docx types the two sorts apart."""
    cast("etree._Element", other).addnext(cast("etree._Element", one))


def _add_small_table(document: WordDocument, place: int) -> None:
    """A summary that has words of table two, as offices put into their chapters."""
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", "7001"), ("行政处罚", "7003"))
    table = document.add_table(3, 2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paragraph = document.paragraphs[place]
    _put_after(table._element, paragraph._element)


Read = Callable[[WordDocument], Report]


def test_a_summary_in_another_chapter_does_not_stand_in_for_the_table(
    word: WordDocument, read: Read
) -> None:
    _add_small_table(word, 3)
    report = read(word)
    assert report.figure(LICENSING).value == 1573179
    assert report.figure(PENALTIES).value == 2676474
    assert any("没有读入" in doubt.message for doubt in report.doubts)


def test_a_summary_does_not_fill_blanks_of_the_table(word: WordDocument, read: Read) -> None:
    for row in word.tables[0].rows:
        if row.cells[0].text in ("行政许可", "行政处罚"):
            row.cells[1].text = ""
    _add_small_table(word, 3)
    report = read(word)
    assert report.figure(LICENSING).is_blank
    assert report.figure(PENALTIES).is_blank


def test_a_second_whole_table_is_a_doubt_about_every_cell_that_differs(
    word: WordDocument, read: Read
) -> None:
    first = word.tables[0]
    element = deepcopy(first._element)
    _put_after(element, first._element)
    second = Table(element, word._body)
    for row in second.rows:
        if row.cells[0].text == "行政许可":
            row.cells[1].text = "5"
    paragraph = word.add_paragraph("附表")
    _put_after(paragraph._element, first._element)
    report = read(word)
    assert report.figure(LICENSING).value == 1573179
    assert LICENSING in _doubted(report)


@pytest.mark.parametrize("mark", ["superscript", "raised", "strike", "double_strike"])
def test_marks_in_a_cell_do_not_become_part_of_the_figure(
    word: WordDocument, read: Read, mark: str
) -> None:
    for row in word.tables[0].rows:
        if row.cells[0].text == "行政许可":
            cell = row.cells[1]
            run = cell.paragraphs[0].add_run("3")
            if mark == "superscript":
                run.font.superscript = True
            elif mark == "strike":
                run.font.strike = True
            elif mark == "double_strike":
                run.font.double_strike = True
            else:
                properties = cast("etree._Element", run._element.get_or_add_rPr())
                etree.SubElement(properties, qn("w:position"), {qn("w:val"): "6"})
    report = read(word)
    assert report.figure(LICENSING).value is None
    assert LICENSING in _doubted(report)


def test_rows_moved_by_a_column_are_doubted_cell_by_cell(word: WordDocument, read: Read) -> None:
    table = word.tables[1]
    for row in table.rows[3:]:
        cells = list(dict.fromkeys(row.cells))[-7:]
        texts = [cell.text for cell in cells]
        for cell, text in zip(cells, ["", *texts[:-1]], strict=True):
            cell.text = text
    report = read(word)
    doubted = _doubted(report)
    wrong = [
        Address("requests", row, "business")
        for row in ("received", "granted", "not_held", "concluded")
    ]
    assert all(address in doubted for address in wrong)


def _bytes(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("rows", "spans"), [(401, 1), (2, 100)])
def test_tables_that_no_report_has_are_refused_at_once(rows: int, spans: int) -> None:
    document = docx.Document()
    table = document.add_table(rows, 3)
    for row in table.rows[:2]:
        for cell in row.cells:
            cell._element.get_or_add_tcPr().grid_span = spans
    with pytest.raises(UnreadableError, match="不像年度报告"):
        read_document(_bytes(document))
