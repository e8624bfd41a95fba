"""Where the sentence around a piece of a text begins and ends."""

from __future__ import annotations

import re

_REACH = 120
"""Characters on each side that are looked at, however long the sentence is."""

_STOPS = "。；！？\n"
_STOP = re.compile(f"[{_STOPS}]")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the sentence that a piece of a text stands in, its stops not counted.

    A stop that the piece itself begins with is not the end of the sentence before.
    """
    while start < end and text[start] in _STOPS:
        start += 1
    first = max(start - _REACH, 0)
    first = max(first, *(text.rfind(stop, first, start) + 1 for stop in _STOPS))
    stop = _STOP.search(text, end, end + _REACH)
    return first, stop.start() if stop else min(end + _REACH, len(text))
