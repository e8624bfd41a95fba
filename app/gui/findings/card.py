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

    mend_requested = Signal(object, str)
    """The finding, and the label of the edit that mends it."""

    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self._labels: tuple[str, ...] = ()
        self.setProperty("card", "finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._headline = _words("strong")
        self._detail = _words("quiet")
        self._buttons = QWidget()
        self._row = QHBoxLayout(self._buttons)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch()
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (self._headline, self._detail, self._buttons):
            words.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(9)
        severity = finding.severity
        mark = SeverityMark(severity, theme.colour(severity), theme.colour("on_accent"))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_finding(self, finding: Finding, edits: Sequence[Edit]) -> None:
        """Take up the present words and mends of the finding at this place."""
        if finding != self.finding or not self._headline.text():
            self.finding = finding
            headline, _, detail = finding.message.partition("：")
            self._headline.setText(headline)
            self._detail.setText(detail)
            self._detail.setVisible(bool(detail))
            self.setAccessibleName(f"{SEVERITY_WORDS[finding.severity]}：{finding.message}")
            self.setToolTip(f"{finding.rule.id}　{finding.rule.summary}\n{finding.rule.remedy}")
        labels = tuple(edit.label for edit in edits)
        if labels != self._labels:
            self._labels = labels
            self._make_buttons(labels)
        self._buttons.setVisible(bool(labels))

    def _make_buttons(self, labels: Sequence[str]) -> None:
        for button in self._buttons.findChildren(QPushButton):
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, label in enumerate(labels):
            button = QPushButton(label)
            button.setProperty("look", "mend")
            button.setAccessibleName(f"{label}：{self._headline.text()}")
            button.clicked.connect(lambda _checked, chosen=label: self._ask_to_mend(chosen))
            self._row.insertWidget(place, button)

    def _ask_to_mend(self, label: str) -> None:
        self.mend_requested.emit(self.finding, label)

    def set_current(self, current: bool) -> None:  # noqa: FBT001  a plain state
        """Show that this is the finding last gone to."""
        word = "true" if current else "false"
        if self.property("current") == word:
            return
        self.setProperty("current", word)
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


def _words(tone: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
