"""Charts and whole graphics → SVG: one file, no scripts, no links, nothing of who made it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from app.markup.text import printable
from app.model.chart import Chart, Graphic, Tile
from app.picture.bars import Look, box, draw_chart, text

CHART_WIDTH = 560.0
_PAGE = 820.0
_EDGE = 32.0
_GAP = 14.0
_ACROSS = 4
"""Tiles beside each other."""
_HEAD, _TILE = 116.0, 84.0
_LARGEST = 9
"""Characters of a figure in large type that fit a tile in full size."""


def chart_svg(chart: Chart, look: Look, width: float = CHART_WIDTH) -> bytes:
    """One chart as a file of its own."""
    group, height = draw_chart(chart, look, width)
    return _file(group, width, height)


def graphic_svg(graphic: Graphic, look: Look) -> bytes:
    """Everything on one page: heading, figures in large type, charts one below the other."""
    page = Element("g")
    parts = Element("g")
    top = _HEAD + _GAP
    for number, tile in enumerate(graphic.tiles):
        width = (_PAGE - 2 * _EDGE - _GAP * (_ACROSS - 1)) / _ACROSS
        row, column = divmod(number, _ACROSS)
        left = _EDGE + column * (width + _GAP)
        _draw_tile(parts, tile, look, (left, top + row * (_TILE + _GAP), width, _TILE))
    top += -(-len(graphic.tiles) // _ACROSS) * (_TILE + _GAP)
    for chart in graphic.charts:
        group, height = draw_chart(chart, look, _PAGE - 2 * _EDGE)
        group.set("transform", f"translate({_EDGE:g} {top:.1f})")
        parts.append(group)
        top += height + _GAP
    for note in graphic.notes:
        parts.append(_words(note, _EDGE, top + 12, 13, look, "ink2"))
        top += 24
    top += _EDGE - _GAP
    box(page, (0, 0, _PAGE, top), look.colours["ground"]).set("rx", "0")
    box(page, (0, 0, _PAGE, _HEAD), look.colours["accent"]).set("rx", "0")
    size = min(30.0, (_PAGE - 2 * _EDGE) / max(len(graphic.heading), 1))
    page.append(_words(graphic.heading, _EDGE, 54, size, look, "on_accent"))
    page.append(_words(f"{graphic.subtitle}　图解", _EDGE, 88, 18, look, "on_accent"))
    page.append(parts)
    return _file(page, _PAGE, top)


def _draw_tile(
    parent: Element, tile: Tile, look: Look, place: tuple[float, float, float, float]
) -> None:
    left, top, _, _ = place
    box(parent, place, look.colours["card"])
    known = bool(tile.unit)
    size = 16.0 if not known else 26.0 if len(tile.words) < _LARGEST else 20.0
    parent.append(_words(tile.label, left + 14, top + 26, 13, look, "ink2"))
    colour = "accent" if known else "ink2"
    figure = _words(tile.words, left + 14, top + 62, size, look, colour)
    if known:
        unit = SubElement(figure, "tspan", fill=look.colours["ink2"])
        unit.set("font-size", "13")
        unit.text = f"\u2002{tile.unit}"
    parent.append(figure)


def _words(words: str, x: float, y: float, size: float, look: Look, colour: str) -> Element:  # noqa: PLR0913, PLR0917
    return text(words, x, y, size, look.colours[colour], look.families)


def _file(content: Element, width: float, height: float) -> bytes:
    """A file of these measures, with no document type: that would name an address."""
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", version="1.1")
    for name, value in (("width", width), ("height", height)):
        root.set(name, f"{value:g}")
    root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.append(content)
    for element in root.iter():
        element.attrib.pop("class", None)  # the library's names for parts, of use to nobody
        if element.text:
            element.text = printable(element.text)
    return tostring(root, encoding="utf-8", xml_declaration=True)
