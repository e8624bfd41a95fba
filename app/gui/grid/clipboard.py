"""Blocks of cells to and from the clipboard, as Excel and WPS write them."""

from __future__ import annotations

import csv
import io

csv.field_size_limit(1_000_000)  # one cell of pasted prose may well be longer than the default


def parse_block(text: str) -> list[list[str]]:
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


def format_block(rows: list[list[str]]) -> str:
    """Tab-separated text for a block of cells."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(rows)
    return buffer.getvalue()
