"""What the file looks like, as LibreOffice sets it; skipped where no office suite is installed.

Every point is measured on the pages (tests/measures.py), not read from our own XML.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from measures import Measure, measure
from pages import MISSING, pages_of, set_by_libreoffice, texts_of

from app.model.document import Document, Paragraph, PrintedTable, Run
from app.model.edits import set_house, write_text
from app.model.form import Form
from app.model.house import Setting
from app.model.report import Report
from app.rules.figures import compute
from app.services.compose import compose

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


TEXT = "坚持以公开为常态、不公开为例外，及时回应社会关切，不断提高政府工作的透明度。" * 12


@pytest.fixture
def long_document(city_report: Report, form_2021: Form) -> Document:
    """A city's report with two pages of text that is Chinese characters only."""
    text = "\n".join(f"（{number}）主动公开。{TEXT}" for number in "一二三")
    city_report.apply(write_text(city_report, "overview", text, "写"))
    return compose(form_2021, city_report, compute(form_2021, city_report))


def faults(measures: list[Measure]) -> list[Measure]:
    return [found for found in measures if not found.holds]


def test_a_city_report_is_set_as_the_standard_wants(
    long_document: Document, tmp_path: Path
) -> None:
    pdf = set_by_libreoffice(long_document, tmp_path)
    assert faults(measure(long_document, pdf)) == []
    pages = texts_of(pdf)
    assert 4 <= len(pages) <= 8, "pages"
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in page
        assert len(page) > 20, "a page with nothing but its number"
    everything = "".join(pages)
    tables = [block for block in long_document.blocks if isinstance(block, PrintedTable)]
    for cell in (cell for table in tables for line in table.lines for cell in line):
        assert not cell.is_figure or "".join(cell.text.split()) in everything


def test_the_sample_is_set_as_the_standard_wants(
    sample: Report, form_2021: Form, tmp_path: Path
) -> None:
    document = compose(form_2021, sample, compute(form_2021, sample))
    assert faults(measure(document, set_by_libreoffice(document, tmp_path))) == []


def test_another_layout_does_not_pass_for_the_standard_one(
    long_document: Document, tmp_path: Path
) -> None:
    """Guards the measures: each is missed where the page is set otherwise."""
    wrong: dict[str, Setting] = {
        "pitch": 24.0,
        "characters": 26,
        "margins.left": 31.0,
        "page_number.size": 28.0,
        "title.size": 18.0,
    }
    altered = replace(long_document, house=long_document.house.altered(wrong))
    pdf = set_by_libreoffice(altered, tmp_path)
    missed = {
        found.point.split("(")[0].split("“")[0].strip()
        for found in faults(measure(long_document, pdf))
    }
    assert missed >= {
        "版心左边（订口）",
        "每行字数",
        "行距",
        "双页码居左空一字",
        "标题二号",
        "正文字距（三号）",
        "表格左边框",
    }


def test_the_page_of_another_house_style_is_as_it_says(
    long_document: Document, tmp_path: Path
) -> None:
    """Guards 22 lines of 28.95 points, and margins of a county's own."""
    house = long_document.house.altered({"pitch": 28.95, "margins.left": 30.0, "characters": 27})
    document = replace(long_document, house=house)
    found = {m.point: m for m in measure(document, set_by_libreoffice(document, tmp_path))}
    for point in (
        "行距",
        "版心左边（订口）(5.2.1)",
        "每行字数 (5.2.3)",
        "表格左边框",
        "表格右边框",
    ):
        assert found[point].holds, found[point]


@pytest.mark.parametrize("pitch", [28.0, 28.95, 34.0])
def test_a_cover_is_a_page_of_its_own_without_number(
    pitch: float, city_report: Report, form_2021: Form, tmp_path: Path
) -> None:
    """Guards the cover: title, unit and date, on one page at any pitch; the next is the first."""
    city_report.apply(set_house(city_report, {"has_cover": True, "pitch": pitch}, "封面"))
    document = compose(form_2021, city_report, compute(form_2021, city_report))
    pdf = set_by_libreoffice(document, tmp_path)
    pages = texts_of(pdf)
    assert document.cover is not None
    assert pages[0] == "".join((*document.cover.title, document.cover.unit, document.cover.date))
    assert "—1—" in pages[1]
    last = pages_of(pdf)[0].words[-1]
    assert 200 < last.bottom / 2.8346 < 262


def test_groups_of_table_three_stay_whole(
    city_report: Report, form_2021: Form, tmp_path: Path
) -> None:
    """Guards page breaks: wherever the text before it ends, no group of rows is torn."""
    groups = {
        "（三）": ("1.属于国家秘密", "8.属于行政查询事项"),
        "（四）": ("1.本机关不掌握", "3.补正后"),
        "（五）": ("1.信访举报", "5.要求行政机关"),
        "（六）": ("1.申请人无正当理由", "3.其他"),
    }
    for count in (1, 6, 11):
        text = "\n".join(["没有需要说明的情况。"] * count)
        city_report.apply(write_text(city_report, "requests", text, "写"))
        document = compose(form_2021, city_report, compute(form_2021, city_report))
        pages = texts_of(set_by_libreoffice(document, tmp_path), "-layout")
        for first, last in groups.values():
            places = [
                [i for i, page in enumerate(pages) if words in page] for words in (first, last)
            ]
            assert places[0] == places[1], (count, first)


def test_a_very_long_paragraph_and_rare_signs_are_set(
    small_document: Document, tmp_path: Path
) -> None:
    """Guards texts of 10,000 characters and signs outside of the usual fonts: pages come out."""
    text = "𠮷㐂　全角空格\t制表🙂\u200f从右到左。" + "依法公开政府信息，" * 1100
    blocks = (
        *small_document.blocks[:4],
        Paragraph("body", (Run(text),)),
        *small_document.blocks[5:],
    )
    pdf = set_by_libreoffice(replace(small_document, blocks=blocks), tmp_path)
    assert len(pages_of(pdf)) >= 16
    assert "依法公开政府信息" in texts_of(pdf)[-2]
