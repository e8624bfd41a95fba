"""Office suites installed on this PC, as another way from the Word file to a PDF file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.model.document import Document

_PATH_NAMES = ("soffice", "libreoffice")
_UNIX_PLACES = (
    "/opt/libreoffice*/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_WINDOWS_PLACES = (
    "LibreOffice*/program/soffice.com",
    "LibreOffice*/program/soffice.exe",
    "OpenOffice*/program/soffice.exe",
)
_PATIENCE = 120.0
"""Seconds; the first start of a suite on an old PC is slow."""

_PDF_START = b"%PDF-"


class OfficeError(RuntimeError):
    """A suite that gave no PDF file."""

    def __init__(self, suite: Suite, reason: str) -> None:
        super().__init__(f"用 {suite.name} 没有转换成功：{reason}；可以用本程序自己的 PDF")


@dataclass(frozen=True, slots=True)
class Suite:
    """An office suite that converts files when it is called with a command.

    Microsoft Word and WPS have no such command: from them a PDF file is saved by hand.
    """

    name: str
    program: Path

    def pdf_of(self, document: Document, seconds: float = _PATIENCE) -> bytes:
        """The document's Word file as this suite sets it; raise OfficeError."""
        from app.word.writer import write_document  # noqa: PLC0415  loaded at the first export

        with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source = folder / "report.docx"
            source.write_bytes(write_document(document))
            self._convert(source, folder, seconds)
            try:
                data = source.with_suffix(".pdf").read_bytes()
            except OSError as error:
                raise OfficeError(self, "没有得到 PDF 文件") from error
        if not data.startswith(_PDF_START):
            raise OfficeError(self, "得到的不是 PDF 文件")
        return data

    def _convert(self, source: Path, folder: Path, seconds: float) -> None:
        """A profile of its own, so that an open window of the suite is no hindrance."""
        command = [
            str(self.program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        try:
            done = subprocess.run(  # noqa: S603  a program that this module looked up
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                env=_environment(os.environ),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired as error:
            raise OfficeError(self, f"等了 {seconds:.0f} 秒没有结果") from error
        except OSError as error:
            raise OfficeError(self, "启动不了") from error
        if done.returncode:
            raise OfficeError(self, f"它报告出错（{done.returncode}）")


def installed_suites(environment: Mapping[str, str] = os.environ) -> tuple[Suite, ...]:
    """Those found on the PATH and where installers put them, each once."""
    found: dict[Path, Suite] = {}
    for program in _candidates(environment):
        name = "OpenOffice" if "openoffice" in str(program).lower() else "LibreOffice"
        found.setdefault(program.resolve(), Suite(name, program))
    return tuple(found.values())[:1]


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in _PATH_NAMES:
        if place := shutil.which(name, path=environment.get("PATH", "")):
            yield Path(place)
    if os.name == "nt":
        for variable in _WINDOWS_FOLDERS:
            folder = environment.get(variable)
            for pattern in _WINDOWS_PLACES if folder else ():
                yield from sorted(Path(str(folder)).glob(pattern))
    else:
        for pattern in _UNIX_PLACES:
            yield from sorted(Path("/").glob(pattern.lstrip("/")))


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """The user's own environment: a packed program has put its libraries before the system's."""
    found = dict(own)
    if getattr(sys, "frozen", False):
        before = found.pop("LD_LIBRARY_PATH_ORIG", "")
        found.pop("LD_LIBRARY_PATH", None)
        if before:
            found["LD_LIBRARY_PATH"] = before
    return found
