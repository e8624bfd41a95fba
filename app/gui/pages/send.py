"""The last page: what is left to do, and all files for the office above and the web site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.findings.marks import MARK_SIZE, mark_icon
from app.gui.pages.page import Page
from app.gui.theme import Theme
from app.model.report import Slot
from app.services.delivery import Delivery
from app.services.export import Exporter
from app.services.progress import Milestone, Progress, State

_ORDER: tuple[State, ...] = ("error", "open", "warning", "hint", "done")
"""What is worst stands first."""
_WORDS: dict[State, str] = {
    "done": "完成",
    "open": "没有完成",
    "error": "要改",
    "warning": "要看",
    "hint": "可以看看",
}
_WIDEST_FILES = 420


class SendPage(Page):
    """Milestones at the left, files at the right; what is done about them is the desk's."""

    place_chosen = Signal(object)
    """Where a milestone is worked on."""

    folder_requested = Signal()
    """Another folder is to be chosen."""

    send_requested = Signal()
    """The chosen files are to be written."""

    cancel_requested = Signal()
    """No further file is to be written."""

    look_requested = Signal()
    """The folder is to be shown."""

    def __init__(
        self,
        exporters: Iterable[Exporter],
        chosen: Iterable[str],
        folder: Path,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._progress: Progress | None = None
        self._milestones: tuple[Milestone, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(14)
        layout.addLayout(self._make_left(), 3)
        layout.addWidget(self._make_right(exporters, set(chosen), folder), 2)

    def _make_left(self) -> QVBoxLayout:
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._hint = QLabel()
        self._hint.setProperty("tone", "quiet")
        self._hint.setWordWrap(True)
        self._list = QTreeWidget()
        self._list.setObjectName("milestones")
        self._list.setAccessibleName("报送前要做的事")
        self._list.setHeaderLabels(["项目", "情况"])
        self._list.setIconSize(QSize(MARK_SIZE, MARK_SIZE))
        self._list.setAllColumnsShowFocus(True)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemActivated.connect(self._go)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._verdict)
        column.addWidget(self._hint)
        column.addWidget(self._list, 1)
        return column

    def _make_right(self, exporters: Iterable[Exporter], chosen: set[str], folder: Path) -> QFrame:
        card = QFrame()
        card.setObjectName("filesCard")
        card.setMaximumWidth(_WIDEST_FILES)
        heading = QLabel("报送文件")
        heading.setProperty("tone", "strong")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(7)
        column.addWidget(heading)
        self._boxes: dict[str, QCheckBox] = {}
        for exporter in exporters:
            box = QCheckBox(f"{exporter.name}（{exporter.suffix}）")
            box.setChecked(exporter.suffix in chosen)
            box.toggled.connect(self._show_button)
            self._boxes[exporter.suffix] = box
            column.addWidget(box)
        column.addSpacing(4)
        self._folder = QLineEdit(str(folder))
        self._folder.setAccessibleName("放到哪个文件夹")
        self._folder.textChanged.connect(self._show_button)
        choose = QPushButton("选择…")
        choose.clicked.connect(self.folder_requested)
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        column.addWidget(QLabel("放到文件夹"))
        column.addLayout(row)
        self._names = QLabel()
        self._names.setProperty("tone", "quiet")
        self._names.setWordWrap(True)
        column.addWidget(self._names)
        self._send = QPushButton("导出所选文件")
        self._send.setProperty("look", "primary")
        self._send.clicked.connect(self.send_requested)
        column.addSpacing(4)
        column.addWidget(self._send)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("已写的文件")
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.cancel_requested)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        self._outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._look = QPushButton("打开文件夹")
        self._look.clicked.connect(self.look_requested)
        column.addWidget(self._bar)
        column.addWidget(self._outcome)
        last = QHBoxLayout()
        last.addWidget(self._look)
        last.addWidget(self._cancel)
        last.addStretch()
        column.addLayout(last)
        column.addStretch()
        for widget in (self._bar, self._cancel, self._look, self._outcome):
            widget.hide()
        self._show_button()
        return card

    # -- what is left --------------------------------------------------------------------------

    def show_progress(self, progress: Progress) -> None:
        """List the milestones; those that are reached have a tick."""
        self._progress = progress
        left = sum(not milestone.is_reached for milestone in progress.milestones)
        self._verdict.setText("可以报送" if progress.is_ready else f"还有 {left} 项")
        self._hint.setText(
            "没有要改的了。选好文件，导出到一个文件夹。"
            if progress.is_ready
            else "双击一行，或选中后按回车，到那一处去。现在也可以导出。"
        )
        ordered = tuple(sorted(progress.milestones, key=lambda m: _ORDER.index(m.state)))
        if ordered == self._milestones:
            return
        self._milestones = ordered
        self._list.clear()
        for milestone in ordered:
            item = QTreeWidgetItem([milestone.name, milestone.detail])
            item.setIcon(0, mark_icon(milestone.state, self._theme, self.devicePixelRatioF()))
            spoken = f"{milestone.name}：{_WORDS[milestone.state]}，{milestone.detail}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            if not milestone.is_reached:
                item.setForeground(1, self._theme.colour(_colour(milestone.state)))
            item.setToolTip(0, milestone.name if milestone.is_reached else milestone.todo)
            self._list.addTopLevelItem(item)
        self._list.setCurrentItem(self._list.topLevelItem(0))

    def _go(self, item: QTreeWidgetItem) -> None:
        self.place_chosen.emit(self._milestones[self._list.indexOfTopLevelItem(item)].place)

    # -- files ---------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[str, ...]:
        """Endings of the files that are wanted."""
        return tuple(suffix for suffix, box in self._boxes.items() if box.isChecked())

    @property
    def folder(self) -> Path:
        """Where to put them."""
        return Path(self._folder.text().strip())

    def show_folder(self, folder: Path) -> None:
        """Another folder was chosen."""
        self._folder.setText(str(folder))

    def show_stem(self, stem: str) -> None:
        """What the files will be called."""
        self._names.setText(f"文件名：{stem}")

    def _show_button(self) -> None:
        count = len(self.chosen)
        self._send.setText(f"导出 {count} 个文件" if count else "导出所选文件")
        self._send.setEnabled(bool(count) and bool(self._folder.text().strip()))

    def show_start(self, count: int) -> None:
        """So many files are being written."""
        self._bar.setMaximum(count)
        self._bar.setValue(0)
        self._send.setEnabled(False)
        self._look.hide()
        for widget in (self._bar, self._cancel, self._outcome):
            widget.show()

    def show_file(self, number: int, name: str) -> None:
        """The file being written now."""
        self._bar.setValue(number)
        self._outcome.setText(f"正在写 {name}")

    def show_outcome(self, delivery: Delivery, notes: Iterable[str]) -> None:
        """What came of it, and what must be known of the files."""
        for widget in (self._bar, self._cancel):
            widget.hide()
        self._look.setVisible(bool(delivery.written))
        self._outcome.show()
        self._outcome.setText("；".join((delivery.describe(), *notes)))
        self._show_button()

    @property
    def outcome(self) -> str:
        """What it says of the files."""
        return self._outcome.text()

    # -- as every page ---------------------------------------------------------------------------

    def follow(self, slots: frozenset[Slot]) -> None:
        """The desk brings what changed."""

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._milestones = ()
        if self._progress is not None:
            self.show_progress(self._progress)

    def focus_first(self) -> None:
        """Onto the list where something is left, else onto the button."""
        self._list.setFocus()


def _colour(state: State) -> str:
    return state if state in ("error", "warning") else "ink2"
