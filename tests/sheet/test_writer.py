"""The workbook: figures as numbers, totals and checks as live formulas, texts never formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import get_args

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.model.address import Address
from app.model.blank import blank_report
from app.model.document import Document, Paragraph, ParagraphRole, PrintedCell, PrintedTable, Run
from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Report
from app.rules.figures import compute
from app.services.catalogue import load_catalogue
from app.services.compose import compose
from app.sheet.names import KINDS
from app.sheet.writer import write_tables

HOUSE = load_catalogue().forms["2021"].house
TABLES = ("表二", "表三", "表四")


def opened(document: Document, *, values: bool = False) -> Workbook:
    """The workbook as another library reads it: its formulas, or what they gave."""
    return openpyxl.load_workbook(io.BytesIO(write_tables(document)), data_only=values)


def sheet_of(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def tables(document: Document) -> list[PrintedTable]:
    return [block for block in document.blocks if isinstance(block, PrintedTable)]


def test_every_cell_stands_where_the_form_prints_it(city_document: Document) -> None:
    book = opened(city_document, values=True)
    assert book.sheetnames == [*TABLES, "正文"]
    for table in tables(city_document):
        sheet = sheet_of(book, table.name)
        assert sheet["A1"].value == table.title
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for index, line in enumerate(table.lines):
            for cell in line:
                place = sheet.cell(index + 2, cell.position + 1)
                expected = cell.text if cell.figure is None else cell.figure.number
                assert place.value == (
                    float(expected) if isinstance(expected, Decimal) else expected
                )
                if cell.across * cell.down > 1:
                    last = sheet.cell(index + 1 + cell.down, cell.position + cell.across)
                    assert f"{place.coordinate}:{last.coordinate}" in merged
        width = len(table.widths)
        last = sheet.cell(len(table.lines) + 1, width).coordinate
        assert str(sheet.print_area).replace("$", "").endswith(f"A1:{last}")


def test_totals_and_checks_are_formulas_of_the_form(city_document: Document) -> None:
    sheet = sheet_of(opened(city_document), "表三")
    assert sheet["J5"].value == '=IF(COUNT(D5:I5)=6,SUM(D5:I5),"")'
    assert sheet["D28"].value == '=IF(COUNT(D7:D27)=21,SUM(D7:D27),"")'
    assert sheet["J28"].value == '=IF(COUNT(D28:I28)=6,SUM(D28:I28),"")'
    assert sheet["D30"].value == (
        '=IF(COUNT(D5:D6,D28:D29)=4,IF(SUM(D28:D29)=SUM(D5:D6),"平",SUM(D5:D6)-(SUM(D28:D29))),"有空白")'
    )
    assert sheet["A30"].value == "一＋二＝（七）＋四"
    assert sheet["K4"].value == "六列相加＝总计"
    disclosure = sheet_of(opened(city_document), "表二")
    assert disclosure["E4"].value == '=IF(COUNT(B4:D4)=3,IF(D4>=B4-C4,"符合",B4-C4-(D4)),"有空白")'
    disputes = sheet_of(opened(city_document), "表四")
    assert disputes["E5"].value == '=IF(COUNT(A5:D5)=4,SUM(A5:D5),"")'
    assert disputes["E6"].value is not None
    assert [disputes.cell(6, n).value is None for n in (2, 3, 4)] == [True] * 3


def test_no_input_is_a_formula_and_every_total_is(city_document: Document) -> None:
    book = opened(city_document)
    for table in tables(city_document):
        sheet = sheet_of(book, table.name)
        for index, line in enumerate(table.lines):
            for cell in line:
                kind = sheet.cell(index + 2, cell.position + 1).data_type
                is_total = cell.figure is not None and cell.figure.formula is not None
                assert (kind == "f") is is_total


def test_the_outcome_of_a_check_is_there_before_anything_recalculates(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards previews, which compute nothing: 平, the difference, or 有空白."""
    report = clean_report(form_2021)
    received = Address("requests", "received", "natural")
    value = report.figure(received).value
    assert value is not None
    for text, outcome in (
        (str(value), "平"),
        (str(value + 3), 3),
        ("", "有空白"),
        ("3件", "有空白"),
    ):
        report.apply(put_figures(report, form_2021, {received: parse_figure(text)}, "填"))
        document = compose(form_2021, report, compute(form_2021, report))
        assert sheet_of(opened(document, values=True), "表三")["D30"].value == outcome


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1x", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1"])
def test_no_text_ever_becomes_a_formula(form_2021: Form, text: str) -> None:
    report = blank_report(form_2021, text, 2024)
    cell = Address("requests", "received", "natural")
    report.apply(put_figures(report, form_2021, {cell: parse_figure(text + "件")}, "填"))
    book = opened(compose(form_2021, report, compute(form_2021, report)))
    place = sheet_of(book, "表三")["D5"]
    assert (place.value, place.data_type) == (text + "件", "s")
    assert place.quotePrefix == (0 if text.startswith("'") else 1)
    title = sheet_of(book, "正文")["B2"]
    assert title.data_type == "s"
    assert str(title.value).startswith(text)


def test_amounts_keep_their_decimals(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    book = opened(compose(form_2021, report, compute(form_2021, report)))
    fee, count = sheet_of(book, "表二")["B15"], sheet_of(book, "表三")["D5"]
    assert (fee.value, fee.number_format) == (100.5, "0.00")
    assert count.number_format == "0"


def test_the_last_sheet_names_every_paragraph_in_order(city_document: Document) -> None:
    sheet = sheet_of(opened(city_document), "正文")
    rows = [(a.value, b.value) for a, b in sheet.iter_rows(max_col=2)]
    assert rows[:3] == [
        ("类别", "内容"),
        ("题目", "宿迁市"),
        ("题目", "2024年政府信息公开工作年度报告"),
    ]
    assert [text for kind, text in rows if kind == "表"] == list(TABLES)
    texts = [block.text for block in city_document.blocks if isinstance(block, Paragraph)]
    assert [text for kind, text in rows[1:] if kind != "表"] == texts


def test_every_role_of_a_paragraph_has_its_name() -> None:
    assert set(KINDS) == set(get_args(ParagraphRole))
    assert len(set(KINDS.values())) == len(KINDS)


def test_a_paragraph_too_long_for_a_cell_goes_on_in_the_next() -> None:
    text = "长" * 40_000
    document = Document("甲", "甲", (Paragraph("body", (Run(text),)),), HOUSE)
    rows = list(sheet_of(opened(document), "正文").iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["正文", "（接上）", "（接上）"]
    assert "".join(str(row[1]) for row in rows) == text


def test_the_file_names_title_and_unit_and_nothing_else(city_document: Document) -> None:
    data = write_tables(city_document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        core = package.read("docProps/core.xml").decode()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r"<dc:(\w+)>([^<]*)<", core) == [
        ("title", city_document.title),
        ("subject", city_document.unit),
    ]
    assert re.search(rb"creator|lastModifiedBy|Application|Company|openpyxl", everything) is None
    assert write_tables(city_document) == data


@pytest.mark.parametrize("text", ["a\nb", " a  b ", "𠮷㐂😀", "<&>\"'", "\x00甲\x1f"])
def test_any_text_comes_through(text: str) -> None:
    cell = PrintedCell(text, 0, 1, 1, is_figure=False)
    document = Document("", "", (PrintedTable("t", (1000,), 0, ((cell,),)),), HOUSE)
    value = sheet_of(opened(document), "t")["A2"].value
    assert value == text.replace("\x00", "").replace("\x1f", "")
