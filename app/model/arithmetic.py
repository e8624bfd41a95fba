"""What is typed into a cell: a number in any width of digits, or a small sum such as `=12+3`.

    typed  := "=" sum
    sum    := term (("+" | "-") term)*
    term   := factor (("*" | "/") factor)*
    factor := ["-" | "+"] (number | "(" sum ")")

There is no name, no cell and no call.  A result is taken where it is exact and no longer than a
figure can be; all else stays the text that was typed, and is reported as no number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from app.model.numbers import MAX_DIGITS, Figure, fold_width, is_writable, parse_figure

_LONGEST = 200
_MAX_DEPTH = 20
_TOKEN = re.compile(r"\s*([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[-+*/()])")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "。": ".", "．": "."})  # noqa: RUF001  as Chinese keyboards give them


def typed_figure(text: str) -> Figure:
    """Read what was typed in a cell; never raises.

    Beyond `parse_figure`: `=12+3` is 15, and `3。5`, as a keyboard in Chinese mode has it, is 3.5.
    """
    figure = parse_figure(text)
    if figure.raw is None:
        return figure
    written = fold_width(text).translate(_SIGNS)
    if written.startswith("="):
        result = evaluate(written[1:])
        return figure if result is None else Figure(result)
    dotted = parse_figure(written)
    return dotted if dotted.raw is None else figure


def evaluate(text: str) -> Decimal | None:
    """The result of a sum in plain signs; None for what is no sum, or has no exact result."""
    if len(text) > _LONGEST:
        return None
    tokens: list[str] = []
    place = 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if found is None:
            return None
        tokens.append(found[1])
        place = found.end()
    reading = _Sum(tokens)
    try:
        return _exact(reading.result())
    except (_NoSumError, ZeroDivisionError):
        return None


class _NoSumError(ValueError):
    """The signs make no sum."""


class _Sum:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._depth = 0

    def result(self) -> Fraction:
        total = self._sum()
        if self._tokens:
            raise _NoSumError
        return total

    def _take(self, signs: str) -> str:
        """The next sign, if it is one of these."""
        if self._tokens and self._tokens[0] in signs:
            return self._tokens.pop(0)
        return ""

    def _sum(self) -> Fraction:
        total = self._term()
        while sign := self._take("+-"):
            term = self._term()
            total = total + term if sign == "+" else total - term
        return total

    def _term(self) -> Fraction:
        product = self._factor()
        while sign := self._take("*/"):
            factor = self._factor()
            product = product * factor if sign == "*" else product / factor
        return product

    def _factor(self) -> Fraction:
        sign = self._take("+-")
        if self._take("("):
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                raise _NoSumError
            value = self._sum()
            self._depth -= 1
            if not self._take(")"):
                raise _NoSumError
        elif self._tokens and self._tokens[0][0].isdigit():
            value = Fraction(self._tokens.pop(0).replace(",", ""))
        else:
            raise _NoSumError
        return -value if sign == "-" else value


def _exact(value: Fraction) -> Decimal | None:
    for places in range(MAX_DIGITS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            number = Decimal(scaled.numerator).scaleb(-places)
            return number if is_writable(number) else None
    return None
