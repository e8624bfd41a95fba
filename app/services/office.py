"""Office suites installed on this PC: other ways from a Word file to PDF, and from old files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from app.model.document import Document
from app.paths import resource

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

_AUTOMATED: Final = (
    ("Word", ("Word.Application",)),
    ("WPS", ("KWPS.Application", "WPS.Application")),
)
"""Suites of Windows that have no command, and the names under which scripts reach them."""
_FORMATS: Final = {".pdf": 17, ".docx": 12}

_PDF_START = b"%PDF-"


class OfficeError(RuntimeError):
    """A suite that did not convert a file."""

    def __init__(self, suite: str, reason: str) -> None:
        super().__init__(f"用 {suite} 没有转换成功：{reason}")


class Suite(Protocol):
    """Something installed that can save one file as another."""

    @property
    def name(self) -> str:
        """As users call it."""
        ...

    def convert(self, source: Path, target: Path, seconds: float = _PATIENCE) -> None:
        """Save a file in the format of the target's ending (.pdf, .docx); raise OfficeError.

        Both files lie in one folder of their own, which the suite may litter.
        """
        ...


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice or OpenOffice: it converts when it is called with a command."""

    name: str
    program: Path

    def convert(self, source: Path, target: Path, seconds: float = _PATIENCE) -> None:
        """See `Suite`; with a profile of its own, so that an open window of it is no hindrance."""
        command = [
            str(self.program),
            f"-env:UserInstallation={(target.parent / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            target.suffix.lstrip("."),
            "--outdir",
            str(target.parent),
            str(source),
        ]
        _call(self.name, command, seconds)
        made = target.with_name(source.stem + target.suffix)
        if made != target and made.exists():
            made.replace(target)


@dataclass(frozen=True, slots=True)
class Automated:
    """Microsoft Word or WPS on Windows: a script asks it to open the file and to save it."""

    name: str
    program: str
    """Under which scripts reach it: `Word.Application`."""

    def convert(self, source: Path, target: Path, seconds: float = _PATIENCE) -> None:
        """See `Suite`."""
        script = str(resource("office") / "convert.js")
        what = [self.program, str(source), str(target), str(_FORMATS[target.suffix])]
        command = ["cscript.exe", "//B", "//NoLogo", "//E:JScript", script, *what]
        _call(self.name, command, seconds)


def pdf_of(suite: Suite, document: Document, seconds: float = _PATIENCE) -> bytes:
    """A document's Word file as a suite sets it; raise OfficeError."""
    from app.word.writer import write_document  # noqa: PLC0415  loaded at the first export

    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as name:
        source, target = Path(name, "report.docx"), Path(name, "report.pdf")
        source.write_bytes(write_document(document))
        suite.convert(source, target, seconds)
        try:
            data = target.read_bytes()
        except OSError as error:
            raise OfficeError(suite.name, "没有得到 PDF 文件") from error
    if not data.startswith(_PDF_START):
        raise OfficeError(suite.name, "得到的不是 PDF 文件")
    return data


def installed_suites(environment: Mapping[str, str] = os.environ) -> tuple[Suite, ...]:
    """Word and WPS as Windows knows them, LibreOffice on the PATH or where it installs itself."""
    found: list[Suite] = []
    for name, programs in _AUTOMATED:
        known = [program for program in programs if _is_registered(program)]
        found += [Automated(name, program) for program in known[:1]]
    for program in _candidates(environment):
        name = "OpenOffice" if "openoffice" in str(program).lower() else "LibreOffice"
        return (*found, LibreOffice(name, program))
    return tuple(found)


def _is_registered(program: str) -> bool:
    """Whether Windows knows a class under this name."""
    if sys.platform != "win32":
        return False
    import winreg  # noqa: PLC0415  Windows only

    try:
        with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{program}\CLSID"):
            return True
    except OSError:
        return False


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


def _call(suite: str, command: Sequence[str], seconds: float) -> None:
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
        raise OfficeError(suite, f"等了 {seconds:.0f} 秒没有结果") from error
    except OSError as error:
        raise OfficeError(suite, "启动不了") from error
    if done.returncode:
        raise OfficeError(suite, f"它报告出错（{done.returncode}）")


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """The user's own environment: a packed program has put its libraries before the system's."""
    found = dict(own)
    if getattr(sys, "frozen", False):
        before = found.pop("LD_LIBRARY_PATH_ORIG", "")
        found.pop("LD_LIBRARY_PATH", None)
        if before:
            found["LD_LIBRARY_PATH"] = before
    return found
