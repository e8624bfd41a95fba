"""Guards the time between the first picture and the loaded forms: the window never waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from real_window import SAMPLE

from app.gui.main_window import MainWindow
from app.services.catalogue import Catalogue
from app.start import Equipment, _begin_work, build_window
from app.storage.damage import DamagedInstallationError


class SlowEquipment(Equipment):
    """Loads when it is let; or finds that something is damaged."""

    def __init__(self) -> None:
        super().__init__()
        self.may_load = Event()
        self.fault: DamagedInstallationError | None = None

    def load(self) -> Catalogue:
        assert self.may_load.wait(30)
        if self.fault is not None:
            raise self.fault
        return super().load()


@pytest.fixture
def equipment() -> Iterator[SlowEquipment]:
    made = SlowEquipment()
    yield made
    made.may_load.set()


@pytest.fixture
def starting(
    qtbot: QtBot, equipment: SlowEquipment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """The window with its first page, nothing loaded."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("app.gui.guard.Guard.install", lambda _: None)  # for good: until the end
    window = build_window(equipment)
    qtbot.addWidget(window, before_close_func=lambda w: w.session.history.mark_clean())
    window.show()
    return window


def test_a_file_chosen_at_once_is_opened_when_the_forms_are_there(
    qtbot: QtBot, starting: MainWindow, equipment: SlowEquipment
) -> None:
    _begin_work(starting, equipment, [SAMPLE])
    qtbot.wait(20)
    assert not starting.is_equipped
    with qtbot.waitSignal(starting.ready, timeout=30_000):
        equipment.may_load.set()
    qtbot.waitUntil(lambda: starting.is_report_open)
    assert starting.session.report.unit == "南岗区企业和投资服务局"


def test_the_last_wish_is_the_one_that_is_done(
    qtbot: QtBot, starting: MainWindow, equipment: SlowEquipment
) -> None:
    done: list[str] = []
    _begin_work(starting, equipment, [])
    starting.patience.do(lambda: done.append("first"))
    starting.patience.do(lambda: done.append("last"))
    assert done == []
    with qtbot.waitSignal(starting.ready, timeout=30_000):
        equipment.may_load.set()
    qtbot.waitUntil(lambda: done == ["last"])
    starting.patience.do(lambda: done.append("now"))
    assert done == ["last", "now"]


def test_menus_can_be_opened_meanwhile(starting: MainWindow, equipment: SlowEquipment) -> None:
    """Guards against a tick in a menu that has everything loaded to know whether it is set."""
    for menu in starting.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
    assert not starting.is_equipped
    equipment.may_load.set()


def test_a_damaged_form_is_told_when_it_is_found(
    qtbot: QtBot, starting: MainWindow, equipment: SlowEquipment
) -> None:
    equipment.fault = DamagedInstallationError(Path("formats/2021/format.toml"), "坏了")
    _begin_work(starting, equipment, [])
    equipment.may_load.set()
    qtbot.waitUntil(lambda: "坏了" in starting.notice.sentence)
    assert not starting.is_equipped
    equipment.fault = None


def test_what_is_loaded_once_is_not_loaded_again() -> None:
    equipment = Equipment()
    equipment.load_all()
    assert equipment.load() is equipment.load()
