"""The house style: how a report is laid out on paper, apart from what it says.

A form brings its own (`resources/formats/*/layout.toml`, GB/T 9704-2012 as offices apply it); a
report may deviate from it where a county asks for something else.  Every way out receives the
effective style with the blocks and computes nothing of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4, in millimetres."""

POINTS_PER_MM = 72 / 25.4

Setting = str | float | bool | tuple[str, ...]
"""One value of a house style; its dotted name (`pitch`, `body.size`) is what files call it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face of type as documents name it; `size` in points.

    `fallbacks` stand in for the family, in this order, where it is not installed.
    """

    family: str
    size: float
    fallbacks: tuple[str, ...]
    bold: bool


@dataclass(frozen=True, slots=True)
class Margins:
    """From the edges of the paper to the text, in millimetres."""

    top: float
    left: float
    right: float
    bottom: float


@dataclass(frozen=True)
class HouseStyle:
    """All that may differ from office to office; everything is printed in black on A4.

    `pitch` is the exact distance of lines in points, `characters` how many Chinese characters
    fill a line of body text; heading3 stands for 1. and （1）.  `has_seal` tells where the
    signature stands: with room for a seal, or without (GB/T 9704-2012, 7.3.5).
    """

    margins: Margins
    pitch: float
    characters: int
    title: Face
    heading1: Face
    heading2: Face
    heading3: Face
    body: Face
    table: Face
    page_number: Face
    latin: str
    has_cover: bool
    has_preamble: bool
    has_signature: bool
    has_seal: bool
    has_page_numbers: bool

    @property
    def text_width(self) -> float:
        """Millimetres between the left and right margin."""
        return PAGE_WIDTH - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        """Millimetres between the top and bottom margin."""
        return PAGE_HEIGHT - self.margins.top - self.margins.bottom

    @property
    def letter_spacing(self) -> float:
        """Points added to each character of body text, in whole twentieths; negative to narrow."""
        room = self.text_width * POINTS_PER_MM / self.characters - self.body.size
        return math.floor(room * 20) / 20

    @property
    def em(self) -> float:
        """Points that one Chinese character of body text takes on its line."""
        return self.body.size + self.letter_spacing

    @property
    def settings(self) -> dict[str, Setting]:
        """Every value by its dotted name."""
        flat: dict[str, Setting] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Face | Margins):
                parts = (part.name for part in fields(value))
                flat |= {f"{field.name}.{part}": getattr(value, part) for part in parts}
            else:
                flat[field.name] = value
        return flat

    def altered(self, deviations: Mapping[str, Setting]) -> HouseStyle:
        """The style with some values replaced, by dotted name; TypeError for an unknown name."""
        changed: dict[str, object] = {}
        for name, value in deviations.items():
            group, _, part = name.partition(".")
            if part:
                base = changed.get(group, getattr(self, group, None))
                changed[group] = replace(base, **{part: value})  # type: ignore[type-var]
            else:
                changed[group] = value
        return replace(self, **changed) if changed else self

    def deviations(self, default: HouseStyle) -> dict[str, Setting]:
        """What of this style is not as in another; `default.altered` of it gives this one."""
        usual = default.settings
        return {name: value for name, value in self.settings.items() if value != usual[name]}
