"""The head of a table, merged as on the form, staying in place while the lines scroll."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.gui.grid.freezing import Freezing
from app.gui.grid.painting import CellPainter
from app.gui.grid.wrapping import wrapped
from app.model.form import Label, Table

_LEAST_LINE = 25


class GridHeader(QHeaderView):
    """Paints the first `table.head` lines of the printed table; its names can be clicked."""

    pressed = Signal(object, object)
    """The name that was pressed, with the modifier keys."""

    dragged = Signal(object)
    """The name that the mouse has come to with its button down."""

    def __init__(
        self, table: Table, cells: CellPainter, freezing: Freezing, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self._cells = cells
        self._freezing = freezing
        self._heights = [0] * table.head
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName(f"{table.name}表头")

    def fit(self) -> None:
        """Make each head line high enough for its wrapped words at the present widths."""
        least = round(_LEAST_LINE * self._cells.scale)
        lines = range(self._table.head)
        self._heights = line_heights(self._table, lines, self, self._cells.label_metrics, least)
        self.updateGeometries()
        self.geometriesChanged.emit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._heights))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self._cells.label_font)
        names = [label for label in self._table.labels if label.line < self._table.head]
        for label in names:
            self._cells.paint_label(painter, self._rect_of(label), label)
        head = QRect(self.sectionViewportPosition(0), 0, self.length(), sum(self._heights))
        self._cells.paint_outline(painter, head, top=True)
        if width := self._freezing.width:
            for label in filter(self._freezing.keeps, names):
                rect = self._freezing.seen(self._rect_of(label))
                self._cells.paint_label(painter, rect, label)
            self._cells.paint_edge(painter, QRect(0, 0, width, head.height()))

    def _rect_of(self, label: Label) -> QRect:
        left = self.sectionViewportPosition(label.position)
        width = sum(self.sectionSize(label.position + step) for step in range(label.across))
        top = sum(self._heights[: label.line])
        height = sum(self._heights[label.line : label.line + label.down])
        return QRect(left, top, width, height)

    def _label_at(self, point: QPoint) -> Label | None:
        names = (label for label in self._table.labels if label.line < self._table.head)
        place = self._freezing.under(point)
        return next((label for label in names if self._rect_of(label).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        label = self._label_at(event.position().toPoint())
        if label is not None and event.button() == Qt.MouseButton.LeftButton:
            if (grid := self.parentWidget()) is not None:
                grid.setFocus(Qt.FocusReason.MouseFocusReason)
            self.pressed.emit(label, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        label = self._label_at(event.position().toPoint())
        if label is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


def line_heights(
    table: Table, lines: range, header: QHeaderView, metrics: QFontMetrics, least: int
) -> list[int]:
    """Heights in pixels for lines of a table, from the labels that stand in one line only."""
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
