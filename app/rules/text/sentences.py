"""Sentences of a text: the one around a piece of it, and a few of them as one block."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+\Z")
_EVERY = 4


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """All of a text in pieces of about four sentences, each with the place where it begins.

    A block ends behind a sentence whose length is a multiple of four.  So it hangs on nothing but
    its own words: whatever is typed, all blocks but one or two are the same as before.
    """
    start = 0
    for sentence in _SENTENCE.finditer(text):
        if (sentence.end() - sentence.start()) % _EVERY == 0:
            yield start, text[start : sentence.end()]
            start = sentence.end()
    if start < len(text):
        yield start, text[start:]
