"""A table of the form with what was read into it, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.gui.grid.model import GridModel
from app.gui.grid.view import GridView
from app.gui.theme import Theme
from app.model.address import Address

_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class SeenTable(GridView):
    """The grid without typing: what is put right is put right beside it, matter by matter."""

    def __init__(self, model: GridModel, theme: Theme) -> None:
        super().__init__(model, theme)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    def show_cells(self, cells: Sequence[Address]) -> None:
        """Select these cells and show the first."""
        own = [cell for cell in cells if cell.table == self.grid.table.key]
        if not own:
            self.clearSelection()
            return
        self.go_to(own[0])
        for cell in own[1:]:
            self.selectionModel().select(
                self.grid.index_of(cell), QItemSelectionModel.SelectionFlag.Select
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _MOVES:
            QTableView.keyPressEvent(self, event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: object) -> None:
        """Nothing opens."""
