"""The sign of a severity, never colour alone: round error, square warning, leaf for a hint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.model.rule import SEVERITY_WORDS, Severity

_SIZE = 18


class SeverityMark(QWidget):
    """A drawn sign of 18 pixels."""

    def __init__(self, severity: Severity, colour: QColor, on: QColor) -> None:
        super().__init__()
        self._severity: Severity = severity
        self._colour = colour
        self._on = on
        self.setFixedSize(_SIZE, _SIZE)
        self.setAccessibleName(SEVERITY_WORDS[severity])

    def sizeHint(self) -> QSize:
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0.5, 0.5, _SIZE - 1, _SIZE - 1)
        path = QPainterPath()
        if self._severity == "error":
            path.addEllipse(area)
        elif self._severity == "warning":
            path.addRoundedRect(area, 3.5, 3.5)
        else:
            path.moveTo(area.topLeft())
            path.lineTo(area.center().x(), area.top())
            path.arcTo(area, 90, -270)
            path.closeSubpath()
        painter.fillPath(path, self._colour)
        painter.setPen(self._on)
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        sign = "i" if self._severity == "hint" else "!"
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), sign)
