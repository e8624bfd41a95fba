"""On the first page: work that a crash or a power cut left unsaved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

if TYPE_CHECKING:
    from app.services.recovery import Leftover  # half of the start-up, for a name


class LeftoversCard(QFrame):
    """One line for each unsaved report, with the two things that can be done."""

    restore_requested = Signal(object)
    """Take this Leftover up again."""

    decline_requested = Signal(object)
    """Offer this Leftover no more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("leftoversCard")
        heading = QLabel("上次没有来得及保存")
        heading.setProperty("tone", "strong")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(heading)
        layout.addLayout(self._lines)
        self.hide()

    def show_leftovers(self, leftovers: Sequence[Leftover]) -> None:
        """List them; with none the card is not seen."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for leftover in leftovers:
            self._lines.addWidget(self._line(leftover))
        self.setVisible(bool(leftovers))

    def _line(self, leftover: Leftover) -> QFrame:
        line = QFrame(self)
        words = QLabel(words_for(leftover))
        words.setWordWrap(True)
        restore = QPushButton("恢复")
        restore.setProperty("look", "primary")
        restore.setAccessibleName(f"恢复：{words_for(leftover)}")
        restore.clicked.connect(lambda: self.restore_requested.emit(leftover))
        decline = QPushButton("不要")
        decline.setToolTip("不再提示；内容仍留在用户数据文件夹里")
        decline.clicked.connect(lambda: self.decline_requested.emit(leftover))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(restore)
        row.addWidget(decline)
        return line


def words_for(leftover: Leftover) -> str:
    """Whose report, from when, and how far from its file."""
    snapshot = leftover.snapshot
    report, taken = snapshot.report, snapshot.taken
    year = "" if report.year is None else f"{report.year}年"
    when = f"{taken.month}月{taken.day}日 {taken:%H:%M}"
    if snapshot.base is None:
        state = "还没有存成文件"
    elif leftover.changes is None:
        state = f"“{snapshot.base.name}”已经不在或读不出"
    else:
        state = f"与“{snapshot.base.name}”相差 {leftover.changes} 处"
        state += "，这个文件后来改过" if leftover.base_changed else ""
    return f"{report.unit or '未填单位'} {year}　{when}　{state}"
