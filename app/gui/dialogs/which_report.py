"""Which of several reports in one file is meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QVBoxLayout, QWidget

from app.gui.dialogs.answer import Answer


class WhichReportDialog(QDialog):
    """The reports of a file by unit and year; Return or a double click takes one."""

    def __init__(self, file: str, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("读哪一份")
        words = QLabel(f"“{file}”里有 {len(names)} 份报告，读其中一份：")
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("文件里的报告")
        self.list.addItems([f"第 {number} 份　{name}" for number, name in enumerate(names, 1)])
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.setMinimumWidth(420)
        rows = min(max(len(names), 3), 8)
        self.list.setFixedHeight(rows * (self.list.sizeHintForRow(0) + 4) + 8)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(words)
        layout.addWidget(self.list)
        layout.addWidget(Answer(self, "读这一份", "取消"))
        self.list.setFocus()

    @property
    def number(self) -> int:
        """The one chosen, counted from 1."""
        return self.list.currentRow() + 1


def ask_which_report(file: str, names: Sequence[str], parent: QWidget) -> int | None:
    """The number of one of the reports, None if the user thinks better of it."""
    dialog = WhichReportDialog(file, names, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    number = dialog.number if accepted else None
    dialog.deleteLater()
    return number
