"""Text of a cell ↔ figure: what is a plain number, what is a number in disguise, what is junk.

Nothing is refused and nothing is guessed: a cell keeps what was put into it, and where that is
no plain number the text itself stays beside the value it may have (`0件` is 0, and reported).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 15
"""A longer number is no count of anything (city-wide figures run to 8 digits): kept as text."""

_PLAIN = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(
    r"(?P<number>[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)"
    r"\s*(?:件|个|份|部|宗|起|项|条|次|例|元|万元)"
)
_SIGNED_WORD = re.compile(r"(?P<sign>[增减])\s*(?P<number>[0-9]+(?:\.[0-9]+)?)")
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")  # noqa: RUF001  every dash a keyboard can make
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    "\u3000\u00a0\u2009\u202f", " "
)
_FOLDED = str.maketrans(_FULL_WIDTH | _DASHES | _INVISIBLE)
_NOT_APPLICABLE = re.compile(r"(?:[/\\-]+|无|空|不适用|没有|n/?a)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """Content of one cell.

    `value` is None where no number could be read; `raw` is None where the cell holds a plain
    number or nothing, else exactly what stood there.  Two figures are equal where they are
    written alike: 100.5 and 100.50 are not.
    """

    value: Decimal | None = None
    raw: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figure) and self._written == other._written

    def __hash__(self) -> int:
        return hash(self._written)

    @property
    def _written(self) -> tuple[str | None, str | None]:
        return (None if self.value is None else format_number(self.value), self.raw)

    @property
    def is_blank(self) -> bool:
        """True where nothing at all was put in; a blank is never 0."""
        return self.value is None and self.raw is None

    @property
    def text(self) -> str:
        """What the cell shows and what typing over it starts from."""
        if self.raw is not None:
            return self.raw
        return "" if self.value is None else format_number(self.value)


BLANK = Figure()
_ONE = Decimal(1)


def parse_figure(text: str) -> Figure:
    """Read what was typed, pasted or printed in a cell; never raises.

    Plain: `12`, `１２`, ` 12 `, `1,234`, `-3`, `0.5`.  With a value but reported: `3件`, `减4`.
    Everything else keeps its text and has no value.
    """
    folded = fold_width(text)
    if not folded:
        return BLANK
    if _PLAIN.fullmatch(folded):
        number = _exact(folded)
        return Figure(number) if number is not None else Figure(raw=text.strip())
    return Figure(_disguised_number(folded), text.strip())


def is_not_applicable(raw: str) -> bool:
    """True for `/`, `—`, `无`, `不适用` and their like: signs put where a 0 belongs."""
    folded = fold_width(raw)
    return _NOT_APPLICABLE.fullmatch(folded) is not None


def is_too_long(raw: str) -> bool:
    """True for a number of more than MAX_DIGITS digits."""
    folded = fold_width(raw)
    return _PLAIN.fullmatch(folded) is not None and _exact(folded) is None


def format_number(value: Decimal) -> str:
    """Write a number as the form prints it: half-width digits, no grouping, no exponent."""
    return f"{value:f}"


def is_writable(value: Decimal) -> bool:
    """True for a number that `parse_figure` can give: finite, no exponent, not too long."""
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and -MAX_DIGITS <= exponent <= 0 and len(digits) <= MAX_DIGITS


def is_whole(value: Decimal) -> bool:
    """True for a number written without decimals."""
    return value.same_quantum(_ONE)


def fold_width(text: str) -> str:
    """Half-width forms, one sort of dash, nothing that cannot be seen.

    Not NFKC: that makes 201 of 20① and 52 of 5², and a mark of a footnote part of a figure.
    """
    return text.translate(_FOLDED).strip()


def _disguised_number(folded: str) -> Decimal | None:
    if found := _WITH_UNIT.fullmatch(folded):
        return _exact(found["number"])
    if found := _SIGNED_WORD.fullmatch(folded):
        number = _exact(found["number"])
        return -number if number is not None and found["sign"] == "减" else number
    return None


def _exact(digits: str) -> Decimal | None:
    bare = digits.replace(",", "").replace(" ", "")
    if sum(character.isdigit() for character in bare) > MAX_DIGITS:
        return None
    number = Decimal(bare)
    return number or abs(number)  # no form prints -0
