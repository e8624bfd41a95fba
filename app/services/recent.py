"""The reports opened last, for the first page."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from app.storage.atomic import WriteError, write_atomically
from app.storage.strict import MalformedError, decode_json, encode_json

MOST = 20


class RecentReport(msgspec.Struct, frozen=True):
    """One line of the list: where, whose, which year, when opened last."""

    path: str
    unit: str
    year: int | None
    opened: datetime


def read_recent(folder: Path) -> list[RecentReport]:
    """Newest first; files that are gone are left out, a damaged list reads as empty."""
    try:
        entries = decode_json((folder / "recent.json").read_bytes(), list[RecentReport])
    except (OSError, MalformedError):
        return []
    return [entry for entry in entries if os.path.exists(entry.path)]  # noqa: PTH110  says False, never fails


def remember(folder: Path, report: RecentReport) -> None:
    """Put a report first; that the list cannot be written is no reason to disturb anybody.

    Nor is a file whose name is no text: it is not listed.
    """
    others = [entry for entry in read_recent(folder) if entry.path != report.path]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / "recent.json", encode_json([report, *others][:MOST]))
    except (OSError, WriteError, UnicodeEncodeError):
        return
