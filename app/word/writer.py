"""Document → .docx, laid out as GB/T 9704-2012 is applied to these reports.

Every part that never changes is a readable file in `resources/word`; `style_parts` puts the house
style into it, and only the body and the two properties title and unit are made here.  The same
document gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from itertools import pairwise
from typing import Final

from lxml import etree

from app.markup.text import printable
from app.model.document import Block, Cover, Document, Paragraph, PrintedTable, RunRole
from app.word.package import (
    CORE,
    COVER_TITLE,
    COVER_UNIT,
    DC,
    DOCUMENT,
    FONT_TABLE,
    STYLE_IDS,
    STYLES,
    XML_SPACE,
    W,
)
from app.word.style_parts import (
    Look,
    document_skeleton,
    fixed_part,
    font_table_part,
    serialized,
    skeleton,
    styles_part,
    text_width,
)
from app.word.table_writer import append_table

_FIXED_PARTS: Final = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "package_rels.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/footer_odd.xml", "footer_odd.xml"),
    ("word/footer_even.xml", "footer_even.xml"),
)
_RUN_STYLES: Final[dict[RunRole, str]] = {"plain": "", "heading2": "Level2", "heading3": "Level3"}
_RUN, _TEXT = f"{W}r", f"{W}t"
_KEPT_BY_STYLE: Final = ("title", "heading1", "heading2", "heading3", "signature")
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)

_AMBIGUOUS = re.compile("[‘’“”…—–·×÷±°§¨′″※]")  # noqa: RUF001
"""Punctuation that Word sets in the Latin face unless told that it is Chinese."""

_SIMPLE = re.compile("[0-9A-Za-z.,，。：；（）、\u4e00-\u9fff]+")
"""Words that need no care: nearly every cell."""

_PIECE = re.compile(r"[\n\t]|[^\n\t]+")


def write_document(document: Document) -> bytes:
    """The bytes of a .docx file; raises nothing that depends on the texts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in _parts(document):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same bytes on Windows and Linux
            package.writestr(entry, data)
    return buffer.getvalue()


def _parts(document: Document) -> Iterator[tuple[str, bytes]]:
    for name, file in _FIXED_PARTS:
        yield name, fixed_part(file)
    yield STYLES, styles_part(_look(document))
    yield FONT_TABLE, font_table_part(document.house)
    yield DOCUMENT, _document_part(document)
    yield CORE, _core_part(document)


def _look(document: Document) -> Look:
    lefts = {
        block.role: block.left for block in document.blocks[-2:] if isinstance(block, Paragraph)
    }
    cover_lines = len(document.cover.title) if document.cover else 0
    return Look(document.house, lefts.get("signature"), lefts.get("date"), cover_lines)


def _core_part(document: Document) -> bytes:
    root = skeleton("core.xml")
    for name, text in (("title", document.title), ("subject", document.unit)):
        root.find(f"{DC}{name}").text = printable(text)  # type: ignore[union-attr]  both are in the file
    return serialized(root)


def _document_part(document: Document) -> bytes:
    root = etree.fromstring(document_skeleton(document.house))
    body = root[0]
    section = body[-1]
    body.remove(section)
    if document.cover is not None:
        _append_cover(body, document.cover, section)
    width = text_width(document.house)
    for block, following in pairwise((*document.blocks, None)):
        if isinstance(block, PrintedTable):
            append_table(body, block, width, _append_text)
            if not isinstance(following, Paragraph):
                _append_paragraph(body, "AfterTable")
        elif isinstance(block, Paragraph):
            _append_block(body, block, following)
    body.append(section)
    return serialized(root)


def _append_cover(body: etree._Element, cover: Cover, section: etree._Element) -> None:
    """A section of its own, without page number; pages count from the one after it."""
    lines = [(line, COVER_TITLE) for line in cover.title]
    lines += [(line, COVER_UNIT) for line in (cover.unit, cover.date)]
    for line, style in lines:
        _append_paragraph(body, style)
        _append_text(body[-1], line, "", None)
    own = deepcopy(section)
    for reference in own.findall(f"{W}footerReference"):
        own.remove(reference)
    properties = body[-1][0]
    properties.append(own)
    numbering = etree.Element(f"{W}pgNumType", {f"{W}start": "1"})
    section.find(f"{W}pgMar").addnext(numbering)  # type: ignore[union-attr]  it is in the file


def _append_block(body: etree._Element, block: Paragraph, following: Block | None) -> None:
    properties = _append_paragraph(body, STYLE_IDS[block.role])
    if _stays_with(block, following):
        etree.SubElement(properties, f"{W}keepNext")
    for run in block.runs:
        _append_text(body[-1], run.text, _RUN_STYLES[run.role], None)


def _stays_with(block: Paragraph, following: Block | None) -> bool:
    """Text before a table or a signature does not stay behind alone; headings never do."""
    if block.role in _KEPT_BY_STYLE:
        return False
    if isinstance(following, PrintedTable):
        return True
    return isinstance(following, Paragraph) and following.role in ("signature", "date")


def _append_paragraph(body: etree._Element, style: str) -> etree._Element:
    paragraph = etree.SubElement(body, f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
    return properties


def _append_text(paragraph: etree._Element, text: str, style: str, scale: int | None) -> None:
    """Add a run; `scale` condenses its characters to so many per cent of their width."""
    if not style and scale is None and _SIMPLE.fullmatch(text):
        etree.SubElement(etree.SubElement(paragraph, _RUN), _TEXT).text = text
        return
    text = printable(text)
    if not text:
        return
    run = etree.SubElement(paragraph, _RUN)
    is_ambiguous = _AMBIGUOUS.search(text) is not None
    if style or is_ambiguous or scale is not None:
        properties = etree.SubElement(run, f"{W}rPr")
        if style:
            etree.SubElement(properties, f"{W}rStyle", {f"{W}val": style})
        if is_ambiguous:
            etree.SubElement(properties, f"{W}rFonts", {f"{W}hint": "eastAsia"})
        if scale is not None:
            etree.SubElement(properties, f"{W}w", {f"{W}val": str(scale)})
    _append_pieces(run, text)


def _append_pieces(run: etree._Element, text: str) -> None:
    """Add words with their tabs and line breaks."""
    for piece in _PIECE.findall(text):
        if piece == "\t":
            etree.SubElement(run, f"{W}tab")
        elif piece == "\n":
            etree.SubElement(run, f"{W}br")
        else:
            element = etree.SubElement(run, _TEXT)
            element.text = piece
            if piece != piece.strip() or "  " in piece:
                element.set(XML_SPACE, "preserve")
