"""A block of cells as the clipboards of Excel, WPS, LibreOffice and browsers carry it.

Each program puts the same block there twice: as text with tabs, and as a piece of a web page.
The page is taken where it has a table, because it tells merged cells and line breaks apart.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

from app.model.numbers import parse_figure
from app.model.source import SourceCell, SourceParagraph, SourceTable, UnreadableError
from app.web.reader import read_fragment

csv.field_size_limit(1_000_000)  # one cell of pasted prose may well be longer than the default

Rows = list[list[str | None]]
"""Texts line by line; None where a merged cell covers the place."""

_AS_TEXT = " style=\"mso-number-format:'\\@'\""
"""Excel's own word for: this is text, whatever it looks like (`=…` is no formula)."""


def read_block(html: str, text: str) -> list[SourceTable]:
    """The tables on a clipboard, in reading order; empty where there is nothing to put in cells."""
    if html:
        try:
            blocks = read_fragment(html)
        except UnreadableError:
            blocks = ()
        tables = [block for block in blocks if isinstance(block, SourceTable)]
        if tables:
            return tables
        if not text:
            text = "\n".join(b.text for b in blocks if isinstance(b, SourceParagraph))
    rows = parse_text(text)
    return [table_of(rows)] if rows else []


def parse_text(text: str) -> list[list[str]]:
    """Rows of cells from tab-separated text.

    Excel quotes cells that hold line breaks; a quote that nothing closes is a plain character.
    """
    normalised = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not normalised:
        return []
    try:
        rows = list(csv.reader(io.StringIO(normalised), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in normalised.split("\n")]
    return [row or [""] for row in rows]


def table_of(rows: Sequence[Sequence[str]]) -> SourceTable:
    """A table of single cells."""
    cells = tuple(
        SourceCell(text, line, position)
        for line, row in enumerate(rows)
        for position, text in enumerate(row)
    )
    return SourceTable(len(rows), max(map(len, rows), default=0), cells)


def rows_of(table: SourceTable) -> Rows:
    """The texts of a table where its cells begin."""
    rows: Rows = [[None] * table.width for _ in range(table.line_count)]
    for cell in table.cells:
        rows[cell.line][cell.position] = cell.text
    return rows


def as_text(table: SourceTable) -> str:
    """Tab-separated text, for programs that know nothing else."""
    buffer = io.StringIO()
    rows = ([text or "" for text in row] for row in rows_of(table))
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def as_html(table: SourceTable) -> str:
    """A table of a web page, with its merged cells; only plain numbers are numbers there."""
    lines: list[list[str]] = [[] for _ in range(table.line_count)]
    for cell in sorted(table.cells, key=lambda cell: (cell.line, cell.position)):
        spans = {"colspan": cell.across, "rowspan": cell.down}
        words = "".join(f' {name}="{size}"' for name, size in spans.items() if size > 1)
        if cell.text and parse_figure(cell.text).raw is not None:
            words += _AS_TEXT
        text = escape(cell.text, quote=False).replace("\n", "<br>")
        lines[cell.line].append(f"<td{words}>{text}</td>")
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return (
        '<html><head><meta charset="utf-8"></head>'
        f'<body><table border="1">{body}</table></body></html>'
    )
