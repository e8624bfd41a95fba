"""All changes of one kind, shown before they are made; each can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
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
from app.rules.finding import Finding
from app.services.mending import Line, Mend


class MendDialog(QDialog):
    """A list of mends, ticked; a mend that changes several places has them below it."""

    def __init__(self, parent: QWidget, summary: str, made: Sequence[Mend]) -> None:
        super().__init__(parent)
        self.setWindowTitle("同类一起改")
        self.resize(760, 440)
        words = QLabel(f"{summary}。打勾的一起改：")
        words.setWordWrap(True)
        self._made = made
        self.list = QTreeWidget()
        self.list.setObjectName("mendList")
        self.list.setColumnCount(3)
        self.list.setHeaderLabels(["位置", "改前", "改后"])
        self.list.setAccessibleName("将要改的地方")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names of rows are long
        for mend in made:
            self.list.addTopLevelItem(_item(mend))
        self.list.setRootIsDecorated(any(len(mend.lines) > 1 for mend in made))
        self.list.expandAll()
        self.list.setCurrentItem(self.list.topLevelItem(0))
        self.list.itemChanged.connect(self._count)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, max(min(self.list.columnWidth(column), 240), 90))
        buttons = Answer(self, "改", "不改")
        self.agree = buttons.agree
        column_ = QVBoxLayout(self)
        column_.setSpacing(10)
        column_.addWidget(words)
        column_.addWidget(self.list, 1)
        column_.addWidget(buttons)
        self._count()

    @property
    def chosen(self) -> list[Finding]:
        """The findings that are ticked."""
        ticked = Qt.CheckState.Checked
        return [
            mend.finding
            for number, mend in enumerate(self._made)
            if self.list.topLevelItem(number).checkState(0) == ticked
        ]

    def _count(self) -> None:
        number = len(self.chosen)
        self.agree.setText(f"改这 {number} 处")
        self.agree.setEnabled(number > 0)


def _item(mend: Mend) -> QTreeWidgetItem:
    """A single change on one line; several below what is wrong."""
    if len(mend.lines) == 1:
        item = _line(mend.lines[0])
    else:
        headline = mend.finding.message.partition("：")[0]
        item = _line(Line(headline, "", f"{len(mend.lines)} 处"))
        item.addChildren([_line(line) for line in mend.lines])
    item.setCheckState(0, Qt.CheckState.Checked)
    return item


def _line(line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.place, line.before, line.after])
    for column in range(3):
        item.setToolTip(column, item.text(column))
    return item


def choose_mends(parent: QWidget, summary: str, made: Sequence[Mend]) -> list[Finding]:
    """The findings that the user wants mended: all, some or none."""
    dialog = MendDialog(parent, summary, made)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen if agreed else []
    dialog.deleteLater()
    return chosen
