"""The status bar: what is next, how far am I, what is selected, is it saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.gui.session import Session
from app.gui.zoom import Zoom
from app.services.progress import measure

_ROOM_FOR_ALL = 1100
"""Pixels that everything needs beside each other."""
_LONGEST = 18
"""Characters of the next step that are shown."""
_USUAL = 17
"""Characters, those of the button in front counted in, that it has room for whatever it says: the
counts beside it stay in their places."""


class Status(QStatusBar):
    """Follows the session."""

    next_requested = Signal(object)
    """Where the next step is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._next = QPushButton()
        self._next.setProperty("look", "next")
        self._next.setToolTip("去做下一步（F9）")
        self._next.setMinimumWidth(self._next.fontMetrics().horizontalAdvance("步" * _USUAL))
        self._next.clicked.connect(self._go)
        self._filled = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(90)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("已填的格")
        self._chapters = QLabel()
        self._errors = QLabel()
        self._selection = QLabel()
        self._saved = QLabel()
        counted = (self._filled, self._bar, self._chapters, self._errors)
        for widget in (self._next, *counted, self._selection):
            self.addWidget(widget)
        self.addPermanentWidget(self._saved)
        session.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_changed: object) -> None:
        """Count anew."""
        session = self._session
        self._progress = progress = measure(session.form, session.report, session.assessment)
        self._next.setText(f"下一步：{_shortened(progress.next.todo)}")
        self._filled.setText(f"已填 {progress.filled} / {progress.cells} 格")
        self._bar.setMaximum(progress.cells)
        self._bar.setValue(progress.filled)
        self._chapters.setText(f"文字 {progress.written} / {progress.chapters} 章")
        self._errors.setText(f"错误 {progress.errors}")
        self._errors.setVisible(progress.errors > 0)
        path = self._session.path
        if not self._session.is_saved:
            self._saved.setText("有修改未保存")
        else:
            self._saved.setText(f"已保存 {path.name}" if path else "还没有存为文件")

    def _go(self) -> None:
        self.next_requested.emit(self._progress.next.place)

    @property
    def next_words(self) -> str:
        """What it says is to be done next."""
        return self._next.text()

    def take_next_step(self) -> None:
        """As if the button were pressed."""
        self._go()

    def show_selection(self, words: str) -> None:
        """What the selected cells add up to; where there is little room, in place of counts."""
        self._selection.setText(words)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        has_room = not self._selection.text() or self.width() >= _ROOM_FOR_ALL
        self._bar.setVisible(has_room)
        self._chapters.setVisible(has_room)

    def follow_zoom(self, zoom: Zoom) -> None:
        """Show the size of the letters; a click goes back to the window's own."""
        button = QPushButton()
        button.setProperty("look", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip("文字大小：按住 Ctrl 转滚轮改变，Ctrl+0 还原")
        button.clicked.connect(zoom.reset)

        def show(percent: int) -> None:
            button.setText(f"{percent}%")
            button.setAccessibleName(f"文字大小 {percent}%")

        show(zoom.percent)
        zoom.changed.connect(show)
        self.addPermanentWidget(button)

    @property
    def selection_words(self) -> str:
        """What it says of the selected cells."""
        return self._selection.text()

    @property
    def saved_words(self) -> str:
        """What it says of the file."""
        return self._saved.text()


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
