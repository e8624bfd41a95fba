"""The bytes of an old workbook (.xls, .et) → its sheets as text, as `cells` reads the new ones."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet

from app.markup.limits import MAX_CELLS, MAX_CHARACTERS, MAX_OLD_BYTES, TOO_MANY_CELLS
from app.markup.package import PackageError
from app.markup.text import printable
from app.sheet.cells import FIRST_DAY, FIRST_DAY_OF_MAC, ReadSheet, shown
from app.sheet.grid import Area

OLD_FAULTS = (
    XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    ZeroDivisionError,
)
"""All that xlrd raises for bytes that are no sound workbook."""

_ENCRYPTED = "encrypted"


def read_old_sheets(data: bytes) -> list[ReadSheet]:
    """All visible sheets in order; raises PackageError past a limit, else one of OLD_FAULTS."""
    if len(data) > MAX_OLD_BYTES:
        raise PackageError(TOO_MANY_CELLS)
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except XLRDError as error:
        if _ENCRYPTED in str(error):
            raise PackageError("文件设有密码，请取消密码后再打开") from error
        raise
    room = _Room(MAX_CELLS, MAX_CHARACTERS)
    return [
        ReadSheet(
            printable(sheet.name),
            dict(_texts(book, sheet, room)),
            tuple(
                Area(top, left, bottom - top, right - left)
                for top, bottom, left, right in sheet.merged_cells
                if bottom > top >= 0 and right > left >= 0
            ),
            None,
        )
        for sheet in book.sheets()
        if sheet.visibility == 0
    ]


class _Room:
    """How many cells and characters more may be taken."""

    def __init__(self, cells: int, characters: int) -> None:
        self._cells = cells
        self._characters = characters

    def take(self, text: str) -> None:
        """Count a cell; PackageError for one too many."""
        self._cells -= 1
        self._characters -= len(text)
        if self._cells < 0 or self._characters < 0:
            raise PackageError(TOO_MANY_CELLS)


def _texts(book: Book, sheet: Sheet, room: _Room) -> Iterator[tuple[tuple[int, int], str]]:
    for line in range(sheet.nrows):
        for position in range(sheet.row_len(line)):
            text = _text(book, sheet, line, position)
            room.take(text)
            if text:
                yield (line, position), text


def _text(book: Book, sheet: Sheet, line: int, position: int) -> str:
    kind = sheet.cell_type(line, position)
    value: object = sheet.cell_value(line, position)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        look = book.xf_list[sheet.cell_xf_index(line, position)]
        known = book.format_map.get(look.format_key)
        first_day = FIRST_DAY_OF_MAC if book.datemode else FIRST_DAY
        return shown(repr(value), known.format_str if known else "", first_day)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(str(value)), "#?")
    return printable(str(value)) if kind == xlrd.XL_CELL_TEXT else ""
