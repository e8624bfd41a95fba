"""PDF files as other programs write them, made here object by object: letters and rules in places.

The font is one that is not embedded, with its letters in Unicode (PDF 1.7, 9.7.5.2).
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 520.0, 90.0, 760.0
_EM = 14.0
_SMALL = 8.0
_PITCH = 24.0

_FONT = b"""<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H
/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /W [1 95 500]
/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880
/Descent -120 /CapHeight 800 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >> >>] >>"""


class Boxed(Protocol):
    """A cell to be drawn: its text and its place on the grid of its table."""

    text: str
    line: int
    position: int
    across: int
    down: int


@dataclass(slots=True)
class Sheet:
    """What is drawn on one page; heights count from the top."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, baseline: float, words: str, em: float = _EM) -> None:
        """Draw one line of words."""
        code = words.encode("utf-16-be").hex().upper()
        self.parts.append(f"BT /F1 {em:g} Tf {x:.2f} {HEIGHT - baseline:.2f} Td <{code}> Tj ET")

    def stroke(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a rule as a line."""
        self.parts.append(f"0.5 w {x1:.2f} {HEIGHT - y1:.2f} m {x2:.2f} {HEIGHT - y2:.2f} l S")

    def area(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a rule as a thin filled area, as word processors do."""
        w, h = max(x2 - x1, 0.48), max(y2 - y1, 0.48)
        self.parts.append(f"{x1 - 0.24:.2f} {HEIGHT - y2 - 0.24:.2f} {w:.2f} {h:.2f} re f")

    @property
    def content(self) -> bytes:
        """The page as PDF has it."""
        return "\n".join(self.parts).encode()


def pdf_of(
    contents: Sequence[bytes], *, title: str = "", more: str = "", is_packed: bool = True
) -> bytes:
    """A file of these pages; `more` stands in the dictionary of each page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    about = title.encode("utf-16-be").hex().upper()
    objects.append(f"<< /Title <FEFF{about}> >>".encode())
    kids: list[str] = []
    for content in contents:
        data = zlib.compress(content) if is_packed else content
        how = "/Filter /FlateDecode" if is_packed else ""
        head = f"<< /Length {len(data)} {how} >>\nstream\n".encode()
        objects.append(head + data + b"\nendstream")
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] {more} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    file = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(file)
    file += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    file += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    file += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n".encode()
    return bytes(file + f"startxref\n{start}\n%%EOF\n".encode())


class Press:
    """Sets paragraphs and tables on pages, one under the other."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._draws_areas = chance.random() < 0.5
        self._indent = chance.choice((0.0, 2.0))
        self.sheets: list[Sheet] = []
        self._new_page()

    def _new_page(self) -> None:
        self.sheets.append(Sheet())
        self._y = TOP

    def title(self, words: str) -> None:
        """One centred line."""
        em = 1.4 * _EM
        self.sheets[-1].text((LEFT + RIGHT - len(words) * em) / 2, self._y + em, words, em)
        self._y += 2 * _PITCH

    def paragraph(self, words: str) -> None:
        """Lines as wide as the column, the first indented or not."""
        room = int((RIGHT - LEFT) / _EM)
        first = self._indent
        while words:
            if self._y + _PITCH > BOTTOM:
                self._new_page()
            line, words = words[: int(room - first)], words[int(room - first) :]
            self.sheets[-1].text(LEFT + first * _EM, self._y + _EM, line)
            self._y += _PITCH
            first = 0.0

    def table(self, boxes: Sequence[Boxed], width: int, head: int) -> None:
        """Rows as high as their words need, over as many pages as there must be."""
        edge = [LEFT + (RIGHT - LEFT) * n / width for n in range(width + 1)]
        lines = max(box.line + box.down for box in boxes)
        heights = [0.0] * lines
        for box in boxes:
            room = edge[box.position + box.across] - edge[box.position] - 4
            needed = len(_wrapped(box.text, room)) * 1.3 * _SMALL + 6
            for line in range(box.line, box.line + box.down):
                heights[line] = max(heights[line], needed / box.down)
        repeats = self._chance.random() < 0.4
        waiting = set(range(len(boxes)))
        begin = 0
        while begin < lines:
            again = list(range(head)) if begin and repeats else []
            end = begin
            room = BOTTOM - self._y - sum(heights[line] for line in again)
            while end < lines and (sum(heights[begin : end + 1]) <= room or end == begin):
                end += 1
            if begin == 0 and end < min(head + 1, lines):
                self._new_page()
                continue
            self._piece(boxes, edge, heights, [*again, *range(begin, end)], waiting, head)
            begin = end
            if begin < lines:
                self._new_page()

    def _piece(
        self,
        boxes: Sequence[Boxed],
        edge: list[float],
        heights: list[float],
        rows: list[int],
        waiting: set[int],
        head: int,
    ) -> None:
        """The rows of one page; words of a cell stand on the first page that has room for them."""
        tops: dict[int, float] = {}
        for row in rows:
            tops[row] = self._y
            self._y += heights[row]
        for number, box in enumerate(boxes):
            own = [row for row in rows if box.line <= row < box.line + box.down]
            if not own:
                continue
            left, right = edge[box.position], edge[box.position + box.across]
            top, bottom = tops[own[0]], tops[own[-1]] + heights[own[-1]]
            self._frame(left, top, right, bottom)
            high = len(_wrapped(box.text, right - left - 4)) * 1.3 * _SMALL
            is_last = own[-1] == box.line + box.down - 1
            if number not in waiting or not (high <= bottom - top or is_last):
                continue
            waiting.discard(number if box.line >= head else -1)
            self._words(box.text, left, top, right, bottom)
        self._y += _PITCH

    def _frame(self, left: float, top: float, right: float, bottom: float) -> None:
        draw = self.sheets[-1].area if self._draws_areas else self.sheets[-1].stroke
        draw(left, top, right, top)
        draw(left, bottom, right, bottom)
        draw(left, top, left, bottom)
        draw(right, top, right, bottom)

    def _words(self, text: str, left: float, top: float, right: float, bottom: float) -> None:
        lines = _wrapped(text, right - left - 4)
        high = 1.3 * _SMALL
        y = (top + bottom - len(lines) * high) / 2
        for number, line in enumerate(lines):
            x = (left + right - _wide(line)) / 2
            self.sheets[-1].text(x, y + number * high + _SMALL, line, _SMALL)

    def finished(self, title: str) -> bytes:
        """The file, with or without numbers of pages and a title of its own."""
        style = self._chance.choice(("", "— {} —", "第 {} 页", "{}"))
        for number, sheet in enumerate(self.sheets, 1):
            if style:
                sheet.text(290, HEIGHT - 40, style.format(number), 9)
        about = self._chance.choice(("", title, "Microsoft Word - 文档1"))
        return pdf_of([sheet.content for sheet in self.sheets], title=about)


def _wide(text: str) -> float:
    return sum(_SMALL / 2 if letter.isascii() else _SMALL for letter in text)


def _wrapped(text: str, room: float) -> list[str]:
    """Lines that fit; the text's own line breaks stay, as an upright label has them."""
    found: list[str] = []
    for part in text.split("\n"):
        line = ""
        for letter in part:
            if line and _wide(line + letter) > room:
                found.append(line)
                line = ""
            line += letter
        found.append(line)
    return [line for line in found if re.search(r"\S", line)]
