"""The sign of a severity, never colour alone: round error, square warning, leaf for a hint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from app.gui.theme import Theme
from app.model.rule import Severity
from app.services.progress import State

MARK_SIZE = 18


def draw_mark(
    painter: QPainter, corner: QPoint, severity: Severity, colour: QColor, on: QColor
) -> None:
    """Draw the sign, 18 pixels wide and high, with its upper left corner here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(corner.x() + 0.5, corner.y() + 0.5, MARK_SIZE - 1, MARK_SIZE - 1)
    path = QPainterPath()
    if severity == "error":
        path.addEllipse(area)
    elif severity == "warning":
        path.addRoundedRect(area, 3.5, 3.5)
    else:
        path.moveTo(area.topLeft())
        path.lineTo(area.center().x(), area.top())
        path.arcTo(area, 90, -270)
        path.closeSubpath()
    painter.fillPath(path, colour)
    painter.setPen(on)
    font = painter.font()
    font.setPixelSize(12)
    font.setBold(True)
    painter.setFont(font)
    sign = "i" if severity == "hint" else "!"
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), sign)
    painter.restore()


def mark_icon(state: State, theme: Theme, ratio: float) -> QIcon:
    """The sign as an icon; `ratio` is that of the screen's pixels.

    A tick in a round for what is done, an empty round for what is still to be done.
    """
    picture = QPixmap(round(MARK_SIZE * ratio), round(MARK_SIZE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if state in ("done", "open"):
        _draw_round(painter, theme, is_done=state == "done")
    else:
        draw_mark(painter, QPoint(0, 0), state, theme.colour(state), theme.colour("card"))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # else Qt tints it
    return icon


def _draw_round(painter: QPainter, theme: Theme, *, is_done: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(1.5, 1.5, MARK_SIZE - 3, MARK_SIZE - 3)
    painter.setPen(theme.colour("hint" if is_done else "ink3"))
    painter.setBrush(theme.colour("hint_soft" if is_done else "card"))
    painter.drawEllipse(area)
    if is_done:
        path = QPainterPath(QPointF(5.4, 9.2))
        path.lineTo(8.0, 11.8)
        path.lineTo(12.6, 6.4)
        painter.strokePath(path, QPen(theme.colour("hint"), 1.8))
