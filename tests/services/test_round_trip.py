"""Export → read → equal: what goes out as a Word file comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.model.edits import set_house, set_particular, write_text
from app.model.form import Form
from app.model.house import Setting
from app.model.report import Report
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.describe import describe_report
from app.services.recognise import recognise
from app.word.reader import read_document
from app.word.writer import write_document

COMPARED = ("unit", "year", "preamble", "sections", "cells", "signature", "forms")
UNUSUAL = (
    "𠮷㐂丂 姓名用字。\n中间　全角空格，制表\t符号，emoji🙂🈶，从右到左\u200f标记\u202e。\n"
    + "依法公开政府信息，" * 1111
    + "。"
)


def content(form: Form, report: Report) -> dict[str, object]:
    """What must not change on the way."""
    described = describe_report(form, report, compute(form, report))
    return {name: described[name] for name in COMPARED} | {"contact": report.contact}


def sent_and_read(catalogue: Catalogue, report: Report) -> tuple[Form, Report]:
    form = catalogue.form_of(report)
    data = write_document(compose(form, report, compute(form, report)))
    again = recognise(read_document(data), catalogue)
    return catalogue.form_of(again), again


def assert_comes_back(catalogue: Catalogue, report: Report) -> None:
    form, again = sent_and_read(catalogue, report)
    assert content(form, again) == content(catalogue.form_of(report), report)


def test_the_sample_comes_back(catalogue: Catalogue, sample: Report) -> None:
    assert_comes_back(catalogue, sample)


@pytest.mark.parametrize("name", ["hangzhou_2025", "huaian_2024", "suqian_2023", "suqian_2024"])
def test_published_reports_come_back(
    catalogue: Catalogue, published_report: Callable[[str], Report], name: str
) -> None:
    assert_comes_back(catalogue, published_report(name))


def test_a_report_of_twenty_pages_comes_back(catalogue: Catalogue, city_report: Report) -> None:
    text = "\n".join(
        f"（{number}）标题。" + "推进政府信息公开标准化、规范化，" * 30
        for number in "一二三四五六七八九十"
    )
    for section in ("overview", "problems", "others"):
        city_report.apply(write_text(city_report, section, text, "写"))
    assert_comes_back(catalogue, city_report)


def test_a_report_without_text_comes_back(catalogue: Catalogue, city_report: Report) -> None:
    for section in city_report.section_ids:
        city_report.apply(write_text(city_report, section, "", "清空"))
    for name in ("preamble", "contact", "signature_unit", "signature_date"):
        city_report.apply(set_particular(city_report, name, None, "清空"))
    assert_comes_back(catalogue, city_report)


def test_unusual_text_comes_back(catalogue: Catalogue, city_report: Report) -> None:
    """Guards rare characters, wide spaces, tabs, emoji, marks of direction, endless paragraphs."""
    city_report.apply(write_text(city_report, "overview", UNUSUAL, "写"))
    assert_comes_back(catalogue, city_report)


def test_only_what_no_file_can_hold_is_left_out(catalogue: Catalogue, city_report: Report) -> None:
    city_report.apply(write_text(city_report, "overview", "甲\x00乙\x1b丙\ufffe。", "写"))
    _, again = sent_and_read(catalogue, city_report)
    assert again.section("overview").text == "甲乙丙。"


@pytest.mark.parametrize(
    "deviations",
    [
        {"has_cover": True},
        {"has_seal": False},
        {"has_page_numbers": False, "pitch": 28.95},
        {"heading2.family": "仿宋", "heading2.bold": True, "heading3.bold": True},
    ],
)
def test_the_layout_does_not_change_what_is_read(
    catalogue: Catalogue, city_report: Report, deviations: dict[str, Setting]
) -> None:
    """Guards covers and signatures: they are not taken for text."""
    city_report.apply(
        write_text(city_report, "problems", "（一）甲\n1.乙。丙\n（1）丁\n戊。", "写")
    )
    city_report.apply(set_particular(city_report, "signature_date", date(2025, 1, 7), "改"))
    city_report.apply(set_house(city_report, deviations, "版式"))
    assert_comes_back(catalogue, city_report)


def test_a_long_title_in_several_lines_comes_back(
    catalogue: Catalogue, city_report: Report
) -> None:
    """Guards titles that are broken: the unit is read whole."""
    unit = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府办公室"
    city_report.apply(set_particular(city_report, "unit", unit, "改"))
    assert_comes_back(catalogue, city_report)
