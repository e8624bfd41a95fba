"""The head of a table, merged as on the form, staying in place while the lines scroll."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.gui.grid.painting import CellPainter
from app.gui.grid.wrapping import wrapped
from app.model.form import Table


class GridHeader(QHeaderView):
    """Paints the first `table.head` lines of the printed table."""

    def __init__(self, table: Table, cells: CellPainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self._cells = cells
        self._heights = [0] * table.head
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName(f"{table.name}表头")

    def fit(self) -> None:
        """Make each head line high enough for its wrapped words at the present widths."""
        self._heights = line_heights(self._table, range(self._table.head), self)
        self.updateGeometries()
        self.geometriesChanged.emit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._heights))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        tops = [sum(self._heights[:line]) for line in range(len(self._heights) + 1)]
        for label in self._table.labels:
            if label.line >= self._table.head:
                continue
            left = self.sectionViewportPosition(label.position)
            width = sum(self.sectionSize(label.position + step) for step in range(label.across))
            top, bottom = tops[label.line], tops[label.line + label.down]
            self._cells.paint_label(painter, QRect(left, top, width, bottom - top), label)
        head = QRect(self.sectionViewportPosition(0), 0, self.length(), tops[-1])
        self._cells.paint_outline(painter, head, top=True)


def line_heights(table: Table, lines: range, header: QHeaderView, least: int = 25) -> list[int]:
    """Heights in pixels for lines of a table, from the labels that stand in one line only."""
    metrics = header.fontMetrics()
    wrap = int(Qt.TextFlag.TextWordWrap)
    heights = dict.fromkeys(lines, least)
    for label in table.labels:
        if label.vertical or label.line not in heights:
            continue
        width = sum(header.sectionSize(label.position + step) for step in range(label.across))
        text = label.text if label.role == "row" else wrapped(label, metrics, width - 6)
        needed = metrics.boundingRect(QRect(0, 0, max(width - 12, 1), 9999), wrap, text)
        share = -(-(needed.height() + 8) // label.down)
        covered = [line for line in range(label.line, label.line + label.down) if line in heights]
        for line in covered:
            heights[line] = max(heights[line], share)
    return [heights[line] for line in lines]
