"""Pages as geometry: what GB/T 9704-2012 asks, measured in points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from app.gui.print.boxes import Page, Placed
from app.gui.print.breaking import NEVER_FIRST, NEVER_LAST
from app.gui.print.pages import PAPER, Typesetter
from app.gui.print.paragraphs import BASELINE
from app.model.document import Cover, Document, Paragraph, PrintedTable, Run
from app.model.house import POINTS_PER_MM
from app.model.report import Report, Slot

Typeset = Callable[[Document], list[Page]]


def words_of(placed: Placed) -> str:
    return "".join(word.text for word in placed.box.words)


def blocks_of(page: Page, document: Document) -> list[Placed]:
    return [p for p in page.placed if p.block >= 0 and document.blocks]


def text_lines(page: Page, document: Document) -> list[Placed]:
    return [p for p in blocks_of(page, document) if isinstance(document.blocks[p.block], Paragraph)]


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=["sample", "city"])
def document(
    request: pytest.FixtureRequest, sample_document: Document, city_document: Document
) -> Document:
    return sample_document if request.param == "sample" else city_document


def test_everything_is_printed_once_and_in_order(document: Document, typeset: Typeset) -> None:
    printed = dict.fromkeys(range(len(document.blocks)), "")
    for page in typeset(document):
        for placed in blocks_of(page, document):
            printed[placed.block] += words_of(placed)
    for place, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            assert without_space(printed[place]) == without_space(block.text)
        else:
            for cell in (cell for line in block.lines for cell in line):
                assert without_space(cell.text) in printed[place] or not cell.text


def test_all_stands_within_the_margins(document: Document, typeset: Typeset) -> None:
    house = document.house
    width, height = house.text_width * POINTS_PER_MM, house.text_height * POINTS_PER_MM
    top = house.margins.top * POINTS_PER_MM
    faces = Typesetter().faces
    for page in typeset(document):
        assert page.left == pytest.approx(house.margins.left * POINTS_PER_MM)
        for placed in blocks_of(page, document):
            assert placed.top >= top - 0.01
            assert placed.top + placed.box.height <= top + height + 0.02
            for word in placed.box.words:
                added = word.spacing - word.style.spacing if word.is_wide else 0.0
                reach = sum(faces.width(letter, word.style) + added for letter in word.text) - added
                half = 0.5 * word.style.face.size if word.text[-1] in NEVER_FIRST else 0.0
                assert word.x >= -0.01
                assert word.x + reach * word.scale <= width + half + 0.3


def test_lines_follow_each_other_at_the_pitch_22_to_a_page(
    document: Document, typeset: Typeset
) -> None:
    pitch = document.house.pitch
    for page in typeset(document):
        lines = text_lines(page, document)
        for upper, lower in pairwise(lines):
            if upper.block == lower.block:
                assert lower.top - upper.top == pytest.approx(pitch)
    full = replace(document, blocks=(Paragraph("body", (Run("字" * 28 * 40),)),))
    assert [len(text_lines(page, full)) for page in typeset(full)] == [22, 19]


def test_28_characters_fill_a_line_and_the_first_is_indented_by_two(
    document: Document, typeset: Typeset
) -> None:
    full = replace(document, blocks=(Paragraph("body", (Run("字" * 100),)),))
    lines = text_lines(typeset(full)[0], full)
    assert [len(words_of(line)) for line in lines] == [26, 28, 28, 18]
    assert lines[0].box.words[0].x == pytest.approx(2 * full.house.em)
    assert lines[1].box.words[0].x == 0
    assert lines[0].box.words[0].y == pytest.approx(BASELINE * full.house.pitch)


def test_no_line_begins_or_ends_as_it_must_not(document: Document, typeset: Typeset) -> None:
    for page in typeset(document):
        for placed in text_lines(page, document):
            words = words_of(placed).strip()
            assert words[0] not in NEVER_FIRST
            assert words[-1] not in NEVER_LAST


def test_headings_and_lines_before_tables_do_not_end_a_page(
    city_report: Report, document_of: Callable[[Report], Document], typeset: Typeset
) -> None:
    for lines in range(0, 24, 3):
        slots = dict(city_report.slots)
        slots[Slot("text", "overview")] = "\n".join(["某"] * lines)
        document = document_of(Report(slots))
        for page in typeset(document)[:-1]:
            last = document.blocks[blocks_of(page, document)[-1].block]
            if isinstance(last, Paragraph):
                assert last.role not in ("heading1", "title")


def test_the_head_of_a_table_is_repeated_and_no_row_is_split(
    city_document: Document, typeset: Typeset
) -> None:
    place = next(
        n
        for n, b in enumerate(city_document.blocks)
        if isinstance(b, PrintedTable) and b.key == "requests"
    )
    table = city_document.blocks[place]
    assert isinstance(table, PrintedTable)
    pages = [[p for p in page.placed if p.block == place] for page in typeset(city_document)]
    parts = [rows for rows in pages if rows]
    assert len(parts) > 1, "the table is on one page: nothing is tested"
    for rows in parts:
        assert "申请人情况" in words_of(rows[0])
        assert rows[0].box.height == parts[0][0].box.height
    assert sum(len(rows) - table.head for rows in parts) == len(table.lines) - table.head
    text = "".join(words_of(row) for rows in parts for row in rows)
    assert text.count("三、本年度办理结果") == 1
    assert text.count("（三）不予公开") == 1
    groups = {"（三）": "8.属于", "（四）": "3.补正", "（五）": "5.要求", "（六）": "3.其他"}
    for rows in parts:
        words = "".join(words_of(row) for row in rows)
        for first, last in groups.items():
            assert (first in words) == (last in words), "a group that fits on a page is not parted"


def test_figures_are_set_whole_and_condensed_where_they_are_too_wide(
    city_document: Document, typeset: Typeset
) -> None:
    words = [w for page in typeset(city_document) for p in page.placed for w in p.box.words]
    table = next(b for b in city_document.blocks if isinstance(b, PrintedTable))
    figures = {cell.text for line in table.lines for cell in line if cell.is_figure}
    assert figures <= {word.text for word in words}
    assert all(0.5 <= word.scale <= 1 for word in words)


def test_page_numbers_stand_outside_7_mm_below_the_text(
    city_document: Document, typeset: Typeset
) -> None:
    house = city_document.house
    for page in typeset(city_document):
        number = page.placed[-1]
        assert without_space(words_of(number)) == f"—{page.number}—"
        assert number.top == pytest.approx((297 - house.margins.bottom + 7) * POINTS_PER_MM)
        assert page.number is not None
        first, width = number.box.words[0].x, house.text_width * POINTS_PER_MM
        if page.number % 2:
            assert first > width / 2
        else:
            assert first == pytest.approx(house.page_number.size)
    silent = replace(city_document, house=house.altered({"has_page_numbers": False}))
    assert all(p.block >= 0 for page in typeset(silent) for p in page.placed)


def test_a_cover_has_no_number_and_is_not_counted(
    sample_document: Document, typeset: Typeset
) -> None:
    cover = Cover(("某某局", "2021年政府信息公开工作年度报告"), "某某局", "2022年1月5日")
    pages = typeset(replace(sample_document, cover=cover))
    assert [page.number for page in pages[:2]] == [None, 1]
    assert len(pages) == len(typeset(sample_document)) + 1
    assert [words_of(p) for p in pages[0].placed][-1] == "2022年1月5日"
    assert pages[0].placed[-1].top < PAPER[1] - sample_document.house.margins.bottom * POINTS_PER_MM


def test_another_house_style_is_followed(sample_document: Document, typeset: Typeset) -> None:
    house = sample_document.house.altered({"pitch": 28.95, "characters": 26, "margins.left": 30.0})
    full = replace(sample_document, house=house, blocks=(Paragraph("body", (Run("字" * 800),)),))
    pages = typeset(full)
    lines = text_lines(pages[0], full)
    assert [len(words_of(line)) for line in lines[:2]] == [24, 26]
    assert lines[1].top - lines[0].top == pytest.approx(28.95)
    assert pages[0].left == pytest.approx(30 * POINTS_PER_MM)
    assert len(lines) == 22


@pytest.mark.parametrize(
    "text",
    [
        "字" * 10000,
        "A" * 5000,
        "一行\v另一行\r\n第三行",
        "罕见字𠮷㐂，全角　空格，制表\t符，表情🙂，零宽\u200f标记，控制\x00符",
        "",
    ],
)
def test_no_text_is_too_strange(text: str, sample_document: Document, typeset: Typeset) -> None:
    document = replace(sample_document, blocks=(Paragraph("body", (Run(text),)),))
    pages = typeset(document)
    assert pages
    for page in pages:
        for placed in text_lines(page, document):
            assert placed.top + placed.box.height < (297 - 35) * POINTS_PER_MM + 0.1


def test_what_has_not_changed_is_not_set_anew(sample_document: Document) -> None:
    typesetter = Typesetter()
    first = typesetter.pages(sample_document)
    blocks = list(sample_document.blocks)
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    blocks[-1] = replace(last, runs=(Run("本年度没有收取信息处理费。"),))
    second = typesetter.pages(replace(sample_document, blocks=tuple(blocks)))
    assert first[:-1] == second[:-1]
    assert first[-1] != second[-1]
    boxes = {id(p.box) for page in first for p in text_lines(page, sample_document)}
    again = {id(p.box) for page in second[:-1] for p in text_lines(page, sample_document)}
    assert again <= boxes
