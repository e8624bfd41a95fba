"""Points of GB/T 9704-2012 and of the form, each with what is required and what a PDF has."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pages import MM, Page, full_lines, ink_of, pages_of, pitches, running_lines, texts_of

from app.model.document import Document, Paragraph, PrintedTable
from app.model.signature import width_in_characters


@dataclass(frozen=True)
class Measure:
    """One point: required within a tolerance, or at all."""

    point: str
    required: str
    measured: str
    holds: bool


def near(point: str, required: float, measured: float, tolerance: float, unit: str) -> Measure:
    """A figure with its tolerance."""
    return Measure(
        point,
        f"{required:.4g} ± {tolerance:g} {unit}",
        f"{measured:.2f} {unit}",
        abs(measured - required) <= tolerance,
    )


def yes(point: str, required: str, measured: str, *, holds: bool) -> Measure:
    """Something that is so or not."""
    return Measure(point, required, measured, holds)


def measure(document: Document, pdf: Path) -> list[Measure]:
    """All points that a document as set in a PDF is held to."""
    pages = pages_of(pdf)
    return [
        *_paper(document, pages),
        *_lines(document, pages),
        *_title(document, pages),
        *_numbers(document, pages, pdf),
        *_signature(document, pages),
        *_tables(document, pages, pdf),
    ]


def _paper(document: Document, pages: list[Page]) -> Iterator[Measure]:
    margins = document.house.margins
    yield near("A4 宽 (5.1)", 210, pages[0].width / MM, 0.5, "mm")
    yield near("A4 高 (5.1)", 297, pages[0].height / MM, 0.5, "mm")
    lines = [line for page in pages for line in full_lines(page)]
    left, right = (statistics.median(getattr(x, side) for x in lines) for side in ("left", "right"))
    yield near("版心左边（订口）(5.2.1)", margins.left, left / MM, 1, "mm")
    yield near("版心右边 (5.2.1)", 210 - margins.right, right / MM, 1, "mm")
    first = min(word.top for page in pages for word in page.words) / MM
    last = max(words[-1].bottom for page in pages for words in page.lines()[:-1]) / MM
    yield yes(
        "天头 (5.2.1)", f"≥ {margins.top:g} mm", f"{first:.1f} mm", holds=first >= margins.top
    )
    foot = 297 - margins.bottom
    yield yes("版心下边 (5.2.1)", f"≤ {foot:g} mm", f"{last:.1f} mm", holds=last <= foot)


def _lines(document: Document, pages: list[Page]) -> Iterator[Measure]:
    house = document.house
    lengths = [len(line.text) for page in pages for line in full_lines(page)]
    usual = statistics.mode(lengths)
    yield near("每行字数 (5.2.3)", house.characters, usual, 0, "字")
    distances = [distance for page in pages for distance in pitches(page)]
    yield near("行距", house.pitch, statistics.median(distances), 0.2, "磅")
    most = max(len(page.lines()) - 1 for page in pages if not _table_words(page))
    yield near("每面行数 (5.2.3)", 22, most, 3, "行")
    full = [line for page in pages for line in full_lines(page) if len(line.text) == usual]
    size = statistics.median((line.right - line.left) / usual for line in full)
    yield near("正文字距（三号）", house.em, size, 0.15, "磅")
    edge = statistics.median(line.left for line in full)
    begun = [line.left - edge for page in pages for line in running_lines(page)]
    indent = statistics.median(found / MM for found in begun if abs(found / MM - 11.3) < 2)
    yield near("首行缩进二字 (7.3.3)", 2 * house.body.size / MM, indent, 0.5, "mm")


def _table_words(page: Page) -> bool:
    return any(word in page.text for word in ("信息内容", "申请人情况", "行政诉讼未经"))


def _title(document: Document, pages: list[Page]) -> Iterator[Measure]:
    house = document.house
    titles = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role == "title"]
    lines = pages[0].lines()[: len(titles)]
    texts = ["".join(word.text for word in line) for line in lines]
    yield yes("标题分行 (7.3.1)", "、".join(titles), "、".join(texts), holds=texts == titles)
    for line, text in zip(lines, texts, strict=True):
        middle = (line[0].left + line[-1].right) / 2 / MM
        centre = house.margins.left + house.text_width / 2
        yield near(f"标题居中“{text[:6]}…”", centre, middle, 1, "mm")
        size = (line[-1].right - line[0].left) / width_in_characters(text)
        yield near(f"标题二号“{text[:6]}…”", house.title.size, size, 0.8, "磅")


def _numbers(document: Document, pages: list[Page], pdf: Path) -> Iterator[Measure]:
    house = document.house
    em = house.page_number.size / MM
    for index, page in enumerate(pages[:2], 1):
        words = page.number()
        text = " ".join(word.text for word in words)
        yield yes(f"第 {index} 面页码 (7.5)", f"— {index} —", text, holds=text == f"— {index} —")
        if index % 2:
            edge = 210 - house.margins.right - em
            yield near("单页码居右空一字", edge, words[-1].right / MM, 1, "mm")
        else:
            edge = house.margins.left + em
            yield near("双页码居左空一字", edge, words[0].left / MM, 1, "mm")
    foot = 297 - house.margins.bottom
    ink = ink_of(pdf, 1, (foot + 3) * MM, 295 * MM)
    middle = (ink.top + ink.bottom) / 2 / MM
    yield near("页码一字线距版心下边 (7.5)", 7, middle - foot, 1.2, "mm")


def _signature(document: Document, pages: list[Page]) -> Iterator[Measure]:
    house = document.house
    dates = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role == "date"]
    if not dates or not house.has_seal:
        return
    unit, day = pages[-1].lines()[-3:-1]
    free = 210 - house.margins.right - day[-1].right / MM
    yield near("成文日期右空四字 (7.3.5.1)", 4 * house.em / MM, free, 1.5, "mm")
    middles = [(line[0].left + line[-1].right) / 2 / MM for line in (unit, day)]
    yield near("署名与日期同一中线 (7.3.5.1)", middles[1], middles[0], 1, "mm")
    yield yes(
        "日期",
        dates[0],
        "".join(w.text for w in day),
        holds="".join(w.text for w in day) == dates[0],
    )


def _tables(document: Document, pages: list[Page], pdf: Path) -> Iterator[Measure]:
    house = document.house
    tables = [block for block in document.blocks if isinstance(block, PrintedTable)]
    raw = "".join(texts_of(pdf, "-raw"))
    cut = [
        cell.text
        for table in tables
        for line in table.lines[table.head :]
        for cell in line
        if not cell.is_figure and not cell.vertical and "".join(cell.text.split()) not in raw
    ]
    yield yes("行名完整", "没有缺字", "、".join(cut) or "没有缺字", holds=not cut)
    spanned = [
        page
        for page in pages
        if any(
            w in page.text
            for w in (
                "上年结转政",
                "属于国家秘密",
                "属于行政查询",
                "重复申请",
                "正后申请内容",
                "下年度继续",
            )
        )
    ]
    heads = sum("申请人情况" in page.text for page in spanned)
    yield yes("表三各面都有表头", str(len(spanned)), str(heads), holds=heads == len(spanned))
    number = next(i for i, page in enumerate(pages, 1) if "申请人情况" in page.text)
    foot = (297 - house.margins.bottom) * MM
    ink = ink_of(pdf, number, house.margins.top * MM, foot)
    yield near("表格左边框", house.margins.left, ink.left / MM, 0.5, "mm")
    yield near("表格右边框", 210 - house.margins.right, ink.right / MM, 0.8, "mm")
