"""The looks of cells, each kept once, as the part of a workbook that holds them."""

from __future__ import annotations

from lxml import etree

from app.sheet.grid import Style
from app.sheet.names import S

_FIRST_OWN_FORMAT = 164
_FONT, _SIZE = "宋体", "11"
_FAINT, _RED, _BLACK = "FF666666", "FFC00000", "FF000000"


class StyleBook:
    """Hands out a number for each style and makes the part when all are known."""

    def __init__(self) -> None:
        self._styles: dict[Style, int] = {}
        self._fonts: dict[tuple[bool, bool], int] = {(False, False): 0}
        self._formats: dict[str, int] = {}
        self.number_of(Style(is_bordered=False))  # what cells have that nothing was said of

    def number_of(self, style: Style) -> str:
        """The number that cells of this style bear."""
        if style not in self._styles:
            self._styles[style] = len(self._styles)
            self._fonts.setdefault((style.is_bold, style.is_faint), len(self._fonts))
            if style.format:
                self._formats.setdefault(style.format, _FIRST_OWN_FORMAT + len(self._formats))
        return str(self._styles[style])

    def part(self) -> etree._Element:
        """styles.xml; its children in the order of the schema (ECMA-376, 18.8.39)."""
        root = etree.Element(f"{S}styleSheet", nsmap={None: S[1:-1]})
        if self._formats:
            place = _list(root, "numFmts", len(self._formats))
            for code, number in self._formats.items():
                _add(place, "numFmt", numFmtId=str(number), formatCode=code)
        place = _list(root, "fonts", len(self._fonts))
        for is_bold, is_faint in self._fonts:
            _append_font(place, is_bold=is_bold, colour=_FAINT if is_faint else _BLACK)
        place = _list(root, "fills", 2)
        for pattern in ("none", "gray125"):  # every program wants these two first
            _add(_add(place, "fill"), "patternFill", patternType=pattern)
        place = _list(root, "borders", 2)
        _append_border(place, is_drawn=False)
        _append_border(place, is_drawn=True)
        plain = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
        _add(_list(root, "cellStyleXfs", 1), "xf", **plain)
        place = _list(root, "cellXfs", len(self._styles))
        for style in self._styles:
            self._append_look(place, style)
        normal = _add(_list(root, "cellStyles", 1), "cellStyle", xfId="0", builtinId="0")
        normal.set("name", "Normal")
        alarm = _add(_add(_list(root, "dxfs", 1), "dxf"), "font")
        _add(alarm, "b")
        _add(alarm, "color", rgb=_RED)
        return root

    def _append_look(self, place: etree._Element, style: Style) -> None:
        look = _add(
            place,
            "xf",
            numFmtId=str(self._formats.get(style.format, 0)),
            fontId=str(self._fonts[(style.is_bold, style.is_faint)]),
            fillId="0",
            borderId=str(int(style.is_bordered)),
            xfId="0",
            applyNumberFormat="1",
            applyFont="1",
            applyBorder="1",
            applyAlignment="1",
        )
        if style.is_quoted:
            look.set("quotePrefix", "1")
        alignment = _add(look, "alignment", horizontal=style.align, vertical="center")
        if style.is_stacked:
            alignment.set("textRotation", "255")
        if style.is_wrapped:
            alignment.set("wrapText", "1")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{S}{name}", attributes)


def _list(root: etree._Element, name: str, count: int) -> etree._Element:
    return _add(root, name, count=str(count))


def _append_font(place: etree._Element, *, is_bold: bool, colour: str) -> None:
    font = _add(place, "font")
    if is_bold:
        _add(font, "b")
    _add(font, "sz", val=_SIZE)
    _add(font, "color", rgb=colour)
    _add(font, "name", val=_FONT)
    _add(font, "charset", val="134")  # simplified Chinese


def _append_border(place: etree._Element, *, is_drawn: bool) -> None:
    border = _add(place, "border")
    for side in ("left", "right", "top", "bottom"):
        edge = _add(border, side, **({"style": "thin"} if is_drawn else {}))
        if is_drawn:
            _add(edge, "color", rgb=_BLACK)
    _add(border, "diagonal")
