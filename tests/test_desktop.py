"""Menu entry and file type on Linux desktops: written, read by the desktop's rules, removed."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from lxml import etree

from app import paths
from app.cli import main

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
    monkeypatch.setattr("app.desktop.executable", lambda: program)
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
