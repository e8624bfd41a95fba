"""Findings in words show under the words themselves, and say what they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.particulars import ParticularsPage
from app.gui.theme import load_theme
from app.model.edits import put_text
from app.model.report import Slot
from app.model.rule import Rule
from app.rules.assess import CHECKS, Assessor
from app.rules.case import Case
from app.rules.finding import Finding

WORD = "丙丁"
RULE = Rule("Z-WORD", "warning", "不写“丙丁”", "写了丙丁", "删去。")


def _find_word(case: Case) -> list[Finding]:
    """A check of one word, wherever it stands."""
    return [
        Finding(RULE, place, "有“丙丁”：第一处", quote=WORD, span=(at, at + len(WORD)))
        for place, text in case.texts.items()
        if (at := text.find(WORD)) >= 0
    ]


@pytest.fixture
def checked(opened: MainWindow) -> MainWindow:
    """The sample with a check of one word among the checks."""
    session = opened.session
    session._assessor = Assessor(session.catalogue.rules, (*CHECKS, _find_word))
    return opened


def _write(window: MainWindow, slot: Slot, text: str) -> None:
    session = window.session
    session.edit(put_text(session.report, slot, text, "写"))


def _chapter(window: MainWindow) -> ChapterPage:
    window.view.tabs.select("others")
    page = window.view.page("others")
    assert isinstance(page, ChapterPage)
    page.editor.setFocus()
    QApplication.processEvents()
    return page


def _lines(box: QTextEdit | QPlainTextEdit) -> list[str]:
    selections = box.extraSelections()
    for selection in selections:
        style = _format(selection).underlineStyle()
        assert style == QTextCharFormat.UnderlineStyle.WaveUnderline
    return [selection.cursor.selectedText() for selection in selections]  # type: ignore[attr-defined]


def _format(selection: QTextEdit.ExtraSelection) -> QTextCharFormat:
    return QTextCharFormat(selection.format)  # type: ignore[attr-defined]  missing in the stubs


def test_typing_brings_and_takes_the_line(qtbot: QtBot, checked: MainWindow) -> None:
    _write(checked, Slot("text", "others"), "甲乙丁")
    editor = _chapter(checked).editor
    assert _lines(editor) == []
    editor.show_span(2, 2)
    editor.insertPlainText("丙")
    assert _lines(editor) == ["丙丁"]
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClicks(editor, "ab")
    assert _lines(editor) == ["丙丁"]
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    while _lines(editor):
        qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert checked.session.report.section("others").text == "甲乙丁"


def test_the_line_has_the_colour_of_its_severity_in_each_theme(checked: MainWindow) -> None:
    _write(checked, Slot("text", "others"), "甲乙丙丁")
    page = _chapter(checked)
    for name in ("light", "dark", "contrast"):
        theme = load_theme(name)
        page.restyle(theme)
        line = _format(page.editor.extraSelections()[0])
        assert line.underlineColor() == theme.colour("warning")


def test_the_mouse_over_it_tells_what_and_how_to_mend(checked: MainWindow) -> None:
    _write(checked, Slot("text", "others"), "甲乙丙丁戊己庚辛")
    page = _chapter(checked)
    editor = page.editor
    cursor = editor.textCursor()
    cursor.setPosition(3)
    place = editor.cursorRect(cursor).center()
    words = page._underlines.words_at(place)
    assert words == "警告：有“丙丁”：第一处\n删去。"
    assert page._underlines.words_at(place + QPoint(0, 300)) == ""
    cursor.setPosition(7)
    assert page._underlines.words_at(editor.cursorRect(cursor).center()) == ""


def test_f8_selects_the_words_and_f1_says_why(qtbot: QtBot, checked: MainWindow) -> None:
    checked.actions_["totals"].trigger()
    _write(checked, Slot("text", "others"), "甲乙\n丙丁，没有收取信息处理费。")
    qtbot.keyClick(checked, Qt.Key.Key_F8)
    page = checked.view.page("others")
    assert isinstance(page, ChapterPage)
    assert page.editor.textCursor().selectedText() == WORD
    qtbot.keyClick(page.editor, Qt.Key.Key_F1)
    card = checked.view.findings.column.strips[1]
    assert RULE.remedy in card.accessibleDescription()


def test_the_preamble_has_lines_too(qtbot: QtBot, checked: MainWindow) -> None:
    checked.actions_["totals"].trigger()
    _write(checked, Slot("field", "preamble"), "前言丙丁")
    assert checked.view.tabs.badge("particulars") == "1"
    qtbot.keyClick(checked, Qt.Key.Key_F8)
    page = checked.view.page("particulars")
    assert isinstance(page, ParticularsPage)
    assert page._preamble.textCursor().selectedText() == WORD
    assert _lines(page._preamble) == [WORD]
    assert page.finding_here() is not None


def test_f8_goes_to_the_title_of_the_file(qtbot: QtBot, checked: MainWindow) -> None:
    checked.actions_["totals"].trigger()
    _write(checked, Slot("field", "doc_title"), "标题丙丁")
    for _ in ("that the title is not the form's", "the word in it"):
        qtbot.keyClick(checked, Qt.Key.Key_F8)
    page = checked.view.page("particulars")
    assert isinstance(page, ParticularsPage)
    assert page._title.selectedText() == WORD


def test_words_beside_a_table_have_lines(qtbot: QtBot, checked: MainWindow) -> None:
    checked.actions_["totals"].trigger()
    _write(checked, Slot("text", "disputes"), "表下丙丁")
    qtbot.keyClick(checked, Qt.Key.Key_F8)
    note = checked.view.page("disputes").findChild(QTextEdit)
    assert note is not None
    assert note.textCursor().selectedText() == WORD
    assert _lines(note) == [WORD]
