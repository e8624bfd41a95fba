"""Guards the strip that says what the current cell or chapter is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address


def test_it_follows_the_cursor(
    qtbot: QtBot, opened: MainWindow, table_page: Callable[[str], TablePage]
) -> None:
    page = table_page("requests")
    page.view.go_to(Address.parse("requests.internal.natural"))
    assert "人事管理" in opened.view.help.words
    assert "条例第十六条第一款" in opened.view.help.words
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert "磋商信函" in opened.view.help.words


def test_f1_tells_everything_and_folds_it_again(
    qtbot: QtBot, opened: MainWindow, table_page: Callable[[str], TablePage]
) -> None:
    page = table_page("requests")
    page.view.go_to(Address.parse("requests.internal.research"))
    folded = opened.view.help.height()
    assert "科研机构" not in opened.view.help.words
    qtbot.keyClick(page.view, Qt.Key.Key_F1)
    for words in ("（三）不予公开 5.属于三类内部事务信息 · 科研机构", "六列相加＝总计", "711号"):
        assert words in opened.view.help.words
    qtbot.keyClick(page.view, Qt.Key.Key_F1)
    assert "711号" not in opened.view.help.words
    qtbot.waitUntil(lambda: opened.view.help.height() <= folded)


def test_a_computed_cell_is_called_so(
    opened: MainWindow, table_page: Callable[[str], TablePage]
) -> None:
    table_page("requests").view.go_to(Address.parse("requests.received.total"))
    opened.view.help.toggle()
    assert "总计（自动计算）" in opened.view.help.words


@pytest.mark.parametrize(
    ("section", "words"),
    [("overview", "五个方面"), ("others", "信息处理费"), ("particulars", "1 月 31 日")],
)
def test_chapters_are_explained_beside_them_as_rows_are(
    opened: MainWindow, section: str, words: str
) -> None:
    opened.view.tabs.select(section)
    assert words in opened.view.help.words
    assert "依据：条例" in opened.view.help.words
    assert "711号" not in opened.view.help.words
    opened.actions_["help"].trigger()
    assert "711号" in opened.view.help.words
    opened.actions_["help"].trigger()
    assert "711号" not in opened.view.help.words


def test_a_chapter_of_the_office_s_own_is_explained(opened: MainWindow) -> None:
    opened.chapters.add_named("重点工作")
    assert "本单位自设的一章" in opened.view.help.words


def test_the_text_keeps_its_room(qtbot: QtBot, opened: MainWindow) -> None:
    """Guards against crowding at the smallest usual screen: two lines at most below the text."""
    opened.view.tabs.select("overview")
    qtbot.wait(10)
    box = opened.view.page("overview").text_box
    assert box is not None
    assert opened.view.help.height() <= 60
    assert box.height() >= 480


def test_it_is_put_away_with_one_press(qtbot: QtBot, opened: MainWindow) -> None:
    opened.view.tabs.select("problems")
    qtbot.mouseClick(opened.view.help._away, Qt.MouseButton.LeftButton)
    assert opened.view.help.words == ""
    assert not opened.preferences.settings.shows_help
    opened.actions_["help"].trigger()
    assert "主要问题" in opened.view.help.words
    assert opened.view.help._away.isHidden()


def test_whoever_knows_it_all_puts_it_away(
    opened: MainWindow, table_page: Callable[[str], TablePage]
) -> None:
    table_page("requests")
    opened.actions_["help_strip"].trigger()
    assert opened.view.help.words == ""
    opened.actions_["help"].trigger()
    assert "711号" in opened.view.help.words


def test_no_text_is_cut_at_the_smallest_window(
    qtbot: QtBot, opened: MainWindow, table_page: Callable[[str], TablePage]
) -> None:
    page = table_page("requests")
    opened.resize(911, 512)
    qtbot.wait(10)
    for address in page.model.table.inputs[::7]:
        page.view.go_to(address)
        qtbot.wait(1)
        label = opened.view.help._label
        assert label.height() >= label.heightForWidth(label.width())
