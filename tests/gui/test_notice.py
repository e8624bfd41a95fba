"""Sentences at the foot of the window: when they go, and that nothing moves for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.notice import Tone
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import parse_figure

LONG = "无法保存，" * 60


def _change(window: MainWindow) -> None:
    session = window.session
    figures = {Address("disputes", "direct", "other"): parse_figure("5")}
    session.edit(put_figures(session.report, session.form, figures, "填"))


def _left_after_a_change(window: MainWindow, tone: Tone) -> str:
    window.notice.say("放入 6 格", tone)
    _change(window)
    window.session.undo()
    return window.notice.sentence


def test_what_was_said_of_the_report_goes_when_it_changes(opened: MainWindow) -> None:
    assert _left_after_a_change(opened, "done") == ""
    assert _left_after_a_change(opened, "note") == ""


def test_trouble_stays_until_it_is_closed(opened: MainWindow) -> None:
    assert _left_after_a_change(opened, "trouble") == "放入 6 格"


def test_nothing_moves_when_a_sentence_comes(qtbot: QtBot, opened: MainWindow) -> None:
    before = opened.view.mapTo(opened, QPoint(0, 0)), opened.view.size()
    opened.notice.say(LONG)
    qtbot.wait(10)
    assert (opened.view.mapTo(opened, QPoint(0, 0)), opened.view.size()) == before


def test_a_long_sentence_is_whole_and_inside_the_window(qtbot: QtBot, opened: MainWindow) -> None:
    opened.notice.say(LONG)
    for width in (1366, 900):
        opened.resize(width, 600)
        QApplication.processEvents()
        qtbot.wait(10)
        notice = opened.notice
        label = notice._label
        assert opened.centralWidget().rect().contains(notice.geometry())
        assert label.height() >= label.heightForWidth(label.width())
