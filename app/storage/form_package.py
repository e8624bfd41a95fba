"""A new form from a file: a folder or zip archive with a list of SHA-256 digests.

    SHA256SUMS                  a line for each other file: digest, two blanks, path
    package.toml                name, source, issued (a date)
    formats/ID/format.toml      the form, and beside it layout.toml and charts.toml
    help/ID.toml                what its rows and columns mean (may be missing)

Nothing else may be inside.  The digests tell damage and half-copied folders; who made a package is
for the user to know, who is shown its source and date.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec

from app.storage.strict import MalformedError, decode_toml

SUMS = "SHA256SUMS"
INFO = "package.toml"

_MOST_FILES = 24
_LARGEST = 1_000_000
"""Bytes of one file; the forms shipped have a twentieth of it."""
_ALLOWED = re.compile(
    r"package\.toml|formats/[0-9a-z][0-9a-z_-]{0,19}/(?:format|layout|charts)\.toml"
    r"|help/[0-9a-z][0-9a-z_-]{0,19}\.toml"
)
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64}) [ *](?P<path>[!-~]+)")
_ENCRYPTED = 0x1
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""All that zipfile raises for bytes that are no sound archive, and the disk for what is gone."""

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class FormPackageError(ValueError):
    """A package that is refused; its sentence says why, and nothing of it is kept."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"“{path.name}”不能用作格式更新：{reason}")


class PackageInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a package says of itself."""

    name: Words
    source: Words
    issued: date


@dataclass(frozen=True, slots=True)
class FormPackage:
    """A package whose every file is what its list (`sums`) says."""

    info: PackageInfo
    files: Mapping[str, bytes]
    sums: bytes

    @property
    def digest(self) -> str:
        """Of the list: two packages that have it in common are the same."""
        return sha256(self.sums).hexdigest()

    @property
    def forms(self) -> tuple[str, ...]:
        """Ids of the forms inside."""
        return tuple(sorted({name.split("/")[1] for name in self.files if "formats/" in name}))


def read_package(path: Path) -> FormPackage:
    """Read and hold against the list; raise FormPackageError."""
    try:
        files = _from_folder(path) if path.is_dir() else _from_archive(path)
    except FormPackageError:
        raise
    except _FAULTS as error:
        raise FormPackageError(path, "读不出来，文件可能不完整") from error
    sums = files.pop(SUMS, None)
    if sums is None:
        raise FormPackageError(path, f"没有校验清单 {SUMS}")
    _hold_against(path, files, _listed(path, sums))
    try:
        info = decode_toml(files[INFO], PackageInfo)
    except KeyError:
        raise FormPackageError(path, f"没有 {INFO}") from None
    except MalformedError as error:
        raise FormPackageError(path, f"{INFO} {error}") from error
    if not any(name.endswith("/format.toml") for name in files):
        raise FormPackageError(path, "里面没有格式")
    return FormPackage(info, files, sums)


def _from_folder(path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for found in sorted(path.rglob("*")):
        if found.is_symlink():
            raise FormPackageError(path, f"“{found.name}”是链接")
        if found.is_dir():
            continue
        name = found.relative_to(path).as_posix()
        _admit(path, name, found.stat().st_size, len(files))
        files[name] = found.read_bytes()
    return files


def _from_archive(path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        shared = _shared_folder([entry.filename for entry in entries])
        for entry in entries:
            name = entry.filename.removeprefix(shared)
            if entry.flag_bits & _ENCRYPTED:
                raise FormPackageError(path, "设有密码")
            _admit(path, name, entry.file_size, len(files))
            if name in files:
                raise FormPackageError(path, f"“{name}”出现了两次")
            with archive.open(entry) as stream:
                files[name] = stream.read(_LARGEST + 1)
            _admit(path, name, len(files[name]), 0)
    return files


def _shared_folder(names: list[str]) -> str:
    """The one folder that archives made of a folder have everything in, with its slash."""
    tops = {name.partition("/")[0] for name in names}
    top = f"{tops.pop()}/" if len(tops) == 1 else ""
    return top if f"{top}{SUMS}" in names else ""


def _admit(path: Path, name: str, size: int, so_far: int) -> None:
    """Only what belongs into a package, and not too much of it."""
    if name != SUMS and not _ALLOWED.fullmatch(name):
        raise FormPackageError(path, f"里面有不认识的文件“{name}”")
    if size > _LARGEST or so_far >= _MOST_FILES:
        raise FormPackageError(path, "太大，不像格式更新")


def _listed(path: Path, sums: bytes) -> dict[str, str]:
    listed: dict[str, str] = {}
    try:
        lines = sums.decode("ascii").splitlines()
    except UnicodeDecodeError as error:
        raise FormPackageError(path, f"{SUMS} 不是文字") from error
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None or found["path"] in listed:
            raise FormPackageError(path, f"{SUMS} 第 {number} 行有误")
        listed[found["path"]] = found["digest"]
    return listed


def _hold_against(path: Path, files: Mapping[str, bytes], listed: Mapping[str, str]) -> None:
    for name, data in files.items():
        if name not in listed:
            raise FormPackageError(path, f"“{name}”不在校验清单里")
        if sha256(data).hexdigest() != listed[name]:
            raise FormPackageError(path, f"“{name}”与校验清单不符，可能损坏或被改过")
    if missing := sorted(listed.keys() - files.keys()):
        raise FormPackageError(path, f"缺少“{missing[0]}”")
