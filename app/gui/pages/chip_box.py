"""A box of plain text in which chips stand: how keys, mouse and clipboard treat them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.gui.pages.chip_clipboard import from_mime, to_mime
from app.gui.pages.chips import Chip, Chips, chip_format, is_chip
from app.gui.pages.text_places import offset_of, position_of
from app.model.address import Address
from app.model.prose import paragraphs_of
from app.model.references import Reference, References

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ChipBox(QTextEdit):
    """Chips are gone over, removed, copied and pasted whole; typed text is never part of one."""

    cell_chosen = Signal(object)
    """Address of the figure whose chip was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.chips = Chips(self.document())
        self._pressed: Chip | None = None
        self._was_at = 0
        self._read: tuple[int, References] = (-1, ())
        self.cursorPositionChanged.connect(self._leave_chip)

    def words_of_cell(self, _address: Address) -> str | None:
        """What a cell has now; None where there is no such cell."""
        return None

    @property
    def links(self) -> References:
        """The references in the text as the box has it."""
        revision = self.document().revision()
        if revision != self._read[0]:
            chips = list(self.chips)
            text = self.toPlainText() if chips else ""
            places = [(offset_of(text, c.start), offset_of(text, c.end), c.address) for c in chips]
            self._read = revision, tuple(Reference(*place) for place in places)
        return self._read[1]

    @property
    def selected(self) -> tuple[int, int]:
        """The piece of the text that is selected."""
        cursor, text = self.textCursor(), self.toPlainText()
        return offset_of(text, cursor.selectionStart()), offset_of(text, cursor.selectionEnd())

    def select(self, cursor: QTextCursor, start: int, end: int) -> None:
        """Have a cursor select a piece of the report's text."""
        text = self.toPlainText()
        cursor.setPosition(position_of(text, start))
        cursor.setPosition(position_of(text, end), QTextCursor.MoveMode.KeepAnchor)

    def show_span(self, start: int, end: int) -> None:
        """Select a piece of the text and show it."""
        cursor = self.textCursor()
        self.select(cursor, start, end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def _leave_chip(self) -> None:
        """No end of the selection stays inside a chip."""
        cursor = self.textCursor()
        position, anchor = cursor.position(), cursor.anchor()
        goes_on, self._was_at = position > self._was_at, position
        inside, held = self.chips.around(position), self.chips.around(anchor)
        if inside is None and held is None:
            return
        if held is not None:
            anchor = held.start if position > anchor else held.end
        if inside is not None:
            position = inside.end if goes_on else inside.start
        if not cursor.hasSelection():
            anchor = position
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def chip_under(self, place: QPoint) -> Chip | None:
        """The chip that a point of the box is on."""
        cursor = self.cursorForPosition(place)
        for chip in self.chips.touching(cursor.position()):
            cursor.setPosition(chip.start)
            first = self.cursorRect(cursor)
            cursor.setPosition(chip.end)
            last = self.cursorRect(cursor)
            if first.top() != last.top() or first.united(last).contains(place):
                return chip
        return None

    # -- clipboard -----------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        start, end = self.selected
        text = self.toPlainText()[start:end]
        inside = (r for r in self.links if start <= r.start and r.end <= end)
        return to_mime(
            text, tuple(Reference(r.start - start, r.end - start, r.address) for r in inside)
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text loses the formatting, empty lines and indents of where it came from.

        Chips stay chips, and show what their cells have now.
        """
        own = from_mime(source)
        if own is not None:
            self._paste(*own)
        elif source.hasText():
            self._put(paragraphs_of(source.text()))
        elif source.hasHtml():
            self._put(paragraphs_of(QTextDocumentFragment.fromHtml(source.html()).toPlainText()))

    def _paste(self, text: str, links: References) -> None:
        cursor, reached = self.textCursor(), 0
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for start, end, address in links:
            words = self.words_of_cell(address)
            cursor.insertText(text[reached:start], QTextCharFormat())
            form = QTextCharFormat() if words is None else chip_format(address, words)
            cursor.insertText(words or text[start:end], form)
            reached = end
        cursor.insertText(text[reached:], QTextCharFormat())
        cursor.endEditBlock()

    def _put(self, text: str) -> None:
        """Plain text in the place of the selection, whatever stands beside it."""
        self.textCursor().insertText(text, QTextCharFormat())
        self.ensureCursorVisible()

    # -- keys and mouse ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.chip_under(event.position().toPoint()) if is_left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        has_dragged = self.textCursor().hasSelection() or pressed != self.chip_under(
            event.position().toPoint()
        )
        if pressed is not None and not has_dragged:
            self.cell_chosen.emit(pressed.address)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.IBeamCursor
        if self.chip_under(event.position().toPoint()) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._type_plain()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take_whole(is_before=event.key() == Qt.Key.Key_Backspace)
        self._type_plain()
        typed, cursor = event.text(), self.textCursor()
        is_typing = typed.isprintable() and not event.modifiers() & _COMMANDING
        if typed and is_typing and cursor.hasSelection() and is_chip(cursor.charFormat()):
            self._put(typed)
        else:
            super().keyPressEvent(event)

    def _take_whole(self, *, is_before: bool) -> None:
        """Select the chip that a key is about to take a digit off."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        place = cursor.position()
        for chip in self.chips.touching(place):
            if place == (chip.end if is_before else chip.start):
                cursor.setPosition(chip.start)
                cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)

    def _type_plain(self) -> None:
        """What is typed at the edge of a chip is no part of it."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and is_chip(cursor.charFormat()):
            self.setCurrentCharFormat(QTextCharFormat())
