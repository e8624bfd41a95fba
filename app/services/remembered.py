"""How the window was left, for the next time: kept in the user's folder, no part of any report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from app.storage.atomic import WriteError, write_atomically
from app.storage.strict import MalformedError, decode_json, encode_json

_FILE = "window.json"
LEAST_ZOOM, MOST_ZOOM = 80, 200
"""Per cent: at 80 a form still reads, at 200 its columns still fit a usual window."""


Pixels = Annotated[int, msgspec.Meta(ge=100, le=20_000)]


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """`zoom`: size of the letters in tables and chapters, in per cent.

    `size`: width and height of the window while it does not fill the screen, None before it was
    ever changed; `findings`: width of the findings where the user has moved their edge.
    """

    zoom: Annotated[int, msgspec.Meta(ge=LEAST_ZOOM, le=MOST_ZOOM)] = 100
    size: tuple[Pixels, Pixels] | None = None
    is_maximised: bool = False
    findings: Pixels | None = None


def read_remembered(folder: Path) -> Remembered:
    """What was kept; a file that is missing or damaged reads as the first time."""
    try:
        return decode_json((folder / _FILE).read_bytes(), Remembered)
    except (OSError, MalformedError):
        return Remembered()


def remember_window(folder: Path, state: Remembered) -> None:
    """Keep it; that it cannot be kept is no reason to disturb anybody."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / _FILE, encode_json(state))
    except (OSError, WriteError):
        return
