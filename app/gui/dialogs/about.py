"""What this program is, and the licences of everything inside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.services.licences import licences

_SIZE = (760, 520)


class AboutDialog(QDialog):
    """Name, version, promise; components at the left, the licence of the chosen one beside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于阳光年报")
        self.resize(*_SIZE)
        self._entries = licences()
        title = QLabel(f"阳光年报 {__version__}")
        title.setProperty("tone", "strong")
        words = QLabel("政府信息公开工作年度报告填报工具。离线运行，不联网，不收集任何信息。")
        words.setProperty("tone", "quiet")
        words.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName("程序里的组件")
        self._list.addItems([f"{e.name} {e.version}　{e.licence}" for e in self._entries])
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("许可文本")
        self._list.currentRowChanged.connect(self._show)
        self._list.setCurrentRow(0)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._list, 2)
        row.addWidget(self._text, 3)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._entries):
            self._text.setPlainText(self._entries[place].text)


def show_about(parent: QWidget) -> None:
    """Open the dialog and wait for it."""
    dialog = AboutDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.exec()
