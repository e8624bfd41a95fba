"""What typesetting is made of: words and rules in boxes, boxes on pages.  Pure geometry.

Lengths are points, from the left and top; a word stands on its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.address import Address
from app.model.house import Face


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look: a face, the one for Latin letters, space added to each Chinese letter."""

    face: Face
    latin: str
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """Letters drawn in one go; `scale` condenses them to so much of their width."""

    x: float
    y: float
    text: str
    style: Style
    is_wide: bool
    spacing: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line of a table."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Area:
    """Where a figure stands on its page, to be clicked on."""

    left: float
    top: float
    right: float
    bottom: float
    address: Address


@dataclass(frozen=True, slots=True)
class Box:
    """A line of text or a row of a table, with coordinates of its own; never split."""

    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on a page; `block` is the place of its block in the document, -1 for none."""

    top: float
    box: Box
    block: int


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper; `number` is what is printed on it, None for a cover."""

    number: int | None
    left: float
    placed: tuple[Placed, ...]
