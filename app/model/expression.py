"""The language of formulas and checks: sums and differences of cells, and nothing else.

    expression := ["-"] term (("+" | "-") term)*
    term       := "sum(" range ")" | cell | "(" expression ")"
    cell       := [last] segment "." segment       row and column of the table it stands in
    last       := "previous."                      of last year's report, not of this one
    segment    := key | "{row}" | "{column}"       a bound variable
    range      := [last] part "." part; part := segment | key ":" key   (in the order of the form)

There is no call, no attribute, no name but the keys of the form: text of a format file can
compute a sum and do nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from app.model.address import Address

_TOKEN = re.compile(
    r"\s*(?:(?P<sum>sum\()|(?P<cell>(?:previous\.)?[a-z_{][a-z0-9_{}:]*\.[a-z_{][a-z0-9_{}:]*)|(?P<sign>[-+()]))"
)
_LAST_YEARS = "previous."
_MAX_DEPTH = 20


class ExpressionError(ValueError):
    """An expression that the language does not know; says where it stops being readable."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(f"算式“{text}”第 {position + 1} 个字符处：{reason}")


class Grid(Protocol):
    """What an expression must know of the table it stands in."""

    @property
    def key(self) -> str:
        """Key of the table."""
        ...

    @property
    def row_keys(self) -> Sequence[str]:
        """Rows in the order of the form."""
        ...

    @property
    def column_keys(self) -> Sequence[str]:
        """Columns in the order of the form."""
        ...

    def has(self, row: str, column: str) -> bool:
        """Whether this row has a figure in this column."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of signed cells."""

    terms: tuple[tuple[int, Address], ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every cell it reads, in order."""
        return tuple(address for _, address in self.terms)

    def evaluate(self, values: Mapping[Address, Decimal | None]) -> Decimal | None:
        """Add up; None as soon as one cell is blank or not known."""
        total = Decimal(0)
        for sign, address in self.terms:
            value = values.get(address)
            if value is None:
                return None
            total = total + value if sign > 0 else total - value
        return total


def parse_expression(text: str, grid: Grid, bound: Mapping[str, str]) -> Linear:
    """Read an expression of one table, with `{row}` and `{column}` bound to keys.

    Raises ExpressionError for anything that is not a sum of cells of this table.
    """
    return _Parser(text, grid, bound).parse()


def expand_range(part: str, keys: Sequence[str]) -> list[str]:
    """Resolve `key` or `first:last` in the order of the form; raise KeyError(key) if unknown."""
    first, colon, last = part.partition(":")
    for key in (first, last) if colon else (first,):
        if key not in keys:
            raise KeyError(key)
    if not colon:
        return [first]
    start, end = keys.index(first), keys.index(last)
    if start > end:
        raise KeyError(part)
    return list(keys[start : end + 1])


class _Parser:
    def __init__(self, text: str, grid: Grid, bound: Mapping[str, str]) -> None:
        self._text = text
        self._grid = grid
        self._bound = bound
        self._position = 0
        self._depth = 0

    def parse(self) -> Linear:
        terms = self._sum()
        if self._text[self._position :].strip():
            raise self._error("多出的内容")
        return Linear(tuple(terms))

    def _sum(self) -> list[tuple[int, Address]]:
        terms: list[tuple[int, Address]] = []
        sign = -1 if self._take_sign("-") else 1
        while True:
            terms += [(sign * inner, address) for inner, address in self._term()]
            if self._take_sign("+"):
                sign = 1
            elif self._take_sign("-"):
                sign = -1
            else:
                return terms

    def _term(self) -> list[tuple[int, Address]]:
        if self._take_sign("("):
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                raise self._error("括号太深")
            terms = self._sum()
            self._expect(")")
            self._depth -= 1
            return terms
        match = _TOKEN.match(self._text, self._position)
        if match is None or match["sign"]:
            raise self._error("应为单元格或 sum(…)")
        self._position = match.end()
        if not match["sum"]:
            return self._cells(match["cell"], ranges=False)
        match = _TOKEN.match(self._text, self._position)
        if match is None or not match["cell"]:
            raise self._error("应为单元格范围")
        self._position = match.end()
        terms = self._cells(match["cell"], ranges=True)
        self._expect(")")
        return terms

    def _cells(self, token: str, *, ranges: bool) -> list[tuple[int, Address]]:
        own = token.removeprefix(_LAST_YEARS)
        row_part, column_part = (self._bind(part) for part in own.split("."))
        if not ranges and ":" in row_part + column_part:
            raise self._error(f"范围“{token}”要写在 sum(…) 里")
        try:
            rows = expand_range(row_part, self._grid.row_keys)
            columns = expand_range(column_part, self._grid.column_keys)
        except KeyError as unknown:
            raise self._error(f"本表没有“{unknown.args[0]}”") from None
        cells = [
            (1, Address(self._grid.key, row, column))
            for row in rows
            for column in columns
            if self._grid.has(row, column)
        ]
        if not cells:
            raise self._error(f"“{token}”处没有可填的格")
        if own != token:
            return [(sign, address.last_years) for sign, address in cells]
        return cells

    def _bind(self, segment: str) -> str:
        if not segment.startswith("{"):
            return segment
        name = segment.removeprefix("{").removesuffix("}")
        if name not in self._bound or segment != f"{{{name}}}":
            raise self._error(f"“{segment}”没有取值范围（over）")
        return self._bound[name]

    def _take_sign(self, sign: str) -> bool:
        match = _TOKEN.match(self._text, self._position)
        if match is None or match["sign"] != sign:
            return False
        self._position = match.end()
        return True

    def _expect(self, sign: str) -> None:
        if not self._take_sign(sign):
            raise self._error(f"缺少“{sign}”")

    def _error(self, reason: str) -> ExpressionError:
        return ExpressionError(self._text, self._position, reason)
