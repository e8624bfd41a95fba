"""A report as it is to be published: a list of blocks, the same for every way out.

Writers (Word, web, sheet, PDF) receive this with the house style and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from app.model.address import Address
from app.model.chart import NO_GRAPHIC, Graphic
from app.model.expression import Linear
from app.model.form import LabelRole, Relation
from app.model.house import HouseStyle
from app.model.report import Slot

ParagraphRole = Literal[
    "title", "preamble", "heading1", "heading2", "heading3", "body", "signature", "date"
]
"""heading2, heading3: a （一） or a 1. that stands alone; date: the day below the signature."""

RunRole = Literal["plain", "heading2", "heading3"]
"""heading2, heading3: the heading at the start of a paragraph whose sentence runs on."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; `plain` is that of its paragraph."""

    text: str
    role: RunRole = "plain"


@dataclass(frozen=True, slots=True)
class Origin:
    """What of the report is printed in a place: a slot, and of a text the span of characters."""

    slot: Slot
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; each line of a title is one of its own.

    `left` is where signature and date begin, in characters of body text from the left margin:
    with a seal they are centred between there and the right margin, without they begin there.
    """

    role: ParagraphRole
    runs: tuple[Run, ...]
    left: float = 0.0
    origin: Origin | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """What a figure's cell is, for ways out that can do more than print its text.

    `number` is the plain number printed, None for a blank or a text; `formula` is there where it
    gives from the numbers printed exactly what is printed here.
    """

    address: Address
    number: Decimal | None
    formula: Linear | None = None


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table; `position` counts physical columns from 0.

    `role` is what a label names; text for figures and for words that name nothing.
    """

    text: str
    position: int
    across: int
    down: int
    is_figure: bool
    vertical: bool = False
    role: LabelRole = "text"
    figure: PrintedFigure | None = None


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """A declared relation between figures of a table.

    `gap` is what the numbers printed leave between its sides (expected less actual), None where
    one of them is missing; `focus` is the cell where a fault shows first.
    """

    brief: str
    relation: Relation
    expected: Linear
    actual: Linear
    focus: Address
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table line by line; cells merged downwards appear in their first line only.

    `widths` are proportions of the physical columns, `head` the number of lines repeated on
    every page; `name` is what texts call it (表三), `title` what it shows.
    """

    key: str
    widths: tuple[int, ...]
    head: int
    lines: tuple[tuple[PrintedCell, ...], ...]
    name: str = ""
    title: str = ""
    checks: tuple[PrintedCheck, ...] = ()


Block = Paragraph | PrintedTable


@dataclass(frozen=True, slots=True)
class Cover:
    """A page before the first: the title line by line, below it the unit and the date, if any."""

    title: tuple[str, ...]
    unit: str
    date: str


@dataclass(frozen=True, slots=True)
class Document:
    """All blocks in order, how they are laid out, and what the file may say about itself."""

    title: str
    unit: str
    blocks: tuple[Block, ...]
    house: HouseStyle
    cover: Cover | None = None
    graphic: Graphic = field(default=NO_GRAPHIC, compare=False)
