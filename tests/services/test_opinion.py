"""Findings as files: every remark with its place, both numbers and the way to mend it."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from misprints import at

from app.model.edits import put_figures, set_particular, write_text
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.opinion import Opinion, Remark
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue
from app.services.opinion import letter, letter_file, list_file, opinion_of
from system import is_there

HEAD = [
    "单位",
    "年度",
    "级别",
    "编号",
    "位置",
    "单元格",
    "问题",
    "应为",
    "写的是",
    "原文",
    "怎样改",
]


@pytest.fixture
def opinion(
    catalogue: Catalogue, form_2021: Form, clean_report: Callable[[Form], Report]
) -> Opinion:
    """A report with one error of a table, one of a cell, one warning about its text."""
    report = clean_report(form_2021)
    figures = {
        at("requests.granted.natural"): parse_figure("/"),
        at("disputes.review.upheld"): parse_figure("90"),
    }
    report.apply(put_figures(report, form_2021, figures, "改错"))
    report.apply(write_text(report, "others", "没有收取信息处理费。收到申请 7 件。", "改错"))
    found = assess(form_2021, report, catalogue.rules).findings
    assert {f.rule.id for f in found} >= {"C-SLASH", "X-NEW"}
    return opinion_of("清河市.docx", form_2021, report, found, [(found[0], "已核实")])


def _sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_the_list_has_every_remark_with_place_numbers_and_mend(opinion: Opinion) -> None:
    sheets = _sheets(list_file([opinion]))
    head, *rows = sheets["问题"]
    assert head == HEAD
    assert len(rows) == len(opinion.standing)
    by_rule = {row[3]: dict(zip(HEAD, row, strict=True)) for row in rows}
    slash = by_rule["C-SLASH"]
    assert (slash["单位"], slash["年度"], slash["级别"]) == ("清河市人民政府", 2023, "错误")
    assert slash["位置"] == "三、收到和处理政府信息公开申请情况"
    assert slash["单元格"] == "表三“（一）予以公开”行“自然人”列"
    assert "填 0" in str(slash["怎样改"])
    new = by_rule["X-NEW"]
    assert (new["写的是"], new["原文"]) == (7, "7")
    assert isinstance(new["应为"], int)


def test_the_list_counts_by_report_and_tells_what_could_not_be_read(opinion: Opinion) -> None:
    unread = Opinion("坏.docx", fault="“坏.docx”：文件是空的")
    _, first, second = _sheets(list_file([opinion, unread]))["各报告"]
    counts = [sum(r.severity == s for r in opinion.standing) for s in ("error", "warning", "hint")]
    assert first[2:6] == [*counts, 1]
    assert second[2:6] == [None] * 4, "nothing is counted of what was not read"
    assert second[7] == "“坏.docx”：文件是空的"


def test_what_was_set_aside_stands_apart_with_its_reason(opinion: Opinion) -> None:
    sheets = _sheets(list_file([opinion]))
    (row,) = sheets["写明不改的"][1:]
    assert row[-1] == "已核实"
    without = Opinion(opinion.file, opinion.unit, opinion.year, opinion.standing)
    assert list(_sheets(list_file([without]))) == ["各报告", "问题"]


def test_the_same_remarks_give_the_same_bytes(opinion: Opinion, form_2021: Form) -> None:
    assert list_file([opinion]) == list_file([opinion])
    assert letter_file(opinion, form_2021) == letter_file(opinion, form_2021)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "=cmd|' /C calc'!A0"])
def test_texts_never_become_formulas(sign: str) -> None:
    """Guards the reader's machine: unit, quote and reason come from files of others."""
    bad = f"{sign}1+1"
    remark = Remark("X-NEW", "error", bad, bad, bad, bad, None, Decimal(3), bad, "")
    data = list_file([Opinion(bad, bad, 2024, (remark,))])
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == bad.strip() or cell.value == bad for cell in cells)
    if sign in "=+-@":
        assert all(cell.quotePrefix for cell in cells if cell.value == bad)


def test_the_letter_says_each_remark_in_a_sentence(opinion: Opinion, form_2021: Form) -> None:
    document = docx.Document(io.BytesIO(letter_file(opinion, form_2021)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:2] == ["清河市人民政府", "2023年政府信息公开工作年度报告校核意见"]
    assert lines[2].startswith("校核发现错误 ")
    assert lines[3].startswith("一、错误（")
    bodies = [line for line in lines if line[0].isdecimal() and ". " in line]
    assert len(bodies) == len(opinion.standing)
    said: set[str] = set()
    for remark, line in zip(opinion.standing, bodies, strict=True):
        assert remark.message.rstrip("。") in line
        assert (remark.remedy.rstrip("。") in line) is (remark.rule not in said)
        assert ("改法同第" in line) is (remark.rule in said)
        assert remark.rule in line
        said.add(remark.rule)
    assert "已核实" not in "".join(lines), "what was set aside is nobody's mistake"
    assert document.core_properties.author == ""


def test_a_letter_on_a_report_without_faults_says_so(form_2021: Form) -> None:
    document = docx.Document(io.BytesIO(letter_file(Opinion("", "甲局", 2024), form_2021)))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "甲局",
        "2024年政府信息公开工作年度报告校核意见",
        "校核没有发现问题。",
    ]


@pytest.mark.skipif(not is_there("office calc"), reason="not installed: LibreOffice Calc")
def test_libreoffice_shows_both_files_as_written(
    opinion: Opinion, form_2021: Form, tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(list_file([opinion]))
    (tmp_path / "letter.docx").write_bytes(letter_file(opinion, form_2021))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    to_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for kind, name in ((to_csv, "list.xlsx"), ("txt:Text (encoded):UTF8", "letter.docx")):
        command = [*office, "--convert-to", kind, "--outdir", str(tmp_path), name]
        subprocess.run(command, check=True, capture_output=True, timeout=240, cwd=tmp_path)
    with (tmp_path / "list-问题.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == HEAD
    assert [row[6] for row in rows] == [remark.message for remark in opinion.standing]
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    assert all(remark.remedy.rstrip("。") in text for remark in opinion.standing)


def test_a_long_unit_and_an_unknown_year_do_no_harm(
    catalogue: Catalogue, form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    report.apply(set_particular(report, "unit", "", ""))
    report.apply(set_particular(report, "year", None, ""))
    found = assess(form_2021, report, catalogue.rules).findings
    opinion = opinion_of("", form_2021, report, found)
    assert letter(opinion, form_2021).title == "政府信息公开工作年度报告校核意见"
    assert _sheets(list_file([opinion]))["各报告"][1][1] is None
