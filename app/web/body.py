"""What a page shows, block by block: paragraphs, and tables with merged cells resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from app.markup.limits import (
    MAX_BLOCKS,
    MAX_ROWS,
    MAX_SPAN,
    MAX_WIDTH,
    TOO_MANY_BLOCKS,
    TOO_MANY_ROWS,
    TOO_WIDE,
)
from app.model.document import ParagraphRole
from app.model.source import SourceCell, SourceParagraph, SourceTable, UnreadableError
from app.web.writer import PREAMBLE

SourceBlock = SourceParagraph | SourceTable

_SKIPPED: Final = frozenset(
    "head script style noscript template iframe object select button textarea input svg nav "
    "title meta link map audio video canvas".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section td th tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile("[ \t\r\n\f]+")
_COUNT = re.compile("[0-9]{1,9}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STRIKE = "\u0336"
_STRUCK = frozenset(("s", "strike", "del"))
_BREAK = "\x0b"
"""A line break within a paragraph, while its spaces are not tidied yet."""
_ICON = 50
"""Pixels; smaller pictures are ornaments."""


def local_name(element: etree._Element) -> str:
    """Name of an element in lower case; empty for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


class Body:
    """Reads blocks; `notes` say what it could not, `is_own` that spaces and classes count."""

    def __init__(self, *, is_own: bool) -> None:
        self.notes: list[str] = []
        self._is_own = is_own
        self._count = 0
        self._holders: set[etree._Element] = set()
        self._pictures = self._told = 0

    def blocks(self, container: etree._Element) -> Iterator[SourceBlock]:
        """All blocks of a page in reading order."""
        self._holders = _holders(container)
        yield from self._blocks(container)
        if self._pictures:
            self.notes.append(f"网页里有 {self._pictures} 张图片，其中的文字和数没有读入")

    def _blocks(self, container: etree._Element) -> Iterator[SourceBlock]:
        parts = [container.text or ""]
        for child in container:
            name = local_name(child)
            if name == "table":
                yield from self._paragraph(container, parts)
                yield from self._table(child)
            elif name not in _SKIPPED and not _is_hidden(child) and child in self._holders:
                yield from self._paragraph(container, parts)
                yield from self._blocks(child)
            else:
                self._collect(child, parts)
            parts.append(child.tail or "")
        yield from self._paragraph(container, parts)

    def _paragraph(self, container: etree._Element, parts: list[str]) -> Iterator[SourceParagraph]:
        """What has been gathered, as a paragraph; the gathering starts anew."""
        text = self._tidy("".join(parts))
        parts.clear()
        has_picture, self._told = self._pictures > self._told, self._pictures
        if not text.strip() and not has_picture:
            return
        self._count += 1
        if self._count > MAX_BLOCKS:
            raise UnreadableError(TOO_MANY_BLOCKS)
        yield SourceParagraph(text, self._role(container), has_picture)

    def _role(self, container: etree._Element) -> ParagraphRole | None:
        if not self._is_own:
            return None
        name, parent = local_name(container), container.getparent()
        if name in ("h1", "h2"):
            return "title" if name == "h1" else "heading1"
        if container.get("class") == PREAMBLE:
            return "preamble"
        is_signed = parent is not None and local_name(parent) == "footer"
        return "signature" if is_signed else None

    def _tidy(self, text: str) -> str:
        """Spaces as a page shows them: one for many, none at line ends; all of our own page."""
        if self._is_own:
            return text.replace(_BREAK, "\n")
        lines = _SPACES.sub(" ", text).split(_BREAK)
        return "\n".join(line.strip(" ") for line in lines)

    def _collect(self, element: etree._Element, parts: list[str]) -> None:
        """Gather the visible words of an element within a paragraph."""
        name = local_name(element)
        if name == "br":
            parts.append(_BREAK)
            return
        if name == "img":
            self._pictures += _is_large(element)
            return
        if not name or name in _SKIPPED or _is_hidden(element):
            return
        inner = [element.text or ""]
        for child in element:
            if local_name(child) in _BLOCKS:
                inner.append(_BREAK)
            self._collect(child, inner)
            inner.append(child.tail or "")
        text = "".join(inner)
        if name == "sup":
            text = text.translate(_SUPERSCRIPTS)
        elif name in _STRUCK:
            text = "".join(sign + _STRIKE for sign in text)
        parts.append(text)

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> Iterator[SourceBlock]:
        """A table of figures; one that lays out the page is read cell by cell."""
        if _is_hidden(table):
            return
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        rows = [row for row in rows if not _is_hidden(row)]
        cells = [
            [c for c in row if local_name(c) in ("td", "th") and not _is_hidden(c)] for row in rows
        ]
        for caption in table.iterchildren("caption"):
            yield from self._blocks(caption)
        is_frame = len(cells) == 1 and len(cells[0]) == 1
        if is_frame or next(table.iterdescendants("table"), None) is not None:
            for cell in (cell for row in cells for cell in row):
                yield from self._blocks(cell)
        elif any(cells):
            yield self._grid(cells)

    def _grid(self, rows: list[list[etree._Element]]) -> SourceTable:
        if len(rows) > MAX_ROWS:
            raise UnreadableError(TOO_MANY_ROWS)
        taken: set[tuple[int, int]] = set()
        found: list[SourceCell] = []
        overlaps = False
        for line, row in enumerate(rows):
            position = 0
            for element in row:
                while (line, position) in taken:
                    position += 1
                down = min(_span(element, "rowspan") or len(rows), len(rows) - line)
                across = _span(element, "colspan") or 1
                free = next((a for a in range(1, across) if (line, position + a) in taken), across)
                overlaps |= free < across
                if position + free > MAX_WIDTH:
                    raise UnreadableError(TOO_WIDE)
                found.append(SourceCell(self._words(element), line, position, free, down))
                taken |= {(line + d, position + a) for d in range(down) for a in range(free)}
                position += free
        if overlaps:
            self.notes.append("网页里有一张表的合并格互相重叠，表里的数可能错了位")
        width = max((cell.position + cell.across for cell in found), default=0)
        return SourceTable(len(rows), width, tuple(found))

    def _words(self, cell: etree._Element) -> str:
        parts: list[str] = []
        self._collect(cell, parts)
        text = self._tidy("".join(parts))
        if self._is_own:
            return text
        return "\n".join(line for line in text.split("\n") if line.strip())


def _holders(container: etree._Element) -> set[etree._Element]:
    """All blocks, and what should be stretches of text but has whole blocks inside."""
    found: set[etree._Element] = set()
    for element in container.iter():
        name = local_name(element)
        if name in _BLOCKS or name == "table":
            place: etree._Element | None = element
            while place is not None and place not in found:
                found.add(place)
                place = place.getparent()
    return found


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_large(picture: etree._Element) -> bool:
    """Whether a picture may hold words: large, or of a size that only its file tells."""
    sizes = [_number(picture, side) for side in ("width", "height")]
    return all(size is None or size >= _ICON for size in sizes)


def _span(cell: etree._Element, name: str) -> int:
    """How far a cell reaches; 0 is HTML's word for to the end."""
    number = _number(cell, name)
    return 1 if number is None else min(number, MAX_SPAN)


def _number(element: etree._Element, name: str) -> int | None:
    found = _COUNT.match((element.get(name) or "").strip())
    return int(found[0]) if found else None
