"""One finding as a card: what, where, both numbers, and buttons that mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.findings.marks import SeverityMark
from app.gui.theme import Theme
from app.model.report import Edit
from app.model.rule import SEVERITY_WORDS
from app.rules.finding import Finding


class FindingCard(QFrame):
    """A click, Return or Space goes to the place; the buttons mend."""

    chosen = Signal(object)
    """The finding to go to."""

    mend_requested = Signal(object)
    """The edit to apply."""

    def __init__(self, finding: Finding, edits: Sequence[Edit], theme: Theme) -> None:
        super().__init__()
        self.finding = finding
        self.edits = tuple(edits)
        self.setProperty("card", "finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{SEVERITY_WORDS[finding.severity]}：{finding.message}")
        self.setToolTip(f"{finding.rule.id}　{finding.rule.summary}\n{finding.rule.remedy}")
        headline, _, detail = finding.message.partition("：")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(_words(headline, "strong"))
        if detail:
            words.addWidget(_words(detail, "quiet"))
        if edits:
            words.addLayout(self._buttons(edits))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(9)
        mark = SeverityMark(
            finding.severity, theme.colour(finding.severity), theme.colour("on_accent")
        )
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _buttons(self, edits: Sequence[Edit]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for edit in edits:
            button = QPushButton(edit.label)
            button.setProperty("look", "mend")
            button.setAccessibleName(f"{edit.label}：{self.finding.message}")
            button.clicked.connect(lambda _checked, chosen=edit: self.mend_requested.emit(chosen))
            row.addWidget(button)
        row.addStretch()
        return row

    def set_current(self, current: bool) -> None:  # noqa: FBT001  a plain state
        """Show that this is the finding last gone to."""
        self.setProperty("current", "true" if current else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.finding)
        else:
            super().keyPressEvent(event)


def _words(text: str, tone: str) -> QWidget:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
