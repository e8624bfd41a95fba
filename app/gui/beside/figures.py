"""The figures of a table in both years, with their change."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.address import Address
from app.model.form import Table
from app.model.numbers import format_number
from app.services.beside import FigurePair

_FIGURES = range(2, 6)


class FiguresBeside(QWidget):
    """One line a figure; those that differ, or all."""

    chosen = Signal(Address)
    """A figure to be gone to."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._pairs: Sequence[FigurePair] = ()
        self._names = "去年", "今年"
        self.only_changes = QCheckBox("只看不同的")
        self.only_changes.setChecked(True)
        self.only_changes.toggled.connect(self._fill)
        self._count = QLabel()
        self._count.setProperty("tone", "quiet")
        self.list = QTreeWidget()
        self.list.setObjectName("besideFigures")
        self.list.setAccessibleName("两年的数")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(6)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.itemActivated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(self.only_changes)

    def show_figures(
        self, names: tuple[str, str], table: Table, pairs: Sequence[FigurePair]
    ) -> None:
        """Show the figures of a table."""
        self._names, self._table, self._pairs = names, table, pairs
        self._fill()

    def _fill(self) -> None:
        table = self._table
        if table is None:
            return
        self.list.clear()
        self.list.setHeaderLabels(["项目", "列", *self._names, "增减", "幅度"])
        different = sum(pair.differs for pair in self._pairs)
        self._count.setText(f"{table.name}　{table.title}：{different} 格不同　双击转到那一格")
        before = ""
        for pair in self._pairs:
            if not pair.differs and self.only_changes.isChecked():
                continue
            row, column = table.row(pair.address.row), table.column(pair.address.column)
            item = QTreeWidgetItem(
                [
                    row.full_label if row.key != before else "",
                    column.label,
                    _shown(pair.last),
                    _shown(pair.this),
                    pair.change_words,
                    pair.share_words,
                ]
            )
            before = row.key
            for place in _FIGURES:
                item.setTextAlignment(
                    place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
            item.setData(0, Qt.ItemDataRole.UserRole, pair.address)
            item.setToolTip(0, row.full_label)
            self.list.addTopLevelItem(item)

    def _go(self, item: QTreeWidgetItem) -> None:
        address = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(address, tuple):
            self.chosen.emit(Address(*address))


def _shown(value: Decimal | None) -> str:
    return "空白" if value is None else format_number(value)
