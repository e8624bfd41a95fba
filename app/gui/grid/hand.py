"""The mouse in a grid: selecting cells, rows and columns, and dragging the fill handle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QTableView

from app.gui.grid.choosing import Choosing
from app.gui.grid.filling import Filling
from app.gui.grid.freezing import Freezing
from app.gui.grid.model import GridModel
from app.gui.grid.places import Place
from app.model.form import Label

_HANDLE = 7
"""Pixels of the small square that is dragged."""
_NEAR = 3
"""Pixels around it that count as on it."""
_Key = Qt.KeyboardModifier


class Hand:
    """What presses and moves of the mouse over figures and names do."""

    def __init__(
        self,
        view: QTableView,
        grid: GridModel,
        choosing: Choosing,
        filling: Filling,
        freezing: Freezing,
    ) -> None:
        self._view = view
        self._grid = grid
        self._choosing = choosing
        self._filling = filling
        self._freezing = freezing
        self._is_down = False
        self._source: Sequence[Place] = ()
        self.target: Sequence[Place] = ()
        """While the handle is dragged: what will be filled, the source among it."""

    # -- where ---------------------------------------------------------------------------------

    def under(self, point: QPoint) -> Sequence[Place]:
        """The figure under a point, or all figures that the name under it stands for."""
        index = self._view.indexAt(self._freezing.under(point))
        place = (index.row(), index.column())
        if place in self._grid.figures:
            return [place]
        label = self._grid.labels.get(place)
        return self._choosing.places.named_by(label) if label is not None else ()

    @property
    def handle(self) -> QRect:
        """The square at the lower right corner of the selection; empty where there is none."""
        chosen = self._choosing.chosen
        if not chosen or len(self._choosing.places.rectangle(chosen)) != len(chosen):
            return QRect()
        corner = self._view.visualRect(self._grid.index(*chosen[-1])).bottomRight()
        return QRect(corner - QPoint(_HANDLE - 2, _HANDLE - 2), corner + QPoint(1, 1))

    def is_on_handle(self, point: QPoint) -> bool:
        """Whether a press here would drag the handle."""
        handle = self.handle
        return not handle.isEmpty() and handle.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(
            point
        )

    # -- what ----------------------------------------------------------------------------------

    def press(self, point: QPoint, keys: Qt.KeyboardModifier) -> None:
        """Begin to select, or to drag the handle."""
        self._is_down = True
        if self.is_on_handle(point):
            self._source = self.target = self._choosing.chosen
            return
        places = self.under(point)
        if places:
            self.choose(places, keys)

    def choose(self, places: Sequence[Place], keys: Qt.KeyboardModifier) -> None:
        """A press on these: alone, up to here (Shift), or these as well (Ctrl)."""
        if keys & _Key.ShiftModifier:
            self._choosing.reach(places)
        elif keys & _Key.ControlModifier:
            self._choosing.also(places)
        else:
            self._choosing.these(places)

    def press_name(self, label: Label, keys: Qt.KeyboardModifier) -> None:
        """A press on a name in the head."""
        self.choose(self._choosing.places.named_by(label), keys)

    def drag_name(self, label: Label) -> None:
        """The mouse goes on to another name with its button down."""
        self._choosing.reach(self._choosing.places.named_by(label))

    def move(self, point: QPoint) -> None:
        """The mouse moves with its button down."""
        if not self._is_down:
            return
        if self._source:
            self._aim(point)
            return
        inside = self._view.viewport().rect().adjusted(1, 1, -1, -1)
        x = min(max(point.x(), inside.left()), inside.right())
        y = min(max(point.y(), inside.top()), inside.bottom())
        places = self.under(QPoint(x, y))
        if places:
            self._choosing.reach(places)

    def release(self) -> None:
        """End what the press began; a drag of the handle fills."""
        source, target = self._source, self.target
        self._is_down, self._source, self.target = False, (), ()
        if len(target) > len(source):
            self._filling.drag(source, target)
            self._choosing.only_these(target)
        self._view.viewport().update()

    def _aim(self, point: QPoint) -> None:
        """Grow what will be filled in one direction, the one in which the mouse is farther."""
        places, source = self._choosing.places, self._source
        rects = [self._view.visualRect(self._grid.index(*place)) for place in source]
        around = rects[0]
        for rect in rects[1:]:
            around = around.united(rect)
        down = max(point.y() - around.bottom(), around.top() - point.y(), 0)
        across = max(point.x() - around.right(), around.left() - point.x(), 0)
        line = self._view.rowAt(point.y())
        position = self._view.columnAt(point.x())
        if down >= across:
            found = [places.at(line, other) for _, other in source]
        else:
            found = [places.at(other, position) for other, _ in source]
        corners = [place for place in found if place is not None]
        self.target = places.rectangle([*source, *corners]) if corners else source
        self._view.viewport().update()
