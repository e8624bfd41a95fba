"""What people expect without thinking of it: each was stumbled over once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import set_particular

Show = Callable[[str], TablePage]
Key = Qt.Key
_PREAMBLE = "本报告由某处编制，电话 0451-82730709。"


def _button(widget: MainWindow | TablePage, words: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words)


def _write(field: QLineEdit, words: str) -> None:
    """As an input method puts them in."""
    field.setText(words)
    field.textEdited.emit(words)


def test_typing_into_a_computed_cell_says_why_nothing_happens(
    qtbot: QtBot, opened: MainWindow, table_page: Show
) -> None:
    page = table_page("requests")
    page.view.go_to(Address.parse("requests.received.total"))
    before = opened.session.report.copy()
    qtbot.keyClick(page.view, Key.Key_5)
    assert opened.notice.sentence == "这一格自动计算，不用填"
    assert opened.session.report == before
    page.view.go_to(Address.parse("requests.received.other"))
    opened.notice.hide()
    qtbot.keyClick(page.view, Key.Key_5)
    assert opened.notice.isHidden()


def test_undo_and_redo_go_to_the_cell(opened: MainWindow, table_page: Show) -> None:
    page = table_page("disputes")
    place = page.model.table.inputs[3]
    page.model.setData(page.model.index_of(place), "7")
    opened.view.tabs.select("requests")
    for step in ("undo", "redo"):
        opened.view.tabs.select("requests")
        opened.actions_[step].trigger()
        assert opened.view.current_id == "disputes", step
        assert page.view.current_address() == place


def test_undo_of_words_stays_where_it_is(opened: MainWindow, table_page: Show) -> None:
    session = opened.session
    session.edit(set_particular(session.report, "contact", "电话", "改联系方式"))
    table_page("requests")
    opened.actions_["undo"].trigger()
    assert opened.view.current_id == "requests"


def test_the_cell_asked_about_is_not_covered_by_the_answer(
    qtbot: QtBot, opened: MainWindow, table_page: Show
) -> None:
    page = table_page("requests")
    opened.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    rows = range(page.model.rowCount())
    bottom = page.view.viewport().height()
    lowest = max(
        r for r in rows if page.view.rowViewportPosition(r + 1) <= bottom and r + 1 in rows
    )
    page.view.choosing.go((lowest, 3))
    opened.actions_["help"].trigger()
    qtbot.waitUntil(lambda: page.view.viewport().height() < bottom)
    qtbot.wait(20)
    rect = page.view.visualRect(page.view.currentIndex())
    assert rect.bottom() <= page.view.viewport().height()


def test_after_the_button_above_it_the_table_has_the_keys(
    qtbot: QtBot, opened: MainWindow, table_page: Show
) -> None:
    page = table_page("disclosure")
    opened.activateWindow()
    qtbot.mouseClick(_button(page, "空白处填 0"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is page.view


@pytest.mark.parametrize(("before", "is_told"), [(_PREAMBLE, True), ("", False)])
def test_a_preamble_that_gives_way_is_told_of(
    opened: MainWindow, before: str, *, is_told: bool
) -> None:
    session = opened.session
    session.edit(set_particular(session.report, "preamble", before, "改前言"))
    opened.view.tabs.select("particulars")
    opened.notice.hide()
    _button(opened, "用标准前言").click()
    assert session.report.preamble != before
    assert opened.notice.isVisible() == is_told
    if is_told:
        assert "撤销" in opened.notice.sentence
    session.undo()
    assert session.report.preamble == before


def test_half_a_word_leads_to_no_other_chapter(qtbot: QtBot, opened: MainWindow) -> None:
    opened.view.tabs.select("problems")
    opened.actions_["find"].trigger()
    bar = opened.workplace.find
    _write(bar.words, "电话")
    assert opened.view.current_id == "problems"
    assert "处" in bar.told
    qtbot.keyClick(bar.words, Key.Key_Return)
    assert opened.view.current_id == "particulars"


def test_what_half_a_word_was_found_at_is_not_left_chosen(opened: MainWindow) -> None:
    opened.view.tabs.select("overview")
    box = opened.view.page("overview").text_box
    assert box is not None
    opened.actions_["find"].trigger()
    bar = opened.workplace.find
    _write(bar.words, "公")
    assert box.textCursor().selectedText() == "公"
    _write(bar.words, "公鱷魚")
    assert bar.told == "没有找到"
    assert not box.textCursor().hasSelection()


def test_the_last_replacement_is_told(opened: MainWindow) -> None:
    opened.view.tabs.select("overview")
    opened.actions_["replace"].trigger()
    bar = opened.workplace.find
    bar.words.setText("南岗投资服务")
    bar.other.setText("南岗服务")
    bar.begin(replacing=True)
    while bar.told != "没有找到" and "已替换" not in bar.told:
        bar.replace_one()
    assert bar.told == "已替换，没有别处了"


def test_the_preview_shows_the_chapter_gone_to(qtbot: QtBot, opened: MainWindow) -> None:
    opened.view.toggle_preview()
    view = opened.view.preview.view
    qtbot.waitUntil(lambda: len(view.pages) > 2 and view.is_settled, timeout=20_000)
    assert view.verticalScrollBar().value() == 0
    opened.view.tabs.select("others")
    assert view.verticalScrollBar().value() > 500
    opened.view.tabs.select("overview")
    assert view.verticalScrollBar().value() < 500
