"""The first page: what do I do?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.pages.leftovers import LeftoversCard
from app.services.recent import RecentReport

_COLUMN_MODES = (
    QHeaderView.ResizeMode.Stretch,
    QHeaderView.ResizeMode.ResizeToContents,
    QHeaderView.ResizeMode.ResizeToContents,
    QHeaderView.ResizeMode.Stretch,
    QHeaderView.ResizeMode.ResizeToContents,
)
_FILE = 3
_ROOM_FOR_FILES = 640
"""Pixels of width from which file names are listed too."""


class _Choice(QFrame):
    """A large button with a title and a line of explanation."""

    chosen = Signal()

    def __init__(self, title: str, words: str, key: str) -> None:
        super().__init__()
        self.setProperty("card", "choice")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}：{words}")
        heading = QLabel(title)
        heading.setStyleSheet("font-size: 15px; font-weight: bold;")
        shortcut = QLabel(key)
        shortcut.setProperty("tone", "quiet")
        line = QLabel(words)
        line.setProperty("tone", "quiet")
        line.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(shortcut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 13, 18, 13)
        layout.setSpacing(5)
        layout.addLayout(top)
        layout.addWidget(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class StartPage(QWidget):
    """Ways to begin at the left, reports opened last at the right."""

    succeed_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    recent_chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("阳光年报")
        title.setProperty("tone", "title")
        subtitle = QLabel("政府信息公开工作年度报告 填报 · 校核")
        subtitle.setProperty("tone", "quiet")
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(title)
        left.addWidget(subtitle)
        left.addSpacing(10)
        choices = (
            (
                "从上年报告开始",
                "选上年的报告，带入单位、自设的章、结转数和文字底稿",
                "Ctrl+Shift+N",
                self.succeed_requested,
            ),
            ("新建空白报告", "填写单位名称和年度即可", "Ctrl+N", self.new_requested),
            (
                "打开",
                "阳光年报文件（.nianbao），或直接打开 Word 文件校核",
                "Ctrl+O",
                self.open_requested,
            ),
        )
        self._choices: list[_Choice] = []
        for heading, words, key, signal in choices:
            choice = _Choice(heading, words, key)
            self._choices.append(choice)
            choice.chosen.connect(signal)
            left.addWidget(choice)
        left.addStretch()
        offline = QLabel("离线运行，不联网")
        offline.setProperty("tone", "quiet")
        left.addWidget(offline)
        self._list = QTreeWidget()
        self._list.setObjectName("recentList")
        self._list.setAccessibleName("最近打开的报告")
        self._list.setHeaderLabels(["单位", "年度", "进度", "文件", "上次打开"])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        header = self._list.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(_COLUMN_MODES):
            header.setSectionResizeMode(column, mode)
        self._list.itemActivated.connect(self._choose)
        self._empty = QLabel("打开过的报告会列在这里")
        self._empty.setProperty("tone", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        recent = QFrame()
        recent.setObjectName("recentCard")
        heading = QLabel("最近")
        heading.setProperty("tone", "strong")
        column = QVBoxLayout(recent)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(heading)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(56, 44, 56, 44)
        layout.setSpacing(40)
        layout.addLayout(left, 4)
        self.leftovers = LeftoversCard()
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.leftovers)
        right.addWidget(recent, 1)
        layout.addLayout(right, 7)

    def show_recent(self, reports: Sequence[RecentReport]) -> None:
        """List the reports opened last."""
        self._list.clear()
        for report in reports:
            year = "" if report.year is None else str(report.year)
            # no Chinese in a format of dates: Windows sends it through its code page
            day = f"{report.opened.month}月{report.opened:%d}日 {report.opened:%H:%M}"
            name = Path(report.path).name
            words = [report.unit or "未填单位", year, report.state, name, day]
            item = QTreeWidgetItem(words)
            item.setData(0, Qt.ItemDataRole.UserRole, report.path)
            for column in range(len(words)):
                item.setToolTip(column, report.path)
            self._list.addTopLevelItem(item)
        self._list.setVisible(bool(reports))
        self._empty.setVisible(not reports)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setColumnHidden(_FILE, self._list.width() < _ROOM_FOR_FILES)

    def focus_first(self) -> None:
        """Onto the first way to begin."""
        self._choices[0].setFocus()

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.recent_chosen.emit(Path(item.data(0, Qt.ItemDataRole.UserRole)))
