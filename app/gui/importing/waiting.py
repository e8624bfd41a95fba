"""Shown while a file is being read for longer than a moment: what is read, and 取消."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_PATIENCE_MS = 300
"""Files that are read sooner need no window about it."""


class Waiting(QDialog):
    """Comes up by itself after a moment; `finish` takes it away."""

    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("正在读入")
        words = QLabel(f"正在读入“{name}”")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMinimumWidth(320)
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(bar)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.open)
        self._timer.start(_PATIENCE_MS)

    def finish(self) -> None:
        """The file has been read, or cannot be."""
        self._timer.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """The user does not want to wait."""
        self._timer.stop()
        super().reject()
        self.cancelled.emit()
        self.deleteLater()
