"""What the user has chosen for the program itself, kept in the user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.storage.atomic import WriteError, write_atomically
from app.storage.layout_file import LayoutEntry
from app.storage.strict import MalformedError, decode_json, encode_json

_FILE = "settings.json"
_LARGEST = 1_000_000

Appearance = Literal["system", "light", "dark", "contrast"]
LONGEST_DELAY = 60
LONGEST_CHAPTER = 20000


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Every choice with its default.

    `keep_after`: seconds from a change to its snapshot; `folder`: where dialogs begin, "" for the
    user's documents; `house`: what new reports have otherwise than their form; `overview_limit`:
    characters of 总体情况 that a county allows, 0 for no limit; `send` and `send_folder`: endings
    of the files sent last and where to, None and "" before the first time.
    """

    appearance: Appearance = "system"
    keep_after: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DELAY)] = 1
    folder: str = ""
    house: LayoutEntry | None = None
    overview_limit: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_CHAPTER)] = 0
    shows_help: bool = True
    send: tuple[str, ...] | None = None
    send_folder: str = ""


class SettingsWriteError(OSError):
    """Choices that could not be kept."""

    def __init__(self) -> None:
        super().__init__("设置写不进用户文件夹，关闭程序后不再有效")


def read_settings(folder: Path) -> tuple[Settings, str]:
    """The choices, and what to tell the user of them; a damaged file reads as the defaults."""
    path = folder / _FILE
    try:
        if path.stat().st_size > _LARGEST:
            return Settings(), "设置文件已损坏，改用默认设置"
        return decode_json(path.read_bytes(), Settings), ""
    except FileNotFoundError:
        return Settings(), ""
    except OSError:
        return Settings(), "读不到设置文件，改用默认设置"
    except MalformedError as error:
        return Settings(), f"设置文件有误（{error}），改用默认设置"


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep the choices, whole or not at all; raise SettingsWriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / _FILE, encode_json(settings))
    except (OSError, WriteError) as error:
        raise SettingsWriteError from error
