"""Rows of texts → a table with its merged cells: texts have no other sign for them than blanks.

A blank right of words belongs to the words, as far as the words above reach; a blank right of a
figure only where one cell above reaches over both.  All other blanks are cells of their own: a
blank is never 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.model.numbers import is_not_applicable, parse_figure
from app.model.source import SourceCell, SourceTable


def grid_of(rows: Sequence[Sequence[str]]) -> SourceTable:
    """The table of these rows; short ones end with blanks."""
    width = max(map(len, rows), default=0)
    over: list[SourceCell | None] = [None] * width  # the nearest cell with words above each column
    cells: list[SourceCell] = []
    for line, row in enumerate(rows):
        texts = [*row, *[""] * (width - len(row))]
        begin = 0
        for position in range(1, width + 1):
            if position < width and _belongs(texts[begin], texts[position], over, position):
                continue
            cells.append(SourceCell(texts[begin], line, begin, position - begin))
            begin = position
        for cell in cells[-width:]:
            if cell.line == line and cell.text:
                over[cell.position : cell.position + cell.across] = [cell] * cell.across
    return SourceTable(len(rows), width, tuple(cells))


def _belongs(first: str, text: str, over: Sequence[SourceCell | None], position: int) -> bool:
    """Whether a cell is the rest of the one before it, whose words are `first`."""
    if text or not first:
        return False
    above = over[position]
    is_one = above is not None and above is over[position - 1]
    if _is_words(first):
        return is_one or above is None or not _is_words(above.text)
    return is_one


def _is_words(text: str) -> bool:
    return parse_figure(text).value is None and not is_not_applicable(text)
