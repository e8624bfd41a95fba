"""Which figure of the tables a text shows: table, row and column as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.model.address import Address
from app.model.form import Form, Table

_SIZE = (820, 440)
_KEY = Qt.ItemDataRole.UserRole


class PickFigureDialog(QDialog):
    """Three lists from left to right; below them what the chosen cell has now.

    Up and down choose, left and right change the list, Return inserts.
    """

    def __init__(self, form: Form, words: Callable[[Address], str | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("插入表中的数")
        self._form = form
        self._words = words
        self._lists = tuple(_PickList(name) for name in ("表", "行", "列"))
        self._tables, self._rows, self._columns = self._lists
        self._shown = QLabel()
        self._shown.setProperty("tone", "strong")
        self._shown.setWordWrap(True)
        hint = QLabel("↑↓ 选择，←→ 换列表，回车插入。插入的数随表更新，导出时是普通文字。")
        hint.setProperty("tone", "quiet")
        grid = QGridLayout()
        for place, (picks, share) in enumerate(zip(self._lists, (3, 5, 4), strict=True)):
            label = QLabel(picks.accessibleName())
            label.setBuddy(picks)
            grid.addWidget(label, 0, place)
            grid.addWidget(picks, 1, place)
            grid.setColumnStretch(place, share)
        buttons = Answer(self, "插入", "取消")
        layout = QVBoxLayout(self)
        layout.addLayout(grid, 1)
        layout.addWidget(self._shown)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self._tables.currentRowChanged.connect(self._fill_rows)
        self._rows.currentRowChanged.connect(self._fill_columns)
        self._columns.currentRowChanged.connect(self._show_value)
        for picks in self._lists:
            picks.itemDoubleClicked.connect(self.accept)
        self._tables.fill((t.key, f"{t.name}　{t.title}") for t in form.tables.values())
        self.resize(*_SIZE)
        self._tables.setFocus()

    @property
    def address(self) -> Address:
        """The cell chosen."""
        return Address(*(picks.key for picks in self._lists))

    @property
    def _table(self) -> Table:
        return self._form.tables[self._tables.key]

    def _fill_rows(self) -> None:
        if self._tables.key:
            self._rows.fill((row.key, row.full_label) for row in self._table.rows)

    def _fill_columns(self) -> None:
        if self._rows.key:
            table = self._table
            keys = table.row(self._rows.key).columns
            self._columns.fill((key, table.column(key).label) for key in keys)

    def _show_value(self) -> None:
        if self._columns.key:
            words = self._words(self.address)
            self._shown.setText(f"{self._table.describe(self.address)}：{words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}
        places = [i for i, picks in enumerate(self._lists) if picks.hasFocus()]
        if event.key() in steps and places:
            place = min(max(places[0] + steps[event.key()], 0), len(self._lists) - 1)
            self._lists[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _PickList(QListWidget):
    """Labels to choose from; letters and digits jump to the label that begins with them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("pickList")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)

    def fill(self, entries: Iterable[tuple[str, str]]) -> None:
        """Offer these, by key and label; the choice stays where it was if it is still there."""
        before = self.key
        was_blocked = self.blockSignals(True)  # noqa: FBT003
        self.clear()
        for key, label in entries:
            item = QListWidgetItem(label, self)
            item.setData(_KEY, key)
            item.setToolTip(label)
        self.blockSignals(was_blocked)
        keys = [self.item(place).data(_KEY) for place in range(self.count())]
        self.setCurrentRow(keys.index(before) if before in keys else 0)

    @property
    def key(self) -> str:
        """Key of the entry chosen; empty for none."""
        return str(self.item(self.currentRow()).data(_KEY)) if self.currentRow() >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)


def pick_figure(
    parent: QWidget, form: Form, words: Callable[[Address], str | None]
) -> Address | None:
    """A cell, or None if the user thinks better of it; `words` is what a cell has."""
    dialog = PickFigureDialog(form, words, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    address = dialog.address if accepted else None
    dialog.deleteLater()
    return address
