"""The names of rows, which stay in sight while a table is scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QTableView

from app.model.form import Label, Table

_MOST = 0.6
"""Part of what is seen that names may take: on a narrower window they scroll with the figures."""


class Freezing:
    """Where the columns left of all figures are seen; a table without such has nothing to keep."""

    def __init__(self, view: QTableView, table: Table) -> None:
        self._view = view
        self._first = min(cell.position for cell in table.figures)

    @property
    def _offset(self) -> int:
        return self._view.horizontalHeader().offset()

    @property
    def width(self) -> int:
        """Pixels at the left that they cover; 0 while nothing is scrolled."""
        if self._offset == 0:
            return 0
        width = sum(self._view.columnWidth(position) for position in range(self._first))
        return width if width <= self._view.viewport().width() * _MOST else 0

    def keeps(self, label: Label) -> bool:
        """Whether a name stays; one that reaches over the figures scrolls with them."""
        return label.position + label.across <= self._first

    def seen(self, rect: QRect) -> QRect:
        """Where a name that stays is seen, of which this is the place in the scrolled table."""
        return rect.translated(self._offset, 0)

    def under(self, point: QPoint) -> QPoint:
        """The place in the scrolled table of what is seen at a point."""
        return point - QPoint(self._offset, 0) if point.x() < self.width else point

    def hidden(self, rect: QRect, position: int) -> int:
        """How many pixels of a figure the names cover."""
        return max(self.width - rect.left(), 0) if position >= self._first else 0
