"""The statistical tables as Word tables: exact widths, merged cells, repeated heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from lxml import etree

from app.model.document import PrintedCell, PrintedTable
from app.model.signature import width_in_characters
from app.word.package import W

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

AppendText = Callable[[etree._Element, str, str, int | None], None]


def append_table(
    body: etree._Element, table: PrintedTable, width: int, append_text: AppendText
) -> None:
    """Add a table of the full text width, given in twips, to a body."""
    edges = grid_edges(table.widths, width)
    element = etree.SubElement(body, f"{W}tbl")
    _append_properties(element, edges)
    under = _cells_from_above(table)
    together = _lines_beside_vertical_labels(table) | _lines_inside_groups(table)
    last = len(table.lines) - 1
    prototypes: dict[_Shape, etree._Element] = {}
    for index, line in enumerate(table.lines):
        is_head = index < table.head
        row = _append_row(element, is_head=is_head)
        keep = index != last and (is_head or _leads(line) or index in together)
        cells = sorted(
            [(cell, False) for cell in line] + [(cell, True) for cell in under.get(index, ())],
            key=lambda entry: entry[0].position,
        )
        for cell, is_continued in cells:
            shape = _Shape(
                edges[cell.position + cell.across] - edges[cell.position],
                cell.across,
                "continue" if is_continued else "restart" if cell.down > 1 else "",
                cell.vertical,
                _style(table, cell, is_head=is_head),
                keep,
            )
            if shape not in prototypes:
                prototypes[shape] = _new_cell(shape)
            place = copy(prototypes[shape])
            row.append(place)
            if not is_continued:
                scale = _scale(cell, shape.width)
                append_text(place[-1], cell.text, "", scale)


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


def _append_properties(element: etree._Element, edges: tuple[int, ...]) -> None:
    properties = etree.SubElement(element, f"{W}tblPr")
    _add(properties, "tblStyle", val="ReportTable")
    _add(properties, "tblW", w=str(edges[-1]), type="dxa")
    _add(properties, "jc", val="center")
    _add(properties, "tblLayout", type="fixed")
    grid = etree.SubElement(element, f"{W}tblGrid")
    for left, right in pairwise(edges):
        _add(grid, "gridCol", w=str(right - left))


def _append_row(element: etree._Element, *, is_head: bool) -> etree._Element:
    row = etree.SubElement(element, f"{W}tr")
    properties = etree.SubElement(row, f"{W}trPr")
    _add(properties, "cantSplit")
    _add(properties, "trHeight", val=str(_ROW_HEIGHT), hRule="atLeast")
    if is_head:
        _add(properties, "tblHeader")
    return row


def _new_cell(shape: _Shape) -> etree._Element:
    cell = etree.Element(f"{W}tc")
    properties = etree.SubElement(cell, f"{W}tcPr")
    _add(properties, "tcW", w=str(shape.width), type="dxa")
    if shape.across > 1:
        _add(properties, "gridSpan", val=str(shape.across))
    if shape.merge:
        _add(properties, "vMerge", val=shape.merge)
    if shape.is_vertical:
        _add(properties, "textDirection", val="tbRlV")
    _add(properties, "vAlign", val="top" if shape.is_vertical else "center")
    paragraph = etree.SubElement(cell, f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    _add(properties, "pStyle", val=shape.style)
    if shape.keep:
        _add(properties, "keepNext")
    return cell


def _add(parent: etree._Element, name: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{W}{name}", {f"{W}{key}": text for key, text in attributes.items()})


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
