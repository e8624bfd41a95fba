"""The reports opened last, for the first page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from app.paths import is_there
from app.storage.atomic import WriteError, write_atomically
from app.storage.strict import MalformedError, decode_json, encode_json

MOST = 20


class RecentReport(msgspec.Struct, frozen=True):
    """One line of the list: where, whose, which year, when opened last, and how it stood then.

    `blanks`, `errors` and `warnings` are None for files that were listed before they were counted.
    """

    path: str
    unit: str
    year: int | None
    opened: datetime
    blanks: int | None = None
    errors: int | None = None
    warnings: int | None = None

    @property
    def state(self) -> str:
        """How far it is, in a few words; empty where nobody counted."""
        if self.errors is None:
            return ""
        counted = ((self.blanks, "格空白"), (self.errors, "错误"), (self.warnings, "警告"))
        return " · ".join(f"{count} {words}" for count, words in counted if count) or "可以报送"


def read_recent(folder: Path) -> list[RecentReport]:
    """Newest first; files that are gone are left out, a damaged list reads as empty."""
    try:
        entries = decode_json((folder / "recent.json").read_bytes(), list[RecentReport])
    except (OSError, MalformedError):
        return []
    return [entry for entry in entries if is_there(entry.path)]


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
