"""The text of a chapter, shown as it will print, typed as plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.gui.session import Session
from app.gui.theme import SECOND_LEVEL_FAMILIES, chapter_font
from app.model.edits import write_text
from app.model.headings import second_level_length
from app.model.report import Slot

_MARGIN = 26
"""Pixels between the text and the edge of its sheet."""

_LINE_HEIGHT = 165
"""Per cent of the font's own: near the 28 pt pitch of 16 pt text."""


class _HeadingHighlighter(QSyntaxHighlighter):
    """Sets the （一） part of a paragraph in 楷体, as the document will."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._second = QTextCharFormat()
        self._second.setFontFamilies(chapter_font(SECOND_LEVEL_FAMILIES).families())
        self._second.setFontWeight(600)

    def highlightBlock(self, text: str) -> None:
        offset = len(text) - len(text.lstrip())
        length = second_level_length(text.strip())
        if length:
            self.setFormat(offset, length, self._second)


class ChapterEditor(QTextEdit):
    """Bound to one slot of text: keystrokes go into the session, other edits come back.

    Its page passes edits on to `follow`.  While it has the focus undo is its own; all typing of one
    stay is one step of the session.
    """

    def __init__(
        self, session: Session, slot: Slot, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._slot = slot
        self._label = label
        self._loading = False
        self.setObjectName("chapterText")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(chapter_font())
        self.setAccessibleName(label)
        self._highlighter = _HeadingHighlighter(self.document())
        self.document().setDocumentMargin(_MARGIN)
        self._load(self._stored)
        self.textChanged.connect(self._store)

    @property
    def _stored(self) -> str:
        value = self._session.report.get(self._slot)
        return value if isinstance(value, str) else ""

    def _load(self, text: str) -> None:
        self._loading = True
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        shape = QTextBlockFormat()
        shape.setTextIndent(2 * self.fontMetrics().horizontalAdvance("一"))
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.setUndoRedoEnabled(True)
        self._loading = False

    def _store(self) -> None:
        if self._loading:
            return
        text = self.toPlainText()
        report = self._session.report
        edit = write_text(report, str(self._slot.key), text, self._label)
        self._session.edit(edit, merge=f"typing {self._slot.key}")

    def follow(self, slots: frozenset[Slot]) -> None:
        """Take over text that came by another way than these keys."""
        if self._slot in slots and self._stored != self.toPlainText():
            position = self.textCursor().position()
            self._load(self._stored)
            cursor = self.textCursor()
            cursor.setPosition(min(position, len(self._stored)))
            self.setTextCursor(cursor)

    def show_span(self, start: int, end: int) -> None:
        """Select a piece of the text and show it."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text loses the formatting, empty lines and indents of where it came from."""
        lines = (line.strip() for line in source.text().splitlines())
        self.textCursor().insertText("\n".join(line for line in lines if line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not self.document().isUndoAvailable()) or (
            redo and not self.document().isRedoAvailable()
        ):
            go = self._session.undo if undo else self._session.redo
            go()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._session.seal()
        super().focusOutEvent(event)
