"""A pasted block whose rows or columns bear names: each figure goes where its names say.

Names are those of the form, as printed or as people write them.  A block with names of rows only
takes its columns from where the cursor is, and the other way round; totals are never put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.model.address import Address
from app.model.form import Form, Label, Table
from app.model.numbers import Figure, parse_figure
from app.model.quotes import shortened
from app.model.source import SourceCell, SourceTable
from app.services.recognise_cells import Vocabulary, is_figure_text
from app.services.wording import fold, without_any_number

Role = Literal["row", "column"]

_LEAST_SIMILAR = 3
"""Shorter words are not taken for misspelt names."""
_NAMED = 3
"""So many rows or columns are named in the sentence; more are counted."""


@dataclass(slots=True)
class Placed:
    """Where the figures of a block belong, and what the user is told of it."""

    table: Table
    figures: dict[Address, Figure] = field(default_factory=dict)
    totals: dict[Address, Figure] = field(default_factory=dict)
    """Figures for computed cells: not put in, but compared with what is computed."""
    left: list[str] = field(default_factory=list)
    """Texts that belong nowhere."""
    taken_as: dict[str, str] = field(default_factory=dict)
    """Names that are not quite the form's, with the name that they were taken for."""
    by: dict[Role, bool] = field(default_factory=dict)

    def sentence(self) -> str:
        """What went where, and what did not."""
        rows = _named("行", [self.table.row(a.row).label for a in self.figures])
        columns = _named("列", [self.table.column(a.column).label for a in self.figures])
        names = "、".join(word for role, word in _BY.items() if self.by.get(role))
        parts = [f"按{names}放入{self.table.name} {len(self.figures)} 格：{rows}，{columns}"]
        parts += [f"“{shortened(word)}”当作“{name}”" for word, name in self.taken_as.items()]
        if self.left:
            quotes = "、".join(f"“{shortened(text)}”" for text in self.left[:_NAMED])
            parts.append(f"{len(self.left)} 格没有认出行名或列名，没有放入：{quotes}")
        return "；".join(parts)


_BY: dict[Role, str] = {"row": "行名", "column": "列名"}


def place_by_names(
    sources: Sequence[SourceTable], form: Form, origin: Address
) -> tuple[Placed, ...]:
    """Place blocks by the names in them; empty where they have none that this form knows.

    `origin` is the cell where the cursor is: what a name does not say is counted from there.
    """
    placed = (_place(source, form, origin) for source in sources)
    return tuple(p for p in placed if p is not None and (p.figures or p.totals))


def differing(
    totals: Mapping[Address, Figure], values: Mapping[Address, Decimal | None], form: Form
) -> str:
    """A sentence on totals of a block that are not what the program computes; empty for none."""
    wrong = [a for a, figure in totals.items() if figure.value != values[a]]
    if not wrong:
        return ""
    first = form.describe(wrong[0])
    more = f"等 {len(wrong)} 处" if len(wrong) > 1 else ""
    return f"来源的总计与计算值不同：{first}{more}，请核对"


def _place(source: SourceTable, form: Form, origin: Address) -> Placed | None:
    words = {fold(c.text) for c in source.cells if not is_figure_text(c.text)}
    tables = list(form.tables.values())
    hits = {table.key: len(words & _known(table)) for table in tables}
    best = max(tables, key=lambda table: (hits[table.key], table.key == origin.table))
    if not hits[best.key]:
        return None
    return _Reading(source, best, origin).place()


@lru_cache(maxsize=8)
def _names_of(labels: tuple[Label, ...]) -> dict[Role, dict[str, Label]]:
    """For rows and for columns the words that mean one; those that could mean two are left out."""
    names: dict[Role, dict[str, Label]] = {}
    for role in _BY:
        whole: dict[str, Label] = {}
        bare: dict[str, list[Label]] = {}
        for label in labels:
            if label.role == role:
                for text in (label.text, *label.aliases):
                    whole.setdefault(fold(text), label)
                    bare.setdefault(without_any_number(fold(text)), []).append(label)
        sure = {w: found[0] for w, found in bare.items() if len({x.key for x in found}) == 1}
        names[role] = {**sure, **whole}
        names[role].pop("", None)
    return names


def _known(table: Table) -> set[str]:
    return {word for names in _names_of(table.labels).values() for word in names}


class _Reading:
    def __init__(self, source: SourceTable, table: Table, origin: Address) -> None:
        self._source = source
        self._table = table
        self._origin = origin if origin.table == table.key else None
        self._vocabulary = Vocabulary(table)
        self._names = _names_of(table.labels)
        self._placed = Placed(table)
        self._numbers: list[SourceCell] = []
        self._words: dict[tuple[int, int], SourceCell] = {}
        """Cells that are no figure, at every place that they cover."""
        for cell in source.cells:
            if not is_figure_text(cell.text):
                for line in range(cell.line, cell.line + cell.down):
                    for position in range(cell.position, cell.position + cell.across):
                        self._words[line, position] = cell
            elif cell.text.strip():
                self._numbers.append(cell)
        self._found: dict[tuple[str, Role], str | None] = {}
        self._ends = self._ends_of_names()
        self._left = max(
            self._ends.values(), default=min((c.position for c in self._numbers), default=0)
        )
        self._starts = self._ragged()
        figures = [c for c in self._numbers if c.position >= self._start(c.line)]
        self._top = min((c.line for c in figures), default=source.line_count)

    def _ends_of_names(self) -> dict[int, int]:
        """By line, the place right of the name of its row, whatever numbers stand before it."""
        last = {cell.line: cell.position for cell in self._numbers}
        ends: dict[int, int] = {}
        for cell in dict.fromkeys(self._words.values()):
            if cell.position < last.get(cell.line, 0) and self._exact(cell, "row"):
                end = cell.position + cell.across
                ends[cell.line] = max(end, ends.get(cell.line, 0))
        return ends

    def _ragged(self) -> dict[int, int]:
        """Lines whose figures begin farther left than those of others: merged cells were lost.

        A number right behind the name of the row is a figure of it; where that is blank, the line
        is shorter than others by the cells that it lacks.
        """
        wide: dict[int, int] = {}
        ends = {**self._leading(), **self._ends}
        for cell in self._source.cells:
            wide[cell.line] = max(wide.get(cell.line, 0), cell.position + cell.across)
        numbers = {(cell.line, cell.position) for cell in self._numbers}
        whole = {wide[line] for line, end in self._ends.items() if end == self._left}
        top = min(self._ends, default=0)
        return {
            line: end
            for line, end in ends.items()
            if line >= top
            and end < self._left
            and ((line, end) in numbers or whole == {wide[line] + self._left - end})
        }

    def _leading(self) -> dict[int, int]:
        """By line, where the words end that stand before its first number."""
        first: dict[int, int] = {}
        for cell in self._numbers:
            first[cell.line] = min(cell.position, first.get(cell.line, cell.position))
        ends: dict[int, int] = {}
        for cell in dict.fromkeys(self._words.values()):
            if cell.text.strip() and cell.position < first.get(cell.line, 0):
                end = cell.position + cell.across
                ends[cell.line] = max(end, ends.get(cell.line, 0))
        return ends

    def _start(self, line: int) -> int:
        """Where the figures of a line begin."""
        return self._starts.get(line, self._left)

    def place(self) -> Placed:
        texts = (c for c in dict.fromkeys(self._words.values()) if not self._is_name(c))
        figures = [
            cell
            for cell in (*self._numbers, *texts)
            if cell.position >= self._start(cell.line) and cell.line >= self._top
        ]
        figures.sort(key=lambda cell: (cell.line, cell.position))
        rows = {cell: self._row_of(cell) for cell in figures}
        columns = {cell: self._column_of(cell) for cell in figures}
        self._placed.by = {"row": any(rows.values()), "column": any(columns.values())}
        if not self._placed.by["row"]:
            rows = self._rows_by_order(figures)
        for line in sorted({cell.line for cell in figures}):
            own = [cell for cell in figures if cell.line == line]
            if not self._placed.by["column"]:
                columns |= self._columns_by_order(own, rows[own[0]])
            for cell in own:
                self._put(cell, rows[cell], columns[cell])
        return self._placed

    def _put(self, cell: SourceCell, row: str | None, column: str | None) -> None:
        placed = self._placed
        if row is None or column is None or not self._table.has(row, column):
            placed.left.append(cell.text)
            return
        address = Address(self._table.key, row, column)
        into = placed.totals if address in self._table.derived else placed.figures
        if address in into:
            placed.left.append(cell.text)
        else:
            into[address] = parse_figure(cell.text)

    # -- names ---------------------------------------------------------------------------------

    def _is_name(self, cell: SourceCell) -> bool:
        return fold(cell.text) in self._vocabulary.exact

    def _exact(self, cell: SourceCell, role: Role) -> str | None:
        """The row or column that a cell names in the form's words, whatever its number."""
        word, names = fold(cell.text), self._names[role]
        label = names.get(word) or names.get(without_any_number(word))
        return label.key if label is not None else None

    def _similar(self, cell: SourceCell, role: Role) -> str | None:
        """The row or column that a cell can only mean."""
        word = fold(cell.text)
        if len(word) < _LEAST_SIMILAR or self._is_name(cell):
            return None
        if (word, role) not in self._found:
            label = self._vocabulary.similar(word, (role,))
            self._found[word, role] = label.key if label is not None else None
            if label is not None:
                self._placed.taken_as[cell.text] = label.text
        return self._found[word, role]

    def _row_of(self, cell: SourceCell) -> str | None:
        if self._vocabulary.is_beside:
            before = range(self._start(cell.line) - 1, -1, -1)
            return self._first("row", [(cell.line, place) for place in before])
        return self._first("row", _above(cell, cell.position))

    def _column_of(self, cell: SourceCell) -> str | None:
        """The column that all of the cell stands under; None for none or for several."""
        first = cell.position + self._left - self._start(cell.line)
        reach = range(first, first + cell.across)
        keys = {key for place in reach if (key := self._first("column", _above(cell, place)))}
        return keys.pop() if len(keys) == 1 else None

    def _first(self, role: Role, places: Sequence[tuple[int, int]]) -> str | None:
        """The nearest name; only the nearest of all words may be a misspelt one."""
        is_nearest = True
        for place in places:
            cell = self._words.get(place)
            if cell is None:
                continue
            key = self._exact(cell, role)
            if key is None and is_nearest:
                key = self._similar(cell, role)
            if key is not None:
                return key
            is_nearest = False
        return None

    # -- places --------------------------------------------------------------------------------

    def _rows_by_order(self, figures: Sequence[SourceCell]) -> dict[SourceCell, str | None]:
        """Rows from the cursor's on, one for each line of the block."""
        keys = list(self._table.row_keys)
        first = keys.index(self._origin.row) if self._origin else 0
        lines = sorted({cell.line for cell in figures})
        wanted = dict(zip(lines, keys[first:], strict=False))
        return {cell: wanted.get(cell.line) for cell in figures}

    def _columns_by_order(
        self, cells: Sequence[SourceCell], row: str | None
    ) -> dict[SourceCell, str | None]:
        """Columns of a row from the cursor's on; from its first where the block has them all."""
        if row is None:
            return dict.fromkeys(cells)
        keys = self._table.row(row).columns
        here = self._origin.column if self._origin else ""
        first = keys.index(here) if here in keys else 0
        left = self._start(cells[0].line)
        reach = cells[-1].position - left + 1
        if reach == len(keys):
            first = 0
        return {
            cell: keys[at] if (at := first + cell.position - left) < len(keys) else None
            for cell in cells
        }


def _above(cell: SourceCell, position: int) -> list[tuple[int, int]]:
    return [(line, position) for line in range(cell.line - 1, -1, -1)]


def _named(unit: str, labels: Sequence[str]) -> str:
    names = list(dict.fromkeys(labels))
    words = "、".join(f"“{name}”" for name in names[:_NAMED])
    return f"{words}{unit}" if len(names) <= _NAMED else f"{words}等 {len(names)} {unit}"
