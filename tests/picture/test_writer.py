"""Guards pictures: every figure in words, nothing fetched, nothing of who made it, any report."""

from __future__ import annotations

import re

import pytest
from lxml.etree import fromstring

from app.exporters import all_exporters
from app.gui.picture import chart_png, draw
from app.model.chart import Bar, Chart, Graphic, Tile
from app.model.document import Document
from app.paths import resource
from app.picture.bars import Look
from app.picture.writer import chart_svg, graphic_svg
from app.storage.strict import decode_toml

pytestmark = pytest.mark.usefixtures("qapp")
"""Pictures are drawn with the application that windows have."""

_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "g", "rect", "line", "text", "tspan"}


@pytest.fixture(scope="module")
def look() -> Look:
    tokens = decode_toml(resource("style/tokens.toml").read_bytes(), dict[str, dict[str, str]])
    return Look(tokens["light"], "sans-serif")


def _words(svg: bytes) -> str:
    return " ".join(str(text) for text in fromstring(svg).itertext())


def _chart(*bars: Bar) -> Chart:
    return Chart("test", "标题", bars)


def _widths(svg: bytes, colour: str) -> list[float]:
    """Of the library's bars: they have no round corners."""
    root = fromstring(svg)
    found = (e for e in root.iter(f"{_SVG}rect") if e.get("fill") == colour and not e.get("rx"))
    return [float(element.get("width") or 0) for element in found]


def test_bars_are_as_long_as_their_figures(look: Look) -> None:
    svg = chart_svg(
        _chart(Bar("甲", 40, "40 件"), Bar("乙", 20, "20 件"), Bar("丙", 0, "0 件")), look
    )
    longest, half, none = sorted(_widths(svg, look.colours["accent"]), reverse=True)
    assert longest == pytest.approx(2 * half, rel=0.01)
    assert none == 0


def test_every_bar_has_its_name_and_its_figure(look: Look) -> None:
    words = _words(chart_svg(_chart(Bar("甲", 40, "40 件"), Bar("乙", 0, "0 件")), look))
    for expected in ("标题", "甲", "40 件", "乙", "0 件"):
        assert expected in words


def test_a_blank_is_said_and_is_no_nought(look: Look) -> None:
    svg = chart_svg(_chart(Bar("甲", None, "尚未填写"), Bar("乙", 3, "3 件")), look)
    assert "尚未填写" in _words(svg)
    assert not re.search(r">0( 件)?<", svg.decode())


@pytest.mark.parametrize("value", [0.0, None])
def test_a_chart_of_nothing_can_be_drawn(look: Look, value: float | None) -> None:
    svg = chart_svg(_chart(Bar("甲", value, "0 件"), Bar("乙", value, "0 件")), look)
    assert set(_widths(svg, look.colours["accent"])) == {0.0}
    assert not draw(svg, 1).isNull()


def test_last_year_has_another_colour_and_its_year_in_words(look: Look) -> None:
    chart = _chart(Bar("新收 2024 年", 9, "9 件"), Bar("新收 2023 年", 7, "7 件", "earlier"))
    svg = chart_svg(chart, look)
    assert len(_widths(svg, look.colours["accent"])) == len(_widths(svg, look.colours["grid"])) == 1
    assert "2023 年" in _words(svg)


def test_words_stay_inside_the_picture(look: Look) -> None:
    """Guards the words behind the longest bar, at the narrowest width of the window."""
    svg = chart_svg(_chart(Bar("社会公益组织", 9e7, "90000000 件（100.0%）")), look, 380)
    for element in fromstring(svg).iter(f"{_SVG}text"):
        size = float(element.get("font-size") or 0)
        text = "".join(element.itertext())
        if "90000000" in text:
            wide = sum(size if ord(c) > 0x2E7F else size * 0.6 for c in text)
            assert float(element.get("x") or 0) + 20 + 6 * 13 + 8 + wide < 380


def test_the_page_has_every_chart_and_tile(city_document: Document, look: Look) -> None:
    graphic = city_document.graphic
    words = _words(graphic_svg(graphic, look))
    assert graphic.heading in words
    for chart in graphic.charts:
        assert chart.title in words
        assert all(bar.label in words and bar.words in words for bar in chart.bars)
    for tile in graphic.tiles:
        assert tile.label in words
        assert tile.words in words


def test_the_file_stands_alone(city_document: Document) -> None:
    """No scripts, styles, links, pictures, comments, document type, titles or dates."""
    svg = all_exporters()[".svg"].write(city_document)
    root = fromstring(svg)
    assert {str(element.tag).removeprefix(_SVG) for element in root.iter()} <= _ALLOWED
    for element in root.iter():
        assert not {"class", "id", "style", "href"} & set(element.attrib)
        assert not any(name.startswith(("{", "on")) for name in element.attrib)
    text = svg.decode()
    assert text.count("http") == 1  # the name of the markup language itself
    assert "<!" not in text
    assert "url(" not in text


def test_the_same_report_gives_the_same_bytes(city_document: Document) -> None:
    for suffix in (".svg", ".png"):
        exporter = all_exporters()[suffix]
        assert exporter.write(city_document) == exporter.write(city_document)


def test_a_picture_file_carries_no_words_of_its_own(city_document: Document) -> None:
    png = all_exporters()[".png"].write(city_document)
    assert png.startswith(b"\x89PNG")
    for chunk in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"):
        assert chunk not in png


def test_qt_draws_what_is_written(city_document: Document, look: Look) -> None:
    """Guards against markup that the window's own SVG renderer passes over."""
    image = draw(graphic_svg(city_document.graphic, look), 1)
    colours = {image.pixelColor(x, y).name() for x in range(0, 820, 4) for y in range(0, 1100, 4)}
    for token in ("accent", "hint", "ground", "card"):
        assert look.colours[token].lower() in colours, token


def test_words_that_markup_cannot_carry_are_left_out(look: Look) -> None:
    tile = Tile("甲\x00<&>", "1", "件")
    words = _words(graphic_svg(Graphic("单\x0b位", "某年", (tile,), ()), look))
    assert "单位" in words
    assert "甲<&>" in words


def test_a_chart_is_a_file_of_its_own() -> None:
    assert chart_png(_chart(Bar("甲", 1, "1 件"))).startswith(b"\x89PNG")


def test_colours_are_only_those_of_the_design(look: Look, city_document: Document) -> None:
    svg = graphic_svg(city_document.graphic, look).decode()
    used = set(re.findall(r"#[0-9A-Fa-f]{3,8}", svg))
    assert used <= set(look.colours.values())
