"""The statistical tables as Word tables: exact widths, merged cells, repeated heads."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from app.model.document import PrintedCell, PrintedTable
from app.model.signature import width_in_characters
from app.word.wordml import element, run

_MARGIN = 28
"""Between the rule and the words at the left and right of a cell, as the table style has it."""
_ROW_HEIGHT = 340
"""Least height of a row in twips; lines of one row label fit into it."""
_CHARACTER = 210
"""Width of a full-width character of a table in twips: 10.5 pt."""
_VERTICAL_PITCH = 220
"""Height of one character of a vertical label, with a little to spare."""
_LEAST_SCALE = 50
_LEAST_LABEL_SCALE = 88
_SHAPES = 1_024
"""Shapes of cells kept: the three tables have 60 in one house style."""


def table_markup(table: PrintedTable, width: int) -> str:
    """The table as an element, of the full text width, given in twips."""
    edges = grid_edges(table.widths, width)
    under = _cells_from_above(table)
    together = _lines_beside_vertical_labels(table) | _lines_inside_groups(table)
    last = len(table.lines) - 1
    pieces = ["<w:tbl>", _properties(edges)]
    for index, line in enumerate(table.lines):
        is_head = index < table.head
        keep = index != last and (is_head or _leads(line) or index in together)
        cells = [(cell, False) for cell in line] + [(cell, True) for cell in under.get(index, ())]
        cells.sort(key=lambda entry: entry[0].position)
        pieces.append(_row_start(is_head=is_head))
        for cell, is_continued in cells:
            shape = _Shape(
                edges[cell.position + cell.across] - edges[cell.position],
                cell.across,
                "continue" if is_continued else "restart" if cell.down > 1 else "",
                cell.vertical,
                _style(table, cell, is_head=is_head),
                keep,
            )
            pieces.append(_cell_start(shape))
            if not is_continued and cell.text:
                pieces.append(run(cell.text, scale=_scale(cell, shape.width)))
            pieces.append("</w:p></w:tc>")
        pieces.append("</w:tr>")
    pieces.append("</w:tbl>")
    return "".join(pieces)


class _Shape(NamedTuple):
    """All that makes two cells alike but for their words."""

    width: int
    across: int
    merge: Literal["", "restart", "continue"]
    is_vertical: bool
    style: str
    keep: bool


def grid_edges(widths: tuple[int, ...], width: int) -> tuple[int, ...]:
    """Left edge of every column and the right edge of the last, in whole twips."""
    total = sum(widths)
    return (0, *(round(width * part / total) for part in accumulate(widths)))


def _properties(edges: tuple[int, ...]) -> str:
    return element(
        "tblPr",
        element("tblStyle", val="ReportTable"),
        element("tblW", w=edges[-1], type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
    ) + element("tblGrid", *(element("gridCol", w=b - a) for a, b in pairwise(edges)))


@functools.cache
def _row_start(*, is_head: bool) -> str:
    properties = element(
        "trPr",
        element("cantSplit"),
        element("trHeight", val=_ROW_HEIGHT, hRule="atLeast"),
        element("tblHeader") if is_head else "",
    )
    return "<w:tr>" + properties


@functools.lru_cache(maxsize=_SHAPES)
def _cell_start(shape: _Shape) -> str:
    properties = element(
        "tcPr",
        element("tcW", w=shape.width, type="dxa"),
        element("gridSpan", val=shape.across) if shape.across > 1 else "",
        element("vMerge", val=shape.merge) if shape.merge else "",
        element("textDirection", val="tbRlV") if shape.is_vertical else "",
        element("vAlign", val="top" if shape.is_vertical else "center"),
    )
    style = element("pStyle", val=shape.style)
    return f"<w:tc>{properties}<w:p>" + element("pPr", style, "<w:keepNext/>" * shape.keep)


def _cells_from_above(table: PrintedTable) -> Mapping[int, list[PrintedCell]]:
    """For each line the cells that reach into it from a line above."""
    found: dict[int, list[PrintedCell]] = {}
    for index, line in enumerate(table.lines):
        for cell in line:
            for lower in range(index + 1, index + cell.down):
                found.setdefault(lower, []).append(cell)
    return found


def _lines_beside_vertical_labels(table: PrintedTable) -> set[int]:
    """Lines that must stay with the next so that a vertical label has room before a page ends."""
    found: set[int] = set()
    for index, line in enumerate(table.lines):
        for cell in line:
            if cell.vertical:
                needed = -(-(len(cell.text) * _VERTICAL_PITCH + 2 * _MARGIN) // _ROW_HEIGHT)
                found.update(range(index, index + min(needed, cell.down) - 1))
    return found


def _lines_inside_groups(table: PrintedTable) -> set[int]:
    """Lines that stay with the next because a cell that names their group is beside both."""
    return {
        index
        for first, line in enumerate(table.lines)
        for cell in line
        if cell.down > 1 and not cell.vertical
        for index in range(first, first + cell.down - 1)
    }


def _leads(line: tuple[PrintedCell, ...]) -> bool:
    """Whether a line must not end a page: it heads the lines below it, or begins a group."""
    return not any(cell.is_figure for cell in line) or any(cell.down > 1 for cell in line)


def _style(table: PrintedTable, cell: PrintedCell, *, is_head: bool) -> str:
    """Names of single rows stand at the left in a table with a head; all else is centred."""
    if cell.is_figure:
        return "TableFigure"
    if cell.vertical:
        return "TableVertical"
    if is_head or not table.head:
        return "TableText"
    return "TableGroup" if cell.down > 1 else "TableRowLabel"


def _scale(cell: PrintedCell, width: int) -> int | None:
    """Per cent to which words are condensed that just miss to fit on one line; None for none.

    A number is never broken; a label only where it would be by a hair, as 自然人 over a figure.
    """
    if cell.vertical or (cell.is_figure and (not cell.text.isascii() or " " in cell.text)):
        return None
    needed = round(width_in_characters(cell.text) * _CHARACTER)
    room = width - 2 * _MARGIN
    if needed <= room or (not cell.is_figure and needed * _LEAST_LABEL_SCALE > room * 100):
        return None
    return max(_LEAST_SCALE, room * 100 // needed)
