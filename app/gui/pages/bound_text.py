"""Text boxes that are views of one slot of the report.

While a box has the focus undo is its own; all typing of one stay is one step of the report's
history, and leaving ends it: from then on undo is the report's, so that nothing is undone twice.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.gui.pages.text_places import position_of
from app.gui.session import Session
from app.model.edits import put_text
from app.model.references import References
from app.model.report import Slot


class SlotBinding:
    """Carries keystrokes of a text box into its slot, and other edits of the slot back."""

    def __init__(
        self,
        session: Session,
        slot: Slot,
        label: str,
        shown: Callable[[], str],
        show: Callable[[str], None],
    ) -> None:
        self._session = session
        self.slot = slot
        self._label = label
        self._shown = shown
        self._show = show
        self._links: Callable[[], References] = tuple
        self._loading = False
        self.load()

    @property
    def stored(self) -> str:
        """The text as the report has it."""
        value = self._session.report.get(self.slot)
        return value if isinstance(value, str) else ""

    @property
    def stored_links(self) -> References:
        """The references in the text as the report has them; only chapters have any."""
        kind, key = self.slot
        return self._session.report.links(str(key)) if kind == "text" else ()

    def carry_links(self, shown: Callable[[], References]) -> None:
        """Take the references that the box shows along with its text."""
        self._links = shown

    def load(self) -> None:
        """Show the report's text; that is no edit."""
        self._loading = True
        self._show(self.stored)
        self._loading = False

    def store(self) -> None:
        """Take what the box shows into the report."""
        if not self._loading:
            edit = put_text(
                self._session.report, self.slot, self._shown(), self._label, self._links()
            )
            self._session.edit(edit, merge=f"{self.slot.kind} {self.slot.key}")

    def follow(self, slots: frozenset[Slot]) -> None:
        """Show a text that came by another way than these keys."""
        if self.slot in slots or Slot("links", self.slot.key) in slots:
            stored = self.stored, self.stored_links
            if stored != (self._shown(), self._links()):
                self.load()

    def leave(self, event: QFocusEvent) -> bool:
        """End the stay; False while only a menu of the box itself has the focus."""
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return False
        self._session.seal()
        return True

    def step(self, event: QKeyEvent, *, can_undo: bool, can_redo: bool) -> bool:
        """Undo or redo in the report where the box has nothing of its own; True where done."""
        if event.matches(QKeySequence.StandardKey.Undo) and not can_undo:
            self._session.undo()
            return True
        if event.matches(QKeySequence.StandardKey.Redo) and not can_redo:
            self._session.redo()
            return True
        return False


class BoundLine(QLineEdit):
    """One line of text."""

    def __init__(self, session: Session, name: str, label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        slot = Slot("field", name)
        self.binding = SlotBinding(session, slot, f"改{label}", self._words, self.setText)
        self.textEdited.connect(self.binding.store)

    def _words(self) -> str:
        return self.text().strip()

    def show_span(self, start: int, end: int) -> None:
        """Select a piece of the text and show it."""
        self.setFocus()
        first = position_of(self.text(), start)
        self.setSelection(first, position_of(self.text(), end) - first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self.isUndoAvailable(), self.isRedoAvailable()
        if not self.binding.step(event, can_undo=own[0], can_redo=own[1]):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.binding.leave(event):
            self.setText(self.text())  # forgets the box's own undo
        super().focusOutEvent(event)


class BoundParagraphs(QPlainTextEdit):
    """A few paragraphs of plain text."""

    def __init__(self, session: Session, name: str, label: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 22)
        slot = Slot("field", name)
        show = self.setPlainText
        self.binding = SlotBinding(session, slot, f"改{label}", self.toPlainText, show)
        self.textChanged.connect(self.binding.store)

    def show_span(self, start: int, end: int) -> None:
        """Select a piece of the text and show it."""
        cursor = self.textCursor()
        text = self.toPlainText()
        cursor.setPosition(position_of(text, start))
        cursor.setPosition(position_of(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self.document()
        steps = {"can_undo": own.isUndoAvailable(), "can_redo": own.isRedoAvailable()}
        if not self.binding.step(event, **steps):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.binding.leave(event):
            self.document().clearUndoRedoStacks()
        super().focusOutEvent(event)
