"""Find and replace over the whole report, with real keys in the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.find_bar import FindBar
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import put_figures, put_reference, write_text
from app.model.numbers import parse_figure
from app.model.references import Reference
from app.model.report import Slot
from app.services.searching import Hit, replace, search

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(opened: MainWindow) -> FindBar:
    session = opened.session
    for section, text in (
        ("overview", "甲站发布甲件。\n乙站发布乙件。"),
        ("problems", "甲站的问题。"),
        ("others", "收费 57 元，见甲站。"),
    ):
        session.edit(write_text(session.report, section, text, "写"))
    return opened.workplace.find


def _type(text: str) -> None:
    """Chinese comes as what an input method commits."""
    target = QApplication.focusWidget()
    assert target is not None
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def _press(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, held)
    QApplication.processEvents()


def _selected(window: MainWindow) -> tuple[str, str]:
    box = window.view.page(window.view.current_id).text_box
    assert box is not None
    return window.view.current_id, box.textCursor().selectedText()


def test_ctrl_f_types_words_and_enter_goes_round_all_chapters(
    qtbot: QtBot, opened: MainWindow, bar: FindBar
) -> None:
    opened.view.tabs.select("overview")
    opened.view.page("overview").focus_first()
    _press(qtbot, Key.Key_F, CTRL)
    assert bar.words.hasFocus()
    _type("甲站")
    assert bar.told == "第 1 处，共 3 处"
    seen = [_selected(opened)]
    for _ in range(3):
        _press(qtbot, Key.Key_Return)
        seen.append(_selected(opened))
        assert bar.words.hasFocus()
    assert [section for section, _ in seen] == ["overview", "problems", "others", "overview"]
    assert {words for _, words in seen} == {"甲站"}
    _press(qtbot, Key.Key_Return, SHIFT)
    assert opened.view.current_id == "others"
    _press(qtbot, Key.Key_Escape)
    assert bar.isHidden()
    _press(qtbot, Key.Key_F3)
    assert not bar.isHidden()


def test_words_selected_in_a_text_are_looked_for(
    qtbot: QtBot, opened: MainWindow, bar: FindBar
) -> None:
    opened.view.show_piece(Slot("text", "overview"), 8, 10)
    _press(qtbot, Key.Key_F, CTRL)
    assert bar.words.text() == "乙站"


def test_replace_one_by_one_and_all_in_one_step(
    qtbot: QtBot, opened: MainWindow, bar: FindBar
) -> None:
    session = opened.session
    before = session.report.copy()
    opened.view.tabs.select("overview")
    opened.view.page("overview").focus_first()
    _press(qtbot, Key.Key_F, CTRL)
    _type("甲")
    _press(qtbot, Key.Key_H, CTRL)
    assert bar.other.hasFocus()
    _type("甲甲")
    bar.step(1)
    _press(qtbot, Key.Key_Return)
    assert session.report.section("overview").text.startswith("甲甲站发布甲件")
    assert _selected(opened) == ("overview", "甲")
    _press(qtbot, Key.Key_Return)
    assert session.report.section("overview").text.startswith("甲甲站发布甲甲件")
    session.undo()
    session.undo()
    assert session.report == before
    bar.begin(replacing=True)
    bar.replace_all()
    assert session.report.section("others").text == "收费 57 元，见甲甲站。"
    assert opened.notice.sentence == "替换了 4 处，可以撤销"
    session.undo()
    assert session.report == before


def test_figures_are_found_and_never_replaced(opened: MainWindow, bar: FindBar) -> None:
    session = opened.session
    address = Address.parse("requests.granted.legal")
    session.edit(put_figures(session.report, session.form, {address: parse_figure("57")}, "填"))
    bar.words.setText("57")
    bar.other.setText("58")
    bar.begin(replacing=True)
    bar.replace_all()
    assert session.report.figure(address).text == "57"
    assert session.report.section("others").text == "收费 58 元，见甲站。"
    assert "1 处是表中的数、连着表的数或规定的标题，没有替换" in opened.notice.sentence
    bar.step(1)
    page = opened.view.page("requests")
    assert isinstance(page, TablePage)
    assert page.view.current_address() == address


def test_linked_figures_and_prescribed_titles_stay_and_links_move(opened: MainWindow) -> None:
    session = opened.session
    report, form = session.report, session.form
    address = Address.parse("requests.granted.legal")
    session.edit(put_figures(report, form, {address: parse_figure("57")}, "填"))
    session.edit(write_text(report, "others", "收到 57 件，又 57 件。收到。", "写"))
    link = Reference(3, 5, address)
    session.edit(put_reference(report, "others", link, "57", "连"))
    hits = search(form, report, "57")
    mine = [h for h in hits if h.slot == Slot("text", "others")]
    assert [h.can_be_replaced for h in mine] == [False, True]
    session.edit(replace(report, search(form, report, "收到"), "共收到", "换"))
    assert report.section("others").text == "共收到 57 件，又 57 件。共收到。"
    assert report.links("others") == (Reference(4, 6, address),)
    titles = search(form, report, "一、总体情况")
    assert titles == (Hit(Slot("title", "overview"), 0, 6, can_be_replaced=False),)


def test_letters_are_found_in_either_case_unless_told(opened: MainWindow) -> None:
    session = opened.session
    session.edit(write_text(session.report, "others", "OA 和 oa。[a+]", "写"))
    place = Slot("text", "others")

    def count(words: str, *, exact: bool = False) -> int:
        hits = search(session.form, session.report, words, exact=exact)
        return sum(hit.slot == place for hit in hits)

    assert (count("oa"), count("oa", exact=True), count("[a+]"), count("")) == (2, 1, 1, 0)


def test_nothing_found_says_so(qtbot: QtBot, bar: FindBar) -> None:
    bar.begin(replacing=False)
    _type("丙丁")
    assert bar.told == "没有找到"
    _press(qtbot, Key.Key_Return)
    bar.replace_all()
    assert not any(hit.can_be_replaced for hit in bar._hits)


def test_the_name_of_a_row_leads_to_it_where_the_words_stand_nowhere_else(
    qtbot: QtBot, opened: MainWindow, bar: FindBar
) -> None:
    bar.begin(replacing=False)
    _type("国家秘密")
    assert bar.told == "共 1 处"
    _press(qtbot, Key.Key_Return)
    page = opened.view.page("requests")
    assert isinstance(page, TablePage)
    assert opened.view.current_id == "requests"
    assert page.view.current_address() == Address.parse("requests.secret.natural")
    assert not bar._one.isEnabled()
    session = opened.session
    session.edit(write_text(session.report, "others", "没有国家秘密。", "写"))
    hits = search(session.form, session.report, "国家秘密")
    assert [hit.slot for hit in hits] == [Slot("text", "others")]
