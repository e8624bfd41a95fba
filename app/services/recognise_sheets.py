"""A whole sheet of a workbook → what stands on it: titles and texts in cells, and tables.

A line with words in one cell only is a paragraph where it begins a part of the sheet or is
numbered like a chapter, unless the words are printed in a table of the form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.model.chapters import leading_number
from app.model.source import SourceCell, SourceParagraph, SourceTable
from app.services.catalogue import Catalogue
from app.services.wording import fold


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
