"""Where lines end: Chinese rules of what may not begin or end a line (GB/T 15834, 避头尾)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

CLOSERS: Final = frozenset("。，、；：？！）》〉】〕」』")
"""Marks with their ink at the left: the blank half at their right may be given up."""

NEVER_FIRST: Final = CLOSERS | frozenset("”’…·％%,.;:?!)]}℃‰々～")  # noqa: RUF001
NEVER_LAST: Final = frozenset("（《〈【〔「『“‘([{￥＄#№")  # noqa: RUF001

_TOGETHER: Final = frozenset("—…")
_WIDE_MARKS: Final = frozenset("“”‘’…—–·×÷±°§′″※")  # noqa: RUF001
"""Punctuation that stands in the Chinese face although Latin has it too."""

_SPACES: Final = frozenset(" \t\u3000\u2002\u2003\u2009")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINED = re.compile("[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef\u200d]")
_BREAKS_IN_ADDRESSES: Final = frozenset("/.-_?&=")
_LONG = 8.0
"""Ems: a word longer than this is broken rather than leaving so much of a line empty."""

_GIVEN_UP = 0.4
"""How much of an em a mark gives up at most so that another fits at the end of the line."""

_BETWEEN_SCRIPTS = 0.2
"""Space between Chinese characters and Latin letters or digits, in ems."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cluster:
    """One letter with whatever is written upon it; `is_wide`: in the Chinese face."""

    text: str
    width: float
    is_wide: bool
    mark: int
    """Number of the stretch of one style it belongs to."""

    lead: float = 0.0
    """Space before it where the script changes; none at the start of a line."""


def clean(text: str) -> str:
    """Without what cannot be seen: control characters, marks of direction."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t\u200d" or unicodedata.category(c) not in _UNSEEN)


def is_wide(letter: str) -> bool:
    """Whether a letter stands in the Chinese face, not in the Latin one."""
    first = letter[0]
    if first < "\u0080":
        return False
    return first in _WIDE_MARKS or unicodedata.east_asian_width(first) in "WFA"


def letters(text: str) -> Iterator[str]:
    """The letters of a text, each with the accents, selectors and joined signs that follow it."""
    if not _JOINED.search(text):
        yield from text
        return
    held = ""
    for character in text:
        if held and not (_JOINED.match(character) or held.endswith("\u200d")):
            yield held
            held = ""
        held += character
    if held:
        yield held


def spaced(clusters: Sequence[Cluster], em: float) -> list[Cluster]:
    """The same with space where Chinese meets Latin, as word processors add it."""
    found: list[Cluster] = []
    for before, cluster in zip((None, *clusters), clusters, strict=False):
        if before is not None and before.is_wide != cluster.is_wide:
            sides = (before.text[-1], cluster.text[0])
            if all(side.isalnum() for side in sides):
                cluster = Cluster(  # noqa: PLW2901
                    cluster.text,
                    cluster.width,
                    cluster.is_wide,
                    cluster.mark,
                    _BETWEEN_SCRIPTS * em,
                )
        found.append(cluster)
    return found


def may_break(before: str, after: str, *, wide: tuple[bool, bool]) -> bool:
    """Whether a line may end between two letters."""
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST or after in _SPACES:
        return False
    if before[-1] in _TOGETHER and before[-1] == after[0]:
        return False
    return before in _SPACES or wide[0] or wide[1]


@dataclass(frozen=True, slots=True)
class Line:
    """Clusters `start` to `end`; `squeeze` is what all its closing marks together give up."""

    start: int
    end: int
    squeeze: float = 0.0


def break_lines(clusters: Sequence[Cluster], room: Callable[[int], float], em: float) -> list[Line]:
    """Fill line after line; `room` tells the width of each, counted from 0.

    A closing mark that does not fit is drawn in if the marks of the line can make room for it,
    else it takes the letter before it to the next line.
    """
    lines: list[Line] = []
    start, total = 0, len(clusters)
    while start < total:
        width = room(len(lines))
        end, used = _fill(clusters, start, width)
        if end < total:
            end, squeeze = _end_of_line(clusters, start, end, width - used, em)
            lines.append(Line(start, end, squeeze))
            while end < total and clusters[end].text in " \t":
                end += 1
        else:
            lines.append(Line(start, end))
        start = end
    return lines or [Line(0, 0)]


def _fill(clusters: Sequence[Cluster], start: int, width: float) -> tuple[int, float]:
    used, end = 0.0, start
    while end < len(clusters):
        wanted = clusters[end].width + (clusters[end].lead if end > start else 0.0)
        if used + wanted > width + 0.01 and end > start and clusters[end].text != " ":
            break
        used += wanted
        end += 1
    return end, used


def _end_of_line(
    clusters: Sequence[Cluster], start: int, full: int, left: float, em: float
) -> tuple[int, float]:
    """The best end near `full`, the first cluster that does not fit; and what marks give up."""
    mark = clusters[full]
    if mark.text in CLOSERS and _free(clusters, full + 1):
        squeeze = mark.width / 2 - left  # its blank half may stand beyond the edge
        giving = sum(c.text in CLOSERS for c in clusters[start:full])
        if squeeze <= giving * _GIVEN_UP * em:
            return full + 1, max(squeeze, 0.0)
    end = full
    while end > start and not _free(clusters, end):
        end -= 1
    lost = sum(c.width + c.lead for c in clusters[end:full])
    if end == start or lost > _LONG * em:
        end = full
        for place in range(full, max(start, full - 12), -1):
            if clusters[place - 1].text in _BREAKS_IN_ADDRESSES:
                return place, 0.0
    return end, 0.0


def _free(clusters: Sequence[Cluster], place: int) -> bool:
    if place >= len(clusters):
        return True
    before, after = clusters[place - 1], clusters[place]
    return may_break(before.text, after.text, wide=(before.is_wide, after.is_wide))


def balanced(clusters: Sequence[Cluster], width: float, em: float) -> list[Line]:
    """Lines of about one length, as few as the width allows: for titles and heads of tables."""
    best = break_lines(clusters, lambda _line: width, em)
    if len(best) == 1:
        return best
    narrow, wide = width / len(best) / 2, width
    while wide - narrow > em / 8:
        middle = (narrow + wide) / 2
        lines = break_lines(clusters, lambda _line, middle=middle: middle, em)
        if len(lines) <= len(best) and not any(line.squeeze for line in lines):
            best, wide = lines, middle
        else:
            narrow = middle
    return best
