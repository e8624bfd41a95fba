"""One sentence at the foot of the window, in place of message boxes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_STAYS_MS = 8000
_MARGIN = 14
_WIDEST = 860

Tone = Literal["done", "note", "trouble"]
"""What went well leaves by itself; a remark on the report holds until that changes; trouble stays
until it is closed."""


class Notice(QFrame):
    """Says what happened.  It floats: nothing moves under the mouse when it comes or goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("notice")
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton("知道了")
        close.setProperty("look", "flat")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.hide)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 10, 7)
        layout.addWidget(self._label, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._tone: Tone = "done"
        parent.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._label.text() if not self.isHidden() else ""

    def say(self, sentence: str, tone: Tone = "trouble") -> None:
        """Show a sentence."""
        self._tone = tone
        self._label.setText(sentence)
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._take_place()
        self.show()
        self.raise_()
        if tone == "done":
            self._timer.start(_STAYS_MS)
        else:
            self._timer.stop()

    def pass_away(self, *_changed: object) -> None:
        """The report is another one now: what was said of it before is no longer so."""
        if self._tone != "trouble":
            self.hide()

    # -- place ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._take_place()
        return super().eventFilter(watched, event)

    def _take_place(self) -> None:
        """At the left of the foot, as wide as the words need, as high as they are then."""
        room = self._ground.rect().adjusted(_MARGIN, 0, -_MARGIN, -_MARGIN)
        width = min(room.width(), _WIDEST, self._natural_width())
        frame = 2 * self.frameWidth()
        needed = self._row.heightForWidth(width - frame) + frame
        height = max(needed, self.minimumSizeHint().height())
        self.setGeometry(QRect(room.left(), room.bottom() + 1 - height, width, height))

    def _natural_width(self) -> int:
        words = self._label.fontMetrics().horizontalAdvance(self._label.text())
        return words + self.sizeHint().width() - self._label.sizeHint().width() + 4
