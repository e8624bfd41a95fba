"""Document → PDF: the pages with their fonts, and nothing about who made it when."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app.gui.print.breaking import clean
from app.gui.print.headless import ensure_application
from app.gui.print.pages import Typesetter
from app.gui.print.painting import paint
from app.gui.print.pdf_cleaning import cleaned
from app.model.document import Document, Paragraph

_RESOLUTION = 1200


def typeset_pdf(document: Document) -> bytes:
    """The bytes of a PDF file; the same document and fonts give the same bytes.

    Starts Qt without a window where it does not run yet; may be called in any thread.
    """
    ensure_application()
    typesetter = Typesetter()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(clean(document.title))
    writer.setCreator(clean(document.unit))
    painter = QPainter(writer)
    pages = typesetter.pages(document)
    for page in pages:
        if page is not pages[0]:
            writer.newPage()
        paint(painter, page, typesetter.faces, _RESOLUTION / 72)
    painter.end()
    buffer.close()
    return cleaned(bytes(buffer.data().data()), _letters(document), typesetter.faces.used)


def _letters(document: Document) -> str:
    """Every character that is printed."""
    letters = set("— 0123456789")
    for block in document.blocks:
        if isinstance(block, Paragraph):
            letters.update(block.text)
        else:
            letters.update(*(cell.text for line in block.lines for cell in line))
    if document.cover is not None:
        letters.update(*document.cover.title, document.cover.unit, document.cover.date)
    return "".join(sorted(letters))
