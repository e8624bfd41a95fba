"""The window as a whole: keys, names for screen readers, looks."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.theme import Theme, load_theme


def test_every_action_has_words_and_stands_in_a_menu(opened: MainWindow) -> None:
    in_menus: set[QAction] = set()
    for entry in opened.menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        in_menus.update(menu.actions())
    for name, action in opened.actions_.all.items():
        assert action.text(), name
        assert action in in_menus, name


def test_no_two_actions_share_keys(opened: MainWindow) -> None:
    keys = [k.toString() for a in opened.actions_.all.values() for k in a.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+S", "Ctrl+O", "Ctrl+N", "Ctrl+Z", "Ctrl+Y", "F8", "Shift+F8"} <= set(keys)


def test_commands_that_need_a_report_rest_on_the_first_page(window: MainWindow) -> None:
    assert not window.actions_["save"].isEnabled()
    assert window.actions_["open"].isEnabled()


def test_every_input_has_a_name_for_screen_readers(opened: MainWindow) -> None:
    for section in opened.view.tabs.ids():
        opened.view.tabs.select(section)
    kinds = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox)
    for kind in kinds:
        for widget in opened.findChildren(kind):
            inside = isinstance(
                widget.parent(), (QSpinBox, QComboBox)
            ) or widget.objectName().startswith("qt_")
            assert inside or widget.accessibleName(), widget
    for button in opened.findChildren(QAbstractButton):
        named = button.text() or button.accessibleName() or button.objectName().startswith("qt_")
        own = button.metaObject().className() not in ("QToolButton", "QTableCornerButton")
        assert named or not own, button


def test_tabs_are_in_the_order_of_the_report(opened: MainWindow) -> None:
    words = [opened.view.tabs.tabText(i) for i in range(opened.view.tabs.count())]
    assert words == [
        "报告信息",
        "一、总体情况",
        "二、主动公开",
        "三、依申请公开",
        "四、复议诉讼",
        "五、问题与改进",
        "六、其他事项",
    ]


def test_particulars_follow_and_are_followed(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.view.page("particulars")
    unit = next(w for w in page.findChildren(QLineEdit) if w.accessibleName() == "单位名称")
    unit.setFocus()
    unit.selectAll()
    qtbot.keyClicks(unit, "AB")
    assert opened.session.report.unit == "AB"
    assert opened._top._unit.text() == "AB"
    opened.session.undo()
    assert unit.text() == "南岗区企业和投资服务局"


def test_window_title_marks_unsaved_changes(opened: MainWindow) -> None:
    assert not opened.windowTitle().startswith("*")
    opened.actions_["totals"].trigger()
    assert opened.windowTitle().startswith("*")


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(theme: Theme, front: str, back: str) -> float:
    light, dark = sorted(
        (_luminance(theme.colours[front]), _luminance(theme.colours[back])), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "least"), [("light", 4.5), ("dark", 4.5), ("contrast", 7)])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("ink", "card"), ("ink", "ground"), ("ink", "label"), ("ink2", "card"), ("ink2", "ground"),
        ("ink2", "derived"), ("ink3", "card"), ("accent", "card"), ("on_accent", "accent"),
        ("error", "error_soft"), ("warning", "warning_soft"), ("hint", "hint_soft"),
        ("on_accent", "error"), ("on_accent", "warning"), ("on_accent", "hint"),
    ],
)  # fmt: skip
def test_words_can_be_read_on_their_ground(name: str, least: float, front: str, back: str) -> None:
    assert _contrast(load_theme(name), front, back) >= least


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_style_sheet_uses_only_known_colours(name: str) -> None:
    sheet = load_theme(name).style_sheet()
    assert not re.search(r"@\w+@", sheet)
