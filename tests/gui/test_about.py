"""关于 shows whose work is inside, with the whole text of each licence."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.gui.dialogs.about import AboutDialog
from app.gui.main_window import MainWindow


def test_every_component_has_its_licence(window: MainWindow, qtbot: QtBot) -> None:
    dialog = AboutDialog(window)
    qtbot.addWidget(dialog)
    components = dialog.findChild(QListWidget)
    text = dialog.findChild(QPlainTextEdit)
    assert components is not None
    assert text is not None
    names = " ".join(components.item(row).text() for row in range(components.count()))
    for name in ("PySide6", "lxml", "msgspec", "python-docx", "Python"):
        assert name in names
    for row in range(components.count()):
        components.setCurrentRow(row)
        assert len(text.toPlainText()) > 200, components.item(row).text()
