"""How high a row must be for its texts; programs for sheets do not find that out by themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LINE, _SPARE = 15.0, 5.0
"""Points: a line of text, and what a row has above and below."""
_HIGHEST = 409.0
"""No row of a sheet is higher."""


def height_of(texts: Sequence[tuple[str, float]]) -> float:
    """Points that a row needs for texts in columns of so many characters."""
    needed = (
        sum(max(1, -(-_characters(line) // max(1, int(width) - 1))) for line in text.split("\n"))
        for text, width in texts
    )
    return min(_HIGHEST, max(needed, default=1) * _LINE + _SPARE)


def _characters(text: str) -> int:
    """Widths of a Latin digit; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
