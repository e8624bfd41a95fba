"""The form as the program knows it: sections, tables, rows, columns, formulas, checks.

Everything here is frozen and comes from `resources/formats/*/format.toml`; no key, label or
rule of a particular year stands in code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from app.model.address import Address
from app.model.chart import ChartSpec, FigureSpec
from app.model.expression import Linear
from app.model.house import HouseStyle
from app.model.numbers import format_number

FigureKind = Literal["count", "change", "amount"]
"""count: whole and not negative; change: whole, may be negative; amount: with decimals."""

LabelRole = Literal["text", "row", "column", "group"]
Relation = Literal["==", ">=", "zero", "some", "steady"]
"""==, >=: actual against expected; zero: actual is none; some: where there is something expected,
there is something actual; steady: neither is many times the other."""

_MANY, _TIMES = 20, 5
"""Figures of which the larger is below 20 may double and halve; from there on, five times the
other is worth a look."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed cell of a table that holds words; positions count from 0."""

    text: str
    role: LabelRole
    key: str
    line: int
    position: int
    across: int
    down: int
    vertical: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A printed cell of a table that holds a figure."""

    address: Address
    line: int
    position: int
    across: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures, by the head printed over it."""

    key: str
    label: str
    kind: FigureKind


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures; `group` is the printed label it belongs under, empty for none."""

    key: str
    label: str
    group: str
    columns: tuple[str, ...]

    @property
    def full_label(self) -> str:
        """Unambiguous by itself: `（六）其他处理 3.其他`."""
        return f"{self.group} {self.label}" if self.group else self.label


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure that is computed, never typed."""

    address: Address
    expression: Linear


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about cells: words, values of cells and the two sides compared."""

    parts: tuple[tuple[Literal["text", "value", "side"], str | Address], ...]

    def fill(
        self, values: Mapping[Address, Decimal | None], expected: Decimal, actual: Decimal
    ) -> str:
        """The sentence with its numbers."""
        sides = {"expected": expected, "actual": actual, "gap": abs(expected - actual)}
        words: list[str] = []
        for kind, part in self.parts:
            if isinstance(part, Address):
                value = values.get(part)
                words.append("空白" if value is None else format_number(value))
            else:
                words.append(format_number(sides[part]) if kind == "side" else part)
        return "".join(words)


@dataclass(frozen=True)
class Check:
    """One declared relation between cells, of one row or column; `brief` says it in signs.

    `from_year`: the first report year that it holds for, 0 for all.
    """

    rule: str
    relation: Relation
    expected: Linear
    actual: Linear
    focus: Address
    message: Message
    brief: str = ""
    from_year: int = 0

    def holds(self, expected: Decimal, actual: Decimal) -> bool:
        """Whether the two sides stand as the form wants."""
        match self.relation:
            case "==":
                return actual == expected
            case ">=":
                return actual >= expected
            case "zero":
                return actual == 0
            case "some":
                return expected == 0 or actual != 0
            case "steady":
                less, more = sorted((abs(actual), abs(expected)))
                return more < _MANY or more < _TIMES * less

    @cached_property
    def cells(self) -> tuple[Address, ...]:
        """Every cell of this report compared, the one where the fault shows first."""
        compared = (self.focus, *self.actual.addresses, *self.expected.addresses)
        return tuple(dict.fromkeys(a for a in compared if not a.is_last_years))

    @cached_property
    def needs_last_year(self) -> bool:
        """Whether it compares with last year's report."""
        return any(
            address.is_last_years
            for side in (self.actual, self.expected)
            for address in side.addresses
        )


@dataclass(frozen=True)
class Table:
    """One of the statistical tables, as printed and as computed."""

    key: str
    form: str
    name: str
    title: str
    widths: tuple[int, ...]
    head: int
    line_count: int
    labels: tuple[Label, ...]
    figures: tuple[FigureCell, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    formulas: tuple[Formula, ...] = ()
    checks: tuple[Check, ...] = ()
    first_year: int = 0
    last_year: int | None = None

    @property
    def row_keys(self) -> Sequence[str]:
        """Rows in the order of the form."""
        return [row.key for row in self.rows]

    @property
    def column_keys(self) -> Sequence[str]:
        """Columns in the order of the form."""
        return [column.key for column in self.columns]

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every figure of the table, in reading order."""
        return tuple(cell.address for cell in self.figures)

    @cached_property
    def addresses_by_row(self) -> Mapping[str, tuple[Address, ...]]:
        """The figures of each row, by its key."""
        return {
            row.key: tuple(Address(self.key, row.key, column) for column in row.columns)
            for row in self.rows
        }

    @cached_property
    def derived(self) -> frozenset[Address]:
        """The figures that are computed."""
        return frozenset(formula.address for formula in self.formulas)

    @cached_property
    def inputs(self) -> tuple[Address, ...]:
        """The figures to be filled in, in reading order."""
        return tuple(address for address in self.addresses if address not in self.derived)

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _columns_by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def row(self, key: str) -> Row:
        """A row by key."""
        return self._rows_by_key[key]

    def column(self, key: str) -> Column:
        """A column by key."""
        return self._columns_by_key[key]

    def has(self, row: str, column: str) -> bool:
        """Whether this row has a figure in this column."""
        return row in self._rows_by_key and column in self._rows_by_key[row].columns

    def describe(self, address: Address) -> str:
        """Where a figure stands, in the words of the printed form."""
        row, column = self.row(address.row), self.column(address.column)
        return f"{self.name}“{row.full_label}”行“{column.label}”列"


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that a chapter must speak of.

    `headings`: one of them stands in the heading of a paragraph about it; `words`: where the
    chapter has no such headings, one of them in its text is enough.
    """

    name: str
    headings: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A chapter that the form requires."""

    id: str
    title: str
    short: str
    table: str | None
    must_have_text: bool
    aliases: tuple[str, ...] = ()
    hint: str = ""
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True)
class Form:
    """All that one report must follow; tables may come from forms of different years."""

    id: str
    name: str
    notice: str
    doc_title: str
    sections: tuple[SectionSpec, ...]
    tables: Mapping[str, Table]
    house: HouseStyle
    charts: tuple[ChartSpec, ...] = ()
    tiles: tuple[FigureSpec, ...] = ()

    @cached_property
    def derived(self) -> dict[Address, Linear]:
        """Formulas of all tables, in an order in which each uses only earlier ones."""
        return {f.address: f.expression for table in self.tables.values() for f in table.formulas}

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every figure of the report."""
        return tuple(a for table in self.tables.values() for a in table.addresses)

    @cached_property
    def known(self) -> frozenset[Address]:
        """The same, for asking."""
        return frozenset(self.addresses)

    @cached_property
    def dependents(self) -> dict[Address, tuple[Address, ...]]:
        """For each input the derived figures that change with it, directly or not."""
        reached: dict[Address, dict[Address, None]] = {}
        for target, expression in self.derived.items():
            for source in expression.addresses:
                for origin in (source, *(a for a, found in reached.items() if source in found)):
                    reached.setdefault(origin, {})[target] = None
        return {address: tuple(targets) for address, targets in reached.items()}

    def section(self, section_id: str) -> SectionSpec | None:
        """A required chapter by id; None for one of the office's own."""
        return next((s for s in self.sections if s.id == section_id), None)

    def title_of(self, section_id: str) -> str:
        """The prescribed title of a chapter; KeyError for one of the office's own."""
        spec = self.section(section_id)
        if spec is None:
            raise KeyError(section_id)
        return spec.title

    def place_of(self, section_id: str, present: Sequence[str]) -> int:
        """Where a missing prescribed chapter belongs among those present: after its forerunners."""
        order = [spec.id for spec in self.sections]
        before = order[: order.index(section_id)]
        return max((index + 1 for index, other in enumerate(present) if other in before), default=0)

    def section_of(self, table: str) -> SectionSpec:
        """The chapter that a table stands in."""
        return next(s for s in self.sections if s.table == table)

    def describe(self, address: Address) -> str:
        """Where a figure stands, in the words of the printed form."""
        return self.tables[address.table].describe(address)

    def kind(self, address: Address) -> FigureKind:
        """What sort of number belongs there."""
        return self.tables[address.table].column(address.column).kind

    def with_tables(self, tables: Mapping[str, Table]) -> Form:
        """This form with some tables taken from another year's."""
        return replace(self, tables={**self.tables, **tables})

    def standard_title(self, unit: str, year: int | None) -> str:
        """〈单位〉〈年〉年政府信息公开工作年度报告."""
        return self.doc_title.format(unit=unit, year="" if year is None else year)
