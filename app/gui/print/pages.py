"""Lines and rows on pages: what stays together, repeated heads of tables, page numbers."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.gui.print.boxes import Box, Page, Placed, Style
from app.gui.print.breaking import Line
from app.gui.print.faces import Faces
from app.gui.print.lettering import Setter, clusters_of
from app.gui.print.paragraphs import BASELINE, Paragraphs
from app.gui.print.tables import SetTable, Tables
from app.model.document import Block, Cover, Document, Paragraph, PrintedTable, Run
from app.model.house import PAGE_HEIGHT, POINTS_PER_MM, HouseStyle

PAPER: Final = (210.0 * POINTS_PER_MM, 297.0 * POINTS_PER_MM)
"""A4 in points."""

_NUMBER_BELOW: Final = 7.0
"""Millimetres from the text to the dash of the page number (GB/T 9704-2012, 7.5)."""

_DASH: Final = 0.37
"""How far the dash lies above the baseline, in ems."""

_COVER_TOP: Final = 5
"""Lines above the title of a cover."""

_COVER_FOOT: Final = 4
"""Lines from the unit on a cover to the end of the text."""

_ALONE: Final = frozenset({"title", "heading1", "heading2", "heading3"})
"""Kinds of paragraphs that do not end a page."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line or row on its way to a page; `joined` keeps it on the page of the next."""

    block: int
    height: float
    joined: bool
    gap: float = 0.0
    """Empty space above it, none at the top of a page."""

    box: Box | None = None
    row: int = -1


class Typesetter:
    """Document → pages; what has not changed since the last time is not set anew."""

    def __init__(self, faces: Faces | None = None) -> None:
        self._faces = faces or Faces()
        self._house: HouseStyle | None = None

    @property
    def faces(self) -> Faces:
        """Its fonts, for the painter."""
        return self._faces

    def pages(self, document: Document) -> list[Page]:
        """All pages at once."""
        return [page for page in self.steps(document) if page is not None]

    def steps(self, document: Document) -> Generator[Page | None, None, None]:
        """The pages one after another, and None after each piece of work in between.

        For those who must not be held up: a step takes a few milliseconds.
        """
        house = document.house
        if house != self._house:
            self._house = house
            self._paragraphs = Paragraphs(house, self._faces)
            self._tables = Tables(house, self._faces)
        pieces: list[_Piece] = []
        tables: dict[int, SetTable] = {}
        for place, (block, following) in enumerate(pairwise((*document.blocks, None))):
            if isinstance(block, PrintedTable):
                tables[place] = yield from self._tables.steps(block)
                pieces += _rows(place, tables[place])
            elif block is not None:
                before = document.blocks[place - 1] if place else None
                boxes = yield from self._paragraphs.steps(block)
                pieces += _lines(place, block, boxes, before, following)
            yield None
        if document.cover is not None:
            yield from self._cover(document.cover, house)
        yield from self._pages(pieces, tables, house)
        kept = frozenset(document.blocks)
        self._paragraphs.forget(frozenset(b for b in kept if isinstance(b, Paragraph)))
        self._tables.forget(frozenset(b for b in kept if isinstance(b, PrintedTable)))

    # -- pages ---------------------------------------------------------------------------------

    def _pages(
        self, pieces: Sequence[_Piece], tables: dict[int, SetTable], house: HouseStyle
    ) -> Iterator[Page]:
        room = house.text_height * POINTS_PER_MM + 0.01
        number, at, page = 1, 0.0, list[_Piece]()
        for chain in _chains(pieces):
            for part in _fitting(chain, room):
                wanted = sum(p.height for p in part) + sum(p.gap for p in part[1:])
                wanted += part[0].gap if page else 0.0
                if page and at + wanted > room:
                    yield self._page(number, page, tables, house)
                    number, page = number + 1, []
                    at = _repeated(part[0], tables)
                at += sum(p.height + p.gap for p in part) - (0.0 if page else part[0].gap)
                page += part
        if page or number == 1:
            yield self._page(number, page, tables, house)

    def _page(
        self,
        number: int,
        pieces: Sequence[_Piece],
        tables: dict[int, SetTable],
        house: HouseStyle,
    ) -> Page:
        placed: list[Placed] = []
        top = house.margins.top * POINTS_PER_MM
        for place, group in _by_block(pieces):
            if place in tables:
                table, first = tables[place], group[0].row
                rows = table.piece(
                    first, group[-1].row + 1, with_head=first >= table.table.head > 0
                )
            else:
                rows = [piece.box for piece in group if piece.box is not None]
                top += group[0].gap if placed else 0.0
            for box in rows:
                placed.append(Placed(top, box, place))
                top += box.height
        if house.has_page_numbers:
            placed.append(self._number(number, house))
        return Page(number, house.margins.left * POINTS_PER_MM, tuple(placed))

    def _number(self, number: int, house: HouseStyle) -> Placed:
        """— 1 —, at the outer edge, one character in."""
        face = house.page_number
        style = Style(face, face.family)
        width = house.text_width * POINTS_PER_MM
        clusters = clusters_of([(f"— {number} —", style)], self._faces)
        words = Setter(clusters, [style]).words(
            Line(0, len(clusters)),
            face.size,
            width - 2 * face.size,
            _DASH * face.size,
            "right" if number % 2 else "left",
        )
        top = (PAGE_HEIGHT - house.margins.bottom + _NUMBER_BELOW) * POINTS_PER_MM
        return Placed(top, Box(face.size, words), -1)

    def _cover(self, cover: Cover, house: HouseStyle) -> Generator[Page | None, None, None]:
        """The title in the upper third, unit and date at the end of the page, all centred."""
        placed: list[Placed] = []
        start = house.margins.top * POINTS_PER_MM
        lines = int(house.text_height * POINTS_PER_MM / house.pitch)
        top = start + _COVER_TOP * house.pitch
        for text in cover.title:
            for box in (yield from self._paragraphs.steps(Paragraph("title", (Run(text),)))):
                placed.append(Placed(top, box, 0))
                top += box.height
        top = max(top, start + (lines - _COVER_FOOT) * house.pitch)
        for text in (cover.unit, cover.date):
            placed.append(Placed(top, self._centred(text, house), 0))
            top += house.pitch
        yield Page(None, house.margins.left * POINTS_PER_MM, tuple(placed))

    def _centred(self, text: str, house: HouseStyle) -> Box:
        style = Style(house.body, house.latin, house.letter_spacing)
        clusters = clusters_of([(text, style)], self._faces)
        width, baseline = house.text_width * POINTS_PER_MM, BASELINE * house.pitch
        setter = Setter(clusters, [style])
        words = setter.words(Line(0, len(clusters)), 0.0, width, baseline, "centre")
        return Box(house.pitch, words)


def _lines(
    place: int,
    block: Paragraph,
    boxes: Sequence[Box],
    before: Block | None,
    following: Block | None,
) -> Iterator[_Piece]:
    for number, box in enumerate(boxes):
        is_last = number == len(boxes) - 1
        joined = block.role in _ALONE or (is_last and _leads_to(following))
        gap = box.height if number == 0 and _is_parted(before, block) else 0.0
        yield _Piece(place, box.height, joined and following is not None, gap, box)


def _rows(place: int, table: SetTable) -> Iterator[_Piece]:
    for row, (height, joined) in enumerate(zip(table.heights, table.chains, strict=True)):
        yield _Piece(place, height, joined, row=row)


def _leads_to(following: Block | None) -> bool:
    """Text before a table or a signature does not stay behind alone."""
    return isinstance(following, PrintedTable) or (
        isinstance(following, Paragraph) and following.role in ("signature", "date")
    )


def _is_parted(before: Block | None, block: Paragraph) -> bool:
    """An empty line follows the title and leads to the signature."""
    kind = before.role if isinstance(before, Paragraph) else ""
    if block.role in ("signature", "date"):
        return kind != "signature"
    return kind == "title" and block.role != "title"


def _chains(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    chain: list[_Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.joined:
            yield chain
            chain = []
    if chain:
        yield chain


def _fitting(chain: list[_Piece], room: float) -> Iterator[list[_Piece]]:
    """The chain, or, where it is higher than a page, each piece for itself."""
    if sum(piece.height + piece.gap for piece in chain) <= room * 0.9:
        yield chain
    else:
        yield from ([piece] for piece in chain)


def _repeated(piece: _Piece, tables: dict[int, SetTable]) -> float:
    """Height of the head that is set again above a row at the top of a page."""
    table = tables.get(piece.block)
    if table is None or piece.row < table.table.head:
        return 0.0
    return sum(table.heights[: table.table.head])


def _by_block(pieces: Sequence[_Piece]) -> Iterator[tuple[int, list[_Piece]]]:
    group: list[_Piece] = []
    for piece in pieces:
        if group and group[0].block != piece.block:
            yield group[0].block, group
            group = []
        group.append(piece)
    if group:
        yield group[0].block, group
