"""What 总体情况 must speak of stands beside it; a missing aspect is begun by one press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.outline import Outline
from app.model.edits import write_text
from app.services.settings import Settings

_TEXT = "（一）主动公开。发布信息。\n（二）依申请公开。办理申请。\n（三）政府信息管理。审核。\n（五）监督保障。考核。"


@pytest.fixture
def page(opened: MainWindow) -> ChapterPage:
    session = opened.session
    session.edit(write_text(session.report, "overview", _TEXT, "写"))
    opened.view.tabs.select("overview")
    shown = opened.view.page("overview")
    assert isinstance(shown, ChapterPage)
    return shown


def _outline(page: ChapterPage) -> Outline:
    assert page.outline is not None
    return page.outline


def test_it_says_what_is_missing_as_the_check_does(opened: MainWindow, page: ChapterPage) -> None:
    assert _outline(page).missing == ["政府信息公开平台建设"]
    found = [f for f in opened.session.assessment.findings if f.rule.id == "S-ASPECT"]
    assert "没有写到政府信息公开平台建设" in found[0].message
    assert [b.accessibleName().split("：")[1] for b in _outline(page).buttons] == [
        "已经写到", "已经写到", "已经写到", "还没有写", "已经写到",
    ]  # fmt: skip


def test_a_press_leads_to_the_paragraph(qtbot: QtBot, page: ChapterPage) -> None:
    qtbot.mouseClick(_outline(page).buttons[2], Qt.MouseButton.LeftButton)
    assert page.editor.textCursor().position() == _TEXT.index("（三）")
    assert page.editor.hasFocus()


def test_a_press_begins_what_is_missing_in_its_place(
    qtbot: QtBot, opened: MainWindow, page: ChapterPage
) -> None:
    session = opened.session
    before = session.report.copy()
    qtbot.mouseClick(_outline(page).buttons[3], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.editor, "OK")
    text = session.report.section("overview").text
    assert text.split("\n")[3] == "（四）政府信息公开平台建设。OK"
    assert _outline(page).missing == []
    session.undo()
    session.undo()
    assert session.report == before


def test_it_begins_an_empty_chapter_and_goes_on_at_the_end(
    qtbot: QtBot, opened: MainWindow, page: ChapterPage
) -> None:
    session = opened.session
    session.edit(write_text(session.report, "overview", "", "清"))
    for number in (0, 4, 1):
        qtbot.mouseClick(_outline(page).buttons[number], Qt.MouseButton.LeftButton)
    assert session.report.section("overview").text.split("\n") == [
        "（一）主动公开。", "（二）依申请公开。", "（五）监督保障。",
    ]  # fmt: skip


def test_other_chapters_have_none(opened: MainWindow) -> None:
    others = opened.view.page("others")
    assert isinstance(others, ChapterPage)
    assert others.outline is None


def test_a_limit_is_counted_against(opened: MainWindow, page: ChapterPage) -> None:
    count = sum(not c.isspace() for c in _TEXT)
    assert page.count_words == f"{count} 字"
    preferences = opened.workplace.preferences
    preferences.put(Settings(overview_limit=count - 2))
    assert page.count_words == f"{count} / {count - 2} 字，多 2 字"
    preferences.put(Settings(overview_limit=1000))
    assert page.count_words == f"{count} / 1000 字"


def test_text_from_word_comes_without_its_formatting(page: ChapterPage) -> None:
    """Numbers that Word counts come with a tab, line breaks as vertical tabs, pictures as marks."""
    mime = QMimeData()
    mime.setText("\r\n（一）\t主动公开\x0b　　发布 信息。\ufffc\r\n\r\n1.\t甲\u00ad乙。\u200b\r\n")
    mime.setHtml("<p style='font-family:宋体;color:red'><b>（一）</b>主动公开</p>")
    page.editor.selectAll()
    page.editor.insertFromMimeData(mime)
    assert page.editor.toPlainText() == "（一）主动公开\n发布 信息。\n1.甲乙。"
    begin = page.editor.document().firstBlock().begin()
    plain = begin.fragment().charFormat()
    assert not plain.fontFamilies()
    assert plain.fontWeight() == 0 or not plain.hasProperty(plain.Property.FontWeight.value)
    assert not plain.hasProperty(plain.Property.ForegroundBrush.value)


def test_a_page_without_text_comes_as_its_words(page: ChapterPage) -> None:
    mime = QMimeData()
    mime.setHtml("<p>甲<b>乙</b></p><p> </p><p>丙</p>")
    page.editor.selectAll()
    page.editor.insertFromMimeData(mime)
    QApplication.processEvents()
    assert page.editor.toPlainText() == "甲乙\n丙"
