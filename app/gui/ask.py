"""The only message boxes and file dialogs of the program."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

Answer = Literal["save", "discard", "cancel"]

_PROJECTS = "阳光年报工程 (*.nianbao)"
_READABLE = "年度报告 (*.nianbao *.docx)"
_WORD = "Word 文件 (*.docx)"


class Ask:
    """Questions to the user; tests put answers in its place."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def save_changes(self, name: str) -> Answer:
        """What to do with unsaved changes."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("阳光年报")
        box.setText(f"“{name}”有没有保存的修改")
        save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        return "save" if clicked is save else "discard" if clicked is discard else "cancel"

    def remove_chapter(self, title: str) -> bool:
        """Whether to take out a chapter that has text in it."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("阳光年报")
        box.setText(f"删除“{title}”和其中的文字？可以撤销。")
        remove = box.addButton("删除", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is remove

    def file_to_open(self, folder: Path) -> Path | None:
        """A report to open."""
        name, _ = QFileDialog.getOpenFileName(self._parent, "打开报告", str(folder), _READABLE)
        return Path(name) if name else None

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save the project."""
        return self._save("保存报告", suggestion, _PROJECTS)

    def file_to_export(self, suggestion: Path) -> Path | None:
        """Where to put the Word file."""
        return self._save("导出 Word 文件", suggestion, _WORD)

    def _save(self, title: str, suggestion: Path, kind: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kind)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(suggestion.suffix)
