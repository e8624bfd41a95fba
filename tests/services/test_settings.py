"""Guards the user's choices: strictly read, never in the way of starting."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.services.settings import Settings, SettingsWriteError, read_settings, write_settings
from app.storage.layout_file import LayoutEntry


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    chosen = Settings(
        appearance="dark",
        keep_after=5,
        folder="/报送",
        house=LayoutEntry(pitch=28.0),
        overview_limit=1000,
        shows_help=False,
        send=(".docx", ".pdf"),
        send_folder="/共享/年报",
    )
    write_settings(tmp_path / "用户", chosen)
    assert read_settings(tmp_path / "用户") == (chosen, "")


def test_nothing_chosen_is_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"keep_after": 0}',
        '{"keep_after": 61}',
        '{"keep_after": "1"}',
        '{"appearance": "pink"}',
        '{"colour": "red"}',
        '{"overview_limit": -1}',
        '{"house": {"pitch": 999}}',
        '{"send": [1]}',
        "\udcff",
    ],
)
def test_a_damaged_file_is_said_and_the_defaults_hold(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    settings, problem = read_settings(tmp_path)
    assert settings == Settings()
    assert problem.startswith("设置文件有误")
    assert problem.endswith("改用默认设置")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b" " * 1_000_001)
    assert "已损坏" in read_settings(tmp_path)[1]


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    assert read_settings(tmp_path)[1] == "读不到设置文件，改用默认设置"


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(SettingsWriteError, match="写不进"):
        write_settings(tmp_path / "文件", Settings())


def test_defaults_are_not_written(tmp_path: Path) -> None:
    """Guards a later version's other defaults from being overruled by choices nobody made."""
    write_settings(tmp_path, Settings(appearance="dark"))
    assert msgspec.json.decode((tmp_path / "settings.json").read_bytes()) == {"appearance": "dark"}
