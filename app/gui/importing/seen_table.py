"""A table of the form with what was read into it, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.gui.grid.model import GridModel
from app.gui.grid.view import GridView
from app.gui.theme import Theme
from app.model.address import Address


class SeenTable(GridView):
    """The grid without typing: what is put right is put right beside it, matter by matter."""

    def __init__(self, model: GridModel, theme: Theme) -> None:
        super().__init__(model, theme)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_cells(self, cells: Sequence[Address]) -> None:
        """Select these cells and show the first."""
        own = [cell for cell in cells if cell.table == self.grid.table.key]
        if not own:
            self.clearSelection()
            return
        self.go_to(own[0])
        indexes = map(self.grid.index_of, own)
        self.choosing.these([(index.row(), index.column()) for index in indexes])

    # -- looking only --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not self.choosing.key(Qt.Key(event.key()), far=far, extend=extend):
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  Qt's own
        """Tab leads on to the next part of the window."""
        return QTableView.focusNextPrevChild(self, next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if places := self._hand.under(event.position().toPoint()):
            self.choosing.these(places)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was dragged."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing opens."""
