"""Files of old formats: what is inside an OLE file, and Word files by way of an office suite.

Word, WPS and Excel before 2007 wrote OLE compound files ([MS-CFB]), and so do .wps and .et; a
modern file with a password is one as well.  The names of their streams tell which it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.model.source import SourceDocument, UnreadableError
from app.services.office import OfficeError, Suite, installed_suites
from app.sheet.reader import read_old_workbook
from app.word.reader import read_document

_OLE: Final = b"\xd0\xcf\x11\xe0"
_RICH_TEXT: Final = b"{\\rtf"
_LOCKED: Final = "文件设有密码，请取消密码后再打开"
_UNKNOWN: Final = "旧格式的文件已损坏，或不是 Word、WPS 文字、工作簿"
_NO_SUITE: Final = (
    "这是旧格式的 Word 或 WPS 文件，本机没有能转换它的办公软件，"
    "请在 Word 或 WPS 里打开，另存为 .docx 后再读入"
)


def is_old(data: bytes) -> bool:
    """Whether bytes are a file that only old programs, or office suites, read."""
    return data.startswith((_OLE, _RICH_TEXT))


def read_old(data: bytes, suites: Sequence[Suite] | None = None) -> SourceDocument:
    """Read an old file; UnreadableError with one sentence on what to do where that fails."""
    if _has_stream(data, "EncryptedPackage"):
        raise UnreadableError(_LOCKED)
    if _has_stream(data, "Workbook") or (
        _has_stream(data, "Book") and not _has_stream(data, "WordDocument")
    ):
        return read_old_workbook(data)
    if not data.startswith(_RICH_TEXT) and not _has_stream(data, "WordDocument"):
        raise UnreadableError(_UNKNOWN)
    return read_document(_modern(data, installed_suites() if suites is None else suites))


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file has a stream of this name in its directory."""
    entry = name.encode("utf-16-le") + b"\0\0"
    return data.startswith(_OLE) and entry in data


def _modern(data: bytes, suites: Sequence[Suite]) -> bytes:
    """The file as the first suite that can saves it anew."""
    suffix = ".rtf" if data.startswith(_RICH_TEXT) else ".doc"
    failed = ""
    for suite in suites:
        with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
            source, target = Path(folder, f"old{suffix}"), Path(folder, "new.docx")
            source.write_bytes(data)
            try:
                suite.convert(source, target)
                return target.read_bytes()
            except (OfficeError, OSError) as error:
                failed = str(error) if isinstance(error, OfficeError) else "没有得到 Word 文件"
    raise UnreadableError(
        f"{failed}；请在 Word 或 WPS 里另存为 .docx 后再读入" if failed else _NO_SUITE
    )
