"""Where unit and date of a signature stand, by GB/T 9704-2012, 7.3.5.1 and 7.3.5.2."""

from __future__ import annotations

import functools
import re
import unicodedata

_FREE_WITH_SEAL = 4.0
"""Characters between the date and the right margin where a seal is put over it."""

_FREE_WITHOUT = 2.0
"""Characters between the unit and the right margin, and from the unit's first to the date's."""

_USUAL_DATE = 7.5
"""Width of a date in characters where there is none to measure."""

_GAP = 0.2
"""What Word and LibreOffice leave between a Chinese character and a digit, in characters."""
_MEETING = re.compile(r"(?<=[0-9A-Za-z])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[0-9A-Za-z])")


def signature_indents(
    unit: str, date: str, characters: int, *, has_seal: bool
) -> tuple[float, float]:
    """Where unit and date begin, in characters from the left margin of a line of `characters`.

    With a seal both are centred between there and the right margin, on the centre line of the
    date; a unit too long for that ends at the right margin and takes the date with it.  Without
    one they begin there; one that is too long begins at the left margin.
    """
    named, dated = _set_width(unit), _set_width(date) or _USUAL_DATE
    if has_seal:
        left = characters - max(2 * _FREE_WITH_SEAL + dated, named + 0.5)
        return max(0.0, left), max(0.0, left)
    left = characters - _FREE_WITHOUT - named
    if dated > named:
        left = characters - 2 * _FREE_WITHOUT - dated
    left = max(0.0, left)
    return left, max(0.0, min(left + _FREE_WITHOUT, characters - dated))


def _set_width(text: str) -> float:
    return width_in_characters(text) + _GAP * len(_MEETING.findall(text))


@functools.lru_cache(maxsize=1_024)
def width_in_characters(text: str) -> float:
    """Chinese characters count 1, digits and Latin letters a half."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return wide + (len(text) - wide) / 2
