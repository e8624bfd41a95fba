"""A report of what went wrong inside the program, without a word of the user's document.

It names the kind of the error and the places in the program it passed; neither messages nor
values, which may quote what the user wrote.
"""

from __future__ import annotations

import platform
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from app import __version__
from app.storage.atomic import WriteError, write_atomically

MOST = 20


class CrashLog:
    """The folder of such reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, kind: type[BaseException], trace: TracebackType | None) -> Path | None:
        """Write a report; returns its file, None where it cannot be written."""
        now = datetime.now()  # noqa: DTZ005  the user's own clock
        lines = [
            f"阳光年报 {__version__}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"{now:%Y-%m-%d %H:%M:%S}",
            kind.__name__,
            *_places(trace),
        ]
        path = self.folder / f"{now:%Y%m%dT%H%M%S%f}.txt"
        with suppress(OSError, WriteError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, "\n".join(lines).encode("utf-8") + b"\n")
            for old in sorted(self.folder.glob("*.txt"))[:-MOST]:
                old.unlink()
            return path
        return None


def _places(trace: TracebackType | None) -> list[str]:
    """Where it passed, outermost first: file of the program, line, function."""
    return [
        f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
