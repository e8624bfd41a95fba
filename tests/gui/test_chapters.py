"""Chapters: typing with undo of their own, and chapters of the office's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.model.edits import write_text


def _chapter(window: MainWindow, section_id: str) -> ChapterPage:
    window.view.tabs.select(section_id)
    page = window.view.page(section_id)
    assert isinstance(page, ChapterPage)
    page.editor.setFocus()
    QApplication.processEvents()
    return page


def test_keystrokes_reach_the_report_and_ctrl_z_is_the_text_boxs_own(
    qtbot: QtBot, opened: MainWindow
) -> None:
    editor = _chapter(opened, "others").editor
    before = opened.session.report.section("others").text
    qtbot.keyClicks(editor, "abc")
    assert opened.session.report.section("others").text == "abc" + before
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.report.section("others").text == before
    assert opened.session.is_saved


def test_undo_goes_on_into_the_history_where_the_text_box_has_none(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.chapters.add_named("重点领域")
    editor = _chapter(opened, "others").editor
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "extra-2" not in opened.session.report.section_ids


def test_undo_from_elsewhere_shows_in_the_text_box(qtbot: QtBot, opened: MainWindow) -> None:
    editor = _chapter(opened, "others").editor
    before = editor.toPlainText()
    qtbot.keyClicks(editor, "abc")
    opened.view.tabs.select("requests")
    opened.session.undo()
    assert editor.toPlainText() == before


def test_text_pasted_from_word_comes_plain(opened: MainWindow) -> None:
    editor = _chapter(opened, "problems").editor
    editor.selectAll()
    source = QMimeData()
    source.setHtml("<p style='color:red'><b>粗</b></p>")
    source.setText("　　第一段\r\n\r\n　　第二段　\r\n")
    editor.insertFromMimeData(source)
    assert opened.session.report.section("problems").text == "第一段\n第二段"


def test_own_chapter_is_added_before_the_last_one_and_numbered(opened: MainWindow) -> None:
    new = opened.chapters.add_named("重点领域公开")
    titles = [s.title for s in opened.session.report.sections]
    assert titles[-2:] == ["六、重点领域公开", "七、其他需要报告的事项"]
    assert opened.view.current_id == new
    assert opened.view.tabs.tabText(opened.view.tabs.currentIndex()) == "六、重点领域公开"
    opened.session.undo()
    titles = [s.title for s in opened.session.report.sections]
    assert titles[-1] == "六、其他需要报告的事项"
    assert new not in opened.view.tabs.ids()


def test_own_chapter_moves_and_goes_with_its_text(opened: MainWindow, answers: Answers) -> None:
    before = opened.session.report.copy()
    own = opened.chapters.add_named("重点工作落实情况")
    opened.session.edit(write_text(opened.session.report, own, "按时完成。", "写"))
    opened.chapters.move(-1)
    titles = [s.title for s in opened.session.report.sections]
    assert titles[4:6] == ["五、重点工作落实情况", "六、存在的主要问题及改进情况"]
    assert opened.view.current_id == own
    opened.chapters.remove()
    assert answers.asked == ["remove 五、重点工作落实情况"]
    assert own not in opened.session.report.section_ids
    while opened.session.history.depth:
        opened.session.undo()
    assert opened.session.report == before


def test_own_chapter_is_renamed(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.gui.chapter_desk.ask_chapter_name", lambda *_: "重点任务")
    own = opened.chapters.add_named("重点工作落实情况")
    opened.chapters.rename()
    assert opened.session.report.section(own).title == "六、重点任务"


def test_required_chapter_cannot_be_removed_and_the_user_is_told(opened: MainWindow) -> None:
    opened.view.tabs.select("overview")
    opened.chapters.remove()
    assert "overview" in opened.session.report.section_ids
    assert "规定的" in opened.notice.sentence


def test_count_of_characters_follows_typing(qtbot: QtBot, opened: MainWindow) -> None:
    page = _chapter(opened, "others")
    page.editor.selectAll()
    qtbot.keyClicks(page.editor, "ab c")
    assert page._count.text() == "3 字"
