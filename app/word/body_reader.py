"""The body of a Word file: paragraphs, tables with merged cells resolved, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree

from app.markup.limits import (
    MAX_ROWS,
    MAX_SPAN,
    MAX_WIDTH,
    TOO_MANY_ROWS,
    TOO_WIDE,
)
from app.model.source import SourceCell, SourceParagraph, SourceTable, UnreadableError
from app.word.package import SourceRole, W

SourceBlock = SourceParagraph | SourceTable

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE = f"{_MC}AlternateContent"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_VAL = f"{W}val"
_P, _R, _T, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_SDT, _BOX = f"{W}sdt", f"{W}txbxContent"
_PPR, _RPR, _TRPR, _TCPR = (f"{W}{name}" for name in ("pPr", "rPr", "trPr", "tcPr"))
_STYLE, _LEVEL, _DELETED, _VANISH = (f"{W}{n}" for n in ("pStyle", "outlineLvl", "del", "vanish"))
_SPAN, _MERGE_DOWN, _MERGE_RIGHT = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"
_BEFORE, _RAISED = f"{W}gridBefore", f"{W}vertAlign"
_POSITION, _STRUCK = f"{W}position", frozenset((f"{W}strike", f"{W}dstrike"))
_STRIKE = "\u0336"
"""Combining long stroke overlay: the word as it was struck out."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLOCKS, _ROWS, _CELLS = frozenset((_P, _TBL)), frozenset((_TR,)), frozenset((_TC,))
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")
)
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rubyPr",
        "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference", "commentReference",
        "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
    )
)  # fmt: skip
_SIGNS: Final[Mapping[str, str]] = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
_COUNT = re.compile("[0-9]{1,9}")
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class _OpenCell:
    """A cell whose height is not known yet."""

    text: str
    line: int
    position: int
    across: int
    down: int = 1


class BodyReader:
    """Reads blocks; `roles` tells by style id what a paragraph is."""

    def __init__(self, roles: Mapping[str, SourceRole]) -> None:
        self._roles = roles

    def blocks(self, container: etree._Element) -> Iterator[SourceBlock]:
        """All blocks of a body, cell or text box, in reading order."""
        carried = ""
        for element in _elements(container, _BLOCKS):
            if element.tag == _TBL:
                yield from self._table(element)
                continue
            parts: list[str] = [carried] if carried else []
            boxes: list[etree._Element] = []
            _collect(element, parts, boxes)
            for box in boxes:
                yield from self.blocks(box)
            carried = ""
            role, goes_on = self._nature(element)
            if goes_on:
                carried = "".join(parts)
            elif role != "cover":
                has_picture = next(element.iter(*_PICTURES), None) is not None
                yield SourceParagraph("".join(parts), role, has_picture)
        if carried:
            yield SourceParagraph(carried)

    def _nature(self, paragraph: etree._Element) -> tuple[SourceRole | None, bool]:
        """What a paragraph is, and whether its end was deleted, so that the next one joins it."""
        properties = _first(paragraph, _PPR)
        role: SourceRole | None = None
        goes_on = False
        for child in () if properties is None else properties:
            tag = child.tag
            if tag == _STYLE:
                role = self._roles.get(child.get(_VAL) or "")
            elif tag == _LEVEL and child.get(_VAL) == "0":
                role = "heading1"
            elif tag == _RPR and len(child):
                goes_on = child.find(_DELETED) is not None
        return role, goes_on

    def _table(self, table: etree._Element) -> Iterator[SourceBlock]:
        rows = [(row, list(_elements(row, _CELLS))) for row in _rows(table)]
        is_frame = len(rows) == 1 and len(rows[0][1]) == 1
        if is_frame or next(table.iterdescendants(_TBL), None) is not None:
            for _, cells in rows:
                for cell in cells:
                    yield from self.blocks(cell)
            return
        yield self._grid(rows)

    def _grid(self, rows: list[tuple[etree._Element, list[etree._Element]]]) -> SourceTable:
        found: list[_OpenCell] = []
        above: dict[int, _OpenCell] = {}
        width = 0
        if len(rows) > MAX_ROWS:
            raise UnreadableError(TOO_MANY_ROWS)
        for line, (row, elements) in enumerate(rows):
            position = _number(row.find(f"{_TRPR}/{_BEFORE}"), 0)
            current: dict[int, _OpenCell] = {}
            left: _OpenCell | None = None
            for element in elements:
                span, continues_down, continues_right = _merging(element)
                upper = above.get(position) if continues_down else None
                if continues_right and left is not None:
                    left.across += span
                else:
                    if upper is not None:
                        upper.down = line - upper.line + 1
                    else:
                        upper = _OpenCell(self._words(element), line, position, span)
                        found.append(upper)
                    current[position] = left = upper
                position += span
                if position > MAX_WIDTH:
                    raise UnreadableError(TOO_WIDE)
            width = max(width, position)
            above = current
        cells = (SourceCell(c.text, c.line, c.position, c.across, c.down) for c in found)
        return SourceTable(len(rows), width, tuple(cells))

    def _words(self, cell: etree._Element) -> str:
        if len(cell) == 2 and cell[1].tag == _P and len(cell[1]) < 3:  # noqa: PLR2004  properties, one paragraph of one run: nearly every cell
            parts: list[str] = []
            boxes: list[etree._Element] = []
            _collect(cell[1], parts, boxes)
            if not boxes:
                return "".join(parts)
        paragraphs = [b.text for b in self.blocks(cell) if isinstance(b, SourceParagraph)]
        return "\n".join(paragraphs)


def _first(element: etree._Element, tag: str) -> etree._Element | None:
    """The child of this tag where it stands first, as properties do."""
    return element[0] if len(element) and element[0].tag == tag else None


def _merging(cell: etree._Element) -> tuple[int, bool, bool]:
    """Columns of a cell, and whether it continues the one above, the one at the left."""
    span, continues_down, continues_right = 1, False, False
    properties = _first(cell, _TCPR)
    for child in () if properties is None else properties:
        if child.tag == _SPAN:
            span = max(1, _number(child, 1))
        elif child.tag == _MERGE_DOWN:
            continues_down = child.get(_VAL) != "restart"
        elif child.tag == _MERGE_RIGHT:
            continues_right = child.get(_VAL) != "restart"
    return span, continues_down, continues_right


def _elements(container: etree._Element, tags: frozenset[str]) -> Iterator[etree._Element]:
    """Children with one of these tags, also inside content controls and accepted insertions."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag == _SDT:
            content = _control_content(child)
            if content is not None:
                yield from _elements(content, tags)
        elif child.tag in _WRAPPERS:
            yield from _elements(child, tags)
        elif child.tag == _ALTERNATE:
            yield from _elements(_chosen(child), tags)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _elements(table, _ROWS):
        if row.find(f"{_TRPR}/{_DELETED}") is None:
            yield row


def _collect(node: etree._Element, parts: list[str], boxes: list[etree._Element]) -> None:
    """Gather the visible words below a paragraph, and the text boxes that hang on it."""
    for child in node:
        tag = cast("str", child.tag)
        if tag == _T:
            parts.append(_marked(node, child.text or ""))
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag == _BOX:
            boxes.append(child)
        elif tag == _TEXTPATH:
            parts.append((child.get("string") or "") + "\n")
        elif tag not in _SKIPPED and (inner := _inner(child, tag)) is not None:
            _collect(inner, parts, boxes)


def _marked(run: etree._Element, text: str) -> str:
    """The words of a run; raised digits and words struck out stay what they are.

    A mark of a note or a number struck out is no part of a figure, and must not become one.
    """
    properties = _first(run, _RPR)
    if properties is None:
        return text
    for element in properties:
        tag, value = element.tag, element.get(_VAL)
        if tag == _RAISED and value == "superscript":
            return text.translate(_SUPERSCRIPTS)
        if tag == _POSITION and (value or "").isdigit() and value != "0":
            return text.translate(_SUPERSCRIPTS)
        if tag in _STRUCK and value not in _OFF:
            return "".join(character + _STRIKE for character in text)
    return text


def _inner(element: etree._Element, tag: str) -> etree._Element | None:
    """Where the words of an element are; None where it shows none."""
    if tag == _R:
        return None if _is_hidden(element) else element
    if tag == _SDT:
        return _control_content(element)
    if tag == _ALTERNATE:
        return _chosen(element)
    return element if len(element) else None


def _chosen(alternate: etree._Element) -> etree._Element:
    """The modern one of two pictures of the same thing."""
    choice = alternate.find(f"{_MC}Choice")
    if choice is None:
        choice = alternate.find(f"{_MC}Fallback")
    return alternate if choice is None else choice


def _control_content(control: etree._Element) -> etree._Element | None:
    """What was put into a content control; None while it shows only its prompt."""
    if _is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
        return None
    return control.find(f"{W}sdtContent")


def _is_hidden(run: etree._Element) -> bool:
    properties = _first(run, _RPR)
    return properties is not None and _is_on(properties.find(_VANISH))


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and (switch.get(_VAL) or "1").lower() not in _OFF


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = "" if element is None else element.get(_VAL) or ""
    return min(int(text), MAX_SPAN) if _COUNT.fullmatch(text) else otherwise
