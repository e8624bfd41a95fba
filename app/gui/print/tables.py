"""A table as rows of known height, and what of its merged cells falls on each page."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from app.gui.print.boxes import Area, Box, Rule, Style, Word
from app.gui.print.breaking import Line, balanced, break_lines
from app.gui.print.faces import Faces
from app.gui.print.lettering import Alignment, Setter, clusters_of
from app.model.document import PrintedCell, PrintedTable
from app.model.house import POINTS_PER_MM, HouseStyle

_PAD: Final = 1.4
"""Points between the rule and the words, on all sides."""

_LINE: Final = 1.25
"""Distance of lines in a cell, in ems."""

_LEAST: Final = 1.62
"""Least height of a row, in ems: 17 points for 五号."""

_INK: Final = 0.35
"""How far the middle of Chinese letters lies above their baseline, in ems."""

_LABEL_INDENT: Final = 2.0
_NARROWEST: Final = 0.5
"""Least part of its width to which a number is condensed."""

_SLIGHTLY: Final = 0.88
"""The same for a label that nearly fits on one line."""

_VERTICAL: Final = 1.05
"""Distance of the letters of a vertical label, in ems."""

_NUMBERED = re.compile(r"[（(][〇一二三四五六七八九十]+[）)](?=.)")
_TURNED: Final = frozenset("、，。")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its words, which stand from 0 downwards and are `height` high in all."""

    cell: PrintedCell
    line: int
    left: float
    right: float
    words: tuple[Word, ...]
    height: float


@dataclass(frozen=True)
class SetTable:
    """All rows of a table; `chains` says for each row whether the next must be on its page."""

    table: PrintedTable
    heights: tuple[float, ...]
    chains: tuple[bool, ...]
    cells: tuple[_Cell, ...]

    def piece(self, start: int, end: int, *, with_head: bool) -> list[Box]:
        """The rows of one page, each a box; `with_head` repeats the head above them."""
        rows = [*(range(self.table.head) if with_head else ()), *range(start, end)]
        tops = dict(zip(rows, accumulate([0.0, *(self.heights[r] for r in rows)]), strict=False))
        words: dict[int, list[Word]] = {row: [] for row in rows}
        rules: dict[int, list[Rule]] = {row: [] for row in rows}
        areas: dict[int, list[Area]] = {row: [] for row in rows}
        for cell in self.cells:
            own = [row for row in rows if cell.line <= row < cell.line + cell.cell.down]
            if not own:
                continue
            first, last = own[0], own[-1]
            height = tops[last] + self.heights[last] - tops[first]
            rules[first] += _frame(cell, height)
            if cell.cell.figure is not None:
                areas[first].append(
                    Area(cell.left, 0.0, cell.right, height, cell.cell.figure.address)
                )
            if first == cell.line:  # a cell that spans pages has its words on the first
                shift = (height - cell.height) / 2
                words[first] += [_moved(word, shift) for word in cell.words]
        return [
            Box(self.heights[r], tuple(words[r]), tuple(rules[r]), tuple(areas[r])) for r in rows
        ]


class Tables:
    """Sets tables in one house style; each is set once and remembered."""

    def __init__(self, house: HouseStyle, faces: Faces) -> None:
        self._style = Style(house.table, house.latin)
        self._size = house.table.size
        self._width = house.text_width * POINTS_PER_MM
        self._faces = faces
        self._set: dict[PrintedTable, SetTable] = {}

    def steps(self, table: PrintedTable) -> Generator[None, None, SetTable]:
        """Rows and cells of a table as wide as the text; pauses after each row."""
        found = self._set.get(table)
        if found is None:
            total = sum(table.widths)
            edges = [0.0, *(self._width * part / total for part in accumulate(table.widths))]
            cells: list[_Cell] = []
            for number, line in enumerate(table.lines):
                cells += [self._cell(table, cell, number, edges) for cell in line]
                yield
            heights = self._heights(table, cells)
            chains = _chains(table, cells, heights)
            found = self._set[table] = SetTable(table, heights, chains, tuple(cells))
        return found

    def forget(self, but: frozenset[PrintedTable]) -> None:
        """Keep only these."""
        self._set = {table: self._set[table] for table in but & self._set.keys()}

    def _cell(self, table: PrintedTable, cell: PrintedCell, line: int, edges: list[float]) -> _Cell:
        left, right = edges[cell.position], edges[cell.position + cell.across]
        room = right - left - 2 * _PAD
        if cell.vertical:
            words = tuple(self._vertical(cell.text, (left + right) / 2))
            return _Cell(cell, line, left, right, words, len(words) * _VERTICAL * self._size)
        is_name = bool(table.head) and line >= table.head and not cell.is_figure
        if is_name and cell.down == 1:
            begin = left + _PAD + _LABEL_INDENT
            rows = self._rows(cell, begin, right - _PAD - begin, "left")
        else:
            rows = self._rows(cell, left + _PAD, room, "centre")
        words = tuple(word for row in rows for word in row)
        return _Cell(cell, line, left, right, words, len(rows) * _LINE * self._size)

    def _rows(
        self, cell: PrintedCell, left: float, width: float, alignment: Alignment
    ) -> list[tuple[Word, ...]]:
        rows: list[tuple[Word, ...]] = []
        for text in self._parts(cell, width):
            clusters = clusters_of([(text, self._style)], self._faces)
            setter = Setter(clusters, [self._style])
            whole = Line(0, len(clusters))
            natural = setter.natural_width(whole)
            least = _NARROWEST if cell.is_figure and " " not in text else _SLIGHTLY
            lines = [whole]
            if natural * least > width:
                lines = (
                    balanced(clusters, width, self._size)
                    if alignment == "centre"
                    else break_lines(clusters, lambda _line: width, self._size)
                )
            for line in lines:
                baseline = (len(rows) + 0.5) * _LINE * self._size + _INK * self._size
                if line is whole and natural > width:
                    scale = width / natural
                    words = setter.words(line, 0.0, natural, baseline, "left")
                    rows.append(tuple(_condensed(word, left, scale) for word in words))
                else:
                    rows.append(setter.words(line, left, width, baseline, alignment))
        return rows

    def _parts(self, cell: PrintedCell, width: float) -> list[str]:
        """Lines that the text itself begins; the number of a group has one of its own."""
        lines = cell.text.replace("\r", "").split("\n")
        if cell.down > 1 and not cell.is_figure and len(lines) == 1:
            numbered = _NUMBERED.match(cell.text)
            if numbered and len(cell.text) * self._size * _SLIGHTLY > width:
                return [cell.text[: numbered.end()], cell.text[numbered.end() :]]
        return lines

    def _vertical(self, text: str, middle: float) -> Iterator[Word]:
        size = self._size
        for number, letter in enumerate("".join(text.split())):
            width = self._faces.width(letter, self._style)
            x, y = middle - width / 2, (number + 0.5) * _VERTICAL * size + _INK * size
            if letter in _TURNED:
                x, y = x + size / 2, y - size / 2  # where it stands in vertical writing
            yield Word(x, y, letter, self._style, is_wide=True)

    def _heights(self, table: PrintedTable, cells: Sequence[_Cell]) -> tuple[float, ...]:
        heights = [_LEAST * self._size] * len(table.lines)
        for cell in cells:
            if cell.cell.down == 1:
                heights[cell.line] = max(heights[cell.line], cell.height + 2 * _PAD)
        for cell in cells:
            last = min(cell.line + cell.cell.down, len(heights)) - 1
            missing = cell.height + 2 * _PAD - sum(heights[cell.line : last + 1])
            heights[last] += max(missing, 0.0)
        return tuple(heights)


def _chains(
    table: PrintedTable, cells: Sequence[_Cell], heights: tuple[float, ...]
) -> tuple[bool, ...]:
    """Rows that head others, rows of one group, and as many as a vertical label needs."""
    chains = [False] * len(heights)
    with_figures = {cell.line for cell in cells if cell.cell.is_figure}
    for row in range(len(heights) - 1):
        chains[row] = row < table.head or row not in with_figures
    for cell in cells:
        if cell.cell.down == 1 or cell.line < table.head:
            continue
        last = cell.line + cell.cell.down - 1
        needed = cell.height + 2 * _PAD
        for row in range(cell.line, last):
            if cell.cell.vertical and sum(heights[cell.line : row + 1]) >= needed:
                break
            chains[row] = True
    return tuple(chains)


def _frame(cell: _Cell, height: float) -> tuple[Rule, ...]:
    left, right = cell.left, cell.right
    return (
        Rule(left, 0.0, right, 0.0),
        Rule(left, height, right, height),
        Rule(left, 0.0, left, height),
        Rule(right, 0.0, right, height),
    )


def _moved(word: Word, down: float) -> Word:
    return replace(word, y=word.y + down)


def _condensed(word: Word, left: float, scale: float) -> Word:
    return replace(word, x=left + word.x * scale, scale=scale)
