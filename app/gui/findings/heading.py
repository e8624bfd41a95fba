"""The line above a group of findings."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import Theme, window_font

_SIDE, _ABOVE = 12, 5
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class GroupHeading(QWidget):
    """What the findings below have in common, and how many they are."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = window_font()
        self._font.setPixelSize(12)
        self._font.setBold(True)

    @property
    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def show_words(self, words: str) -> bool:
        """Say something else; True where that changes it."""
        if words == self.words:
            return False
        self.setAccessibleName(words)
        self.update()
        return True

    def arrange(self, width: int) -> int:
        """The height that its words need in this width."""
        room = QRect(0, 0, width - 2 * _SIDE, 1000)
        area = QFontMetrics(self._font).boundingRect(room, _WRAPPED, self.words)
        return area.height() + 2 * _ABOVE + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.setFont(self._font)
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(self.rect().adjusted(_SIDE, _ABOVE, -_SIDE, 0), _WRAPPED, self.words)
