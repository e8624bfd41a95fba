"""Marks of pages → what stands on them in reading order: lines of text, and tables with texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.markup.flow import is_page_number
from app.model.source import SourceCell, SourceTable
from app.pdf.lines import TextLine, lines_of
from app.pdf.marks import Letter, Marks
from app.pdf.tables import Grid, tables_of

_MARGIN = 0.1
"""Of the height of a page, above and below: where numbers of pages and running heads stand."""
_DIGITS = re.compile(r"\d+|\s+")
_EDGES_APART = 4.0
"""Points that the same edge of a table may lie apart on two pages."""
_LEAST_PAGES = 3
"""On so many pages a line in the margin is a running head."""


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A table with its texts; `xs` are the edges of its columns on the page."""

    table: SourceTable
    xs: tuple[float, ...]
    top: float
    is_odd: bool


Item = TextLine | TableOnPage


def pages_of(pages: Sequence[Marks]) -> list[list[Item]]:
    """For each page its lines and tables from top to bottom, without numbers and running heads."""
    found = [_items(page) for page in pages]
    heads = _running_heads(pages, found)
    return [
        [item for item in items if not _is_furniture(item, items, page, heads)]
        for page, items in zip(pages, found, strict=True)
    ]


def _items(page: Marks) -> list[Item]:
    grids = tables_of(page.across, page.down)
    inside: list[list[Letter]] = [[] for _ in grids]
    free: list[Letter] = []
    for letter in page.letters:
        x, y = letter.middle
        place = next((n for n, grid in enumerate(grids) if _holds(grid, x, y)), None)
        (free if place is None else inside[place]).append(letter)
    items: list[Item] = [*lines_of(free)]
    items += (_table(grid, letters) for grid, letters in zip(grids, inside, strict=True))
    return sorted(items, key=lambda item: item.top)


def _holds(grid: Grid, x: float, y: float) -> bool:
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def _table(grid: Grid, letters: Sequence[Letter]) -> TableOnPage:
    """The words of each cell, line by line.

    No place tells whether two lines of digits are one number: they stay apart and are reported.
    """
    owner: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(grid.cells):
        for line in range(cell.line, cell.line + cell.down):
            for position in range(cell.position, cell.position + cell.across):
                owner[line, position] = number
    held: list[list[Letter]] = [[] for _ in grid.cells]
    for letter in letters:
        x, y = letter.middle
        line = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
        position = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
        held[owner[line, position]].append(letter)
    cells = tuple(
        SourceCell(
            "\n".join(line.text for line in lines_of(own)).strip(),
            cell.line,
            cell.position,
            cell.across,
            cell.down,
        )
        for cell, own in zip(grid.cells, held, strict=True)
    )
    table = SourceTable(len(grid.ys) - 1, len(grid.xs) - 1, cells)
    return TableOnPage(table, grid.xs, grid.ys[0], grid.is_odd)


# -- margins -----------------------------------------------------------------------------------


def _running_heads(pages: Sequence[Marks], found: Sequence[Sequence[Item]]) -> set[str]:
    """Lines that come again in the margins of most pages, whatever digits are in them."""
    counts: Counter[str] = Counter()
    for page, items in zip(pages, found, strict=True):
        counts.update(
            {_bare(i.text) for i in items if isinstance(i, TextLine) and _in_margin(i, page)}
        )
    least = max(_LEAST_PAGES, len(pages) // 2)
    return {text for text, count in counts.items() if text and count >= least}


def _bare(text: str) -> str:
    return _DIGITS.sub("", text)


def _in_margin(line: TextLine, page: Marks) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _is_furniture(item: Item, items: Sequence[Item], page: Marks, heads: set[str]) -> bool:
    if not isinstance(item, TextLine):
        return False
    is_last = item in (items[0], items[-1])
    if not is_last and not _in_margin(item, page):
        return False
    if _in_margin(item, page) and _bare(item.text) in heads:
        return True
    return is_page_number(item.text, may_be_bare=_in_margin(item, page))


# -- tables over pages -------------------------------------------------------------------------


def in_order(pages: Sequence[Sequence[Item]]) -> Iterator[Item | None]:
    """All items; tables that follow each other get the same columns, None where a page ends."""
    run: list[TableOnPage] = []
    for items in pages:
        for item in items:
            if isinstance(item, TableOnPage):
                if run and not _has_sides_of(run[-1], item):
                    yield from _on_common_edges(run)
                    run = []
                run.append(item)
            else:
                yield from _on_common_edges(run)
                run = []
                yield item
        if not run:
            yield None
    yield from _on_common_edges(run)


def _has_sides_of(first: TableOnPage, second: TableOnPage) -> bool:
    return all(abs(first.xs[side] - second.xs[side]) <= _EDGES_APART for side in (0, -1))


def _on_common_edges(run: Sequence[TableOnPage]) -> Iterator[TableOnPage]:
    """The pieces of what may be one table: a piece has no edges that no cell of it needs."""
    xs: list[float] = []
    for x in sorted(x for piece in run for x in piece.xs):
        if not xs or x - xs[-1] > _EDGES_APART:
            xs.append(x)
    for piece in run:
        places = [min(range(len(xs)), key=lambda n, x=x: abs(xs[n] - x)) for x in piece.xs]
        cells = tuple(
            replace(
                cell,
                position=places[cell.position],
                across=places[cell.position + cell.across] - places[cell.position],
            )
            for cell in piece.table.cells
        )
        yield replace(piece, table=SourceTable(piece.table.line_count, len(xs) - 1, cells))
