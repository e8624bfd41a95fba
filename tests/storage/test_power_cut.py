"""A power cut at any moment of a save: the old report or the new one is there, whole.

What the writer asks of the system is recorded, then replayed as a disk may have it after a power
cut: any first part of the calls, of which POSIX promises only what was flushed. Content that was
not flushed may be there, half there or missing; names that were not flushed may be old or new.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import IO, Self, cast

import pytest

from app.storage.atomic import write_atomically

OLD, NEW = "旧".encode() * 40, "新".encode() * 30
TARGET = "年报.nianbao"


@dataclass(frozen=True)
class Call:
    """One thing asked of the system: write, flush, name (a file made), move, flush names."""

    kind: str
    data: bytes = b""


def record(
    save: Callable[[Path, bytes], None], folder: Path, patch: pytest.MonkeyPatch
) -> list[Call]:
    """The calls of one save over an old file, in order."""
    calls: list[Call] = []
    path = folder / TARGET
    path.write_bytes(OLD)
    make, opener, flush, replace = tempfile.mkstemp, os.fdopen, os.fsync, Path.replace

    def made(**options: str) -> tuple[int, str]:
        calls.append(Call("name"))
        return make(prefix=options["prefix"], suffix=options["suffix"], dir=folder)

    def opened(descriptor: int, mode: str) -> IO[bytes]:
        file = cast("IO[bytes]", opener(descriptor, mode))
        write = file.write

        def written(data: bytes) -> int:
            calls.append(Call("write", data))
            return write(data)

        return cast("IO[bytes]", _Watched(file, written))

    def flushed(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        calls.append(Call("flush names" if is_folder else "flush"))
        flush(descriptor)

    def moved(self: Path, target: Path) -> Path:
        calls.append(Call("move"))
        return replace(self, target)

    with patch.context() as here:
        here.setattr(tempfile, "mkstemp", made)
        here.setattr(os, "fdopen", opened)
        here.setattr(os, "fsync", flushed)
        here.setattr(Path, "replace", moved)
        save(path, NEW)
    assert path.read_bytes() == NEW
    return calls


class _Watched:
    """A file whose writes are seen."""

    def __init__(self, file: IO[bytes], write: Callable[[bytes], int]) -> None:
        self._file = file
        self.write = write
        self.flush = file.flush
        self.fileno = file.fileno

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def after_power_cuts(calls: list[Call]) -> Iterator[bytes | None]:
    """What may stand under the report's name afterwards; None for no such file."""
    for length in range(len(calls) + 1):
        done = calls[:length]
        names = [n for n, call in enumerate(done) if call.kind in ("name", "move")]
        lasting = [n for n, call in enumerate(done) if call.kind == "flush names"]
        sure = {n for n in names if lasting and n < lasting[-1]}
        free = [n for n in names if n not in sure]
        for count in range(len(free) + 1):
            for kept in combinations(free, count):
                yield from _contents(done, sure | set(kept))


def _contents(done: list[Call], names: set[int]) -> Iterator[bytes | None]:
    """The report for one choice of names that reached the disk."""
    move = next((n for n in names if done[n].kind == "move"), None)
    if move is None:
        yield OLD
        return
    written = b"".join(call.data for call in done if call.kind == "write")
    flushes = [n for n, call in enumerate(done) if call.kind == "flush"]
    writes = [n for n, call in enumerate(done) if call.kind == "write"]
    if flushes and all(n < flushes[-1] for n in writes):
        yield written
    else:
        yield from (written, written[: len(written) // 2], b"")


def careless(path: Path, data: bytes) -> None:
    """A writer as many programs have it: no flush before the move."""
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=str(path.parent))
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(name).replace(path)


def test_the_old_or_the_new_report_is_whole_after_any_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = record(write_atomically, tmp_path, monkeypatch)
    assert [c.kind for c in calls] == ["name", "write", "flush", "move", "flush names"]
    seen = list(after_power_cuts(calls))
    assert set(seen) == {OLD, NEW}


def test_once_the_save_has_returned_the_new_report_is_there_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = record(write_atomically, tmp_path, monkeypatch)
    names = {n for n, call in enumerate(calls) if call.kind in ("name", "move")}
    flushed = max(n for n, call in enumerate(calls) if call.kind == "flush names")
    assert all(n < flushed for n in names)
    assert set(_contents(calls, names)) == {NEW}


def test_the_simulator_sees_a_writer_that_does_not_flush(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = record(careless, tmp_path, monkeypatch)
    assert b"" in set(after_power_cuts(calls))
