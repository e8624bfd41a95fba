"""What is printed on the pages of a PDF file: letters and rules with their places, in points.

Coordinates count from the left and the top of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.markup.limits import MAX_MARKS, MAX_PAGES, TOO_MANY_MARKS, TOO_MANY_PAGES
from app.model.source import UnreadableError
from app.pdf.library import (
    BEZIER_TO,
    FORM,
    IMAGE,
    LINE_TO,
    LOCK,
    PASSWORD,
    PATH,
    SECURITY,
    Handle,
    Matrix,
    Pdfium,
    Rect,
    pdfium,
)

_BROKEN = "PDF 文件已损坏，读不出内容"
_LOCKED = "PDF 文件设有密码，请取消密码后再打开"
_DEPTH = 8
_STRAIGHT = 1.0
"""Points that a rule may be off the vertical or horizontal."""
_THIN = 3.5
"""Points: a filled area not thicker is a rule, any other is a background."""
_SLANTED = 0.05
"""Radians: letters further off are a watermark."""
_UNREADABLE = "\ufffd"
_CONTROL_END = 0x20
_LAST = 0x10FFFF
_PRIVATE = range(0xE000, 0xF900)
_NOTHING = frozenset((0x0, 0xAD, 0xFFFE))
"""No character, a soft hyphen, and PDFium's own mark for one."""
_BELOW = 0.12
"""Of the size of a letter: how far it reaches below its baseline."""
_LARGE_PICTURE = 100.0
"""Points of both sides: a smaller picture is a mark or a seal."""

Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Letter:
    """One character and the box that it takes in its line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of a table: from `start` to `end` at the height or distance `at`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marks:
    """One page: its size, letters in no order, rules, and whether large pictures stand on it."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """All pages, and what the file says of itself."""

    pages: tuple[Marks, ...]
    title: str
    subject: str


def read_marks(data: bytes) -> Printed:
    """Take a file apart; UnreadableError with one sentence where that is not possible."""
    with LOCK:
        library = pdfium()
        document = library.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            is_locked = library.FPDF_GetLastError() in (PASSWORD, SECURITY)
            raise UnreadableError(_LOCKED if is_locked else _BROKEN)
        try:
            count = library.FPDF_GetPageCount(document)
            if count > MAX_PAGES:
                raise UnreadableError(TOO_MANY_PAGES)
            room = _Room(MAX_MARKS)
            pages = tuple(
                marks
                for number in range(count)
                if (marks := _page(library, document, number, room)) is not None
            )
            if not pages:
                raise UnreadableError(_BROKEN)
            about = [_about(library, document, tag) for tag in (b"Title", b"Subject")]
            return Printed(pages, *about)
        finally:
            library.FPDF_CloseDocument(document)


@dataclass(slots=True)
class _Room:
    """How many marks more may be taken from a file."""

    left: int

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise UnreadableError(TOO_MANY_MARKS)


def _about(library: Pdfium, document: Handle, tag: bytes) -> str:
    size = library.FPDF_GetMetaText(document, tag, None, 0)
    if not 0 < size <= MAX_MARKS:
        return ""
    buffer = ctypes.create_string_buffer(size)
    library.FPDF_GetMetaText(document, tag, buffer, size)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")


def _page(library: Pdfium, document: Handle, number: int, room: _Room) -> Marks | None:
    page = library.FPDF_LoadPage(document, number)
    if not page:
        return None
    try:
        area = library.FS_RECTF()
        library.FPDF_GetPageBoundingBox(page, ctypes.byref(area))  # type: ignore[arg-type]
        turns = library.FPDFPage_GetRotation(page)
        turn, width, height = _turned(area, turns)
        drawing = _Drawing(library, turn, room)
        count = library.FPDFPage_CountObjects(page)
        drawing.add(lambda index: library.FPDFPage_GetObject(page, index), count, _IDENTITY, 0)
        return Marks(
            width,
            height,
            tuple(_letters(library, page, turn, room)),
            tuple(drawing.across),
            tuple(drawing.down),
            drawing.has_pictures,
        )
    finally:
        library.FPDF_ClosePage(page)


def _turned(area: Rect, turns: int) -> tuple[Turn, float, float]:
    """From the coordinates of the file to those of the page as it is shown, and its size."""
    wide, high = area.right - area.left, area.top - area.bottom
    match turns:
        case 1:
            return (lambda x, y: (y - area.bottom, x - area.left)), high, wide
        case 2:
            return (lambda x, y: (area.right - x, y - area.bottom)), wide, high
        case 3:
            return (lambda x, y: (area.top - y, area.right - x)), high, wide
        case _:
            return (lambda x, y: (x - area.left, area.top - y)), wide, high


def _letters(library: Pdfium, page: Handle, turn: Turn, room: _Room) -> Iterator[Letter]:
    text = library.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        count = library.FPDFText_CountChars(text)
        room.take(count)
        box = _Box(library, text, turn)
        for index in range(count):
            if library.FPDFText_IsGenerated(text, index):
                continue
            letter = _letter(library, text, index)
            if letter and not _is_slanted(library.FPDFText_GetCharAngle(text, index)):
                yield Letter(letter, *box.of(index))
    finally:
        library.FPDFText_ClosePage(text)


def _letter(library: Pdfium, text: Handle, index: int) -> str:
    """The character, empty for none; what a file has no meaning for is never guessed."""
    code = library.FPDFText_GetUnicode(text, index)
    if library.FPDFText_HasUnicodeMapError(text, index) > 0 or code in _PRIVATE:
        return _UNREADABLE
    if code in _NOTHING:
        return ""
    if code < _CONTROL_END:
        return " "
    return chr(code) if code <= _LAST else _UNREADABLE


class _Box:
    """Boxes of letters: as wide as their advance, as high as their size around the baseline.

    The heights that fonts name are of no use: they differ from letter to letter.
    """

    def __init__(self, library: Pdfium, text: Handle, turn: Turn) -> None:
        self._library = library
        self._text = text
        self._turn = turn
        self._rect = library.FS_RECTF()
        self._matrix = library.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._to_rect = ctypes.byref(self._rect)  # type: ignore[arg-type]
        self._to_matrix = ctypes.byref(self._matrix)  # type: ignore[arg-type]
        self._to_x, self._to_y = ctypes.byref(self._x), ctypes.byref(self._y)

    def of(self, index: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        library, text, rect, matrix = self._library, self._text, self._rect, self._matrix
        library.FPDFText_GetLooseCharBox(text, index, self._to_rect)
        library.FPDFText_GetMatrix(text, index, self._to_matrix)
        library.FPDFText_GetCharOrigin(text, index, self._to_x, self._to_y)
        size = library.FPDFText_GetFontSize(text, index)
        low, high = rect.bottom, rect.top
        if abs(matrix.b) <= _SLANTED * abs(matrix.d):
            em = abs(size * matrix.d)
            low, high = self._y.value - _BELOW * em, self._y.value + (1 - _BELOW) * em
        x1, y1 = self._turn(rect.left, high)
        x2, y2 = self._turn(rect.right, low)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _is_slanted(angle: float) -> bool:
    over = angle % (math.pi / 2)
    return min(over, math.pi / 2 - over) > _SLANTED


_Affine = tuple[float, float, float, float, float, float]
_IDENTITY: Final[_Affine] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Drawing:
    """The rules among the objects of a page; forms are looked into."""

    def __init__(self, library: Pdfium, turn: Turn, room: _Room) -> None:
        self._library = library
        self._turn = turn
        self._room = room
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.has_pictures = False

    def add(self, get: Callable[[int], Handle], count: int, outer: _Affine, depth: int) -> None:
        """Take in the objects that `get` gives, drawn in the coordinates `outer`."""
        library = self._library
        self._room.take(max(count, 0))
        for index in range(count):
            item = get(index)
            kind = library.FPDFPageObj_GetType(item)
            if kind == PATH:
                self._path(item, _combined(self._matrix(item), outer))
            elif kind == IMAGE:
                self.has_pictures |= self._is_large(item)
            elif kind == FORM and depth < _DEPTH:
                self.add(
                    lambda at, form=item: library.FPDFFormObj_GetObject(form, at),
                    library.FPDFFormObj_CountObjects(item),
                    _combined(self._matrix(item), outer),
                    depth + 1,
                )

    def _matrix(self, item: Handle) -> _Affine:
        matrix: Matrix = self._library.FS_MATRIX()
        if not self._library.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):  # type: ignore[arg-type]
            return _IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _is_large(self, item: Handle) -> bool:
        sides = [ctypes.c_float() for _ in range(4)]
        self._library.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
        left, bottom, right, top = (side.value for side in sides)
        return right - left > _LARGE_PICTURE and top - bottom > _LARGE_PICTURE

    def _path(self, item: Handle, matrix: _Affine) -> None:
        library = self._library
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        library.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            return
        count = library.FPDFPath_CountSegments(item)
        self._room.take(max(count, 0))
        pieces = list(self._pieces(item, count, matrix))
        if stroke.value:
            for x1, y1, x2, y2 in pieces:
                self._rule(x1, y1, x2, y2)
        else:
            self._areas(pieces)

    def _pieces(
        self, item: Handle, count: int, matrix: _Affine
    ) -> Iterator[tuple[float, float, float, float]]:
        """The straight pieces of a path, as they lie on the page."""
        library = self._library
        x, y = ctypes.c_float(), ctypes.c_float()
        to_x, to_y = ctypes.byref(x), ctypes.byref(y)
        a, b, c, d, e, f = matrix
        start = last = (0.0, 0.0)
        for index in range(count):
            segment = library.FPDFPath_GetPathSegment(item, index)
            library.FPDFPathSegment_GetPoint(segment, to_x, to_y)
            place = self._turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = library.FPDFPathSegment_GetType(segment)
            if kind == LINE_TO and place != last:
                yield (*last, *place)
            elif kind != BEZIER_TO:
                start = place
            last = place
            if library.FPDFPathSegment_GetClose(segment) and last != start:
                yield (*last, *start)
                last = start

    def _areas(self, pieces: list[tuple[float, float, float, float]]) -> None:
        """Rules that are drawn as thin filled areas; four pieces each."""
        for at in range(0, len(pieces) - 2, 4):
            xs = [x for piece in pieces[at : at + 4] for x in (piece[0], piece[2])]
            ys = [y for piece in pieces[at : at + 4] for y in (piece[1], piece[3])]
            left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
            if bottom - top <= _THIN or right - left <= _THIN:
                if right - left >= bottom - top:
                    self._rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
                else:
                    self._rule((left + right) / 2, top, (left + right) / 2, bottom)

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        if abs(y1 - y2) <= _STRAIGHT < abs(x1 - x2):
            self.across.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) <= _STRAIGHT < abs(y1 - y2):
            self.down.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))


def _combined(inner: _Affine, outer: _Affine) -> _Affine:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
