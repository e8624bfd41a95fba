"""Letters with places → lines of text in reading order."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from app.pdf.marks import Letter

_SAME_LINE = 0.45
"""Of the height of a letter: middles so near to each other are on one line."""
_GAP = 0.18
"""Ems between Latin letters that are a space, which some programs leave out."""
_SPACES = " \u3000\u00a0"
_FAR = 1.5
"""Ems between any letters that are a space; less is set between Chinese and Latin by itself."""
_SMALLEST = 0.1
"""Points: damaged files have letters of no height."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line with its box; `em` is the size of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    first_word: float
    """Width of what cannot be parted at its start: a Chinese letter, or a Latin word."""


def lines_of(letters: Sequence[Letter]) -> list[TextLine]:
    """The lines from top to bottom."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.middle[1]):
        if rows and _is_beside(rows[-1], letter):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    found = [_line(sorted(row, key=attrgetter("left"))) for row in rows]
    return [line for line in found if line is not None]


def _is_beside(row: Sequence[Letter], letter: Letter) -> bool:
    last = row[-1]
    height = min(letter.bottom - letter.top, last.bottom - last.top)
    middle = statistics.fmean(other.middle[1] for other in row[-8:])
    return letter.middle[1] - middle <= _SAME_LINE * max(height, 1.0)


def _line(row: Sequence[Letter]) -> TextLine | None:
    words = [letter for letter in row if letter.text not in _SPACES]
    if not words:
        return None
    begin, end = row.index(words[0]), len(row)
    em = max(statistics.median(letter.bottom - letter.top for letter in words), _SMALLEST)
    parts: list[str] = []
    for place, letter in enumerate(row[begin:end], begin):
        if place > begin:
            parts.append(_between(row[place - 1], letter, em))
        parts.append(letter.text)
    return TextLine(
        _whole("".join(parts)),
        words[0].left,
        min(letter.top for letter in words),
        words[-1].right,
        max(letter.bottom for letter in words),
        em,
        _first_word(words, em),
    )


def _between(first: Letter, second: Letter, em: float) -> str:
    gap = (second.left - first.right) / em
    if first.text in _SPACES or second.text in _SPACES:
        return ""
    least = _GAP if first.text.isascii() and second.text.isascii() else _FAR
    return " " if gap > least else ""


def _first_word(words: Sequence[Letter], em: float) -> float:
    end = 0
    if words[0].text.isascii():
        while end + 1 < len(words) and words[end + 1].text.isascii():
            if words[end + 1].left - words[end].right > _GAP * em:
                break
            end += 1
    elif len(words) > 1 and words[1].text in "，。、；：）》”！？":
        end = 1
    return words[end].right - words[0].left


def _whole(text: str) -> str:
    """Halves of characters put together, as they come where a character takes two codes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
