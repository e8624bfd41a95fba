"""One sheet as a part of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from app.markup.text import printable
from app.model.numbers import format_number
from app.sheet.grid import Area, Cell, Sheet
from app.sheet.names import XML_SPACE, S
from app.sheet.style_book import StyleBook

_FORMULA_SIGNS = ("=", "+", "-", "@")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARGINS = {"left": "0.7", "right": "0.7", "top": "0.7", "bottom": "0.7"}
"""In inches."""


def sheet_part(sheet: Sheet, styles: StyleBook) -> etree._Element:
    """The part; its children in the order of the schema (ECMA-376, 18.3.1.99)."""
    root = etree.Element(f"{S}worksheet", nsmap={None: S[1:-1]})
    _add(_add(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = _add(_add(root, "sheetViews"), "sheetView", workbookViewId="0")
    if sheet.is_list:
        below = Area(sheet.head, 0).first
        _add(view, "pane", ySplit=str(sheet.head), topLeftCell=below, activePane="bottomLeft").set(
            "state", "frozen"
        )
    _add(root, "sheetFormatPr", defaultRowHeight="15")
    columns = _add(root, "cols")
    for number, width in enumerate(sheet.widths, 1):
        place = str(number)
        _add(columns, "col", min=place, max=place, width=f"{width:.2f}", customWidth="1")
    _append_rows(root, sheet, styles)
    if sheet.is_list and sheet.printed is not None:
        _add(root, "autoFilter", ref=sheet.printed.name)
    merged = [cell.area for cell in sheet.cells if cell.area.down * cell.area.across > 1]
    if merged:
        place = _add(root, "mergeCells", count=str(len(merged)))
        for area in merged:
            _add(place, "mergeCell", ref=area.name)
    for priority, area in enumerate(sheet.alarms, 1):
        rule = _add(
            _add(root, "conditionalFormatting", sqref=area.name),
            "cfRule",
            type="expression",
            dxfId="0",
            priority=str(priority),
        )
        _add(rule, "formula").text = f"ISNUMBER({area.first})"
    _add(root, "printOptions", horizontalCentered="1")
    _add(root, "pageMargins", **_MARGINS, header="0.3", footer="0.3")
    orientation = "landscape" if sheet.is_wide else "portrait"
    _add(root, "pageSetup", paperSize="9", orientation=orientation, fitToHeight="0")
    return root


def _append_rows(root: etree._Element, sheet: Sheet, styles: StyleBook) -> None:
    lines: dict[int, list[Cell]] = {}
    for cell in (part for whole in sheet.cells for part in _parts(whole)):
        lines.setdefault(cell.area.line, []).append(cell)
    data = _add(root, "sheetData")
    for line in sorted(lines):
        row = _add(data, "row", r=str(line + 1))
        if (height := sheet.heights.get(line)) is not None:
            row.set("ht", f"{height:.1f}")
            row.set("customHeight", "1")
        for cell in sorted(lines[line], key=lambda cell: cell.area.position):
            _append_cell(row, cell, styles)


def _parts(cell: Cell) -> Iterator[Cell]:
    """A merged cell and the empty ones that it covers: they carry its lower and right border."""
    line, position, down, across = cell.area
    yield cell
    for lower in range(down):
        for right in range(across):
            if lower or right:
                yield Cell(Area(line + lower, position + right), None, cell.style)


def _append_cell(row: etree._Element, cell: Cell, styles: StyleBook) -> None:
    style = cell.style
    if isinstance(cell.content, str) and cell.content.startswith(_FORMULA_SIGNS):
        style = replace(style, is_quoted=True)
    element = _add(row, "c", r=cell.area.first, s=styles.number_of(style))
    if cell.formula:
        _add(element, "f").text = cell.formula
        if isinstance(cell.content, str):
            element.set("t", "str")
    if isinstance(cell.content, Decimal):
        _add(element, "v").text = format_number(cell.content)
    elif cell.content is not None and cell.formula:
        _add(element, "v").text = cell.content
    elif cell.content:
        element.set("t", "inlineStr")
        text = _add(_add(element, "is"), "t")
        text.text = _LOOKS_ESCAPED.sub("_x005F_", printable(cell.content))
        text.set(XML_SPACE, "preserve")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{S}{name}", attributes)
