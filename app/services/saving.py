"""Keeping a report in its project file."""

from __future__ import annotations

from pathlib import Path

from app.model.quotes import shortened
from app.model.report import Report
from app.model.source import UnreadableError
from app.services.opening import read_bytes
from app.services.versions import Versions
from app.storage.atomic import write_atomically
from app.storage.project import dump_project
from app.storage.snapshot import digest_of

_QUOTED = 60


class ChangedOnDiskError(OSError):
    """The file is not what it was when it was opened or saved last, or somebody has it open."""

    def __init__(self, path: Path, owner: str = "") -> None:
        name = shortened(path.name, _QUOTED)
        what = f"正由{owner}打开着" if owner else "在打开以后被别的程序或别的人改过"
        super().__init__(f"“{name}”{what}")


def save_report(
    report: Report, path: Path, versions: Versions | None = None, known: str | None = None
) -> str:
    """Write the project file, whole or not at all; returns the digest of what stands there now.

    `known` is the digest of the file as it was last seen; None where the user has chosen the name
    just now.  What stood there before is among the `versions` afterwards, and so is the new one.
    Raises WriteError, or ChangedOnDiskError having written nothing.
    """
    before = _before(path)
    if known is not None and before is not None and digest_of(before) != known:
        raise ChangedOnDiskError(path)
    data = dump_project(report)
    if versions is not None and before is not None:
        versions.keep(path, before)
    write_atomically(path, data)
    if versions is not None:
        versions.keep(path, data)
    return digest_of(data)


def _before(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except UnreadableError:
        return None  # there is none, or nothing that could be lost by a report


def file_stem(unit: str, year: int | None) -> str:
    """A name for the report's files, free of signs that file systems refuse."""
    title = f"{unit}{'' if year is None else year}年政府信息公开工作年度报告"
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < ord(" ") else c for c in title)[:120]
