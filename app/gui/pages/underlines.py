"""Wavy lines on a soft ground under what the checks found in a text, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from app.gui.pages.text_places import offset_of, position_of
from app.gui.pages.wave import waved
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.rule import SEVERITY_WORDS
from app.rules.finding import Finding

_REACH = 24
"""Pixels from the mouse within which a character counts as under it."""


class Underlines(QObject):
    """Draws in one text box what the assessment has for its place.

    Drawn over the text, not as part of it: undo of the box and its layout know nothing of them.
    `also` is what else a tooltip says of a place of the box.
    """

    def __init__(
        self,
        box: QTextEdit | QPlainTextEdit,
        session: Session,
        place: str,
        theme: Theme,
        also: Callable[[QPoint], str] = lambda _: "",
    ) -> None:
        super().__init__(box)
        self._box = box
        self._session = session
        self._place = place
        self._theme = theme
        self._also = also
        self._drawn: object = None
        self._is_bare = True
        box.viewport().installEventFilter(self)
        self.follow()

    def position_of(self, offset: int) -> int:
        """Where in the box a character of the report's text stands."""
        return position_of(self._box.toPlainText(), offset)

    def offset_of(self, position: int) -> int:
        """Which character of the report's text stands at a place of the box."""
        return offset_of(self._box.toPlainText(), position)

    @property
    def findings(self) -> list[Finding]:
        """The findings with a piece of this text, worst first."""
        findings = self._session.assessment.findings
        return [f for f in findings if f.section == self._place and f.span is not None]

    def follow(self) -> None:
        """Draw the lines of the present findings; nothing to do where none came or went."""
        findings = self.findings
        state = (
            self._box.document().revision(),
            [(finding.span, finding.severity) for finding in findings],
        )
        if state != self._drawn and not (self._is_bare and not findings):
            self._box.setExtraSelections([self._line(f) for f in reversed(findings)])
            self._is_bare = not findings
        self._drawn = state

    def _line(self, finding: Finding) -> QTextEdit.ExtraSelection:
        start, end = finding.span or (0, 0)
        last = self._box.document().characterCount() - 1
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(min(self.position_of(start), last))
        end = max(self.position_of(end), cursor.position() + 1)
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return waved(cursor, finding.severity, self._theme)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.redraw()

    def redraw(self) -> None:
        """Draw all lines anew: the text was laid out in another way."""
        self._drawn = None
        self.follow()

    def at(self, offset: int) -> list[Finding]:
        """The findings that a character of the report's text is part of, worst first."""
        return [f for f in self.findings if f.span and f.span[0] <= offset <= f.span[1]]

    @property
    def here(self) -> Finding | None:
        """The finding where the cursor is."""
        cursor = self._box.textCursor()
        found = self.at(self.offset_of(cursor.selectionStart()))
        return found[0] if found else None

    def words_at(self, place: QPoint) -> str:
        """What is to be said of the text under the mouse; empty for nothing."""
        cursor = self._box.cursorForPosition(place)
        near = self._box.cursorRect(cursor).center() - place
        said = [
            f"{SEVERITY_WORDS[f.severity]}：{f.message}\n{f.rule.remedy}"
            for f in self.at(self.offset_of(cursor.position()))
            if abs(near.x()) <= _REACH and abs(near.y()) <= _REACH
        ]
        return "\n\n".join(filter(None, (self._also(place), *said)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self._box)
            return True
        return super().eventFilter(watched, event)
