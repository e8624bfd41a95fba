"""A report as it is to be published: a list of blocks, the same for every way out.

Writers (Word, later PDF, web) receive this and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParagraphRole = Literal["title", "preamble", "heading1", "body", "signature"]
RunRole = Literal["plain", "heading2"]
"""heading2: the （一） part of a paragraph, set in 楷体 while its sentence runs on in 仿宋."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    role: RunRole = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a title may have several lines, each a run of its own paragraph."""

    role: ParagraphRole
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table; `position` counts physical columns from 0."""

    text: str
    position: int
    across: int
    down: int
    is_figure: bool
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table line by line; cells merged downwards appear in their first line only.

    `widths` are proportions of the physical columns, `head` the number of lines repeated on
    every page.
    """

    key: str
    widths: tuple[int, ...]
    head: int
    lines: tuple[tuple[PrintedCell, ...], ...]


Block = Paragraph | PrintedTable


@dataclass(frozen=True, slots=True)
class Document:
    """All blocks in order, and what the file may say about itself."""

    title: str
    unit: str
    blocks: tuple[Block, ...]
