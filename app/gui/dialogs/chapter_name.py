"""The title of a chapter of the office's own."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget


def ask_chapter_name(parent: QWidget, heading: str, words: str, name: str = "") -> str | None:
    """A title without number, or None if the user thinks better of it."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(heading)
    dialog.setLabelText(words)
    dialog.resize(460, 130)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
    dialog.setTextValue(name)
    dialog.setOkButtonText("确定")
    dialog.setCancelButtonText("取消")
    accepted = bool(dialog.exec())
    text = dialog.textValue().strip()
    dialog.deleteLater()
    return text if accepted and text else None
