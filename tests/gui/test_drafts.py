"""Last year's text in the window: grey beside its chapter, adopted by one key, undone by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.particulars import ParticularsPage
from app.gui.pages.table import TablePage
from app.model.edits import write_text
from app.model.places import PREAMBLE, drafted_places
from app.services.catalogue import Catalogue
from app.services.opening import open_report
from app.storage.project import dump_project

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_LAST_YEAR = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"


@pytest.fixture
def begun(
    window: MainWindow, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A report for 2022 begun from the sample, through the first page's own choice."""
    answers.path = _LAST_YEAR
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.start_page.succeed_requested.emit()
    qtbot.waitUntil(lambda: window.is_report_open)
    return window


def _page(window: MainWindow, section_id: str) -> ChapterPage:
    window.view.tabs.select(section_id)
    page = window.view.page(section_id)
    assert isinstance(page, ChapterPage)
    page.editor.setFocus()
    QApplication.processEvents()
    return page


def test_each_chapter_shows_last_years_text_that_is_not_its_own(begun: MainWindow) -> None:
    page = _page(begun, "overview")
    assert page.draft.isVisible()
    assert page.draft.box.isReadOnly()
    assert "2021年" in page.draft.box.toPlainText()
    assert page.editor.toPlainText() == ""
    assert "2021 → 2022" in page.draft._years.text()


def test_one_key_adopts_with_the_years_moved_and_one_undo_brings_the_draft_back(
    begun: MainWindow, qtbot: QtBot
) -> None:
    page = _page(begun, "overview")
    draft = begun.session.report.draft("overview")
    qtbot.keyClick(page.editor, Qt.Key.Key_Y, _CTRL_SHIFT)
    text = begun.session.report.section("overview").text
    assert "2022年" in text
    assert "2021年" not in text
    assert page.editor.toPlainText() == text
    assert not page.draft.isVisible()
    qtbot.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert begun.session.report.section("overview").text == ""
    assert begun.session.report.draft("overview") == draft
    assert page.draft.isVisible()
    assert begun.session.is_saved


def test_the_other_key_adopts_it_as_it_is(begun: MainWindow, qtbot: QtBot) -> None:
    page = _page(begun, "overview")
    draft = begun.session.report.draft("overview")
    assert draft is not None
    qtbot.keyClick(page.editor, Qt.Key.Key_D, _CTRL_SHIFT)
    assert begun.session.report.section("overview").text == draft.text


def test_a_draft_that_is_put_away_comes_back_by_undo(begun: MainWindow) -> None:
    page = _page(begun, "problems")
    page.draft.put_away.click()
    assert not page.draft.isVisible()
    assert begun.session.report.section("problems").text == ""
    begun.session.undo()
    assert page.draft.isVisible()


def test_the_key_says_so_where_there_is_no_draft(begun: MainWindow) -> None:
    begun.view.tabs.select("requests")
    begun.actions_["adopt"].trigger()
    assert begun.notice.sentence == "这里没有上年底稿"


def test_last_years_preamble_is_a_draft_like_a_chapters(begun: MainWindow, qtbot: QtBot) -> None:
    begun.view.tabs.select("particulars")
    page = begun.view.page("particulars")
    assert isinstance(page, ParticularsPage)
    page.focus_first()
    draft = begun.session.report.draft(PREAMBLE)
    assert draft is not None
    assert page.draft.isVisible()
    assert "采用后才是前言" in page.draft._heading.text()
    assert "2021 → 2022" in page.draft._years.text()
    assert begun.session.report.preamble == ""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Y, _CTRL_SHIFT)
    preamble = begun.session.report.preamble
    assert preamble == draft.text.replace("2021 年 1 月", "2022 年 1 月").replace(
        "我局 2021 年", "我局 2022 年"
    )
    assert not page.draft.isVisible()
    begun.session.undo()
    assert begun.session.report.preamble == ""
    assert page.draft.isVisible()


def test_only_adopted_chapters_are_exported_and_the_others_are_told_of(
    begun: MainWindow, answers: Answers, qtbot: QtBot, tmp_path: Path, catalogue: Catalogue
) -> None:
    page = _page(begun, "overview")
    qtbot.keyClick(page.editor, Qt.Key.Key_Y, _CTRL_SHIFT)
    left = drafted_places(begun.session.report)
    answers.path = tmp_path / "报告.docx"
    assert begun.files.export(".docx")
    assert f"{len(left)} 处上年底稿还没有采用，没有写入" in begun.notice.sentence
    again = open_report(answers.path, catalogue)
    assert again.section("overview").text == begun.session.report.section("overview").text
    for section_id in left:
        assert again.section(section_id).text == ""


def test_words_beside_a_table_are_a_draft_too(
    window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    last = open_report(_LAST_YEAR, catalogue)
    last.apply(write_text(last, "requests", "2021年的说明。", "写"))
    answers.path = tmp_path / "去年.nianbao"
    answers.path.write_bytes(dump_project(last))
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.files.succeed()
    window.view.tabs.select("requests")
    page = window.view.page("requests")
    assert isinstance(page, TablePage)
    assert page.draft.isVisible()
    assert page.text_box is None
    qtbot.keyClick(page.view, Qt.Key.Key_Y, _CTRL_SHIFT)
    assert not page.draft.isVisible()
    assert page.text_box is not None
    assert page.text_box.toPlainText() == "2022年的说明。"
    window.actions_["undo"].trigger()
    assert page.draft.isVisible()
    assert page.text_box.toPlainText() == ""
    window.session.history.mark_clean()
