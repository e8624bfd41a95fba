"""The bytes of a workbook → its sheets as text, cell by cell, as they are shown.

Formulas count with what they gave when the file was saved.  Hidden sheets are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from posixpath import join, normpath
from typing import Final

from lxml import etree

from app.markup.limits import MAX_CELLS, MAX_CHARACTERS, TOO_MANY_CELLS
from app.markup.package import Package, PackageError, parse_part
from app.markup.text import printable
from app.model.numbers import format_number
from app.sheet.grid import Area, cell_name
from app.sheet.names import BOOK, BOOK_LINKS, LINK, PRINT_AREA, STRICT, STYLES, S

_STRICT_LINK = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHARED = "xl/sharedStrings.xml"
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_QUOTED = re.compile(r'"[^"]*"')
_DECIMALS = re.compile(r"\.(0+)")
_BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-m-d",
    15: "yyyy-m-d", 16: "m-d", 17: "yyyy-m", 22: "yyyy-m-d h:mm", 31: "yyyy-m-d", 57: "yyyy-m",
}  # fmt: skip
FIRST_DAY, FIRST_DAY_OF_MAC = date(1899, 12, 30), date(1904, 1, 1)
_SCALED = re.compile(r"[0#?],+(?![0#?])|!")
"""A number format that shows thousands or 万 of what the cell holds."""
_LAST_DAY = 2_000_000
_DIGITS = 15
"""So many digits of a number are its own; what comes after is noise of the processor."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet: texts by line and position, only of cells that hold something."""

    name: str
    texts: Mapping[tuple[int, int], str]
    merged: tuple[Area, ...]
    printed: Area | None
    unsolved: tuple[str, ...] = ()
    """Cells with formulas whose results the file does not hold."""


def read_sheets(package: Package) -> list[ReadSheet]:
    """All visible sheets in order; raises PackageError past a limit, else one of FAULTS."""
    book = _tree(package, BOOK)
    targets = {
        link.get("Id"): normpath(join("xl", (link.get("Target") or "")))
        for link in package.tree(BOOK_LINKS)
    }
    areas = {
        int(name.get("localSheetId") or "-1"): name.text or ""
        for name in book.iterfind(f"{S}definedNames/{S}definedName")
        if name.get("name") == PRINT_AREA
    }
    settings = book.find(f"{S}workbookPr")
    is_mac = settings is not None and settings.get("date1904") in ("1", "true")
    reader = _CellReader(package, FIRST_DAY_OF_MAC if is_mac else FIRST_DAY)
    sheets: list[ReadSheet] = []
    for number, entry in enumerate(book.iterfind(f"{S}sheets/{S}sheet")):
        target = targets.get(entry.get(f"{LINK}id"), "").removeprefix("/")
        if entry.get("state", "visible") != "visible" or "worksheets/" not in target:
            continue
        root = _tree(package, target)
        merged = (_area(e.get("ref") or "") for e in root.iterfind(f"{S}mergeCells/{S}mergeCell"))
        texts, unsolved = reader.texts(root)
        sheets.append(
            ReadSheet(
                entry.get("name") or "",
                texts,
                tuple(area for area in merged if area is not None),
                _area(areas.get(number, "").rpartition("!")[2]),
                unsolved,
            )
        )
    return sheets


def _tree(package: Package, name: str) -> etree._Element:
    data = package.part(name).replace(STRICT, S[1:-1].encode())
    return parse_part(data.replace(_STRICT_LINK, LINK[1:-1].encode()))


def _area(words: str) -> Area | None:
    """An area by its name; None for none, or for several."""
    found = _AREA.fullmatch(words)
    if found is None:
        return None
    line, position = int(found[2]) - 1, _position(found[1])
    if not found[3]:
        return Area(line, position)
    down, across = int(found[4]) - line, _position(found[3]) - position + 1
    return Area(line, position, down, across) if down > 0 and across > 0 else None


def _position(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _CellReader:
    """Reads cells with what all sheets share: texts and number formats."""

    def __init__(self, package: Package, first_day: date) -> None:
        self._shared = dict(enumerate(_shared_texts(package)))
        self._formats = dict(enumerate(_formats(package)))
        self._first_day = first_day
        self._count = 0
        self._characters = 0

    def texts(self, root: etree._Element) -> tuple[dict[tuple[int, int], str], tuple[str, ...]]:
        """Shown texts of a sheet, and the cells whose formulas have no result."""
        found: dict[tuple[int, int], str] = {}
        unsolved: list[str] = []
        line = -1
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            line = int(row.get("r") or line + 2) - 1
            position = -1
            for cell in row.iterfind(f"{S}c"):
                place = _CELL.fullmatch(cell.get("r") or "")
                position = _position(place[1]) if place else position + 1
                self._count += 1
                text = self._text(cell)
                self._characters += len(text)
                if self._count > MAX_CELLS or self._characters > MAX_CHARACTERS:
                    raise PackageError(TOO_MANY_CELLS)
                if text:
                    found[(line, position)] = text
                elif _is_unsolved(cell):
                    unsolved.append(cell_name(line, position))
        return found, tuple(unsolved)

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            whole = cell.find(f"{S}is")
            return "" if whole is None else _words(whole)
        value = cell.findtext(f"{S}v") or ""
        if kind == "s":
            return self._shared[int(value)] if value else ""
        if kind == "str":
            return _unescaped(value)
        if kind == "n" and value:
            code = self._formats.get(int(cell.get("s") or "0"), "")
            return shown(value, code, self._first_day)
        if kind == "b" and value:
            return "FALSE" if value in ("0", "false") else "TRUE"
        return value


def _is_unsolved(cell: etree._Element) -> bool:
    """Whether a formula was never worked out; one that gave an empty text was."""
    if cell.find(f"{S}f") is None or cell.get("t") == "str":
        return False
    return not cell.findtext(f"{S}v")


def _shared_texts(package: Package) -> Iterator[str]:
    if _SHARED in package:
        for entry in _tree(package, _SHARED).iterfind(f"{S}si"):
            yield _words(entry)


def _words(element: etree._Element) -> str:
    """Texts of all runs, without the readings over them."""
    runs = element.xpath("s:t | s:r/s:t", namespaces={"s": S[1:-1]})
    return _unescaped("".join(run.text or "" for run in runs if isinstance(run, etree._Element)))


def _unescaped(text: str) -> str:
    return printable(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text))


def _formats(package: Package) -> Iterator[str]:
    """The number format of each look of cells."""
    if STYLES not in package:
        return
    root = _tree(package, STYLES)
    own = {
        int(entry.get("numFmtId") or "0"): entry.get("formatCode") or ""
        for entry in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    for look in root.iterfind(f"{S}cellXfs/{S}xf"):
        number = int(look.get("numFmtId") or "0")
        yield own.get(number, _BUILT_IN.get(number, ""))


def shown(value: str, code: str, first_day: date = FIRST_DAY) -> str:
    """A number as its format shows it, never with fewer digits than it has.

    A figure that a format rounds away is still in the file and must not change on its way here.
    Where the format shows another number than the cell holds, a person has to say which is meant.
    """
    try:
        number = Decimal(f"{float(value):.{_DIGITS}g}")
    except (ValueError, InvalidOperation):
        return value
    if not number.is_finite():
        return value
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    if re.search("[ymd]", bare) and 0 < number < _LAST_DAY:
        day = first_day + timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"
    if number and _SCALED.search(_QUOTED.sub("", code.partition(";")[0])):
        return f"{value}（显示时经过缩小）"
    percent = "%" in bare
    number = number * 100 if percent else number
    number = number.normalize() if number else Decimal(0)
    decimals = _DECIMALS.search(bare)
    wanted = len(decimals[1]) if decimals else 0
    exponent = number.as_tuple().exponent
    has = max(0, -exponent) if isinstance(exponent, int) else 0
    number = number.quantize(Decimal(1).scaleb(-max(wanted, has)))
    return format_number(number) + ("%" if percent else "")
