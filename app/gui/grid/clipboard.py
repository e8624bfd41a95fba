"""Blocks of cells to and from the clipboard, as Excel and WPS write them."""

from __future__ import annotations

import csv
import io


def parse_block(text: str) -> list[list[str]]:
    """Rows of cells from tab-separated text; quoted cells may hold line breaks."""
    normalised = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not normalised:
        return []
    return [row or [""] for row in csv.reader(io.StringIO(normalised), delimiter="\t")]


def format_block(rows: list[list[str]]) -> str:
    """Tab-separated text for a block of cells."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(rows)
    return buffer.getvalue()
