"""Work is kept: snapshots within two seconds, restored after a crash, files never overwritten blind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import SAMPLE, Answers

from app.gui.file_lock import lock_file
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.edits import set_particular, write_text
from app.services.catalogue import Catalogue
from app.services.opening import open_report
from app.services.recovery import ASIDE, Leftover, Recovery
from app.start import build_window
from app.storage.snapshot import load_snapshot


def _rename(window: MainWindow, unit: str = "改名局") -> None:
    session = window.session
    session.edit(set_particular(session.report, "unit", unit, "改名"))


def _snapshots(folder: Path) -> list[Path]:
    return list((folder / "data" / "nianbao" / "recovery").glob("*.snapshot"))


def _crash(window: MainWindow) -> None:
    """What a killed process leaves: its snapshot on the disk, its lock free."""
    keeper = window.workplace.keeper
    keeper.keep()
    keeper.settle()
    keeper._alive.unlock()
    if keeper._lock is not None:
        keeper._lock.release()


@pytest.fixture
def second(window: MainWindow, qtbot: QtBot, answers: Answers) -> MainWindow:
    """Another start of the program, with the same data folder."""
    assert window
    built = build_window()
    built.files.ask = answers  # type: ignore[assignment]
    qtbot.addWidget(built, before_close_func=lambda w: w.session.history.mark_clean())
    built.show()
    qtbot.waitExposed(built)
    built.offer_leftovers()
    return built


def _leftovers(window: MainWindow) -> list[Leftover]:
    return window.workplace.keeper.leftovers()


def test_every_change_is_on_the_disk_within_two_seconds(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Changes that go on and on must not put the snapshot off."""
    for number in range(8):
        _rename(opened, f"第{number}局")
        qtbot.wait(200)
    opened.workplace.keeper.settle()
    (file,) = _snapshots(tmp_path)
    assert load_snapshot(file.read_bytes()).report.unit in {f"第{n}局" for n in range(8)}
    qtbot.waitUntil(lambda: load_snapshot(file.read_bytes()).report.unit == "第7局", timeout=2000)


def test_digits_in_an_open_cell_are_kept_too(
    table_page: Callable[[str], TablePage], opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = table_page("requests")
    address = page.view.current_address()
    assert address is not None
    qtbot.keyClicks(page.view, "9")
    editor = page.view.indexWidget(page.view.currentIndex())
    qtbot.keyClicks(editor, "8765")
    assert opened.session.is_saved
    opened.workplace.keeper.keep()
    opened.workplace.keeper.settle()
    (file,) = _snapshots(tmp_path)
    kept = load_snapshot(file.read_bytes()).report
    assert kept.figure(address).text == "98765"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert opened.session.draft is None
    opened.workplace.keeper.keep()
    assert _snapshots(tmp_path) == []


def test_saving_and_undoing_everything_leave_no_snapshot(
    opened: MainWindow, tmp_path: Path
) -> None:
    keeper = opened.workplace.keeper
    _rename(opened)
    keeper.keep()
    keeper.settle()
    assert _snapshots(tmp_path)
    assert opened.files.save()
    assert _snapshots(tmp_path) == []
    _rename(opened, "又一个局")
    keeper.keep()
    keeper.settle()
    opened.session.undo()
    assert _snapshots(tmp_path) == []


def test_a_crash_loses_nothing(
    opened: MainWindow, second: MainWindow, catalogue: Catalogue
) -> None:
    session = opened.session
    _rename(opened)
    session.edit(write_text(session.report, "overview", "写到一半", "写"))
    wanted = session.report.copy()
    _crash(opened)
    second.offer_leftovers()
    assert second.start_page.leftovers.isVisible()
    (leftover,) = _leftovers(second)
    assert leftover.changes == 2
    assert not leftover.base_changed
    second.start_page.leftovers.restore_requested.emit(leftover)
    assert second.session.report == wanted
    assert not second.session.is_saved
    assert second.files.save()
    assert second.session.path is not None
    assert open_report(second.session.path, catalogue) == wanted
    assert _leftovers(second) == []
    second.session.undo()
    assert second.session.report.unit != "改名局"


def test_opening_a_file_tells_of_what_a_crash_left_of_it(
    opened: MainWindow, second: MainWindow
) -> None:
    path = opened.session.path
    assert path is not None
    _rename(opened)
    _crash(opened)
    assert second.files.open_path(path)
    assert "没有保存下来的内容，回到首页可以恢复" in second.notice.sentence
    second.leave_report()
    (leftover,) = _leftovers(second)
    second.start_page.leftovers.decline_requested.emit(leftover)
    assert second.files.open_path(path)
    assert second.notice.sentence == ""


def test_work_never_saved_comes_back_without_a_file(
    window: MainWindow, second: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda *_: ("甲局", 2024))
    window.files.new()
    _rename(window, "甲局办公室")
    _crash(window)
    (leftover,) = _leftovers(second)
    assert leftover.snapshot.base is None
    second.start_page.leftovers.restore_requested.emit(leftover)
    assert second.session.report == window.session.report
    assert second.session.path is None


def test_a_file_changed_after_the_crash_is_not_overwritten_blind(
    opened: MainWindow, second: MainWindow, answers: Answers, catalogue: Catalogue
) -> None:
    _rename(opened)
    _crash(opened)
    path = opened.session.path
    assert path is not None
    content = json.loads(path.read_text(encoding="utf-8"))
    content["unit"] = "别人写的局"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (leftover,) = _leftovers(second)
    assert leftover.base_changed
    second.start_page.leftovers.restore_requested.emit(leftover)
    assert not second.files.save()
    assert "别的人改过" in answers.asked[-1]
    assert open_report(path, catalogue).unit == "别人写的局"


def test_declined_and_unreadable_snapshots_are_moved_aside_not_deleted(
    opened: MainWindow, second: MainWindow, tmp_path: Path
) -> None:
    _rename(opened)
    _crash(opened)
    folder = tmp_path / "data" / "nianbao" / "recovery"
    (folder / "broken.snapshot").write_bytes(b'{"snapshot": 1, "ba')
    (leftover,) = _leftovers(second)
    assert (folder / ASIDE / "broken.snapshot").exists()
    second.start_page.leftovers.decline_requested.emit(leftover)
    assert _leftovers(second) == []
    assert (folder / ASIDE / leftover.file.name).exists()
    assert not second.start_page.leftovers.isVisible()


def test_a_running_window_is_no_leftover(opened: MainWindow, second: MainWindow) -> None:
    _rename(opened)
    opened.workplace.keeper.keep()
    opened.workplace.keeper.settle()
    assert _leftovers(second) == []


def test_not_saving_on_purpose_leaves_nothing_to_restore(
    opened: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    _rename(opened)
    opened.workplace.keeper.keep()
    answers.save_changes_answer = "discard"
    opened.close()
    assert _snapshots(tmp_path) == []


@pytest.mark.parametrize("answer", ["cancel", "overwrite", "save_as"])
def test_a_file_that_somebody_else_wrote_is_asked_about(
    opened: MainWindow, answers: Answers, tmp_path: Path, catalogue: Catalogue, answer: str
) -> None:
    path = opened.session.path
    assert path is not None
    content = json.loads(path.read_text(encoding="utf-8"))
    content["unit"] = "别人写的局"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    _rename(opened)
    answers.conflict_answer = answer
    answers.path = tmp_path / "另存.nianbao"
    assert opened.files.save() == (answer != "cancel")
    assert "单位名称：别人写的局 → 改名局" in answers.asked[0]
    there = open_report(path, catalogue).unit
    assert there == ("改名局" if answer == "overwrite" else "别人写的局")
    assert answers.path.exists() == (answer == "save_as")
    assert opened.session.is_saved == (answer != "cancel")


def test_two_windows_on_one_file_know_of_each_other(
    opened: MainWindow, second: MainWindow, answers: Answers
) -> None:
    path = opened.session.path
    assert path is not None
    assert lock_file(path).exists()
    assert second.files.open_path(path)
    assert "正由电脑" in second.notice.sentence
    assert "用户" in second.notice.sentence
    _rename(second)
    assert not second.files.save()
    assert "打开着" in answers.asked[-1]
    assert opened.files.save()


def test_the_lock_of_a_dead_owner_here_is_no_hindrance(
    opened: MainWindow, second: MainWindow
) -> None:
    path = opened.session.path
    assert path is not None
    _crash(opened)
    lock_file(path).write_text("999999\nnianbao\n", encoding="utf-8")
    assert second.files.open_path(path)
    assert second.workplace.keeper.owner == ""


def test_the_lock_of_another_machine_gives_way_when_the_user_says_so(
    opened: MainWindow, second: MainWindow, answers: Answers
) -> None:
    path = opened.session.path
    assert path is not None
    _crash(opened)
    lock_file(path).write_text("1\nnianbao\nPC-2\nmachine\nboot\n", encoding="utf-8")
    assert second.files.open_path(path)
    assert "PC-2" in second.workplace.keeper.owner
    _rename(second)
    answers.conflict_answer = "overwrite"
    assert second.files.save()
    assert second.workplace.keeper.owner == ""


def test_closing_frees_the_file(opened: MainWindow) -> None:
    path = opened.session.path
    assert path is not None
    opened.close()
    assert not lock_file(path).exists()


def test_earlier_versions_are_kept_and_can_be_gone_back_to(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened.session.report.copy()
    for number in range(13):
        _rename(opened, f"第{number}局")
        assert opened.files.save()
    versions = opened.workplace.keeper.saved_versions()
    assert [v.report.unit for v in versions] == [f"第{n}局" for n in range(12, 2, -1)]
    monkeypatch.setattr("app.gui.keeping_desk.ask_version", lambda *_: versions[4])
    opened.workplace.kept.versions()
    assert opened.session.report.unit == "第8局"
    opened.session.undo()
    assert opened.session.report.unit == "第12局"
    assert first.unit != "第12局"


def test_what_stood_in_the_file_before_the_first_save_is_a_version(opened: MainWindow) -> None:
    first = opened.session.report.copy()
    _rename(opened)
    assert opened.files.save()
    assert opened.workplace.keeper.saved_versions()[-1].report == first


def test_snapshots_that_cannot_be_written_are_said_once(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first that fails, whatever it fails of, and not at every one."""

    def refuse(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Recovery, "keep", refuse)
    keeper = opened.workplace.keeper
    said: list[str] = []
    keeper.failed.connect(said.append)
    for number in range(3):
        _rename(opened, f"第{number}局")
        keeper.keep()
        keeper.settle()
        qtbot.waitUntil(lambda: bool(said))
    assert len(said) == 1
    assert "Ctrl+S" in said[0]


def test_a_file_whose_name_is_no_text_is_opened_kept_and_saved(
    window: MainWindow, tmp_path: Path, catalogue: Catalogue
) -> None:
    """Guards names made in another encoding: on Linux they are bytes, and JSON has no place for them."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb2\xe2.nianbao"))
    path.write_bytes(SAMPLE.read_bytes())
    assert window.files.open_path(path)
    _rename(window)
    window.workplace.keeper.keep()
    window.workplace.keeper.settle()
    (file,) = _snapshots(tmp_path)
    kept = load_snapshot(file.read_bytes())
    assert (kept.base, kept.report.unit) == (None, "改名局")
    assert window.files.save()
    assert open_report(path, catalogue).unit == "改名局"


def test_a_snapshot_names_its_file_wherever_the_program_is_started_next(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("样本.nianbao").write_bytes(SAMPLE.read_bytes())
    assert window.files.open_path(Path("样本.nianbao"))
    _rename(window)
    window.workplace.keeper.keep()
    window.workplace.keeper.settle()
    (file,) = _snapshots(tmp_path)
    assert load_snapshot(file.read_bytes()).base == tmp_path / "样本.nianbao"


def test_a_data_folder_that_cannot_be_made_is_no_hindrance(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards read-only sticks and shares: without snapshots, but the report opens and is saved."""
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = build_window()
    qtbot.addWidget(window, before_close_func=lambda w: w.session.history.mark_clean())
    window.show_start()
    path = tmp_path / "样本.nianbao"
    path.write_bytes(SAMPLE.read_bytes())
    assert window.files.open_path(path)
    _rename(window)
    assert window.files.save()
    assert _leftovers(window) == []
