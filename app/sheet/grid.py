"""Cells, areas and sheets of a workbook, before they are a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple


class Area(NamedTuple):
    """A rectangle of cells; lines and positions count from 0."""

    line: int
    position: int
    down: int = 1
    across: int = 1

    @property
    def first(self) -> str:
        """Its first cell as formulas call it: B3."""
        return cell_name(self.line, self.position)

    @property
    def name(self) -> str:
        """As formulas call it: B3, or B3:D7."""
        last = cell_name(self.line + self.down - 1, self.position + self.across - 1)
        return self.first if self.first == last else f"{self.first}:{last}"

    @property
    def fixed_name(self) -> str:
        """As defined names call it: $B$3:$D$7."""
        return re.sub("([A-Z]+)([0-9]+)", r"$\1$\2", self.name)


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; `format` is a number format of the file kind, empty for the general one."""

    align: Literal["left", "center"] = "center"
    format: str = ""
    is_bold: bool = False
    is_faint: bool = False
    is_bordered: bool = True
    is_wrapped: bool = True
    is_stacked: bool = False
    is_quoted: bool = False
    """Stays a text when it is edited, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Something in a place; with a formula `content` is what it gave when it was written."""

    area: Area
    content: str | Decimal | None
    style: Style
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells, widths in characters by position, heights in points by line.

    `printed` is what goes on paper, `head` so many of its first lines on every page, `alarms` are
    cells that turn red where they hold a number.  The head of one that `is_list` stays on the
    screen and has a filter.
    """

    name: str
    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    heights: Mapping[int, float] = field(default_factory=dict[int, float])
    printed: Area | None = None
    head: int = 0
    is_wide: bool = False
    alarms: tuple[Area, ...] = ()
    is_list: bool = False


def cell_name(line: int, position: int) -> str:
    """A1 for (0, 0)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line + 1}"
