"""The last versions of every project file, in the user's own data folder."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.model.report import Report
from app.model.source import UnreadableError
from app.services.opening import read_bytes
from app.storage.atomic import WriteError, write_atomically
from app.storage.project import SUFFIX, load_project
from app.storage.snapshot import digest_of

MOST = 10
_STAMP = "%Y%m%dT%H%M%S%f"


class Version(NamedTuple):
    """One earlier state of a file."""

    file: Path
    saved: datetime
    report: Report


class Versions:
    """What was saved under which name; a folder for every path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path, data: bytes) -> None:
        """Keep these bytes as the newest version, unless they are; the oldest goes.

        That they cannot be kept is no reason to disturb a save.
        """
        shelf = self._shelf(path)
        files = self._files(shelf)
        with suppress(OSError, WriteError):
            if files and files[-1].read_bytes() == data:
                return
            shelf.mkdir(parents=True, exist_ok=True)
            stamp = f"{datetime.now():{_STAMP}}"  # noqa: DTZ005  the user's own clock
            write_atomically(shelf / f"{stamp}{SUFFIX}", data)
            for old in self._files(shelf)[:-MOST]:
                old.unlink()

    def of(self, path: Path) -> list[Version]:
        """The readable versions of a file, newest first."""
        found: list[Version] = []
        for file in reversed(self._files(self._shelf(path))):
            with suppress(UnreadableError, ValueError):
                saved = datetime.strptime(file.stem, _STAMP)  # noqa: DTZ007  as it was written
                found.append(Version(file, saved, load_project(read_bytes(file))))
        return found

    def _shelf(self, path: Path) -> Path:
        return self.folder / digest_of(str(path.resolve()).encode("utf-8", "surrogateescape"))[:24]

    def _files(self, shelf: Path) -> list[Path]:
        return sorted(shelf.glob(f"*{SUFFIX}"))
