"""版式设置: what is entered is seen at once, and one step of the report's history."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.gui.dialogs import house_style
from app.gui.dialogs.house_fields import describe
from app.gui.dialogs.house_style import HouseStyleDialog
from app.gui.main_window import MainWindow
from app.model.house import HouseStyle, Setting
from app.storage.layout_file import entry_of, settings_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there are no windows to size


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot) -> HouseStyleDialog:
    made = HouseStyleDialog(opened.session, opened.theme, opened)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.view.pages) and made.view.is_settled)
    return made


def number(dialog: HouseStyleDialog, name: str) -> QDoubleSpinBox:
    return next(w for w in dialog.findChildren(QDoubleSpinBox) if w.accessibleName() == name)


def choice(dialog: HouseStyleDialog, name: str) -> QComboBox:
    return next(w for w in dialog.findChildren(QComboBox) if w.accessibleName() == name)


def button(dialog: HouseStyleDialog, words: str) -> QPushButton:
    return next(w for w in dialog.findChildren(QPushButton) if w.text() == words)


def test_it_begins_with_the_style_of_the_form(dialog: HouseStyleDialog) -> None:
    assert dialog.deviations == {}
    assert not button(dialog, "恢复默认").isEnabled()


def test_a_change_is_seen_at_once_and_the_report_stays_as_it_is(
    opened: MainWindow, dialog: HouseStyleDialog, qtbot: QtBot
) -> None:
    pages = len(dialog.view.pages)
    number(dialog, "行距").setValue(40)
    qtbot.waitUntil(lambda: len(dialog.view.pages) > pages)
    assert dialog.deviations == {"pitch": 40.0}
    assert opened.session.report.house == {}
    assert opened.session.is_saved


def test_another_family_loses_the_stand_ins_of_the_usual_one(dialog: HouseStyleDialog) -> None:
    choice(dialog, "标题的字体").setCurrentText("华文中宋")
    choice(dialog, "标题的字号").setCurrentIndex(choice(dialog, "标题的字号").findData(18.0))
    assert dialog.deviations == {
        "title.family": "华文中宋",
        "title.fallbacks": (),
        "title.size": 18.0,
    }
    choice(dialog, "标题的字体").setCurrentText("  ")
    assert "title.family" not in dialog.deviations, "an empty name is none"


def test_the_usual_style_comes_back(dialog: HouseStyleDialog) -> None:
    number(dialog, "上边距").setValue(30)
    assert dialog.deviations == {"margins.top": 30.0}
    button(dialog, "恢复默认").click()
    assert dialog.deviations == {}
    assert number(dialog, "上边距").value() == 37


def test_everything_that_can_be_entered_can_be_saved(dialog: HouseStyleDialog) -> None:
    for box in dialog.findChildren(QDoubleSpinBox):
        box.setValue(box.maximum())
    for box in dialog.findChildren(QSpinBox):
        box.setValue(box.minimum())
    for box in dialog.findChildren(QComboBox):
        if box.isEditable():
            box.setCurrentText("字" * 80)
        else:
            box.setCurrentIndex(box.count() - 1)
    assert settings_of(entry_of(dialog.deviations)) == dialog.deviations


def test_the_window_takes_it_as_one_step(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[dict[str, Setting] | None] = [None, {"pitch": 28.95, "has_preamble": False}]
    monkeypatch.setattr(house_style, "ask_house_style", lambda *_: answers.pop(0))
    opened.actions_["house"].trigger()
    assert opened.session.is_saved, "cancelled"
    opened.actions_["house"].trigger()
    assert opened.session.report.house == {"pitch": 28.95, "has_preamble": False}
    assert opened.session.history.undo_label == "改版式"
    opened.session.undo()
    assert opened.session.report.house == {}


def test_the_preview_follows_the_house_style(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.actions_["preview"].trigger()
    view = opened.view.preview.view
    qtbot.waitUntil(lambda: len(view.pages) == 5)
    monkeypatch.setattr(house_style, "ask_house_style", lambda *_: {"has_cover": True})
    opened.actions_["house"].trigger()
    qtbot.waitUntil(lambda: len(view.pages) == 6)
    assert view.pages[0].number is None
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "每页 22 行，每行 28 字，字距 -0.25 磅"),
        ({"characters": 40}, "字会挤在一起"),
        ({"pitch": 15.0}, "上下两行会挤在一起"),
    ],
)
def test_it_says_what_the_measures_come_to(
    opened: MainWindow, change: dict[str, Setting], words: str
) -> None:
    house: HouseStyle = opened.session.form.house.altered(change)
    assert words in describe(house)
