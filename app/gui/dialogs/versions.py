"""Earlier versions of the open file: what changed since, and going back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.model.form import Form
from app.model.report import Report
from app.services.compare import describe_change, differences
from app.services.versions import Version

_SIZE = (860, 480)


class VersionsDialog(QDialog):
    """Versions at the left, newest first; beside them how the open report differs from each."""

    def __init__(
        self, versions: Sequence[Version], form: Form, report: Report, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("以前的版本")
        self.resize(*_SIZE)
        self._versions = versions
        self._form = form
        self._report = report
        self._times = QListWidget()
        self._times.setAccessibleName("保存的时间")
        self._times.addItems([_time(version) for version in versions])
        self._count = QLabel()
        self._count.setProperty("tone", "quiet")
        self._changes = QListWidget()
        self._changes.setAccessibleName("从那时到现在的改动")
        self._changes.setWordWrap(True)
        buttons = Answer(self, "回到这个版本", "关闭")
        self._back = buttons.agree
        beside = QVBoxLayout()
        beside.addWidget(self._count)
        beside.addWidget(self._changes, 1)
        row = QHBoxLayout()
        row.addWidget(self._times, 2)
        row.addLayout(beside, 5)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self._times.currentRowChanged.connect(self._show)
        self._times.setCurrentRow(0)

    @property
    def chosen(self) -> Version | None:
        """The version under the cursor."""
        place = self._times.currentRow()
        return self._versions[place] if 0 <= place < len(self._versions) else None

    def _show(self, _place: int) -> None:
        self._changes.clear()
        version = self.chosen
        if version is None:
            self._count.setText("还没有保存过")
            self._back.setEnabled(False)
            return
        changes = differences(version.report, self._report)
        self._back.setEnabled(bool(changes))
        self._count.setText(
            f"从那时到现在改了 {len(changes)} 处：" if changes else "与现在的内容相同"
        )
        self._changes.addItems([describe_change(self._form, self._report, c) for c in changes])


def _time(version: Version) -> str:
    saved = version.saved
    return f"{saved.year}年{saved.month}月{saved.day}日 {saved:%H:%M:%S}"


def ask_version(
    versions: Sequence[Version], form: Form, report: Report, parent: QWidget
) -> Version | None:
    """The version to go back to, None where the user only looked."""
    dialog = VersionsDialog(versions, form, report, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    answer = dialog.chosen if accepted else None
    dialog.deleteLater()
    return answer
