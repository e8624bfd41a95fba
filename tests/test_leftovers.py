"""Folders of the one-file program in the temp folder: only those of dead runs are removed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.leftovers import remove_leftovers

MARK = "nianbao.running"

_HOLD = """
import sys
from app.leftovers import remove_leftovers
sys._MEIPASS = sys.argv[1]
remove_leftovers()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = _unpacked(tmp_path, "_MEI00000001own")
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    return folder


def _unpacked(parent: Path, name: str, *, marked: bool = False) -> Path:
    folder = parent / name
    (folder / "PySide6" / "Qt").mkdir(parents=True)
    (folder / "PySide6" / "Qt" / "libQt6Core.so.6").write_bytes(b"library")
    (folder / "base_library.zip").write_bytes(b"archive")
    if marked:
        (folder / MARK).touch()
    return folder


def test_a_folder_of_a_dead_run_is_removed(own: Path, tmp_path: Path) -> None:
    dead = _unpacked(tmp_path, "_MEI00000002dead", marked=True)
    assert remove_leftovers() == [dead]
    assert not dead.exists()
    assert (own / MARK).exists()
    assert (own / "base_library.zip").exists()


def test_a_folder_of_a_living_run_is_kept_and_removed_when_it_was_killed(
    own: Path, tmp_path: Path
) -> None:
    living = _unpacked(tmp_path, "_MEI00000003life")
    command = [sys.executable, "-c", _HOLD, str(living)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        assert remove_leftovers() == []
        assert (living / "PySide6" / "Qt" / "libQt6Core.so.6").exists()
        other.kill()
        other.wait()
    assert remove_leftovers() == [living]
    assert own.exists()


def test_folders_of_other_programs_are_kept(own: Path, tmp_path: Path) -> None:
    foreign = _unpacked(tmp_path, "_MEI00000004else")
    unlike = _unpacked(tmp_path, "Downloads", marked=True)
    assert remove_leftovers() == []
    assert foreign.exists()
    assert unlike.exists()
    assert own.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows 上普通用户不能建符号链接")
def test_a_link_to_a_folder_elsewhere_is_not_followed(own: Path, tmp_path: Path) -> None:
    elsewhere = _unpacked(tmp_path, "precious", marked=True)
    (tmp_path / "_MEI00000005link").symlink_to(elsewhere)
    assert remove_leftovers() == []
    assert (elsewhere / "base_library.zip").exists()
    assert own.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows 的文件权限不同")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="管理员什么都能删")
def test_what_cannot_be_removed_stays_for_the_next_start(own: Path, tmp_path: Path) -> None:
    stubborn = _unpacked(tmp_path, "_MEI00000006hard", marked=True)
    (stubborn / "PySide6").chmod(0o500)
    assert remove_leftovers() == []
    (stubborn / "PySide6").chmod(0o700)
    assert remove_leftovers() == [stubborn]
    assert own.exists()


def test_a_removal_that_broke_off_is_taken_up_again(own: Path, tmp_path: Path) -> None:
    rest = tmp_path / "_MEI00000007rest"
    rest.mkdir()
    (rest / MARK).touch()
    assert remove_leftovers() == [rest]
    assert own.exists()


def test_from_source_and_from_a_folder_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = _unpacked(tmp_path, "_MEI00000008dead", marked=True)
    assert remove_leftovers() == []
    folder = _unpacked(tmp_path, "_internal")
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    assert remove_leftovers() == []
    assert dead.exists()
    assert not (folder / MARK).exists()
