"""Unsaved work: kept within two seconds of every change, offered after a crash or a power cut.

Snapshots lie in a folder of the user's own data, never beside the user's file.  One that cannot
be read, or that the user does not want, is moved aside, never deleted.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.model.source import UnreadableError
from app.services.compare import differences
from app.services.opening import read_bytes
from app.storage.atomic import write_atomically
from app.storage.project import load_project
from app.storage.snapshot import SUFFIX, Snapshot, digest_of, dump_snapshot, load_snapshot

ASIDE = "aside"
"""Folder of snapshots that were unreadable or declined."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A snapshot whose program is gone.

    `changes` is the number of places in which it differs from its file, None where that cannot be
    said; `base_changed`: the file is not what it was when the snapshot was taken.
    """

    file: Path
    snapshot: Snapshot
    changes: int | None
    base_changed: bool


class Recovery:
    """The snapshots of one user; one of them is this window's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = folder / f"{uuid.uuid4().hex}{SUFFIX}"

    def keep(self, snapshot: Snapshot) -> None:
        """Write this window's snapshot in place of its last one; raise WriteError or OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.own, dump_snapshot(snapshot))

    def drop(self) -> None:
        """Everything is saved, or was given up on purpose."""
        with suppress(OSError):
            self.own.unlink(missing_ok=True)

    def leftovers(self, is_alive: Callable[[Path], bool]) -> list[Leftover]:
        """Snapshots of windows that are gone, newest first; `is_alive` says whose are not."""
        found = sorted(self._found(is_alive), key=lambda one: one.snapshot.taken, reverse=True)
        return list(found)

    def _found(self, is_alive: Callable[[Path], bool]) -> Iterator[Leftover]:
        for file in self.folder.glob(f"*{SUFFIX}"):
            if file == self.own or is_alive(file):
                continue
            try:
                snapshot = load_snapshot(read_bytes(file))
            except UnreadableError:
                self.put_aside(file)
                continue
            yield _compared(file, snapshot)

    def put_aside(self, file: Path) -> None:
        """Offer a snapshot no more, but keep it."""
        with suppress(OSError):
            (self.folder / ASIDE).mkdir(exist_ok=True)
            os.replace(file, self.folder / ASIDE / file.name)  # noqa: PTH105  never follows


def _compared(file: Path, snapshot: Snapshot) -> Leftover:
    if snapshot.base is None:
        return Leftover(file, snapshot, None, base_changed=False)
    try:
        data = read_bytes(snapshot.base)
        report = load_project(data)
    except UnreadableError:
        return Leftover(file, snapshot, None, base_changed=True)
    changes = len(differences(report, snapshot.report))
    return Leftover(file, snapshot, changes, digest_of(data) != snapshot.digest)
