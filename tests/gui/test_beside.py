"""去年 | 今年 in the window: by key, following the work, with another file where none is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import SAMPLE, Answers

from app.gui.beside.window import BesideWindow
from app.gui.main_window import MainWindow
from app.model.address import Address
from app.model.edits import put_figures, write_text
from app.model.numbers import parse_figure

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there are no windows to size

_CELL = Address.parse("requests.received.natural")


@pytest.fixture
def begun(window: MainWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A report for 2022 begun from the sample."""
    answers.path = SAMPLE
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.files.succeed()
    return window


def _shown(window: MainWindow, qtbot: QtBot) -> BesideWindow:
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    shown = window.workplace.beside.shown
    assert shown is not None
    return shown


def test_texts_beside_each_other_follow_the_work(begun: MainWindow, qtbot: QtBot) -> None:
    begun.view.tabs.select("overview")
    shown = _shown(begun, qtbot)
    session = begun.session
    last = shown.texts.boxes[0].toPlainText()
    assert last == session.report.previous.texts["overview"]  # type: ignore[union-attr]
    session.edit(write_text(session.report, "overview", "今年新写的。", "写"))
    qtbot.waitUntil(lambda: shown.texts.boxes[1].toPlainText() == "今年新写的。")
    markup = shown.texts.boxes[1].toHtml()
    assert "underline" in markup
    assert "line-through" in shown.texts.boxes[0].toHtml()


def test_figures_show_their_change_and_lead_to_the_cell(begun: MainWindow, qtbot: QtBot) -> None:
    session = begun.session
    session.edit(put_figures(session.report, session.form, {_CELL: parse_figure("7")}, "填"))
    begun.view.tabs.select("requests")
    shown = _shown(begun, qtbot)
    listed = shown.figures.list
    lines = [listed.topLevelItem(row) for row in range(listed.topLevelItemCount())]
    line = next(item for item in lines if item and item.data(0, Qt.ItemDataRole.UserRole) == _CELL)
    assert [line.text(place) for place in range(1, 5)] == ["自然人", "0", "7", "▲ 7"]
    begun.view.tabs.select("overview")
    listed.itemActivated.emit(line, 0)
    assert begun.view.current_id == "requests"


def test_all_figures_or_only_those_that_differ(begun: MainWindow, qtbot: QtBot) -> None:
    begun.view.tabs.select("disclosure")
    shown = _shown(begun, qtbot)
    table = begun.session.form.tables["disclosure"]
    shown.figures.only_changes.setChecked(False)
    assert shown.figures.list.topLevelItemCount() == len(table.addresses)


def test_without_last_years_report_a_file_is_asked_for(
    opened: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    assert opened.session.report.previous is None
    answers.path = None
    opened.actions_["beside"].trigger()
    assert opened.workplace.beside.shown is None
    answers.path = Path(SAMPLE)
    shown = _shown(opened, qtbot)
    assert "南岗区企业和投资服务局" in shown.windowTitle()
    assert opened.session.is_saved
    assert opened.session.report.previous is None


def test_it_closes_with_the_report(begun: MainWindow, qtbot: QtBot) -> None:
    _shown(begun, qtbot)
    begun.files.drop()
    assert begun.workplace.beside.shown is None
