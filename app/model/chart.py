"""Pictures of a report: what a form declares to be shown, and what is shown of one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.expression import Linear

Tone = Literal["main", "second", "earlier"]
"""How a bar is coloured; earlier: last year's. Its words say everything that the colour does."""


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """One figure to be shown: what it is called, and the cells that add up to it."""

    label: str
    sum: Linear
    unit: str
    tone: Tone = "main"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart; `compares`: beside each figure last year's; `shares`: parts of a whole."""

    key: str
    title: str
    figures: tuple[FigureSpec, ...]
    compares: bool = False
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `value` is None where it is not known, and `words` says so or says the figure."""

    label: str
    value: float | None
    words: str
    tone: Tone = "main"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn; labels of bars differ."""

    key: str
    title: str
    bars: tuple[Bar, ...]

    @property
    def spoken(self) -> str:
        """All it shows, for those who do not see it."""
        return f"{self.title}：" + "；".join(f"{bar.label} {bar.words}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Tile:
    """A single figure in large type."""

    label: str
    words: str
    unit: str


@dataclass(frozen=True, slots=True)
class Graphic:
    """A whole report on one page of pictures."""

    heading: str
    subtitle: str
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...] = ()


NO_GRAPHIC = Graphic("", "", (), ())
"""Of a report that nothing is shown of."""
