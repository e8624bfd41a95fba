"""The parts of a .docx that carry the house style: styles, fonts, page.

`resources/word` has them as GB/T 9704-2012 is usually applied; here the values of one house style
are put into their named styles, so that the body needs no formatting of its own.
"""

from __future__ import annotations

import functools
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from app.model.house import POINTS_PER_MM, Face, HouseStyle
from app.paths import resource
from app.word.package import W

_PAGE_WIDTH = 11906
_TWIPS_PER_MM = 56.7
"""As Word itself rounds: 28 mm are 1588 in the files that offices publish."""

_BELOW_TEXT = 397
"""From the text to the dash of the page number: 7 mm (GB/T 9704-2012, 7.5)."""
_DASH_HEIGHT = 155 / 280
"""How high the dash stands above the bottom of its line, as a share of the line's height."""
_LEAST_FOOTER = 284

_COVER_TOP = 5
"""Lines above the title of a cover."""

_CONTENT = "content"

_KEPT: Final = 64
"""Styles kept for the next report: those of 1,000 reports of one county differ in signatures."""


class Look(NamedTuple):
    """All that the styles depend on; indents in characters, None where there is no such line."""

    house: HouseStyle
    unit_left: float | None = None
    date_left: float | None = None
    cover_lines: int = 0


def twips(points: float) -> int:
    """Points in the unit of Word files."""
    return round(points * 20)


def text_width(house: HouseStyle) -> int:
    """Twips between the margins, as Word reckons."""
    return _PAGE_WIDTH - _mm(house.margins.left) - _mm(house.margins.right)


@functools.lru_cache(maxsize=_KEPT)
def styles_part(look: Look) -> bytes:
    """`styles.xml`."""
    root = skeleton("styles.xml")
    styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    house = look.house
    _set_normal(styles["Normal"], house)
    for face, names in (
        (house.title, ("Title",)),
        (house.heading1, ("Heading1",)),
        (house.heading2, ("Heading2", "Level2")),
        (house.heading3, ("Heading3", "Level3")),
        (house.table, ("TableText",)),
        (house.page_number, ("Footer",)),
    ):
        for name in names:
            _set_face(styles[name], face, house.body)
    _set_latin(styles["Footer"], house.page_number.family)
    _set(styles["Title"], "pPr/spacing", after=twips(house.pitch))
    for name in ("BodyText", "Heading1", "Heading2", "Heading3"):
        _set(styles[name], "pPr/ind", firstLine=2 * twips(house.body.size))
    number = twips(house.page_number.size)
    _set(styles["Footer"], "pPr/spacing", line=number)
    _set(styles["FooterOdd"], "pPr/ind", right=number)
    _set(styles["FooterEven"], "pPr/ind", left=number)
    _set_signature(styles, look)
    _set_cover(styles, look)
    return serialized(root)


@functools.lru_cache(maxsize=_KEPT)
def font_table_part(house: HouseStyle) -> bytes:
    """`fontTable.xml`: what takes the place of a face that is not installed."""
    root = skeleton("fontTable.xml")
    known = {font.get(f"{W}name"): font for font in root}
    faces = (house.body, house.heading2, house.heading1, house.table, house.heading3)
    for face in (*faces, house.page_number, house.title):
        font = known.get(face.family)
        if font is None:
            font = etree.SubElement(root, f"{W}font", {f"{W}name": face.family})
            _append(font, "charset", val="86")
            _append(font, "family", val="auto")
            _append(font, "pitch", val="default")
            known[face.family] = font
        others = font.find(f"{W}altName")
        if others is not None:
            font.remove(others)
        if face.fallbacks:
            others = etree.Element(f"{W}altName", {f"{W}val": ",".join(face.fallbacks)})
            font.insert(0, others)
    return serialized(root)


class Frame(NamedTuple):
    """`document.xml` around its content, as text: a body that ends with the set-up of the page.

    `cover` is the set-up of a cover's section, which goes into the last paragraph of the cover.
    """

    start: str
    end: str
    cover: str


@functools.lru_cache(maxsize=_KEPT)
def document_frame(house: HouseStyle, *, has_cover: bool) -> Frame:
    """What stands around the blocks of every document of a house style."""
    root = skeleton("document.xml")
    body = root[0]
    section = body[0]
    margins, number = house.margins, twips(house.page_number.size)
    footer = _mm(margins.bottom) - _BELOW_TEXT - round(_DASH_HEIGHT * number)
    _set(section, "pgMar", top=_mm(margins.top), right=_mm(margins.right))
    _set(section, "pgMar", bottom=_mm(margins.bottom), left=_mm(margins.left))
    _set(section, "pgMar", footer=max(_LEAST_FOOTER, footer))
    _set(section, "docGrid", linePitch=twips(house.pitch))
    cover = deepcopy(section)
    _remove_footers(cover)
    if not house.has_page_numbers:
        _remove_footers(section)
    if has_cover:
        numbering = etree.Element(f"{W}pgNumType", {f"{W}start": "1"})
        _at(section, "pgMar").addnext(numbering)
    body.text = _CONTENT
    start, end = serialized(root).decode().split(_CONTENT)
    body.text = None
    body[:] = [cover]
    whole = serialized(root).decode()
    return Frame(start, end, whole[whole.index("<w:sectPr") : whole.index("</w:body>")])


def _remove_footers(section: etree._Element) -> None:
    for reference in section.findall(f"{W}footerReference"):
        section.remove(reference)


def skeleton(name: str) -> etree._Element:
    """A part as it stands in `resources/word`, to be filled."""
    parser = etree.XMLParser(remove_comments=True)
    return etree.fromstring(fixed_part(name), parser)


@functools.cache
def fixed_part(name: str) -> bytes:
    """The bytes of a part in `resources/word`."""
    return (resource("word") / name).read_bytes()


def serialized(root: etree._Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_normal(style: etree._Element, house: HouseStyle) -> None:
    _set(style, "pPr/spacing", line=twips(house.pitch))
    _set(style, "rPr/spacing", val=twips(house.letter_spacing))
    _set(style, "rPr/rFonts", eastAsia=house.body.family)
    _set_latin(style, house.latin)
    _set_size(style, house.body.size)
    if house.body.bold:
        _set_bold(style, is_bold=True)


def _set_latin(style: etree._Element, family: str) -> None:
    _set(style, "rPr/rFonts", ascii=family, hAnsi=family)


def _set_face(style: etree._Element, face: Face, body: Face) -> None:
    """Only what is not as in body text, so that a change of body text in Word goes through."""
    properties = _at(style, "rPr")
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{W}rFonts")
        properties.insert(0, fonts)
    if face.family == body.family:
        fonts.attrib.pop(f"{W}eastAsia", None)
    else:
        fonts.set(f"{W}eastAsia", face.family)
    if face.bold != body.bold:
        _set_bold(style, is_bold=face.bold)
    if face.size != body.size:
        _set_size(style, face.size)
    if not fonts.attrib:
        properties.remove(fonts)


def _set_bold(style: etree._Element, *, is_bold: bool) -> None:
    fonts = _at(style, "rPr/rFonts")
    for name in ("bCs", "b"):
        mark = etree.Element(f"{W}{name}", {} if is_bold else {f"{W}val": "0"})
        fonts.addnext(mark)


def _set_size(style: etree._Element, size: float) -> None:
    properties = _at(style, "rPr")
    for name in ("sz", "szCs"):
        found = properties.find(f"{W}{name}")
        found = etree.SubElement(properties, f"{W}{name}") if found is None else found
        found.set(f"{W}val", str(round(2 * size)))


def _set_signature(styles: dict[str | None, etree._Element], look: Look) -> None:
    house = look.house
    for name, left in (("Signature", look.unit_left), ("Date", look.date_left)):
        if left is not None:
            _set(styles[name], "pPr/ind", left=twips(left * house.em))
        _at(styles[name], "pPr/jc").set(f"{W}val", "center" if house.has_seal else "left")
    is_alone = look.unit_left is None
    _set(styles["Signature"], "pPr/spacing", before=twips(house.pitch))
    _set(styles["Date"], "pPr/spacing", before=twips(house.pitch) if is_alone else 0)


def _set_cover(styles: dict[str | None, etree._Element], look: Look) -> None:
    """The title begins in the upper third, unit and date end with the page."""
    pitch = twips(look.house.pitch)
    _set(styles["CoverTitle"], "pPr/spacing", before=_COVER_TOP * pitch)
    lines = int(look.house.text_height * POINTS_PER_MM / look.house.pitch)
    between = max(1, lines - _COVER_TOP - look.cover_lines - 4)
    _set(styles["CoverUnit"], "pPr/spacing", before=between * pitch)


def _at(parent: etree._Element, path: str) -> etree._Element:
    """A part of a style that the file is known to have."""
    steps = path.split("/")
    found = parent.find("/".join(f"{W}{name}" for name in steps))
    if found is None:
        raise LookupError(path)
    return found


def _set(parent: etree._Element, path: str, **attributes: str | int) -> None:
    found = _at(parent, path)
    for name, value in attributes.items():
        found.set(f"{W}{name}", str(value))


def _append(parent: etree._Element, name: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{W}{name}", {f"{W}{key}": text for key, text in attributes.items()})


def _mm(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
