"""Cards and headings one below the other.

No QVBoxLayout: that measures every card again whenever one of them changes, which for a list of
findings takes longer than a frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Strip(Protocol):
    """A widget whose height follows from its width."""

    def arrange(self, width: int) -> int:
        """Take this width; returns the height it needs."""
        ...


class Column(QWidget):
    """Strips of the full width; each is measured once until it says that it changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}

    @property
    def strips(self) -> Sequence[QWidget]:
        """What it shows, from above."""
        return self._strips

    def show_strips(self, strips: Sequence[QWidget], changed: set[QWidget]) -> None:
        """Show these; what was there before and is not among them is thrown away."""
        kept = set(strips)
        for gone in self._strips:
            if gone not in kept:
                self._heights.pop(gone, None)
                gone.hide()
                gone.deleteLater()
        self._strips = list(strips)
        for strip in changed:
            self._heights.pop(strip, None)
        self._place()

    def measure_again(self, strip: QWidget) -> None:
        """A strip has become higher or lower."""
        self._heights.pop(strip, None)
        self._place()

    def _place(self) -> None:
        width, top = self.width(), 0
        for strip in self._strips:
            if strip not in self._heights:
                self._heights[strip] = cast("Strip", cast("object", strip)).arrange(width)
            height = self._heights[strip]
            strip.setGeometry(0, top, width, height)
            if strip.isHidden():
                strip.show()
            top += height
        self.setMinimumHeight(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._heights.clear()
            self._place()
