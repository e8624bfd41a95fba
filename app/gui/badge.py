"""The state of a chapter in its tab: how many findings of the worst kind, or ✓."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import Theme
from app.model.rule import SEVERITY_WORDS, Severity

_HEIGHT = 18
_SIDE = 6
_DROP = 6
"""Pixels by which the words of a tab stand lower than its middle, twice."""


class Badge(QWidget):
    """Round for errors, square for warnings, like the marks of the findings."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity: Severity | None = None
        self._number = 0
        font = self.font()
        font.setPixelSize(12)
        font.setBold(True)
        self.setFont(font)
        self._resize()

    def show_state(self, severity: Severity | None, number: int) -> bool:
        """Take up another state; True if the badge changed."""
        if (severity, number) == (self._severity, self._number):
            return False
        self._severity, self._number = severity, number
        words = f"{number} 处{SEVERITY_WORDS[severity]}" if severity else "没有问题"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._resize()
        self.update()
        return True

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    @property
    def text(self) -> str:
        """What it shows."""
        return str(self._number) if self._severity else "✓"

    def _resize(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self.text) + 2 * _SIDE
        self.setFixedSize(max(width, _HEIGHT), _HEIGHT + _DROP)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        name = self._severity or "hint"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour(f"{name}_soft")))
        radius = 4 if name == "warning" else _HEIGHT / 2
        area = self.rect().adjusted(0, _DROP, 0, 0)
        painter.drawRoundedRect(QRectF(area), radius, radius)
        painter.setPen(self._theme.colour(name))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text)
