"""The figures and names of a grid as they are seen: which there are, and where.

Not done by the delegate, cell by cell: Qt's own loop around a delegate written in Python costs
more than all the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QTableView

from app.gui.grid.freezing import Freezing
from app.gui.grid.hand import Hand
from app.gui.grid.model import GridModel
from app.gui.grid.painting import CellPainter
from app.model.form import Label


class _Places:
    """Where the columns and lines of a table stand on the screen now."""

    def __init__(self, view: QTableView, lines: int, columns: int) -> None:
        self.lefts = [view.columnViewportPosition(c) for c in range(columns)]
        self.tops = [view.rowViewportPosition(r) for r in range(lines)]
        self.lefts.append(self.lefts[-1] + view.columnWidth(columns - 1))
        self.tops.append(self.tops[-1] + view.rowHeight(lines - 1))

    def rect(self, line: int, position: int, down: int = 1, across: int = 1) -> QRect:
        left, top = self.lefts[position], self.tops[line]
        width, height = self.lefts[position + across] - left, self.tops[line + down] - top
        return QRect(left, top, width, height)

    @property
    def table(self) -> QRect:
        return self.rect(0, 0, len(self.tops) - 1, len(self.lefts) - 1)


class Drawing:
    """Draws what a table shows, cell painter in hand."""

    def __init__(
        self,
        view: QTableView,
        grid: GridModel,
        cells: CellPainter,
        freezing: Freezing,
        hand: Hand,
    ) -> None:
        self._view = view
        self._grid = grid
        self._cells = cells
        self._freezing = freezing
        self._hand = hand
        self.handle = QRect()
        """Where the handle was drawn last: there it has to be wiped off."""

    def draw(self, region: QRegion) -> None:
        """Everything in the region: names, figures, the selection, and names that stay."""
        places = _Places(self._view, self._grid.rowCount(), self._grid.columnCount())
        painter = QPainter(self._view.viewport())
        painter.setFont(self._cells.label_font)
        self._draw_names(painter, region, self._names(places))
        self._draw_figures(painter, region, places)
        self._cells.paint_outline(painter, places.table, top=self._grid.table.head == 0)
        self._draw_selection(painter)
        if width := self._freezing.width:
            seen, keeps = self._freezing.seen, self._freezing.keeps
            kept = ((seen(rect), name) for rect, name in self._names(places) if keeps(name))
            self._draw_names(painter, region, kept)
            top, height = places.table.top(), places.table.height()
            self._cells.paint_edge(painter, QRect(0, top, width, height))
        painter.end()

    def _names(self, places: _Places) -> Iterator[tuple[QRect, Label]]:
        for (line, position), label in self._grid.labels.items():
            yield places.rect(line, position, label.down, label.across), label

    def _draw_names(
        self, painter: QPainter, region: QRegion, names: Iterable[tuple[QRect, Label]]
    ) -> None:
        visible = self._view.viewport().rect()
        for rect, label in names:
            if region.intersects(rect):
                self._cells.paint_label(painter, rect, label, visible)

    def _draw_figures(self, painter: QPainter, region: QRegion, places: _Places) -> None:
        selected = {(index.row(), index.column()) for index in self._view.selectedIndexes()}
        current = self._view.currentIndex()
        here = (current.row(), current.column()) if self._view.hasFocus() else None
        for place, cell in self._grid.figures.items():
            rect = places.rect(*place, across=cell.across)
            if region.intersects(rect):
                look = self._grid.look(cell.address)
                self._cells.paint_figure(
                    painter, rect, look, selected=place in selected, current=place == here
                )

    def _draw_selection(self, painter: QPainter) -> None:
        """The handle to fill with, and while it is dragged what will be filled."""
        around = QRect()
        for place in self._hand.target:
            around = around.united(self._view.visualRect(self._grid.index(*place)))
        self.handle = self._hand.handle
        self._cells.paint_handle(painter, self.handle, around)
