"""Characters of texts that have no place in a published file of markup."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
_LINE_END = re.compile("\r\n?")


def printable(text: str) -> str:
    """The text without control characters and non-characters, its lines ended by line feeds.

    XML 1.0 (2.2) forbids some of them, HTML (3.5, input stream) the others.
    """
    return _LINE_END.sub("\n", _UNPRINTABLE.sub("", text))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that `printable` leaves out, each once, in their order."""
    return tuple(dict.fromkeys(_UNPRINTABLE.findall(text)))
