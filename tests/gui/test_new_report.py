"""The dialog that asks for unit and year."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.gui.dialogs.new_report import NewReportDialog
from app.gui.unit_hint import UnitHint


def test_what_is_typed_at_once_is_the_name_of_the_unit(qtbot: QtBot) -> None:
    """Guards the first key: it must not go to a button."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewReportDialog("", 2025, parent)
    focused = dialog.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, "abc")
    assert focused.text() == "abc"


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
def test_a_year_in_place_of_the_name_is_asked_about(qtbot: QtBot) -> None:
    """Guards the gentle word: it is said at the field, hinders nothing and moves nothing."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewReportDialog("", 2025, parent)
    field, hint = dialog.findChild(QLineEdit), dialog.findChild(UnitHint)
    assert isinstance(field, QLineEdit)
    assert isinstance(hint, UnitHint)
    dialog.show()
    place = field.geometry(), hint.geometry()
    for name, is_asked in (("2021", True), ("2021年", False), ("南岗区", False), ("", False)):
        field.setText(name)
        assert bool(hint.text()) == is_asked, name
        assert field.accessibleDescription() == hint.text()
        assert (field.geometry(), hint.geometry()) == place
    assert dialog.unit == ""
    field.setText("110")
    assert dialog.unit == "110"
