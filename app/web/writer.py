"""Document → one HTML page for the office's site: meaning in the elements, looks in one sheet.

The same document gives the same bytes.  Title and unit are named as the guide for government
websites (国办发〔2017〕47号) has it: ArticleTitle, ContentSource.
"""

from __future__ import annotations

import functools
from typing import Final

from lxml import etree

from app.markup.text import printable
from app.model.document import Document, Paragraph, PrintedCell, PrintedTable
from app.paths import resource

ARTICLE: Final = "annual-report"
"""Class of the element that holds the report, by which our own pages are known again."""
PREAMBLE: Final = "preamble"
_HEADINGS: Final = {"heading2": "h3", "heading3": "h4"}

_MOBILE = "width=device-width, initial-scale=1"


def write_page(document: Document) -> bytes:
    """The bytes of an .html file in UTF-8; raises nothing that depends on the texts."""
    root = etree.Element("html", {"lang": "zh-CN"})
    _append_head(root, document)
    article = _add(_add(_add(root, "body"), "main"), "article", {"class": ARTICLE})
    lines = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role == "title"]
    if lines:
        _append_words(_add(article, "h1"), "\n".join(lines))
    chapter = article
    footer: etree._Element | None = None
    for block in document.blocks:
        if isinstance(block, PrintedTable):
            _append_table(chapter, block)
        elif block.role == "heading1":
            chapter = _add(article, "section")
            _append_words(_add(chapter, "h2"), block.text)
        elif block.role in ("signature", "date"):
            footer = _add(article, "footer") if footer is None else footer
            _append_words(_add(footer, "p"), block.text)
        elif block.role != "title":
            _append_paragraph(chapter, block)
    return etree.tostring(root, method="html", encoding="UTF-8", doctype="<!DOCTYPE html>") + b"\n"


def _add(
    parent: etree._Element, tag: str, attributes: dict[str, str] | None = None
) -> etree._Element:
    """A block on a line of its own."""
    if parent.text is None and not len(parent):
        parent.text = "\n"
    element = etree.SubElement(parent, tag, attributes or {})
    element.tail = "\n"
    return element


def _append_head(root: etree._Element, document: Document) -> None:
    head = _add(root, "head")
    _add(head, "meta", {"charset": "utf-8"})
    _add(head, "meta", {"name": "viewport", "content": _MOBILE})
    _add(head, "title").text = printable(document.title)
    for name, text in (("ArticleTitle", document.title), ("ContentSource", document.unit)):
        if words := printable(text):
            _add(head, "meta", {"name": name, "content": words})
    _add(head, "style").text = _style_sheet()


@functools.cache
def _style_sheet() -> str:
    return "\n" + resource("web/page.css").read_text(encoding="utf-8")


def _append_paragraph(chapter: etree._Element, block: Paragraph) -> None:
    """A heading where the whole paragraph is one, else a paragraph with its heading run in."""
    if block.role in _HEADINGS:
        _append_words(_add(chapter, _HEADINGS[block.role]), block.text)
        return
    paragraph = _add(chapter, "p", {"class": PREAMBLE} if block.role == PREAMBLE else None)
    for run in block.runs:
        place = etree.SubElement(paragraph, "b") if run.role == "heading2" else paragraph
        _append_words(place, run.text)


def _append_words(element: etree._Element, text: str) -> None:
    """Add words after what is there, line feeds as breaks."""
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            etree.SubElement(element, "br")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line


def _append_table(chapter: etree._Element, table: PrintedTable) -> None:
    """One table, in a frame that scrolls on narrow screens and is reached by keyboard."""
    frame = _add(chapter, "div", {"class": "table", "role": "region", "tabindex": "0"})
    element = _add(frame, "table")
    if title := printable(table.title):
        frame.set("aria-label", title)
        _append_words(_add(element, "caption"), title)
    rows: etree._Element | None = _add(element, "thead") if table.head else None
    for index, line in enumerate(table.lines):
        opens_group = any(_opens_group(table, index, cell) for cell in line)
        if rows is None or index == table.head or (opens_group and len(rows)):
            rows = _add(element, "tbody")
        row = _add(rows, "tr")
        for cell in line:
            _append_cell(row, cell, _scope(table, index, cell))


def _opens_group(table: PrintedTable, index: int, cell: PrintedCell) -> bool:
    """Whether words over the whole width head the lines below them."""
    return index >= table.head and not cell.is_figure and cell.across == len(table.widths)


def _scope(table: PrintedTable, index: int, cell: PrintedCell) -> str:
    """What a label heads; "" for a figure."""
    if cell.is_figure:
        return ""
    if _opens_group(table, index, cell):
        return "rowgroup"
    is_beside = index >= table.head and (table.head > 0 or cell.role in ("row", "group"))
    return "row" if is_beside else "col"


def _append_cell(row: etree._Element, cell: PrintedCell, scope: str) -> None:
    element = _add(row, "th" if scope else "td")
    if cell.across > 1:
        element.set("colspan", str(cell.across))
    if cell.down > 1:
        element.set("rowspan", str(cell.down))
    if scope:
        element.set("scope", scope)
    if cell.vertical:
        element.set("class", "vertical")
    _append_words(element, cell.text)
