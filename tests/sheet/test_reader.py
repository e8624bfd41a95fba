"""Workbooks of other programs: where tables stand, what cells show, hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import foreign
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.markup import limits
from app.model.source import SourceDocument, SourceTable, UnreadableError
from app.services.catalogue import load_catalogue
from app.services.opening import open_report
from app.sheet.cells import shown
from app.sheet.reader import is_workbook, read_workbook

CATALOGUE = load_catalogue()
FORM = CATALOGUE.forms["2021"]
FIGURES = foreign.published("suqian_2024")


def book(fill: Callable[[Worksheet], None]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook.worksheets[0])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def texts(document: SourceDocument) -> list[str]:
    (table,) = document.blocks
    assert isinstance(table, SourceTable)
    return [cell.text for cell in table.cells]


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [("3", "", "3"), ("3", "0.00", "3.00"), ("0.1", "0", "0.1"), ("59237.2449", "0.00", "59237.2449"), ("0.125", "0%", "12.5%"), ("0.30000000000000004", "", "0.3"), ("1E3", "", "1000"), ("-4", "0;(0)", "-4"), ("3", '0"件"', "3"), ("45674", "yyyy-mm-dd", "2025年1月17日"), ("592372449", "0!.0000", "592372449（显示时经过缩小）"), ("5000", "0.00,", "5000（显示时经过缩小）"), ("1234", "#,##0", "1234"), ("x", "0", "x"), ("1e999", "0", "1e999"), ("0", "0.00,", "0.00")],
)  # fmt: skip
def test_numbers_show_what_is_in_the_file(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_cells_of_every_kind() -> None:
    def fill(sheet: Worksheet) -> None:
        for row, value in enumerate(("12", 12, 12.5, True, datetime(2025, 1, 17), "a_x000D_b"), 1):  # noqa: DTZ001
            sheet.cell(row, 1, value)

    assert texts(read_workbook(book(fill)))[:5] == ["12", "12", "12.5", "TRUE", "2025年1月17日"]


def test_a_formula_counts_with_its_result_and_never_with_0() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = 1, "=A1+1", "=A1+2"

    def solve(part: bytes) -> bytes:
        return part.replace(b"<f>A1+1</f><v></v>", b"<f>A1+1</f><v>2</v>").replace(b"<f>A1+1</f><v />", b"<f>A1+1</f><v>2</v>").replace(b"<f>A1+1</f><v/>", b"<f>A1+1</f><v>2</v>")  # fmt: skip

    document = read_workbook(changed(book(fill), SHEET, solve))
    assert texts(document) == ["1", "2"]
    assert len(document.notes) == 1
    assert "C1是公式" in document.notes[0]


def test_hidden_sheets_are_not_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = "看得见"
    other = workbook.create_sheet()
    other["A1"], other.sheet_state = "看不见", "hidden"
    target = io.BytesIO()
    workbook.save(target)
    assert texts(read_workbook(target.getvalue())) == ["看得见"]


def test_several_tables_with_titles_on_one_sheet(tmp_path: Path) -> None:
    """Titles, texts and tables under one another, with merged cells and empty lines."""

    def fill(sheet: Worksheet) -> None:
        line = 1
        for words in ("宿迁市2024年政府信息公开工作年度报告", "一、总体情况", "全年依法公开。"):
            sheet.cell(line, 2, words)
            line += 1
        for key, table in FORM.tables.items():
            sheet.cell(line + 1, 2, foreign.TITLES[key][0])
            line += 2
            for box in foreign.boxes_of(table, FIGURES):
                text = float(box.text) if box.address else box.text
                sheet.cell(line + box.line, 2 + box.position, text)
                sheet.merge_cells(start_row=line + box.line, start_column=2 + box.position, end_row=line + box.line + box.down - 1, end_column=1 + box.position + box.across)  # fmt: skip
            line += table.line_count
        for words in (
            "五、存在的主要问题及改进情况",
            "解读单一。",
            "六、其他需要报告的事项",
            "没有收费。",
        ):
            sheet.cell(line + 1, 2, words)
            line += 1

    path = tmp_path / "某.docx"
    path.write_bytes(book(fill))
    report = open_report(path, CATALOGUE)
    assert report.doubts == ()
    assert (report.unit, report.year) == ("宿迁市", 2024)
    assert [s.text for s in report.sections] == [
        "全年依法公开。",
        "",
        "",
        "",
        "解读单一。",
        "没有收费。",
    ]
    for address, value in FIGURES.items():
        read = foreign.read_figure(report, FORM, address)
        assert read.value == value, address


def test_a_sheet_that_is_too_large_is_a_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A1000000"] = "规章", 1

    document = read_workbook(book(fill))
    assert document.blocks == ()
    assert "太大" in document.notes[0]


def bomb(data: bytes) -> bytes:
    return data.replace(b"</worksheet>", b" " * 40_000_000 + b"</worksheet>")


def entities(data: bytes) -> bytes:
    body = data[data.index(b"<worksheet") :]
    return b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + body


def repeated(data: bytes) -> bytes:
    rows = b"".join(b"<row>" + b'<c t="s"><v>0</v></c>' * 190 + b"</row>" for _ in range(390))
    return data[: data.index(b"<sheetData")] + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def plain(sheet: Worksheet) -> None:
    sheet["A1"] = "长" * 30_000


@pytest.mark.parametrize(
    "data",
    [
        changed(book(plain), SHEET, bomb), changed(book(plain), SHEET, entities),
        changed(book(plain), SHEET, repeated), book(plain)[:-400],
        changed(book(plain), SHEET, lambda data: data[:300]),
        changed(book(plain), SHEET, lambda data: data.replace(b"<v>0</v>", b"<v>-1</v>")),
        changed(book(plain), SHEET, lambda data: data.replace(b"<v>0</v>", b"<v>7</v>")),
        changed(book(plain), "xl/workbook.xml", lambda _: b"<a/>"),
        changed(book(plain), SHEET, lambda data: data.replace(b'r="1"', b'r="' + b"9" * 5000 + b'"')),
    ],
    ids="bomb entities repeated cut short before after book row".split(),
)  # fmt: skip
def test_hostile_workbooks_end_in_one_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"^打不开“表\.xlsx”：[^\n]+$"):
        open_report(path, CATALOGUE)


def test_merged_cells_of_any_size_are_bounded() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "甲", "乙"
        sheet.merge_cells("B2:C3")

    huge = changed(book(fill), SHEET, lambda data: data.replace(b"B2:C3", b"B2:XFD1048576"))
    (table,) = read_workbook(huge).blocks
    assert isinstance(table, SourceTable)
    assert (table.line_count, table.width) == (2, 1)
    assert limits.MAX_ROWS > 2


def test_only_workbooks_are_workbooks() -> None:
    assert is_workbook(book(plain))
    assert not is_workbook(b"PK\x03\x04")
    with pytest.raises(UnreadableError):
        read_workbook(b"PK\x03\x04")
