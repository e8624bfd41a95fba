"""A table of the form as a spreadsheet: keys, selection, copy and paste."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QWidget

from app.gui.grid.clipboard import format_block, parse_block
from app.gui.grid.delegate import GridDelegate
from app.gui.grid.header import GridHeader, line_heights
from app.gui.grid.model import GridModel
from app.gui.grid.painting import CellPainter
from app.gui.theme import Theme
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import BLANK, Figure, parse_figure

_LEAST_FIGURE_WIDTH = 40
_LEAST_LABEL_WIDTH = 30
_Trigger = QAbstractItemView.EditTrigger


class GridView(QTableView):
    """One table; labels cannot be entered, computed cells cannot be typed into."""

    selection_changed = Signal()
    """Other cells are selected, or the selected ones changed."""

    said = Signal(str)
    """A sentence for the user on what an action did or left out."""

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self._cells = CellPainter(theme, self.font())
        self._delegate = GridDelegate(self)
        self._delegate.left_by_key.connect(self.step)
        self._delegate.typed_into.connect(self._draft)
        self._delegate.left.connect(lambda: model.session.set_draft(None))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._header = GridHeader(model.table, self._cells, self)
        self.setHorizontalHeader(self._header)
        self._header.setVisible(model.table.head > 0)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(1)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for span in model.spans():
            self.setSpan(*span)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            _Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(f"{model.table.name} {model.table.title}")
        self.verticalScrollBar().valueChanged.connect(self._recentre_groups)
        model.session.settling.connect(self.commit_editor)
        model.dataChanged.connect(lambda *_: self.selection_changed.emit())
        self.go_to(model.table.inputs[0])

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._cells.restyle(theme)
        self._make_opaque()
        self.viewport().update()
        self._header.viewport().update()

    # -- typing --------------------------------------------------------------------------------

    def commit_editor(self) -> None:
        """Put in what is being typed, as leaving the cell would."""
        editor = self._delegate.open_editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, GridDelegate.EndEditHint.NoHint)

    def _draft(self, index: QModelIndex, text: str) -> None:
        """Tell the session what is being typed, so that a power cut does not take it away."""
        session = self.grid.session
        if cell := self.grid.figure(index.row(), index.column()):
            figures = {cell.address: parse_figure(text)}
            session.set_draft(put_figures(session.report, session.form, figures, "填数"))

    # -- places --------------------------------------------------------------------------------

    def go_to(self, address: Address) -> None:
        """Make a figure the current cell and show it."""
        self._choose(self.grid.index_of(address))

    def _choose(self, index: QModelIndex) -> None:
        """Select this cell alone, whatever keys are held down just now."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _recentre_groups(self) -> None:
        """After scrolling: words of labels that span lines stand in the middle of what is seen."""
        for line, position, lines, _ in self.grid.spans():
            if lines > 1:
                self.viewport().update(self.visualRect(self.grid.index(line, position)))

    def current_address(self) -> Address | None:
        """The figure under the frame."""
        index = self.currentIndex()
        cell = self.grid.figure(index.row(), index.column())
        return cell.address if cell else None

    def selected_addresses(self) -> list[Address]:
        """The selected figures in reading order."""
        places = sorted((i.row(), i.column()) for i in self.selectedIndexes())
        return [cell.address for place in places if (cell := self.grid.figure(*place))]

    def step(self, lines: int, columns: int) -> None:
        """Go to the next cell that can be filled, down a column or on in reading order."""
        index = self.currentIndex()
        here = (index.row(), index.column())
        places = self.grid.fillable_places
        if lines:
            places = [p for p in places if self.columnSpan(*p) + p[1] > here[1] >= p[1]]
            order = [p for p in places if (p[0] - here[0]) * lines > 0]
            target = min(order, key=lambda p: abs(p[0] - here[0]), default=None)
        else:
            order = [p for p in places if (p > here) == (columns > 0) and p != here]
            target = (min if columns > 0 else max)(order, default=None)
        if target is not None:
            self._choose(self.grid.index(*target))

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        handlers = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        for standard, act in handlers.items():
            if event.matches(standard):
                act()
                return
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_selected()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step(0, -1 if key == Qt.Key.Key_Backtab else 1)
        else:
            self._delegate.typed = True
            super().keyPressEvent(event)
            if key == Qt.Key.Key_F2:
                self._edit_in_place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the current cell only.

        All that the base classes do beside it is to have the whole table drawn anew, at every
        opening and closing of a cell's editor.
        """
        event.accept()
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same when the focus goes, most often into the editor of a cell."""
        event.accept()
        self.update(self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._edit_in_place()

    def _edit_in_place(self) -> None:
        """The editor just opened keeps its text: cursor at the end, arrows move inside it."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            self._delegate.typed = False
            editor.deselect()
            editor.setCursorPosition(len(editor.text()))

    # -- blocks --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected block on the clipboard, tab-separated."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            if cell := self.grid.figure(index.row(), index.column()):
                report, values = self.grid.session.report, self.grid.session.assessment.values
                value = values[cell.address]
                text = report.figure(cell.address).text or ("" if value is None else f"{value:f}")
                rows.setdefault(index.row(), []).append(text)
        if rows:
            QGuiApplication.clipboard().setText(format_block(list(rows.values())))

    def cut(self) -> None:
        """Copy and empty the selected cells."""
        self.copy()
        self.clear_selected()

    def clear_selected(self) -> None:
        """Empty the selected cells."""
        self._put(dict.fromkeys(self.selected_addresses(), BLANK), "清除")

    def paste(self) -> None:
        """Put a block from the clipboard in, from the first selected cell on; one undo step.

        One value goes into every selected cell.  Computed cells keep what is computed.
        """
        block = parse_block(QGuiApplication.clipboard().text())
        selected = self.selected_addresses()
        if not block or not selected:
            return
        if len(block) == 1 and len(block[0]) == 1:
            self._put(dict.fromkeys(selected, parse_figure(block[0][0])), "粘贴")
            return
        figures, outside = self._placed(block, selected[0])
        self._put(figures, "粘贴")
        if outside:
            self.said.emit(f"粘贴了 {len(figures)} 格；有 {outside} 格超出表格，没有放入")

    def fill_blanks(self) -> None:
        """Put 0 into every blank cell of the table."""
        report = self.grid.session.report
        blanks = [a for a in self.grid.table.inputs if report.figure(a).is_blank]
        self._put(dict.fromkeys(blanks, parse_figure("0")), "空白处填 0")

    def _placed(self, block: list[list[str]], first: Address) -> tuple[dict[Address, Figure], int]:
        start = self.grid.index_of(first)
        lines = [
            line
            for line in range(start.row(), self.grid.rowCount())
            if self.grid.figure(line, start.column())
        ]
        figures: dict[Address, Figure] = {}
        outside = 0
        for line, row in zip_longest(lines[: len(block)], block):
            cells = [] if line is None else self._line_from(line, start.column())
            for address, text in zip_longest(cells[: len(row)], row):
                if address is None:
                    outside += 1
                elif not self.grid.is_derived(address):
                    figures[address] = parse_figure(text)
        return figures, outside

    def _line_from(self, line: int, position: int) -> list[Address]:
        cells = (self.grid.figure(line, p) for p in range(position, self.grid.columnCount()))
        return [cell.address for cell in cells if cell]

    def _put(self, figures: dict[Address, Figure], label: str) -> None:
        session = self.grid.session
        words = f"{label}：{self.grid.table.name} {len(figures)} 格"
        session.edit(put_figures(session.report, session.form, figures, words))

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that the event touches.

        Done here and not by the delegate, cell by cell: Qt's own loop around a delegate written
        in Python costs more than all the drawing.
        """
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        region, visible = event.region(), self.viewport().rect()
        lefts = [self.columnViewportPosition(c) for c in range(self.grid.columnCount())]
        tops = [self.rowViewportPosition(r) for r in range(self.grid.rowCount())]
        lefts.append(lefts[-1] + self.columnWidth(len(lefts) - 1))
        tops.append(tops[-1] + self.rowHeight(len(tops) - 1))

        def rect_of(line: int, position: int, down: int, across: int) -> QRect:
            left, top = lefts[position], tops[line]
            return QRect(left, top, lefts[position + across] - left, tops[line + down] - top)

        for (line, position), label in self.grid.labels.items():
            rect = rect_of(line, position, label.down, label.across)
            if region.intersects(rect):
                self._cells.paint_label(painter, rect, label, visible)
        selected = {(index.row(), index.column()) for index in self.selectedIndexes()}
        current = self.currentIndex()
        here = (current.row(), current.column()) if self.hasFocus() else None
        for place, cell in self.grid.figures.items():
            rect = rect_of(*place, 1, cell.across)
            if region.intersects(rect):
                look = self.grid.look(cell.address)
                self._cells.paint_figure(
                    painter, rect, look, selected=place in selected, current=place == here
                )
        table = QRect(lefts[0], tops[0], lefts[-1] - lefts[0], tops[-1] - tops[0])
        self._cells.paint_outline(painter, table, top=self.grid.table.head == 0)
        painter.end()

    # -- shape ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_opaque()
        QTimer.singleShot(0, self, self._fit)  # once more, when scroll bars are settled

    def _make_opaque(self) -> None:
        """A style sheet makes the viewport see-through, and then each scroll draws every cell."""
        self.viewport().setAutoFillBackground(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share out the width in the form's proportions and give every label its height."""
        table = self.grid.table
        available, total = self.viewport().width(), sum(table.widths)
        figure_columns = {cell.position for cell in table.figures}
        edges = [available * sum(table.widths[:n]) // total for n in range(len(table.widths) + 1)]
        for position, (left, right) in enumerate(pairwise(edges)):
            least = _LEAST_FIGURE_WIDTH if position in figure_columns else _LEAST_LABEL_WIDTH
            self.setColumnWidth(position, max(right - left, least))
        self._header.fit()
        heights = line_heights(table, range(table.head, table.line_count), self._header)
        for line, height in enumerate(heights):
            self.setRowHeight(line, height)

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()
