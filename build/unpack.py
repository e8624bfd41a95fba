"""Lay open what is inside a built executable: its files, and the names of its Python modules.

python3 build/unpack.py EXECUTABLE FOLDER
"""

from __future__ import annotations

import marshal
import struct
import sys
from pathlib import Path

from bundle import contents

_MODULES = "z"
_KEPT = ("b", "x", _MODULES)
"""Libraries, files and the archive of modules; the rest is the loader's own."""
_TABLE_AT = struct.Struct("!8xI")


def unpack(executable: Path, folder: Path) -> int:
    """Write every file that a one-file start would write; returns their number.

    Beside the archive of modules lies a text with their names, one a line.
    """
    count = 0
    for part in contents(executable):
        if part.kind not in _KEPT:
            continue
        target = folder / part.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(part.content)
        if part.kind == _MODULES:
            names = "\n".join(module_names(part.content))
            target.with_suffix(".txt").write_text(names, encoding="utf-8")
        count += 1
    return count


def module_names(archive: bytes) -> list[str]:
    """The modules in PyInstaller's archive of them, sorted."""
    (at,) = _TABLE_AT.unpack_from(archive)
    table: list[tuple[str, object]] = marshal.loads(archive[at:])  # noqa: S302  just built here
    return sorted(name for name, _ in table)


if __name__ == "__main__":
    print(unpack(Path(sys.argv[1]), Path(sys.argv[2])))
