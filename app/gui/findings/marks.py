"""The sign of a severity, never colour alone: round error, square warning, leaf for a hint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.model.rule import Severity

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
