"""A chart of bars, each with its words: drawn by leather, with the words put beside its bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement

import leather
from leather import theme
from leather.scales import Ordinal

from app.model.chart import Bar, Chart, Tone

_BAR = 29.0
"""Height that one bar takes with the space around it."""
_HEAD, _FOOT = 44.0, 14.0
"""Heights of the heading and of what is left free below."""
_EDGE = 20.0
"""Left and right of everything."""
_SPACE = Decimal("0.2")
"""Of the height of a bar, above and below it."""
_WORDS_WIDTH = 150.0
"""What the words behind the longest bar need."""
_TEXT, _HEADING = 13, 16
_COLOURS: Mapping[Tone, str] = {"main": "accent", "second": "hint", "earlier": "grid"}


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by token, and the families of type to be tried in turn."""

    colours: Mapping[str, str]
    families: str


class _Datum(Protocol):
    """One figure of the library's: `x` how long the bar is, `y` its label."""

    x: float
    y: str


class _Series(Protocol):
    def data(self) -> Iterable[_Datum]:
        """Every figure."""
        ...


class _Scale(Protocol):
    def project(self, value: float | str, range_min: float, range_max: float) -> Decimal | float:
        """Where a value stands."""
        ...


class _Spaced(Ordinal):
    """Bars with space between them."""

    def project_interval(
        self, value: str, range_min: float, range_max: float
    ) -> tuple[Decimal, Decimal]:
        low, high = super().project_interval(value, range_min, range_max)
        space = (high - low) * _SPACE
        return low + space, high - space


class _WordedBars(leather.Bars):
    """The library's bars; behind each stands what it shows, or why it shows nothing."""

    def __init__(self, bars: Mapping[str, Bar], look: Look) -> None:
        super().__init__(self._colour)
        self._bars = bars
        self._look = look

    def _colour(self, datum: _Datum) -> str:
        return self._look.colours[_COLOURS[self._bars[datum.y].tone]]

    def to_svg(  # noqa: PLR0913, PLR0917  the library's own signature
        self,
        width: float,
        height: float,
        x_scale: _Scale,
        y_scale: _Scale,
        series: _Series,
        palette: Iterator[str],
    ) -> Element:
        group: Element = super().to_svg(width, height, x_scale, y_scale, series, palette)
        for datum in series.data():
            bar = self._bars[datum.y]
            end = x_scale.project(datum.x, 0, width)
            words = text(
                bar.words,
                float(end) + 7,
                float(y_scale.project(datum.y, height, 0)) + 0.35 * _TEXT,
                _TEXT,
                self._look.colours["ink2" if bar.value is None else "ink"],
                self._look.families,
            )
            group.append(words)
        return group


def draw_chart(chart: Chart, look: Look, width: float) -> tuple[Element, float]:
    """The chart as a group with its upper left corner at the origin, and its height."""
    _dress(look)
    height = _HEAD + _BAR * len(chart.bars) + _FOOT
    group = Element("g")
    box(group, (0, 0, width, height), look.colours["card"])
    group.append(text(chart.title, _EDGE, 29, _HEADING, look.colours["ink"], look.families))
    drawing = leather.Chart()
    labels = [bar.label for bar in reversed(chart.bars)]
    beside = max(map(len, labels)) * _TEXT + 2 * theme.tick_size
    room = width - 2 * _EDGE - beside
    largest = max(1.0, *(bar.value or 0.0 for bar in chart.bars))
    drawing.add_x_scale(0, largest * room / max(room - _WORDS_WIDTH, 1.0))
    drawing.set_y_scale(_Spaced(labels))
    drawing.add_x_axis(ticks=[0], tick_formatter=_nothing)
    data = [(bar.value or 0.0, bar.label) for bar in reversed(chart.bars)]
    drawing.add_series(
        leather.Series(data), _WordedBars({bar.label: bar for bar in chart.bars}, look)
    )
    foot = theme.tick_font_char_height + 2 * theme.tick_size
    drawn = drawing.to_svg_group(width - 2 * _EDGE, _BAR * len(chart.bars) + foot)
    drawn.set("transform", f"translate({_EDGE:g} {_HEAD:g})")
    _place_lines(drawn)
    group.append(drawn)
    return group, height


def _place_lines(drawn: Element) -> None:
    """Move words by what the library writes in ems, which not every program heeds."""
    for element in drawn.iter("text"):
        moved = element.attrib.pop("dy", "").removesuffix("em")
        if moved:
            size = float(element.get("font-size") or _TEXT)
            element.set("y", f"{float(element.get('y') or 0) + float(moved) * size:.1f}")


def text(  # noqa: PLR0913, PLR0917  where it stands and how it looks, nothing else
    words: str, x: float, y: float, size: float, colour: str, families: str
) -> Element:
    """A line of words that begins at a place of the base line."""
    element = Element("text", x=f"{x:.1f}", y=f"{y:.1f}", fill=colour)
    element.set("font-family", families)
    element.set("font-size", f"{size:g}")
    element.text = words
    return element


def box(parent: Element, place: tuple[float, float, float, float], colour: str) -> Element:
    """A rectangle with round corners: left, top, width, height."""
    left, top, width, height = (f"{value:.1f}" for value in place)
    return SubElement(
        parent, "rect", x=left, y=top, width=width, height=height, rx="8", fill=colour
    )


def _nothing(_value: object, _index: int, _count: int) -> str:
    """Figures stand behind the bars: the axis needs none."""
    return ""


def _dress(look: Look) -> None:
    """The library takes its looks from a module."""
    theme.background_color = "none"
    theme.margin = 0.0
    theme.label_color = look.colours["ink2"]
    theme.tick_color = look.colours["card"]  # lines would run through the words
    theme.zero_color = look.colours["grid"]
    theme.tick_font_size = theme.tick_font_char_height = _TEXT
    theme.tick_font_char_width = _TEXT
    theme.tick_font_family = look.families
