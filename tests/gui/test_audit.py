"""What must hold of everything in the window: keys or a menu, a name to be read out, contrast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.commands import COMMANDS
from app.gui.main_window import MainWindow
from app.gui.theme import Theme, load_theme
from app.paths import resource
from app.services.progress import FIGURES, SEND

_INPUTS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
_COMPOUND = (QAbstractSpinBox, QComboBox, QLineEdit)
"""Inputs made of others, which have no name of their own."""


def test_every_command_has_words_and_stands_in_a_menu(opened: MainWindow) -> None:
    menus = opened.menuBar().findChildren(QMenu)
    shown = {entry for menu in menus for entry in menu.actions()}
    for command in COMMANDS:
        action = opened.actions_[command.name]
        assert action.text().strip(), command.name
        assert action in shown, command.name
        assert not re.search("[!！]", action.text()), command.name


def test_no_two_commands_have_the_same_keys(opened: MainWindow) -> None:
    keys = Counter(
        key.toString() for action in opened.actions_.all.values() for key in action.shortcuts()
    )
    assert [key for key, number in keys.items() if number > 1] == []
    assert "" not in keys, "keys that Qt does not know"


def _inputs(window: MainWindow) -> Iterator[QWidget]:
    for section in window.view.tabs.ids():
        window.view.tabs.select(section)
    window.workplace.find.begin(replacing=True)
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        is_part = isinstance(parent, _COMPOUND) or widget.objectName().startswith("qt_")
        is_in_list = isinstance(parent, QWidget) and isinstance(
            parent.parentWidget(), QComboBox
        )  # the list that a combo box unfolds
        is_head = isinstance(widget, QHeaderView)  # its table has the name
        is_part |= type(widget) is QAbstractButton  # the corner of a table, never shown
        if isinstance(widget, _INPUTS) and not (is_part or is_in_list or is_head):
            yield widget


def test_every_input_has_a_name_to_be_read_out(opened: MainWindow) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in _inputs(opened)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and len(widget.text().strip("＋…+ ")) > 1)
    ]
    assert nameless == []


# -- language --------------------------------------------------------------------------------------


def test_words_of_qt_itself_are_chinese(qtbot: QtBot, opened: MainWindow) -> None:
    """Guards the translation of Qt's own dialogs and menus."""
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Save | standard.Discard)
    dialog = QFileDialog(opened)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    field = QLineEdit()
    for widget in (box, dialog, field):
        qtbot.addWidget(widget)
    menu = field.createStandardContextMenu()
    words = [button.text() for button in box.buttons()]
    words += [dialog.labelText(label) for label in QFileDialog.DialogLabel]
    words += [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(words) > 12
    assert [word for word in words if not re.search("[\u4e00-\u9fff]", word)] == []


# -- focus -----------------------------------------------------------------------------------------


def _stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab stops at."""
    for widget in (root, *root.findChildren(QWidget)):
        can_have_it = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
        if can_have_it and widget.isVisible() and widget.isEnabled():
            yield widget


def _unseen(qtbot: QtBot, root: QWidget) -> list[str]:
    """What looks the same with the focus and without."""
    unseen: list[str] = []
    for widget in _stops(root):
        if (focus := QApplication.focusWidget()) is not None:
            focus.clearFocus()
        qtbot.wait(1)
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(1)
        if widget.grab().toImage() == without:
            unseen.append(f"{type(widget).__name__} {widget.objectName()}")
    return unseen


def test_the_focus_is_seen_wherever_it_is(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    view = opened.view
    for place in (*view.tabs.ids()[:4], FIGURES, SEND):
        view.go_to_place(place)
        assert _unseen(qtbot, view.page(place)) == [], place
    opened.workplace.find.begin(replacing=True)
    card = next(iter(view.findings._cards.values()))
    for root in (opened.workplace.find, view.findings.bar, card, opened._top, view.tabs):
        assert _unseen(qtbot, root) == [], type(root).__name__
    opened.session.history.mark_clean()
    opened.leave_report()
    assert _unseen(qtbot, opened.start_page) == []


# -- contrast --------------------------------------------------------------------------------------


_LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""Contrast of words with their ground that each appearance owes: AA, and AAA of WCAG."""


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(theme: Theme, front: str, back: str) -> float:
    pair = (_luminance(theme.colours[front]), _luminance(theme.colours[back]))
    return (max(pair) + 0.05) / (min(pair) + 0.05)


def _pairs() -> Iterator[tuple[str, str, str]]:
    """Selector, colour of words and ground of every rule of the style sheet that has both."""
    sheet = resource("style/window.qss").read_text(encoding="utf-8")
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        for front_name, back_name in (
            (r"(?<!-)color", r"background"),
            (r"selection-color", r"selection-background-color"),
        ):
            front = re.search(rf"(?:^|[\s;]){front_name}:\s*@(\w+)@", body)
            back = re.search(rf"(?:^|[\s;]){back_name}:\s*@(\w+)@", body)
            if front and back and ":disabled" not in selector:
                yield selector.strip(), front[1], back[1]


@pytest.mark.parametrize("name", _LEAST)
def test_words_of_every_rule_can_be_read_on_its_ground(name: str) -> None:
    theme = load_theme(name)
    pairs = list(_pairs())
    assert len(pairs) > 15
    weak = [
        f"{selector}: {front} on {back} {ratio:.2f}"
        for selector, front, back in pairs
        if (ratio := _contrast(theme, front, back)) < _LEAST[name]
    ]
    assert weak == []


@pytest.mark.parametrize("name", _LEAST)
@pytest.mark.parametrize("back", ["card", "ground", "label", "accent_soft"])
@pytest.mark.parametrize("front", ["ink", "ink2", "accent_strong"])
def test_words_without_a_ground_of_their_own_can_be_read_everywhere(
    name: str, front: str, back: str
) -> None:
    assert _contrast(load_theme(name), front, back) >= _LEAST[name]


@pytest.mark.parametrize("name", _LEAST)
def test_figures_can_be_read_where_cells_are_selected(name: str) -> None:
    """A selected cell is tinted with 36 of 255 parts of the accent."""
    theme = load_theme(name)
    for back in ("card", "derived", "error_soft", "warning_soft", "hint_soft"):
        ground, accent = (theme.colours[token] for token in (back, "accent"))
        mixed = [
            round((int(ground[i : i + 2], 16) * 219 + int(accent[i : i + 2], 16) * 36) / 255)
            for i in (1, 3, 5)
        ]
        tinted = Theme({**theme.colours, "tinted": "#" + "".join(f"{c:02X}" for c in mixed)})
        assert _contrast(tinted, "ink", "tinted") >= _LEAST[name], back


@pytest.mark.parametrize("front", ["line", "grid", "accent", "hatch", "ink3"])
@pytest.mark.parametrize("back", ["card", "ground", "label"])
def test_in_high_contrast_every_edge_can_be_seen(front: str, back: str) -> None:
    """What is no words owes 3 : 1 (WCAG 1.4.11)."""
    assert _contrast(load_theme("contrast"), front, back) >= 3


def test_every_appearance_names_the_same_colours() -> None:
    assert len({frozenset(load_theme(name).colours) for name in _LEAST}) == 1
