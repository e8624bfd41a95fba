"""Opening any file that holds a report: what it is, its content decides, not its name."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from app.model.edits import follow_figures
from app.model.quotes import shortened
from app.model.report import Report
from app.model.source import (
    NoSuchReportError,
    SeveralReportsError,
    SourceDocument,
    UnreadableError,
)
from app.paths import reachable
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.storage.project import load_project
from app.storage.snapshot import digest_of

MAX_BYTES = 100_000_000
"""No report is larger; the largest published ones, with pictures, have some 20 MB."""

READABLE_SUFFIXES = (
    ".nianbao",
    *".docx .doc .wps .rtf .pdf .html .htm .mht .mhtml .xlsx .xls .et .md .txt".split(),
)
"""What file dialogs offer; what a file is, its content decides."""

_QUOTED = 60
_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EISDIR: "这是一个文件夹",
    errno.EACCES: "没有读取的权限",
    errno.ENAMETOOLONG: "文件名太长",
}
_HEAD = 4096


class Opened(NamedTuple):
    """A report, and the name of the bytes that it was read from (`digest_of`).

    `source` is what a file of another program says, as it stood there.
    """

    report: Report
    digest: str
    source: SourceDocument | None = None


def open_report(path: Path, catalogue: Catalogue, number: int | None = None) -> Report:
    """Read a report, whatever kind of file it is; raise UnreadableError with one sentence.

    `number` says which one of a file with several, counted from 1; without it such a file raises
    SeveralReportsError.
    """
    return open_file(path, catalogue, number).report


def open_file(path: Path, catalogue: Catalogue, number: int | None = None) -> Opened:
    """The same, with the state of the file: whether it is still that can be asked later."""
    try:
        data = read_bytes(path)
        report, source = _decode(data, catalogue, number)
        _require_known_cells(report, catalogue)
        if report.linked_sections:
            values = compute(catalogue.form_of(report), report)
            report.apply(follow_figures(report, values))
    except SeveralReportsError as error:
        raise error.of_file(shortened(path.name, _QUOTED)) from error
    except UnreadableError as error:
        raise UnreadableError(f"打不开“{shortened(path.name, _QUOTED)}”：{error}") from error
    return Opened(report, digest_of(data), source)


def read_bytes(path: Path) -> bytes:
    """All bytes of an ordinary file of sensible size: no pipe, no device, nothing endless.

    Raises UnreadableError with the bare reason.
    """
    try:
        with open(reachable(path), "rb", opener=_without_waiting) as file:
            _require_ordinary(os.fstat(file.fileno()))
            return file.read(MAX_BYTES)
    except UnreadableError:
        raise
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "读取出错")
        raise UnreadableError(reason) from error


def _require_ordinary(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("这不是普通的文件")
    if status.st_size > MAX_BYTES:
        raise UnreadableError("文件太大，不像一份年度报告")


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _decode(
    data: bytes, catalogue: Catalogue, number: int | None
) -> tuple[Report, SourceDocument | None]:
    if not data.strip():
        raise UnreadableError("文件是空的")
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        if number is not None and number > 1:
            raise NoSuchReportError(number)
        return load_project(data), None
    # lxml and recognition are loaded at the first import: they cost the start-up 30 ms
    from app.services.reading import read_foreign  # noqa: PLC0415

    return read_foreign(data, catalogue, number)


def _require_known_cells(report: Report, catalogue: Catalogue) -> None:
    form = catalogue.form_of(report)
    for address in report.cell_addresses:
        if address not in form.known or address in form.derived:
            raise UnreadableError(f"文件里有表上没有的格“{address}”")
    for address in report.printed_addresses:
        if address not in form.derived:
            raise UnreadableError(f"文件里有表上没有的合计“{address}”")
