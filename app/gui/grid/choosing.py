"""What is selected in a grid, and how keys, clicks and Shift change it, as in Excel.

Qt's own rules do not know that a printed name stands for a row or a column, nor where a move made
by a program began; so every move goes through here, and the selection model only holds the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from app.gui.grid.model import GridModel
from app.gui.grid.places import Place, Places

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_Flag = QItemSelectionModel.SelectionFlag


class Choosing:
    """One current cell, and the cells selected with it."""

    def __init__(self, view: QTableView, grid: GridModel) -> None:
        self._view = view
        self._grid = grid
        self.places: Places = grid.places
        self._anchor: Sequence[Place] = ()
        """Where a selection began: a cell, or all that the name clicked first stands for."""
        self._base: frozenset[Place] = frozenset()
        """What was selected before, and stays selected beside what grows from the anchor."""
        self._lead: Place | None = None
        """The corner that moves while a selection grows."""
        self._began: int | None = None
        """Position of the column where Tab began to go right; Enter goes back to it."""

    @property
    def _selection(self) -> QItemSelectionModel:
        return self._view.selectionModel()

    @property
    def current(self) -> Place:
        """The cell with the frame."""
        index = self._view.currentIndex()
        return (index.row(), index.column())

    @property
    def chosen(self) -> list[Place]:
        """The selected cells in reading order."""
        return sorted((i.row(), i.column()) for i in self._selection.selectedIndexes())

    # -- choosing ------------------------------------------------------------------------------

    def only(self, place: Place) -> None:
        """Select one cell."""
        self.these([place])

    def these(self, places: Sequence[Place]) -> None:
        """Select some cells, the first of them current: what a printed name stands for."""
        self._begin(places, frozenset())
        self._show(places[0], places)

    def also(self, places: Sequence[Place]) -> None:
        """Select some cells beside those that are selected."""
        self._begin(places, frozenset(self.chosen))
        self._show(places[0], places)

    def reach(self, places: Sequence[Place]) -> None:
        """Have the selection reach from where it began to here; the frame stays."""
        anchor = self._anchor or [self.current]
        self._lead = places[-1]
        self._show(anchor[0], self.places.rectangle([*anchor, *places]))
        self._view.scrollTo(self._index(self._lead))

    def all(self) -> None:
        """Select every figure; the frame stays where it is."""
        self._base = frozenset()
        self._select(self.places.all)

    def only_these(self, places: Sequence[Place]) -> None:
        """Select what an action has filled."""
        self._base = frozenset()
        self._select(places)

    def _begin(self, places: Sequence[Place], base: frozenset[Place]) -> None:
        self._anchor, self._base, self._lead, self._began = places, base, places[0], None

    def _show(self, current: Place, places: Sequence[Place]) -> None:
        self._selection.setCurrentIndex(self._index(current), _Flag.NoUpdate)
        self._select(places)

    def _select(self, places: Sequence[Place]) -> None:
        chosen = QItemSelection()
        for place in {*places, *self._base}:
            index = self._index(place)
            chosen.select(index, index)
        self._selection.select(chosen, _Flag.ClearAndSelect)

    def _index(self, place: Place) -> QModelIndex:
        return self._grid.index(*place)

    # -- moving --------------------------------------------------------------------------------

    def key(self, key: Qt.Key, *, far: bool, extend: bool) -> bool:
        """Follow a key that moves, `far` with Ctrl and `extend` with Shift; False for another.

        Arrows go to the next figure, with Ctrl to the end of what is filled; Home and End to the
        ends of the line, with Ctrl to those of the table; PgUp and PgDn by what is seen.
        """
        is_first = key in (Qt.Key.Key_Home, Qt.Key.Key_PageUp)
        if key in _ARROWS:
            goal = partial(self._beyond, step=_ARROWS[key], far=far)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = partial(self._end, first=is_first, far=far)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not far:
            goal = partial(self._page, step=-1 if is_first else 1)
        else:
            return False
        if extend:
            self.reach([goal(self._lead or self.current)])
        else:
            self.go(goal(self.current))
        return True

    def _beyond(self, start: Place, *, step: tuple[int, int], far: bool) -> Place:
        if far:
            return self.places.jump(start, *step, self._is_filled)
        return next(iter(self.places.way(start, *step)), start)

    def _end(self, start: Place, *, first: bool, far: bool) -> Place:
        return (self.places.all if far else self.places.line_of(start))[0 if first else -1]

    def _page(self, start: Place, *, step: int) -> Place:
        """The last figure in a direction that is no farther than what is seen is high."""
        top, seen = self._view.rowViewportPosition(start[0]), self._view.viewport().height()
        way = [start, *self.places.way(start, step, 0)]
        near = [p for p in way if abs(self._view.rowViewportPosition(p[0]) - top) < seen]
        return near[-1]

    def go(self, place: Place) -> None:
        """Make a cell the current one and show it."""
        self.only(place)
        self._view.scrollTo(self._index(place))

    def step(self, lines: int, columns: int) -> None:
        """Enter and Tab: the next cell to fill; within the selection where there is one.

        Enter after some Tabs goes to the next line under the cell where Tab began, as in Excel.
        """
        wanted = [place for place in self.chosen if place in self.places.fillable]
        if len(wanted) > 1:
            self._go_round(wanted, lines, columns)
            return
        here = self.current
        if lines > 0 and self._began is not None:
            here = self.places.at(here[0], self._began) or here
        target = self.places.step(here, lines, columns)
        began = self._began if self._began is not None else here[1]
        if target is not None:
            self.go(target)
            self._began = began if columns > 0 else None

    def _go_round(self, wanted: list[Place], lines: int, columns: int) -> None:
        order = sorted(wanted, key=lambda p: (p[1], p[0]) if lines else p)
        at = order.index(self.current) if self.current in order else -1
        place = order[(at + lines + columns) % len(order)]
        self._selection.setCurrentIndex(self._index(place), _Flag.NoUpdate)
        self._view.scrollTo(self._index(place))
        self._view.viewport().update()

    def _is_filled(self, place: Place) -> bool:
        cell = self._grid.figures[place]
        return bool(self._grid.look(cell.address).text)
