"""The text of a chapter, shown as it will print, typed as plain text.

Figures of the tables stand in it as chips, which follow the tables.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.dialogs.pick_figure import pick_figure
from app.gui.pages.bound_text import SlotBinding
from app.gui.pages.chip_box import ChipBox
from app.gui.pages.chips import Chip, chip_format
from app.gui.pages.highlighter import Highlighter
from app.gui.pages.text_places import offset_of
from app.gui.session import Session
from app.gui.theme import Theme, chapter_font
from app.model.address import Address
from app.model.edits import put_reference, put_text, words_of
from app.model.references import Reference
from app.model.report import Slot
from app.rules.case import Case
from app.rules.prose.mentions import mentions

_MARGIN = 26
"""Pixels between the text and the edge of its sheet."""

_LINE_HEIGHT = 165
"""Per cent of the font's own: near the 28 pt pitch of 16 pt text."""


class ChapterEditor(ChipBox):
    """Bound to one slot of text, in the faces and with the indents of the printed page."""

    zoomed = Signal(object)
    """The event of a wheel turned while Ctrl is held."""

    def __init__(
        self, session: Session, slot: Slot, label: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chapterText")
        self.setTabChangesFocus(True)
        self.setFont(chapter_font())
        self.setAccessibleName(label)
        self._session = session
        self._section = str(slot.key)
        self._percent = 100
        self._highlighter = Highlighter(self.document(), theme)
        self.document().setDocumentMargin(_MARGIN)
        self.binding = SlotBinding(session, slot, label, self.toPlainText, self._load)
        self.binding.carry_links(lambda: self.links)
        self.textChanged.connect(self.binding.store)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._highlighter.theme = theme
        self._highlighter.rehighlight()

    def zoom(self, percent: int) -> None:
        """Take another size of letters."""
        if percent == self._percent:
            return
        self._percent = percent
        self.setStyleSheet(f"font-size: {round(chapter_font().pixelSize() * percent / 100)}px")
        self.ensurePolished()
        self.binding.load()

    def _load(self, text: str) -> None:
        position, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        shape = QTextBlockFormat()
        shape.setTextIndent(2 * self.fontMetrics().horizontalAdvance("一"))
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        for start, end, address in self._session.report.links(self._section):
            self.select(cursor, start, end)
            cursor.setCharFormat(chip_format(address, text[start:end]))
        self.setUndoRedoEnabled(True)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    # -- figures of the tables -----------------------------------------------------------------

    def words_of_cell(self, address: Address) -> str | None:
        return words_of(self._session.report, self._session.assessment.values, address)

    def _describe(self, address: Address) -> str:
        return self._session.form.tables[address.table].describe(address)

    def pick_figure(self) -> None:
        """Ask for a cell, and show it in the place of the selection."""
        address = pick_figure(self.window(), self._session.form, self.words_of_cell)
        if address is not None:
            self.link(Reference(*self.selected, address), "插入表中的数")

    def link(self, piece: Reference, label: str) -> None:
        """Have a piece of the text show a cell; the cursor goes behind it; one undo step."""
        words = self.words_of_cell(piece.address)
        if words is not None:
            report = self._session.report
            self._session.edit(put_reference(report, self._section, piece, words, label))
            end = piece.start + len(words)
            self.show_span(end, end)

    def _unlink(self, chip: Chip) -> None:
        """Leave the digits of a chip as plain text."""
        text, start = self.toPlainText(), offset_of(self.toPlainText(), chip.start)
        kept = tuple(link for link in self.links if link.start != start)
        report, slot = self._session.report, self.binding.slot
        self._session.edit(put_text(report, slot, text, "改为普通数字", kept))

    def words_of_chip(self, place: QPoint) -> str:
        """What the chip at a point of the box shows; empty where there is none."""
        chip = self.chip_under(place)
        return f"{self._describe(chip.address)}\n随表更新；单击转到这一格" if chip else ""

    def menu_at(self, position: int) -> QMenu:
        """The box's own menu, with what can be done with the number at a place of it."""
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        chip = next(iter(self.chips.touching(position)), None)
        if chip is not None:
            place = self._describe(chip.address)
            menu.addAction(f"转到{place}", lambda: self.cell_chosen.emit(chip.address))
            menu.addAction("改为普通数字", lambda: self._unlink(chip))
        elif (found := self._mention_at(position)) is not None:
            words = f"连到表中的数（{self._describe(found.address)}）"
            menu.addAction(words, lambda: self.link(found, "连到表中的数"))
        menu.addAction("插入表中的数…", self.pick_figure)
        return menu

    def _mention_at(self, position: int) -> Reference | None:
        """The typed number at a place that is what one cell has, as far as the sentence tells."""
        session = self._session
        case = Case.of(session.form, session.report, session.catalogue.rules)
        offset = offset_of(self.toPlainText(), position)
        found = mentions(case, self._section)
        return next((m for m in found if m.start <= offset <= m.end), None)

    # -- events --------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        menu = self.menu_at(cursor.position())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(event)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self.document()
        steps = {"can_undo": own.isUndoAvailable(), "can_redo": own.isRedoAvailable()}
        if not self.binding.step(event, **steps):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.binding.leave(event):
            self.document().clearUndoRedoStacks()
        super().focusOutEvent(event)
