"""A snapshot: an unsaved report with the file it belongs to, as that file was then."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from app.model.report import Report
from app.model.source import UnreadableError
from app.storage.project import dump_project, load_project
from app.storage.strict import MalformedError, decode_json, encode_json

SUFFIX = ".snapshot"
_VERSION = 1


class _Envelope(msgspec.Struct, forbid_unknown_fields=True):
    snapshot: int
    base: str
    digest: str
    taken: datetime
    project: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was open, when, and over which file.

    `base` is None for a report that was never saved; `digest` names the content of the base at
    the time (`digest_of`), "" where there is none.
    """

    base: Path | None
    digest: str
    taken: datetime
    report: Report


def digest_of(data: bytes) -> str:
    """A name for exactly these bytes."""
    return hashlib.sha256(data).hexdigest()


def is_text(path: Path) -> bool:
    """Whether a path can be written down as text; names on Linux may be any bytes."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def dump_snapshot(snapshot: Snapshot) -> bytes:
    """Write a snapshot; `load_snapshot` of the result is equal to it.

    A base whose name is no text (bytes that are no UTF-8) is left out: the work is kept without it.
    """
    base = "" if snapshot.base is None or not is_text(snapshot.base) else str(snapshot.base)
    project = msgspec.Raw(dump_project(snapshot.report))
    return encode_json(_Envelope(_VERSION, base, snapshot.digest, snapshot.taken, project))


def load_snapshot(data: bytes) -> Snapshot:
    """Read a snapshot; raise UnreadableError for one that is damaged or of a newer program."""
    try:
        entry = decode_json(data, _Envelope)
    except MalformedError as error:
        raise UnreadableError("快照不完整") from error
    if entry.snapshot > _VERSION:
        raise UnreadableError("快照由更新版本的阳光年报写成")
    base = Path(entry.base) if entry.base else None
    return Snapshot(base, entry.digest, entry.taken, load_project(bytes(entry.project)))
