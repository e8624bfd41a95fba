"""Document → .docx, laid out as GB/T 9704-2012 is applied to these reports.

Every part that never changes is a readable file in `resources/word`; only the body and the
two properties title and unit are made here.  The same document gives the same bytes.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final

from lxml import etree

from app.model.document import Block, Document, Paragraph, PrintedTable, Run
from app.paths import resource
from app.word.package import CORE, DC, DOCUMENT, STYLE_IDS, XML_SPACE, W
from app.word.table_writer import append_table

_FIXED_PARTS: Final = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "package_rels.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/fontTable.xml", "fontTable.xml"),
    ("word/footer_odd.xml", "footer_odd.xml"),
    ("word/footer_even.xml", "footer_even.xml"),
)
_RUN, _TEXT = f"{W}r", f"{W}t"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for."""

_AMBIGUOUS = re.compile("[‘’“”…—–·×÷±°§¨′″※]")  # noqa: RUF001
"""Punctuation that Word sets in the Latin face unless told that it is Chinese."""

_SIMPLE = re.compile("[0-9A-Za-z.,，。：；（）、\u4e00-\u9fff]+")
"""Words that need no care: nearly every cell."""

_PIECE = re.compile(r"\r\n|[\r\n\t]|[^\r\n\t]+")

_TEXT_WIDTH = 8844
_EM = 315
"""Width of one character of the body in twips: 16 pt less 0.25 pt."""
_SIGNATURE_EMS = 14.5
"""Width of the box of the signature style, in characters; it ends at the right margin."""


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
        yield name, _resource(file)
    yield DOCUMENT, _document_part(document)
    yield CORE, _core_part(document)


@functools.cache
def _resource(name: str) -> bytes:
    return (resource("word") / name).read_bytes()


def _core_part(document: Document) -> bytes:
    root = _skeleton("core.xml")
    for name, text in (("title", document.title), ("subject", document.unit)):
        root.find(f"{DC}{name}").text = _clean(text)  # type: ignore[union-attr]  both are in the file
    return _serialized(root)


def _document_part(document: Document) -> bytes:
    root = _skeleton("document.xml")
    body = root[0]
    section = body[-1]
    body.remove(section)
    signature_indent = _signature_indent(document.blocks)
    for block, following in pairwise((*document.blocks, None)):
        if isinstance(block, PrintedTable):
            append_table(body, block, _append_text)
            if not isinstance(following, Paragraph):
                _append_paragraph(body, "AfterTable")
        elif isinstance(block, Paragraph):
            _append_block(body, block, following, signature_indent)
    body.append(section)
    return _serialized(root)


def _skeleton(name: str) -> etree._Element:
    parser = etree.XMLParser(remove_comments=True)
    return etree.fromstring(_resource(name), parser)


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _append_block(
    body: etree._Element, block: Paragraph, following: Block | None, signature_indent: int | None
) -> None:
    properties = _append_paragraph(body, STYLE_IDS[block.role])
    if _stays_with(block, following):
        etree.SubElement(properties, f"{W}keepNext")
    if block.role == "signature" and signature_indent is not None:
        etree.SubElement(properties, f"{W}ind", {f"{W}left": str(signature_indent)})
    for run in block.runs:
        _append_run(body[-1], run)


def _stays_with(block: Paragraph, following: Block | None) -> bool:
    """Text before a table or a signature does not stay behind alone; headings never do."""
    if block.role in ("title", "heading1"):
        return False  # their styles say so
    if isinstance(following, PrintedTable):
        return True
    return isinstance(following, Paragraph) and following.role == "signature"


def _append_paragraph(body: etree._Element, style: str) -> etree._Element:
    paragraph = etree.SubElement(body, f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
    return properties


def _append_run(paragraph: etree._Element, run: Run) -> None:
    _append_text(paragraph, run.text, "Level2" if run.role == "heading2" else "", None)


def _append_text(paragraph: etree._Element, text: str, style: str, scale: int | None) -> None:
    """Add a run; `scale` condenses its characters to so many per cent of their width."""
    if not style and scale is None and _SIMPLE.fullmatch(text):
        etree.SubElement(etree.SubElement(paragraph, _RUN), _TEXT).text = text
        return
    text = _clean(text)
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
        elif piece in ("\n", "\r", "\r\n"):
            etree.SubElement(run, f"{W}br")
        else:
            element = etree.SubElement(run, _TEXT)
            element.text = piece
            if piece != piece.strip() or "  " in piece:
                element.set(XML_SPACE, "preserve")


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _signature_indent(blocks: tuple[Block, ...]) -> int | None:
    """Left indent of a signature too wide for its style's box; None where it fits.

    Unit and date share one centre line (GB/T 9704-2012, 7.3.5); a long unit ends at the right
    margin and takes the date with it.
    """
    widths = [
        _ems(block.text)
        for block in blocks
        if isinstance(block, Paragraph) and block.role == "signature"
    ]
    widest = max(widths, default=0) + 0.5
    if widest <= _SIGNATURE_EMS:
        return None
    return max(0, round(_TEXT_WIDTH - widest * _EM))


def _ems(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return wide + (len(text) - wide) / 2
