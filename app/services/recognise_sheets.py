"""A whole sheet of a workbook → what stands on it: titles and texts in cells, and tables.

A line with words in one cell only is a paragraph where it begins a part of the sheet or is
numbered like a chapter, unless the words are printed in a table of the form.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from app.model.chapters import leading_number
from app.model.source import SourceCell, SourceParagraph, SourceTable
from app.services.catalogue import Catalogue
from app.services.wording import fold

_LEAST_LABELS, _LONG = 6, 4
"""So many labels of so many characters again beside the first are another report; the heads of
table four come again within it, four of them.
"""


def printed_words(catalogue: Catalogue) -> frozenset[str]:
    """All labels of all tables of all forms, folded."""
    return frozenset(
        fold(text)
        for form in catalogue.forms.values()
        for table in form.tables.values()
        for label in table.labels
        for text in (label.text, *label.aliases)
    )


def parts_of_sheet(
    sheet: SourceTable, printed: Collection[str]
) -> Iterator[SourceParagraph | SourceTable]:
    """Paragraphs and tables of a sheet in reading order; `printed` are the words of the forms."""
    for area in _beside_each_other(sheet, printed):
        yield from _parts(area, printed)


def _beside_each_other(sheet: SourceTable, printed: Collection[str]) -> Iterator[SourceTable]:
    """Areas with the same labels of the forms that blank columns part, else the whole sheet."""
    used = {
        position
        for cell in sheet.cells
        if cell.text.strip()
        for position in range(cell.position, cell.position + cell.across)
    }
    starts = sorted(position for position in used if position - 1 not in used)
    labels: dict[int, set[str]] = {start: set() for start in starts}
    for cell in sheet.cells if len(starts) > 1 else ():
        if len(cell.text) >= _LONG and (word := fold(cell.text)) in printed:
            labels[starts[bisect(starts, cell.position) - 1]].add(word)
    first = next(filter(None, labels.values()), frozenset[str]())
    own = [start for start, words in labels.items() if len(words & first) >= _LEAST_LABELS]
    if len(own) <= 1:
        yield sheet
        return
    for start, end in pairwise((0, *own[1:], sheet.width)):
        cells = (cell for cell in sheet.cells if start <= cell.position < end)
        moved = tuple(replace(cell, position=cell.position - start) for cell in cells)
        yield replace(sheet, width=end - start, cells=moved)


def _parts(sheet: SourceTable, printed: Collection[str]) -> Iterator[SourceParagraph | SourceTable]:
    lines: list[list[SourceCell]] = [[] for _ in range(sheet.line_count)]
    for cell in sheet.cells:
        lines[cell.line].append(cell)
    held = 0  # first line that no merged cell from above reaches
    piece: list[SourceCell] = []
    first = 0
    for line, cells in enumerate(lines):
        words = [cell for cell in cells if cell.text.strip()]
        is_free = held <= line
        held = max([held, *(cell.line + cell.down for cell in cells if cell.down > 1)])
        alone = words[0] if is_free and len(words) == 1 and words[0].down == 1 else None
        if alone is not None and _is_paragraph(alone.text, printed, is_first=not piece):
            yield from _table(sheet, piece, first, line)
            piece = []
            yield SourceParagraph(alone.text)
        elif words or not is_free:
            first = first if piece else line
            piece += cells
        else:
            yield from _table(sheet, piece, first, line)
            piece = []
    yield from _table(sheet, piece, first, sheet.line_count)


def _is_paragraph(text: str, printed: Collection[str], *, is_first: bool) -> bool:
    return fold(text) not in printed and (is_first or leading_number(text) is not None)


def _table(
    sheet: SourceTable, piece: list[SourceCell], first: int, end: int
) -> Iterator[SourceTable]:
    if piece:
        cells = tuple(replace(cell, line=cell.line - first) for cell in piece)
        yield SourceTable(end - first, sheet.width, cells)
