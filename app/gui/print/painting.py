"""Pages onto whatever Qt paints on: a PDF file, the printer, a picture."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.gui.print.boxes import Page, Word
from app.gui.print.faces import UNIT, Faces

_RULE = 0.5
"""Thickness of the rules of tables, in points."""


def paint(painter: QPainter, page: Page, faces: Faces, scale: float) -> None:
    """Paint a page at the painter's origin; `scale` is units of the painter for a point."""
    for _ in paint_steps(painter, page, faces, scale):
        pass


def paint_steps(painter: QPainter, page: Page, faces: Faces, scale: float) -> Iterator[None]:
    """The same, with a pause after each line or row; the painter is left as it is then."""
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.scale(scale / UNIT, scale / UNIT)
    pen = QPen(QColor(0, 0, 0), _RULE * UNIT)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    for placed in page.placed:
        for word in placed.box.words:
            _paint_word(painter, word, page.left, placed.top, faces)
        left, top = page.left, placed.top
        painter.drawLines(
            [
                QLineF(
                    UNIT * (left + rule.x1),
                    UNIT * (top + rule.y1),
                    UNIT * (left + rule.x2),
                    UNIT * (top + rule.y2),
                )
                for rule in placed.box.rules
            ]
        )
        yield
    painter.resetTransform()


def _paint_word(painter: QPainter, word: Word, left: float, top: float, faces: Faces) -> None:
    painter.setFont(faces.font(word.style, wide=word.is_wide, spacing=word.spacing))
    place = QPointF(UNIT * (left + word.x), UNIT * (top + word.y))
    if word.scale == 1.0:
        painter.drawText(place, word.text)
        return
    painter.save()
    painter.translate(place)
    painter.scale(word.scale, 1.0)
    painter.drawText(QPointF(0, 0), word.text)
    painter.restore()
