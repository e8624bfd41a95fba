"""Work beside the window: its end and its errors come back to the window's own thread."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from app.gui.background import Background


@pytest.mark.usefixtures("qapp")
def test_what_follows_happens_in_the_windows_thread(qtbot: QtBot) -> None:
    background, seen = Background(), dict[str, bool]()
    background.run(
        lambda: seen.update(work=current_thread() is main_thread()),
        lambda: seen.update(then=current_thread() is main_thread()),
        lambda _error: seen.update(failed=True),
    )
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen == {"work": False, "then": True}
    assert not background.is_busy


@pytest.mark.usefixtures("qapp")
def test_an_error_is_told_to_somebody(qtbot: QtBot) -> None:
    background, told = Background(), list[str]()

    def fail() -> None:
        raise ValueError("磁盘已满")

    background.run(fail, lambda: told.append("done"), lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["磁盘已满"]


@pytest.mark.usefixtures("qapp")
def test_one_piece_of_work_at_a_time(qtbot: QtBot) -> None:
    background, gate, done = Background(), Event(), list[int]()
    assert background.run(gate.wait, lambda: done.append(1), lambda _error: None)
    assert not background.run(gate.wait, lambda: done.append(2), lambda _error: None)
    gate.set()
    qtbot.waitUntil(lambda: done == [1])
    assert background.run(gate.wait, lambda: done.append(3), lambda _error: None)
    background.wait()
    qtbot.waitUntil(lambda: done == [1, 3])
