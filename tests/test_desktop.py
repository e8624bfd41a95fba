"""File type of the desktop: written, read by the desktop's own rules, removed."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from lxml import etree

from app import paths
from app.cli import main
from app.desktop.door import DesktopError
from app.desktop.registry import WindowsDesktop

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "共享 数据"))
    return tmp_path / "共享 数据"


def test_install_and_uninstall_leave_nothing_behind(share: Path, capsys: Capture) -> None:
    assert main(["--install-desktop"]) == 0
    said = capsys.readouterr().out
    files = [path for path in share.rglob("*") if path.is_file() and "nianbao" in path.name]
    assert len([f for f in files if str(f) in said]) == 3
    assert main(["--uninstall-desktop"]) == 0
    assert not [p for p in share.rglob("nianbao.*") if p.parent.name != "application"]


def test_entry_opens_files_of_the_type(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Path("/opt/办公 软件/nian$bao")
    monkeypatch.setattr("app.desktop.xdg.executable", lambda: program)
    main(["--install-desktop"])
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(share / "applications" / "nianbao.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == r'"/opt/办公 软件/nian\$bao" %f'
    assert section["MimeType"] == "application/x-nianbao;"
    types = etree.parse(share / "mime" / "packages" / "nianbao.xml")
    glob = types.find(".//{*}glob")
    assert glob is not None
    assert glob.get("pattern") == "*.nianbao"


def test_portable_folder_beside_the_executable_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.paths.executable", lambda: tmp_path / "nianbao")
    assert paths.user_data() != tmp_path / paths.PORTABLE_FOLDER
    (tmp_path / paths.PORTABLE_FOLDER).mkdir()
    assert paths.user_data() == tmp_path / paths.PORTABLE_FOLDER


class _Classes:
    """The keys of a user's registry, which removes no key that has others below it."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.announced = 0

    def get(self, key: str) -> str | None:
        return self.values.get(key)

    def put(self, key: str, value: str) -> None:
        parts = key.split("\\")
        for length in range(1, len(parts)):
            self.values.setdefault("\\".join(parts[:length]), "")
        self.values[key] = value

    def remove(self, key: str) -> bool:
        if key not in self.values or any(other.startswith(f"{key}\\") for other in self.values):
            return False
        del self.values[key]
        return True

    def announce(self) -> None:
        self.announced += 1


def test_windows_opens_the_type_with_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Path("D:/办公 软件/nianbao.exe")
    monkeypatch.setattr("app.desktop.registry.executable", lambda: program)
    classes = _Classes()
    WindowsDesktop(classes).install()
    own = classes.values[".nianbao"]
    assert classes.values[rf"{own}\shell\open\command"] == f'"{program}" "%1"'
    assert classes.values[rf"{own}\DefaultIcon"] == f'"{program}",0'
    assert classes.announced == 1


def test_windows_keeps_nothing_of_it_afterwards() -> None:
    classes = _Classes()
    desktop = WindowsDesktop(classes)
    installed = desktop.install()
    assert set(desktop.uninstall()) >= set(installed)
    assert classes.values == {}
    assert desktop.uninstall() == []


def test_windows_type_taken_over_by_another_program_stays_its_own() -> None:
    classes = _Classes()
    desktop = WindowsDesktop(classes)
    desktop.install()
    classes.put(".nianbao", "another.program")
    desktop.uninstall()
    assert classes.values == {".nianbao": "another.program"}


def test_windows_that_forbids_it_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    classes = _Classes()

    def refuse(key: str, value: str) -> None:
        raise PermissionError(13, key, value)

    monkeypatch.setattr(classes, "put", refuse)
    with pytest.raises(DesktopError, match="不允许登记文件类型"):
        WindowsDesktop(classes).install()
