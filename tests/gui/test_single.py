"""A second start opens its file in the window that is already there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.gui.main_window import MainWindow
from app.gui.single import SingleInstance

_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.gui.single import SingleInstance
application = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]))
print(single.claim(), flush=True)
def asked(path):
    print(path, flush=True)
    if path is None:
        application.quit()
single.open_requested.connect(asked)
application.exec()
"""


def test_second_start_hands_its_files_over(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        second = SingleInstance(tmp_path)
        assert not second.claim()
        wanted = [tmp_path / "甲 局.nianbao", tmp_path / "乙.docx"]
        assert second.hand_over(wanted)
        assert [first.stdout.readline().strip() for _ in wanted] == [str(p) for p in wanted]
        assert second.hand_over([])
        assert first.stdout.readline() == "None\n"
        assert first.wait(timeout=10) == 0


@pytest.mark.usefixtures("qapp")
def test_claim_of_a_window_that_crashed_is_void(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
        first.wait(timeout=10)
    assert SingleInstance(tmp_path).claim()


@pytest.mark.usefixtures("qapp")
def test_window_that_does_not_answer_does_not_hold_up_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gui.single._WAIT_S", 0.2)
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    assert not second.hand_over([tmp_path / "甲.nianbao"])  # nobody runs the first one's events
    assert list((tmp_path / "requests").iterdir()) == []


def test_folder_that_cannot_be_written_leaves_every_start_on_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert SingleInstance(tmp_path / "file").claim()


def test_window_opens_what_another_start_asks_for(opened: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "另一份.nianbao"
    path = opened.session.path
    assert path is not None
    other.write_bytes(path.read_bytes())
    opened.come_forward(other)
    assert opened.session.path == other
    opened.come_forward(None)
    assert opened.session.path == other
