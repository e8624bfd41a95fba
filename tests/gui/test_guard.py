"""An error inside the program: work is kept, the user is told, nothing of the document is logged."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.gui.guard import SENTENCE, Guard
from app.gui.main_window import MainWindow
from app.model.edits import set_particular

WRITTEN = "张某某的申请"


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[Guard]:
    built = Guard(tmp_path)
    built.install()
    yield built
    built.remove()


def _written(guard: Guard) -> str:
    (file,) = guard.log.folder.glob("*.txt")
    return file.read_text(encoding="utf-8")


def _fail() -> None:
    raise ValueError(WRITTEN)


def test_an_error_in_a_slot_keeps_the_work_and_goes_on(
    opened: MainWindow, guard: Guard, qtbot: QtBot, tmp_path: Path
) -> None:
    guard.caught.connect(opened.survive)
    session = opened.session
    session.edit(set_particular(session.report, "unit", "改名局", "改名"))
    with capture_exceptions() as seen:  # pytest-qt's own hook would fail the test
        sys.excepthook = guard.take
        QTimer.singleShot(0, _fail)
        qtbot.waitUntil(lambda: opened.notice.sentence == SENTENCE)
    assert seen == []
    opened.workplace.keeper.settle()
    assert list((tmp_path / "data" / "nianbao" / "recovery").glob("*.snapshot"))
    assert opened.isVisible()


def test_the_report_names_places_but_nothing_that_was_written(guard: Guard) -> None:
    try:
        _fail()
    except ValueError as error:
        guard.take(type(error), error, error.__traceback__)
    text = _written(guard)
    assert "ValueError" in text
    assert "test_guard.py" in text
    assert WRITTEN not in text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_errors_in_threads_are_reported_too(guard: Guard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(guard.caught):
        thread = threading.Thread(target=_fail)
        thread.start()
        thread.join()
    assert WRITTEN not in _written(guard)


def test_a_hard_crash_leaves_a_trace(tmp_path: Path) -> None:
    """A fault in native code cannot be survived: where it happened is written, by faulthandler."""
    code = (
        "import sys, faulthandler; from pathlib import Path; from app.gui.guard import Guard; "
        "guard = Guard(Path(sys.argv[1])); guard.install(); faulthandler._sigsegv()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=False,
        capture_output=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": ""},
    )
    assert done.returncode != 0
    assert "Segmentation" in (tmp_path / "crashes" / "hard.log").read_text(encoding="utf-8")


def test_only_the_newest_reports_are_kept(guard: Guard) -> None:
    for _ in range(25):
        guard.log.write(ValueError, None)
    assert len(list(guard.log.folder.glob("*.txt"))) == 20
