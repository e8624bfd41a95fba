"""Document → .docx, laid out as GB/T 9704-2012 is applied to these reports.

Every part that never changes is a readable file in `resources/word`; `style_parts` puts the house
style into it, and only the body and the two properties title and unit are made here.  The same
document gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final

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
)
from app.word.style_parts import (
    Look,
    document_frame,
    fixed_part,
    font_table_part,
    serialized,
    skeleton,
    styles_part,
    text_width,
)
from app.word.table_writer import table_markup
from app.word.wordml import run

_FIXED_PARTS: Final = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "package_rels.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/footer_odd.xml", "footer_odd.xml"),
    ("word/footer_even.xml", "footer_even.xml"),
)
_RUN_STYLES: Final[dict[RunRole, str]] = {"plain": "", "heading2": "Level2", "heading3": "Level3"}
_KEPT_BY_STYLE: Final = ("title", "heading1", "heading2", "heading3", "signature")
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


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
    frame = document_frame(document.house, has_cover=document.cover is not None)
    return "".join((frame.start, *_body(document, frame.cover), frame.end)).encode()


def _body(document: Document, cover_section: str) -> Iterator[str]:
    if document.cover is not None:
        yield from _cover(document.cover, cover_section)
    width = text_width(document.house)
    for block, following in pairwise((*document.blocks, None)):
        if isinstance(block, PrintedTable):
            yield table_markup(block, width)
            if not isinstance(following, Paragraph):
                yield _paragraph("AfterTable")
        elif isinstance(block, Paragraph):
            words = "".join(run(part.text, _RUN_STYLES[part.role]) for part in block.runs)
            stays = "<w:keepNext/>" if _stays_with(block, following) else ""
            yield _paragraph(STYLE_IDS[block.role], words, stays)


def _cover(cover: Cover, section: str) -> Iterator[str]:
    """A section of its own, without page number; pages count from the one after it."""
    for line in cover.title:
        yield _paragraph(COVER_TITLE, run(line))
    yield _paragraph(COVER_UNIT, run(cover.unit))
    yield _paragraph(COVER_UNIT, run(cover.date), section)


def _paragraph(style: str, words: str = "", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{words}</w:p>'


def _stays_with(block: Paragraph, following: Block | None) -> bool:
    """Text before a table or a signature does not stay behind alone; headings never do."""
    if block.role in _KEPT_BY_STYLE:
        return False
    if isinstance(following, PrintedTable):
        return True
    return isinstance(following, Paragraph) and following.role in ("signature", "date")
