"""Whose work is inside the program, and under which licence: what 关于 shows."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

import msgspec

from app.paths import resource
from app.storage.strict import decode_toml

_HEADING = re.compile(r"^═══ (\S+) ═══\n", re.MULTILINE)
_SEPARATOR = "\n\n" + "─" * 40 + "\n\n"


@dataclass(frozen=True, slots=True)
class Licence:
    """One part of the program; `licence` is an SPDX expression, `text` the whole of its words."""

    name: str
    version: str
    licence: str
    text: str


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    version: str
    licence: str
    source: str
    systems: list[str]
    texts: list[str]


class _Index(msgspec.Struct, forbid_unknown_fields=True):
    parts: list[_Part]


def licences() -> tuple[Licence, ...]:
    """Every part of the executable for this system, the program itself first.

    Raises MalformedError or OSError if the installation is damaged.
    """
    folder = resource("licences")
    index = decode_toml((folder / "index.toml").read_bytes(), _Index)
    system = "windows" if sys.platform == "win32" else "linux"
    _, *cut = _HEADING.split((folder / "texts.txt").read_text(encoding="utf-8"))
    texts = dict(zip(cut[::2], cut[1::2], strict=True))
    return tuple(
        Licence(
            part.name,
            part.version,
            part.licence,
            _SEPARATOR.join(texts[name].strip("\n") for name in part.texts),
        )
        for part in index.parts
        if system in part.systems
    )
