"""Texts as patterns meet them: one way to write each sign, no spaces inside of Chinese words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_FULL_WIDTH = {
    chr(code): chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "#%&*+./@_=-~"
}
_SIGNS = {
    "(": "（",
    ")": "）",
    ":": "：",
    ";": "；",
    "[": "〔",
    "]": "〕",
    **dict.fromkeys("［﹝", "〔"),  # noqa: RUF001
    **dict.fromkeys("］﹞", "〕"),  # noqa: RUF001
    **dict.fromkeys("✕╳", "×"),  # noqa: RUF001
    "〜": "~",
    **dict.fromkeys("‐‑‒–−", "-"),  # noqa: RUF001  every hyphen there is
    **dict.fromkeys("─━―", "—"),
    "\r": "\n",
    "\v": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_ONE_FORM = {**_FULL_WIDTH, **_SIGNS}
_FOLDED = re.compile("[" + re.escape("".join(_ONE_FORM)) + "]")
"""Replaced one by one: few are there, and str.translate asks for every character."""

_SPACE = re.compile(r"[^\S\n]|[\u200b-\u200f\u2060\ufeff]")
_KEPT = re.compile(
    r"(?:[^\s\u200b-\u200f\u2060\ufeff]|\n)+|(?<=[0-9A-Za-z])[^\S\n]+(?=[0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, the text it was made from, and where each run without spaces began.

    The folded one begins with a line feed more, so that there is a stop before every sentence and
    a pattern can begin with it: searching for one of a few signs is many times faster than looking
    back from every character.
    """

    text: str
    origin: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same piece in the text as it stands."""
        start, end = max(start - 1, 0), max(end - 1, 0)
        if not self.starts:
            return start, end
        first = self._origin(start)
        return first, max(first, self._origin(end - 1) + 1 if end > start else first)

    def _origin(self, position: int) -> int:
        run = max(bisect_right(self.starts, position) - 1, 0)
        return self.origins[run] + position - self.starts[run]


def fold(text: str) -> Folded:
    """Half-width digits and letters, one sign of each kind, and spaces only between two of those.

    Signs become those of Chinese text: （ ） ： ； 〔 〕.  Length changes only where spaces go.
    """
    plain = _FOLDED.sub(lambda found: _ONE_FORM[found[0]], text)
    if not _SPACE.search(plain):
        return Folded(f"\n{plain}", text, (), ())
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for run in _KEPT.finditer(plain):
        starts.append(length)
        origins.append(run.start())
        pieces.append(run[0])
        length += len(run[0])
    return Folded("".join(("\n", *pieces)), text, tuple(starts), tuple(origins))
