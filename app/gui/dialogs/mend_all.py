"""All changes of one kind, shown before they are made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.services.mending import Line


class MendDialog(QDialog):
    """A list of changes, and the choice to make them all or none."""

    def __init__(self, parent: QWidget, heading: str, lines: Sequence[Line]) -> None:
        super().__init__(parent)
        self.setWindowTitle("同类一起改")
        self.resize(760, 440)
        words = QLabel(heading)
        words.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setHeaderLabels(["位置", "改前", "改后"])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("将要改的地方")
        for line in lines:
            item = QTreeWidgetItem([line.place, line.before, line.after])
            for column in range(3):
                item.setToolTip(column, item.text(column))
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, max(min(self.list.columnWidth(column), 240), 90))
        buttons = Answer(self, "全部改", "不改")
        self.agree = buttons.agree
        column_ = QVBoxLayout(self)
        column_.setSpacing(10)
        column_.addWidget(words)
        column_.addWidget(self.list, 1)
        column_.addWidget(buttons)


def confirm_mends(parent: QWidget, heading: str, lines: Sequence[Line]) -> bool:
    """Whether the user wants all of these changes."""
    dialog = MendDialog(parent, heading, lines)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
