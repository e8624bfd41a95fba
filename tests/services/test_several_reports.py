"""Two reports in one file: which of them is meant is asked, whatever kind of file it is."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Sequence
from pathlib import Path

import docx
import foreign
import openpyxl
import pytest
from foreign import Box, Figures, boxes_of, published, read_figure
from openpyxl.utils import get_column_letter

from app.cli import main
from app.model.address import Address
from app.model.form import Form
from app.model.source import SeveralReportsError, UnreadableError
from app.services.catalogue import Catalogue
from app.services.opening import open_file, open_report

Block = str | list[Box]

FIRST, SECOND = published("suqian_2023"), published("suqian_2024")
NAMES = ("甲市水务局 2023 年", "乙市教育局 2024 年")


def report_blocks(form: Form, figures: Figures, unit: str, year: int) -> list[Block]:
    """A whole report of another program."""
    found: list[Block] = [f"{unit}{year}年政府信息公开工作年度报告", f"{year}年的前言。"]
    for spec in form.sections:
        found.append(spec.title)
        if spec.table is None:
            found.append(f"{year}年的内容。")
        else:
            found.append(boxes_of(form.tables[spec.table], figures))
    return found


def _two(form: Form) -> list[Block]:
    return [
        *report_blocks(form, FIRST, "甲市水务局", 2023),
        *report_blocks(form, SECOND, "乙市教育局", 2024),
    ]


def _word(blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        lines = max(box.line + box.down for box in block)
        width = max(box.position + box.across for box in block)
        cells = [list(row.cells) for row in document.add_table(lines, width).rows]
        for box in block:
            end = cells[box.line + box.down - 1][box.position + box.across - 1]
            cells[box.line][box.position].merge(end).text = box.text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _workbook(parts: Sequence[Sequence[Block]], *, is_beside: bool) -> bytes:
    """A report at the left and one at the right of one sheet, or a sheet for each."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, blocks in enumerate(parts):
        left = 1 + 16 * number if is_beside else 1
        if number and not is_beside:
            sheet = book.create_sheet()
        line = 1
        for block in blocks:
            boxes = [Box(block, 0, 0)] if isinstance(block, str) else block
            for box in boxes:
                row, column = line + box.line, left + box.position
                sheet.cell(row, column, box.text)
                if box.across > 1 or box.down > 1:
                    last = f"{get_column_letter(column + box.across - 1)}{row + box.down - 1}"
                    sheet.merge_cells(f"{get_column_letter(column)}{row}:{last}")
            line += max(box.line + box.down for box in boxes) + 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _halves(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    half = len(blocks) // 2
    return blocks[:half], blocks[half:]


def _made(kind: str, form: Form) -> bytes:
    if kind == "docx":
        return _word(_two(form))
    if kind == "beside.xlsx":
        return _workbook(_halves(_two(form)), is_beside=True)
    if kind == "sheets.xlsx":  # nothing but titles and tables
        bare = [b for b in _two(form) if isinstance(b, list) or b.endswith("年度报告")]
        return _workbook(_halves(bare), is_beside=False)
    return foreign.WRITERS[kind](_two(form), random.Random(1))  # noqa: S311


KINDS = ("docx", "html", "md", "pdf", "xlsx", "beside.xlsx", "sheets.xlsx")


@pytest.fixture(params=KINDS)
def two(request: pytest.FixtureRequest, tmp_path: Path, form_2021: Form) -> Path:
    kind: str = request.param
    path = tmp_path / f"两份.{kind.rpartition('.')[2]}"
    path.write_bytes(_made(kind, form_2021))
    return path


def test_which_one_is_asked_and_the_one_chosen_is_read_alone(
    two: Path, catalogue: Catalogue
) -> None:
    with pytest.raises(SeveralReportsError, match=r"“两份[.a-z]+”里有 2 份报告") as caught:
        open_report(two, catalogue)
    assert caught.value.names == NAMES
    for number, (figures, name) in enumerate(zip((FIRST, SECOND), NAMES, strict=True), 1):
        opened = open_file(two, catalogue, number)
        report, form = opened.report, catalogue.form_of(opened.report)
        assert f"{report.unit} {report.year} 年" == name
        for address, value in figures.items():
            assert read_figure(report, form, address).value == value, address
        other = "2024" if number == 1 else "2023"
        assert not any(other in section.text for section in report.sections)
        assert opened.source is not None
        shown = " ".join(getattr(block, "text", "") for block in opened.source.blocks)
        assert f"{other}年" not in shown


def test_a_report_that_is_not_there_is_one_sentence(two: Path, catalogue: Catalogue) -> None:
    with pytest.raises(UnreadableError, match="只有 2 份报告，没有第 3 份"):
        open_report(two, catalogue, 3)


def test_three_reports_are_three(tmp_path: Path, form_2021: Form, catalogue: Catalogue) -> None:
    blocks = [*_two(form_2021), *report_blocks(form_2021, FIRST, "丙市民政局", 2022)]
    path = tmp_path / "三份.md"
    path.write_bytes(foreign.WRITERS["md"](blocks, random.Random(2)))  # noqa: S311
    with pytest.raises(SeveralReportsError) as caught:
        open_report(path, catalogue)
    assert caught.value.names == (*NAMES, "丙市民政局 2022 年")
    assert open_report(path, catalogue, 3).unit == "丙市民政局"


def test_tables_of_last_year_behind_the_report_are_another_one(
    tmp_path: Path, form_2021: Form, catalogue: Catalogue
) -> None:
    """Guards the last chapter from their caption, and the figures from one another."""
    blocks = report_blocks(form_2021, SECOND, "乙市教育局", 2024)
    tables = [boxes_of(table, FIRST) for table in form_2021.tables.values()]
    path = tmp_path / "附表.md"
    path.write_bytes(
        foreign.WRITERS["md"]([*blocks, "附：2023年数据", *tables], random.Random(3))  # noqa: S311
    )
    with pytest.raises(SeveralReportsError) as caught:
        open_report(path, catalogue)
    assert caught.value.names[0] == "乙市教育局 2024 年"
    assert caught.value.names[1] == "2023 年，从“附：2023年数据”起"
    assert open_report(path, catalogue, 1).section("others").text == "2024年的内容。"


# -- commands ----------------------------------------------------------------------------------


@pytest.fixture
def markdown(tmp_path: Path, form_2021: Form) -> Path:
    path = tmp_path / "两份.md"
    path.write_bytes(_made("md", form_2021))
    return path


def test_commands_ask_by_one_sentence_and_leave_no_file(
    markdown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "出.nianbao"
    for arguments in (
        ["import", str(markdown), "-o", str(out)],
        ["show", str(markdown), "--json"],
        ["export", str(markdown), "-o", str(tmp_path / "出.docx")],
        [
            "new",
            "--unit",
            "乙市教育局",
            "--year",
            "2025",
            "--previous",
            str(markdown),
            "-o",
            str(out),
        ],
    ):
        assert main(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        (sentence,) = printed.err.splitlines()
        assert all(name in sentence for name in NAMES)
        assert "--report" in sentence
    assert [path.name for path in tmp_path.iterdir()] == ["两份.md"]


def test_commands_read_the_one_that_is_named(
    markdown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(markdown), "--json", "--report", "2"]) == 0
    assert json.loads(capsys.readouterr().out)["unit"] == "乙市教育局"
    out = tmp_path / "出.nianbao"
    assert main(["import", str(markdown), "--report", "1", "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["show", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["year"] == 2023
    new = ["new", "--unit", "乙市教育局", "--year", "2025", "--previous", str(markdown)]
    begun = tmp_path / "新.nianbao"
    assert main([*new, "--report", "2", "-o", str(begun)]) == 0
    assert main(["show", str(begun), "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    assert (
        cells["requests.carried_in.natural"]
        == SECOND[Address.parse("requests.carried_out.natural")]
    )


def test_check_says_it_of_that_file_and_goes_on(
    markdown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(markdown), str(markdown), "--json"]) == 2
    for entry in json.loads(capsys.readouterr().out)["files"]:
        assert "--report" in entry["unreadable"]
    assert main(["check", str(markdown), "--report", "2", "--json"]) in (0, 1)
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert (entry["unit"], entry["year"]) == ("乙市教育局", 2024)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "9999999"])
def test_a_number_that_is_none_is_one_sentence(
    markdown: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(markdown), "--json", f"--report={number}"]) == 2
    assert "应为第几份" in capsys.readouterr().err


def test_of_a_file_with_one_report_there_is_no_second(
    markdown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "一.nianbao"
    assert main(["import", str(markdown), "--report", "1", "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["show", str(out), "--json", "--report", "2"]) == 2
    assert "只有 1 份报告，没有第 2 份" in capsys.readouterr().err


def test_a_number_without_a_file_and_two_years_in_last_years_file_are_said(
    markdown: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ["new", "--unit", "甲局", "--year", "2024", "-o", str(tmp_path / "新.nianbao")]
    assert main([*new, "--report", "1"]) == 2
    assert "要与 --previous 一起用" in capsys.readouterr().err
    check = ["check", str(markdown), "--report", "2", "--previous", str(markdown)]
    assert main(check) == 2
    assert "请先用 import --report 取出上年那一份" in capsys.readouterr().err
