"""A table of the form as a spreadsheet: keys, mouse, typing, drawing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.gui.grid.choosing import Choosing
from app.gui.grid.columns import shared
from app.gui.grid.delegate import GridDelegate
from app.gui.grid.drawing import Drawing
from app.gui.grid.filling import Filling, put_on_clipboard
from app.gui.grid.freezing import Freezing
from app.gui.grid.hand import Hand
from app.gui.grid.header import GridHeader, line_heights
from app.gui.grid.model import GridModel
from app.gui.grid.painting import CellPainter
from app.gui.theme import Theme
from app.model.address import Address
from app.model.arithmetic import typed_figure
from app.model.edits import put_figures

_LEAST_FIGURE_WIDTH = 40
_LEAST_LABEL_WIDTH = 30
_LEAST_LINE = 25
_Trigger = QAbstractItemView.EditTrigger
_Key = Qt.Key
_Held = Qt.KeyboardModifier


class GridView(QTableView):
    """One table; labels cannot be entered, computed cells cannot be typed into."""

    selection_changed = Signal()
    """Other cells are selected, or the selected ones changed."""

    said = Signal(str)
    """A sentence for the user on what an action did or left out."""

    done = Signal(str)
    """A sentence on what was done as it was meant."""

    zoomed = Signal(object)
    """The event of a wheel turned while Ctrl is held."""

    menu_requested = Signal(object)
    """Where on the screen the menu of the selected cells is wanted."""

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self._cells = CellPainter(theme)
        self._delegate = GridDelegate(self)
        self._delegate.left_by_key.connect(self.step)
        self._delegate.typed_into.connect(self._draft)
        self._delegate.left.connect(lambda: model.session.set_draft(None))
        self.choosing = Choosing(self, model)
        self.filling = Filling(model, self.choosing)
        self._freezing = Freezing(self, model.table)
        self._hand = Hand(self, model, self.choosing, self.filling, self._freezing)
        self._drawing = Drawing(self, model, self._cells, self._freezing, self._hand)
        self._standard = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
        }
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._header = GridHeader(model.table, self._cells, self._freezing, self)
        self._header.pressed.connect(self._hand.press_name)
        self._header.dragged.connect(self._hand.drag_name)
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
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setMouseTracking(True)
        self.setAccessibleName(f"{model.table.name} {model.table.title}")
        self.verticalScrollBar().valueChanged.connect(self._recentre_groups)
        self.horizontalScrollBar().valueChanged.connect(self._keep_names)
        model.session.settling.connect(self.commit_editor)
        model.followed.connect(self.selection_changed)
        self.selectionModel().currentChanged.connect(lambda *_: self.selection_changed.emit())
        self.go_to(model.table.inputs[0])

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._cells.restyle(theme)
        self._make_opaque()
        self.viewport().update()
        self._header.viewport().update()

    def zoom(self, percent: int) -> None:
        """Take another size of letters; columns still share the width of the window."""
        self.commit_editor()
        self._cells.resize(percent / 100)
        self._delegate.resize(percent / 100)
        self._fit()
        self.viewport().update()

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
            figures = {cell.address: typed_figure(text)}
            session.set_draft(put_figures(session.report, session.form, figures, "填数"))

    def _open_editor(self, *, typed: str | None = None) -> None:
        """Edit the current cell: its text with the cursor at the end, or what was typed."""
        if not self._can_be_typed_into:
            return
        self._delegate.typed = typed is not None
        self.edit(self.currentIndex())
        editor = self._delegate.open_editor
        if editor is not None:
            if typed is not None:
                editor.setText(typed)
            editor.deselect()
            editor.setCursorPosition(len(editor.text()))

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """No input method: digits come as keys, no candidates open over a cell."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words that come all the same (from speech or handwriting) are typed as a whole."""
        if event.commitString():
            self._open_editor(typed=event.commitString())
        event.accept()

    # -- places --------------------------------------------------------------------------------

    def go_to(self, address: Address) -> None:
        """Make a figure the current cell and show it."""
        index = self.grid.index_of(address)
        self.choosing.go((index.row(), index.column()))

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, and out from under the names of the rows."""
        super().scrollTo(index, hint)
        if hidden := self._freezing.hidden(self.visualRect(index), index.column()):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _keep_names(self) -> None:
        """After scrolling sideways: what stays has been moved along with everything else."""
        self.viewport().update()
        self._header.viewport().update()

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
        return [self.grid.figures[place].address for place in self.choosing.chosen]

    def step(self, lines: int, columns: int) -> None:
        """Go to the next cell that can be filled, down a column or on in reading order."""
        self.choosing.step(lines, columns)

    def selectAll(self) -> None:
        self.choosing.all()

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = _Key(event.key()), bool(event.modifiers() & _Held.ShiftModifier)
        acts: dict[_Key, Callable[[], object]] = {
            _Key.Key_Delete: self.clear_selected,
            _Key.Key_Backspace: self.clear_selected,
            _Key.Key_Return: lambda: self.step(-1 if shift else 1, 0),
            _Key.Key_Enter: lambda: self.step(-1 if shift else 1, 0),
            _Key.Key_Tab: lambda: self.step(0, 1),
            _Key.Key_Backtab: lambda: self.step(0, -1),
            _Key.Key_Escape: lambda: self.choosing.only(self.choosing.current),
            _Key.Key_F2: self._open_editor,
        }
        far = bool(event.modifiers() & _Held.ControlModifier)
        for standard, act in self._standard.items():
            if event.matches(standard):
                act()
                return
        if self.choosing.key(key, far=far, extend=shift):
            return
        if key in acts:
            acts[key]()
        elif self._is_typed(event) and not self._can_be_typed_into:
            self.said.emit("这一格自动计算，不用填")
        else:
            self._delegate.typed = True
            super().keyPressEvent(event)

    @staticmethod
    def _is_typed(event: QKeyEvent) -> bool:
        """Whether a key brings a character."""
        return bool(event.text().strip()) and event.text().isprintable()

    @property
    def _can_be_typed_into(self) -> bool:
        return bool(self.grid.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  Qt's own
        """Tab goes from cell to cell; Ctrl+PgUp and F6 lead out."""
        return False

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

    # -- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._hand.press(point, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            places = self._hand.under(point)
            if places and not set(places) <= set(self.choosing.chosen):
                self.choosing.these(places)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._hand.move(point)
        is_cross = self._hand.is_on_handle(point)
        shape = Qt.CursorShape.CrossCursor if is_cross else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._hand.release()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        places = self._hand.under(event.position().toPoint())
        if len(places) == 1:
            self.choosing.only(places[0])
            self._open_editor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _Held.ControlModifier:
            self.zoomed.emit(event)
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            place = event.globalPos()
        else:
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(corner)
        self.menu_requested.emit(place)

    # -- blocks --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        put_on_clipboard(self.filling.copied())

    def copy_with_names(self) -> None:
        """Put the whole table on the clipboard as it is printed."""
        put_on_clipboard(self.filling.copied_with_names())

    def cut(self) -> None:
        """Copy and empty the selected cells."""
        self.copy()
        self.clear_selected()

    def clear_selected(self) -> None:
        """Empty the selected cells."""
        self.filling.clear()

    def paste(self) -> None:
        """Put a block from the clipboard in; says where it went."""
        words, is_whole = self.filling.paste(QGuiApplication.clipboard().mimeData())
        if words:
            (self.done if is_whole else self.said).emit(words)

    def fill_blanks(self) -> None:
        """Put 0 into every blank cell of the table."""
        self.filling.zeros(everywhere=True)

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that the event touches."""
        self._drawing.draw(event.region())

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
        if event.size().height() < event.oldSize().height() and self.hasFocus():
            self.scrollTo(self.currentIndex())  # the strip below has grown over it

    def _fit(self) -> None:
        """Share out the width in the form's proportions and give every label its height."""
        table = self.grid.table
        figures = {cell.position for cell in table.figures}
        least = [
            _LEAST_FIGURE_WIDTH if position in figures else _LEAST_LABEL_WIDTH
            for position in range(len(table.widths))
        ]
        scaled = [round(width * self._cells.scale) for width in least]
        for position, width in enumerate(shared(self.viewport().width(), table.widths, scaled)):
            self.setColumnWidth(position, width)
        self._header.fit()
        lines = range(table.head, table.line_count)
        least = round(_LEAST_LINE * self._cells.scale)
        heights = line_heights(table, lines, self._header, self._cells.label_metrics, least)
        for line, height in enumerate(heights):
            self.setRowHeight(line, height)

    def selectionChanged(self, selected, deselected) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().selectionChanged(selected, deselected)
        for rect in (self._drawing.handle, self._hand.handle):
            self.viewport().update(rect.adjusted(-1, -1, 1, 1))
        self.selection_changed.emit()
