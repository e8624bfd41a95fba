"""The text of a chapter, shown as it will print, typed as plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.gui.pages.bound_text import SlotBinding
from app.gui.session import Session
from app.gui.theme import SECOND_LEVEL_FAMILIES, chapter_font
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
    """Bound to one slot of text, in the faces and with the indents of the printed page."""

    def __init__(
        self, session: Session, slot: Slot, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chapterText")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(chapter_font())
        self.setAccessibleName(label)
        self._highlighter = _HeadingHighlighter(self.document())
        self.document().setDocumentMargin(_MARGIN)
        self.binding = SlotBinding(session, slot, label, self.toPlainText, self._load)
        self.textChanged.connect(self.binding.store)

    def _load(self, text: str) -> None:
        position = self.textCursor().position()
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        shape = QTextBlockFormat()
        shape.setTextIndent(2 * self.fontMetrics().horizontalAdvance("一"))
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.setUndoRedoEnabled(True)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
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
        if not source.hasText():
            return
        lines = (line.strip() for line in source.text().splitlines())
        self.textCursor().insertText("\n".join(line for line in lines if line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self.document()
        steps = {"can_undo": own.isUndoAvailable(), "can_redo": own.isRedoAvailable()}
        if not self.binding.step(event, **steps):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.binding.leave(event):
            self.document().clearUndoRedoStacks()
        super().focusOutEvent(event)
