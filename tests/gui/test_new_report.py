"""The dialog that asks for unit and year."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.gui.dialogs.new_report import NewReportDialog


def test_what_is_typed_at_once_is_the_name_of_the_unit(qtbot: QtBot) -> None:
    """Guards the first key: it must not go to a button."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewReportDialog("", 2025, parent)
    focused = dialog.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, "abc")
    assert focused.text() == "abc"
