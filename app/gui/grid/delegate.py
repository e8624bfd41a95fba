"""The editor of a cell, and the keys that leave it."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.gui.grid.model import GridModel

Index = QModelIndex | QPersistentModelIndex
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
_ALWAYS_LEAVE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


_LETTERS = 14
"""Pixels of the figures in an editor, at the window's own size."""


class CellEditor(QLineEdit):
    """The line in which a cell is typed; without an input method, as the grid itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("cell", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # type: ignore[override]
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)


class GridDelegate(QStyledItemDelegate):
    """One line editor for a whole grid, shown where it is needed."""

    left_by_key = Signal(int, int)
    """The editor was left by a key that moves: lines and columns to go."""

    typed_into = Signal(QModelIndex, str)
    """What stands in the editor now, not yet put in."""

    left = Signal()
    """The editor is closed, its text put in or given up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._place = QPersistentModelIndex()
        self.typed = True
        """Whether the editor was opened by typing: then arrow keys leave it, as in Excel."""
        self._editor: QLineEdit | None = None
        self._scale = 1.0

    @property
    def open_editor(self) -> QLineEdit | None:
        """The editor while somebody types in it."""
        editor = self._editor
        return editor if editor is not None and not editor.isHidden() else None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if self._editor is None:
            self._editor = CellEditor(parent)
            self._resize_editor()
            self._editor.textEdited.connect(self._announce)
        self._place = QPersistentModelIndex(index)
        model = index.model()
        if isinstance(model, GridModel) and (cell := model.figure(index.row(), index.column())):
            self._editor.setAccessibleName(model.table.describe(cell.address))
        return self._editor

    def resize(self, scale: float) -> None:
        """Take letters of another size; 1 is that of the window."""
        self._scale = scale
        self._resize_editor()

    def _resize_editor(self) -> None:
        if self._editor is not None:
            self._editor.setStyleSheet(f"font-size: {round(_LETTERS * self._scale)}px")

    def destroyEditor(self, editor: QWidget, _index: Index) -> None:
        editor.hide()
        self.left.emit()

    def _announce(self, text: str) -> None:
        self.typed_into.emit(QModelIndex(self._place), text)  # type: ignore[call-overload]

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if plain and key in _MOVES and (self.typed or key in _ALWAYS_LEAVE):
            assert isinstance(editor, QWidget)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            lines, columns = _MOVES[key]
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if back and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                lines = -lines
            self.left_by_key.emit(lines, columns)
            return True
        return super().eventFilter(editor, event)
