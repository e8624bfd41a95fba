"""Sheets of cells → the bytes of an .xlsx file; knows nothing of reports.

Same sheets, same bytes.  Texts are written as texts, whatever they begin with: nothing but what
is given as a formula ever becomes one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from app.markup.package import (
    CORE,
    PACKAGE_RELATIONS,
    RELATIONS,
    core_part,
    pack,
    serialized,
)
from app.sheet.grid import Sheet
from app.sheet.names import BOOK, BOOK_LINKS, LINK, PRINT_AREA, PRINT_TITLES, STYLES, S
from app.sheet.sheet_part import sheet_part
from app.sheet.style_book import StyleBook

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_LINK: Final = f"{RELATIONS[1:-1]}/metadata/core-properties"


def write_workbook(sheets: Sequence[Sheet], title: str, unit: str) -> bytes:
    """The bytes of a workbook that says of itself only title and unit."""
    styles = StyleBook()
    pages = [
        (f"worksheets/sheet{number}.xml", serialized(sheet_part(sheet, styles)))
        for number, sheet in enumerate(sheets, 1)
    ]
    links = {name: f"{_OFFICE}/worksheet" for name, _ in pages}
    return pack(
        [
            ("[Content_Types].xml", _content_types([name for name, _ in pages])),
            (PACKAGE_RELATIONS, _links({BOOK: f"{_OFFICE}/officeDocument", CORE: _CORE_LINK})),
            (CORE, core_part(title, unit)),
            (BOOK, _book(sheets)),
            (BOOK_LINKS, _links({**links, "styles.xml": f"{_OFFICE}/styles"})),
            (STYLES, serialized(styles.part())),
            *((f"xl/{name}", page) for name, page in pages),
        ]
    )


def _content_types(pages: Sequence[str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for ending, kind in (("rels", _RELS_TYPE), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    kinds = {BOOK: f"{_MAIN}.sheet.main+xml", STYLES: f"{_MAIN}.styles+xml", CORE: _CORE_TYPE}
    kinds |= {f"xl/{name}": f"{_MAIN}.worksheet+xml" for name in pages}
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return serialized(root)


def _links(kinds: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{RELATIONS}Relationships", nsmap={None: RELATIONS[1:-1]})
    for number, (target, kind) in enumerate(kinds.items(), 1):
        etree.SubElement(
            root, f"{RELATIONS}Relationship", Id=f"rId{number}", Type=kind, Target=target
        )
    return serialized(root)


def _book(sheets: Sequence[Sheet]) -> bytes:
    root = etree.Element(f"{S}workbook", nsmap={None: S[1:-1], "r": LINK[1:-1]})
    etree.SubElement(etree.SubElement(root, f"{S}bookViews"), f"{S}workbookView")
    listed = etree.SubElement(root, f"{S}sheets")
    names = etree.Element(f"{S}definedNames")
    for number, sheet in enumerate(sheets):
        etree.SubElement(
            listed,
            f"{S}sheet",
            {"name": sheet.name, "sheetId": str(number + 1), f"{LINK}id": f"rId{number + 1}"},
        )
        place = "'" + sheet.name.replace("'", "''") + "'!"
        own = {PRINT_AREA: place + sheet.printed.fixed_name} if sheet.printed else {}
        if sheet.head:
            own[PRINT_TITLES] = f"{place}$1:${sheet.head}"
        for name, area in own.items():
            defined = {"name": name, "localSheetId": str(number)}
            etree.SubElement(names, f"{S}definedName", defined).text = area
    if len(names):
        root.append(names)
    return serialized(root)
