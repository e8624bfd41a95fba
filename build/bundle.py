"""What lies inside a one-file executable of PyInstaller: names and contents of its parts.

By the archive's own layout, so that it reads on Linux what was made for Windows and needs nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_COOKIE = struct.Struct("!8sIIII64s")
_ENTRY = struct.Struct("!IIIIBc")
_MAGIC = b"MEI\014\013\012\013\016"


class NoBundleError(ValueError):
    """A file that PyInstaller did not make, or that is cut off."""


class Inside(NamedTuple):
    """One file inside: its path with forward slashes, PyInstaller's letter for its kind."""

    name: str
    kind: str
    content: bytes


def contents(executable: Path) -> Iterator[Inside]:
    """All files inside, in the order of the archive's own table; raise NoBundleError."""
    data = executable.read_bytes()
    at = data.rfind(_MAGIC)
    if at < 0 or at + _COOKIE.size > len(data):
        raise NoBundleError(executable.name)
    _, length, table_at, table_length, _, _ = _COOKIE.unpack_from(data, at)
    start = at + _COOKIE.size - length
    position = start + table_at
    end = position + table_length
    while position < end:
        size, offset, packed, _, compressed, kind = _ENTRY.unpack_from(data, position)
        name = data[position + _ENTRY.size : position + size].rstrip(b"\0").decode()
        content = data[start + offset : start + offset + packed]
        if compressed:
            content = zlib.decompress(content)
        yield Inside(name.replace("\\", "/"), kind.decode(), content)
        position += size
