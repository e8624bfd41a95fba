"""Guards that the window opens as it was left, and never larger than the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.paths import user_data
from app.services.remembered import Remembered, read_remembered, remember_window
from app.start import build_window


def _again(qtbot: QtBot) -> MainWindow:
    window = build_window()
    qtbot.addWidget(window)
    return window


def test_size_and_findings_are_as_they_were(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(860, 520)
    opened.view._splitter.moveSplitter(520, 1)
    width = opened.view.findings.width()
    opened.session.history.mark_clean()
    opened.close()
    again = _again(qtbot)
    assert (again.width(), again.height()) == (860, 520)
    assert again.view.findings_width == width
    again.show_report()
    again.show()
    qtbot.waitUntil(lambda: again.view.findings.width() == width)


def test_findings_that_nobody_moved_keep_their_usual_width(opened: MainWindow) -> None:
    opened.session.history.mark_clean()
    opened.close()
    assert read_remembered(user_data()).findings is None


def test_a_window_that_filled_the_screen_fills_it_again(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(870, 530)
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    window.close()
    kept = read_remembered(user_data())
    assert kept.is_maximised
    assert kept.size == (870, 530)
    assert _again(qtbot).windowState() & Qt.WindowState.WindowMaximized


@pytest.mark.parametrize("size", [(5000, 4000), (10_000, 500)])
def test_no_window_is_larger_than_the_screen(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    remember_window(user_data(), Remembered(size=size))
    again = _again(qtbot)
    room = again.screen().availableSize().expandedTo(window.minimumSize())
    assert again.width() <= room.width()
    assert again.height() <= room.height()


def test_zoom_and_size_do_not_forget_each_other(window: MainWindow) -> None:
    window.workplace.zoom.step(2)
    window.close()
    kept = read_remembered(user_data())
    assert kept.zoom == 120
    assert kept.size is not None


@pytest.mark.parametrize("text", ["{", '{"size": [1, 2]}', '{"size": "wide"}', '{"findings": -1}'])
def test_what_is_damaged_is_the_first_time(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    assert window.notice.sentence == ""
    folder = tmp_path / "data" / "nianbao"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "window.json").write_text(text, encoding="utf-8")
    again = _again(qtbot)
    assert again.width() == 1366
    assert again.notice.sentence == ""
