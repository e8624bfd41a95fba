"""`format.toml` → Form: one file holds all that a year's form prescribes.

How it is laid out stands beside it, in `layout.toml`, what pictures show of it in `charts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from app.model.address import Address
from app.model.expression import ExpressionError, Linear, expand_range, parse_expression
from app.model.form import (
    Aspect,
    Check,
    FigureKind,
    Form,
    Formula,
    Message,
    Relation,
    SectionSpec,
    Table,
)
from app.model.house import HouseStyle
from app.model.layout import LabelSpec, LayoutError, lay_out
from app.storage.charts_file import charts_path, decode_charts
from app.storage.damage import DamagedInstallationError
from app.storage.layout_file import decode_layout
from app.storage.strict import MalformedError, decode_toml

T = TypeVar("T")

_LAYOUT = "layout.toml"
"""The house style of the form, beside its file."""

_PLACEHOLDER = re.compile(r"\{(?P<name>\w+)\}|\[(?P<cell>[^\]]+)\]")
_SIDES = ("expected", "actual", "gap")


Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
"""Keys are parts of addresses, and addresses stand in users' files."""

Words = Annotated[str, msgspec.Meta(min_length=1)]


class _LabelEntry(msgspec.Struct, forbid_unknown_fields=True):
    text: Words
    row: Key | None = None
    column: Key | None = None
    group: Key | None = None
    across: int = 1
    down: int = 1
    vertical: bool = False
    kind: FigureKind = "count"
    aliases: tuple[str, ...] = ()


class _FormulaEntry(msgspec.Struct, forbid_unknown_fields=True):
    cell: str
    value: str
    over: dict[Literal["row", "column"], str] = {}


class _CheckEntry(msgspec.Struct, forbid_unknown_fields=True):
    rule: str
    actual: str
    message: str
    brief: str = ""
    expected: str = ""
    focus: str = ""
    over: dict[Literal["row", "column"], str] = {}
    relation: Relation = "=="
    from_year: int = 0


class _TableEntry(msgspec.Struct, forbid_unknown_fields=True):
    key: Key
    name: Words
    title: Words
    widths: tuple[int, ...]
    lines: list[list[_LabelEntry]]
    head: int = 0
    aliases: tuple[str, ...] = ()
    formulas: list[_FormulaEntry] = []
    checks: list[_CheckEntry] = []


class _AspectEntry(msgspec.Struct, forbid_unknown_fields=True):
    name: Words
    headings: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]
    words: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class _SectionEntry(msgspec.Struct, forbid_unknown_fields=True):
    id: Key
    title: Words
    short: Words
    table: str | None = None
    must_have_text: bool = False
    hint: str = ""
    aliases: tuple[str, ...] = ()
    aspects: tuple[_AspectEntry, ...] = ()


class _FormatEntry(msgspec.Struct, forbid_unknown_fields=True):
    id: Words
    name: str
    notice: str
    first_year: int
    doc_title: str
    sections: list[_SectionEntry]
    tables: list[_TableEntry]
    last_year: int | None = None


class FormatFileError(DamagedInstallationError):
    """A form that cannot be used; the sentence names file, place and reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"格式文件 {path.parent.name}/{path.name} 有误：{reason}")


def read_format(path: Path) -> tuple[Form, int]:
    """Read a form and the first year it is for; raise FormatFileError for any fault in it."""
    entry = _decoded(path, lambda data: decode_toml(data, _FormatEntry))
    house = _decoded(path.with_name(_LAYOUT), decode_layout)
    try:
        form = _form(entry, house)
    except MalformedError as error:
        raise FormatFileError(path, str(error)) from error
    if (drawn := charts_path(path)).exists():
        charts, tiles = _decoded(drawn, lambda data: decode_charts(data, form.tables))
        form = replace(form, charts=charts, tiles=tiles)
    return form, entry.first_year


def _decoded(path: Path, decode: Callable[[bytes], T]) -> T:
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise FormatFileError(path, "读不到文件") from error
    except MalformedError as error:
        raise FormatFileError(path, str(error)) from error


def _form(entry: _FormatEntry, house: HouseStyle) -> Form:
    _refuse_twins("tables", [table.key for table in entry.tables])
    _refuse_twins("sections", [section.id for section in entry.sections])
    tables = {
        table.key: _table(table, entry, f"tables[{index}]")
        for index, table in enumerate(entry.tables)
    }
    for index, section in enumerate(entry.sections):
        if section.table is not None and section.table not in tables:
            raise MalformedError(f"sections[{index}].table", f"没有表“{section.table}”")
    for key in tables.keys() - {section.table for section in entry.sections}:
        raise MalformedError("tables", f"表“{key}”不属于任何一章")
    sections = tuple(_section(section) for section in entry.sections)
    try:
        entry.doc_title.format(unit="", year="")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise MalformedError("doc_title", "只能用 {unit} 和 {year}") from error
    return Form(entry.id, entry.name, entry.notice, entry.doc_title, sections, tables, house)


def _section(entry: _SectionEntry) -> SectionSpec:
    return SectionSpec(
        id=entry.id,
        title=entry.title,
        short=entry.short,
        table=entry.table,
        must_have_text=entry.must_have_text,
        aliases=entry.aliases,
        hint=entry.hint,
        aspects=tuple(Aspect(a.name, a.headings, a.words) for a in entry.aspects),
    )


def _refuse_twins(place: str, names: list[str]) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise MalformedError(f"{place}[{index}]", f"“{name}”出现了两次")


def _table(entry: _TableEntry, form: _FormatEntry, place: str) -> Table:
    specs = [
        [_label(label, f"{place}.lines[{i}][{j}]") for j, label in enumerate(line)]
        for i, line in enumerate(entry.lines)
    ]
    if min(entry.widths, default=0) < 1:
        raise MalformedError(f"{place}.widths", "至少有一列，每列的宽度至少是 1")
    if not 0 <= entry.head <= len(entry.lines):
        raise MalformedError(f"{place}.head", f"表头行数应在 0 和 {len(entry.lines)} 之间")
    try:
        layout = lay_out(entry.key, len(entry.widths), specs)
    except LayoutError as error:
        raise MalformedError(f"{place}.lines[{error.line}]", str(error)) from error
    bare = Table(
        key=entry.key,
        form=form.id,
        name=entry.name,
        title=entry.title,
        widths=entry.widths,
        head=entry.head,
        line_count=len(entry.lines),
        labels=layout.labels,
        figures=layout.figures,
        rows=layout.rows,
        columns=layout.columns,
        aliases=entry.aliases,
        first_year=form.first_year,
        last_year=form.last_year,
    )
    formulas = [
        formula
        for index, item in enumerate(entry.formulas)
        for formula in _formulas(item, bare, f"{place}.formulas[{index}]")
    ]
    checks = [
        check
        for index, item in enumerate(entry.checks)
        for check in _checks(item, bare, f"{place}.checks[{index}]")
    ]
    _refuse_circles(formulas, place)
    return replace(bare, formulas=tuple(formulas), checks=tuple(checks))


def _label(entry: _LabelEntry, place: str) -> LabelSpec:
    roles = {"row": entry.row, "column": entry.column, "group": entry.group}
    named = {role: key for role, key in roles.items() if key}
    if len(named) > 1:
        raise MalformedError(place, "row、column、group 只能有一个")
    if entry.across < 1 or entry.down < 1:
        raise MalformedError(place, "across、down 至少是 1")
    role, key = next(iter(named.items()), ("text", ""))
    return LabelSpec(
        entry.text,
        role,  # type: ignore[arg-type]
        key,
        entry.across,
        entry.down,
        entry.vertical,
        entry.kind,
        entry.aliases,
    )


def _bindings(
    over: Mapping[Literal["row", "column"], str], table: Table, place: str
) -> Iterator[dict[str, str]]:
    axes = {"row": table.row_keys, "column": table.column_keys}
    try:
        ranges = {name: expand_range(part, axes[name]) for name, part in over.items()}
    except KeyError as unknown:
        raise MalformedError(f"{place}.over", f"本表没有“{unknown.args[0]}”") from unknown
    for keys in product(*ranges.values()):
        yield dict(zip(ranges, keys, strict=True))


def _formulas(entry: _FormulaEntry, table: Table, place: str) -> Iterator[Formula]:
    for bound in _bindings(entry.over, table, place):
        try:
            target = parse_expression(entry.cell, table, bound)
            expression = parse_expression(entry.value, table, bound)
        except ExpressionError as error:
            raise MalformedError(place, str(error)) from error
        if len(target.terms) != 1 or target.terms[0][0] != 1:
            raise MalformedError(f"{place}.cell", "应为一个格")
        yield Formula(target.terms[0][1], expression)


def _refuse_circles(formulas: list[Formula], place: str) -> None:
    computed: set[Address] = set()
    targets = {formula.address for formula in formulas}
    for formula in formulas:
        if formula.address in computed:
            raise MalformedError(f"{place}.formulas", f"“{formula.address}”算了两次")
        for source in formula.expression.addresses:
            if source in targets and source not in computed:
                raise MalformedError(
                    f"{place}.formulas", f"“{formula.address}”用到后面才算的“{source}”"
                )
        computed.add(formula.address)


def _checks(entry: _CheckEntry, table: Table, place: str) -> Iterator[Check]:
    for bound in _bindings(entry.over, table, place):
        try:
            expected = _expected(entry, table, bound, place)
            actual = parse_expression(entry.actual, table, bound)
            focus = parse_expression(entry.focus or entry.actual, table, bound).addresses
            message = _message(entry.message, table, bound, f"{place}.message")
        except ExpressionError as error:
            raise MalformedError(place, str(error)) from error
        if entry.focus and len(focus) != 1:
            raise MalformedError(f"{place}.focus", "应为一个格")
        if focus[0].is_last_years:
            raise MalformedError(f"{place}.focus", "应为本年的格")
        yield Check(
            entry.rule,
            entry.relation,
            expected,
            actual,
            focus[0],
            message,
            entry.brief,
            entry.from_year,
        )


def _expected(entry: _CheckEntry, table: Table, bound: Mapping[str, str], place: str) -> Linear:
    """The other side; a figure that must be none is compared with nothing."""
    if (entry.relation == "zero") == bool(entry.expected):
        reason = "有 expected，不能用 zero" if entry.expected else "缺少“expected”"
        raise MalformedError(place, reason)
    return parse_expression(entry.expected, table, bound) if entry.expected else Linear(())


def _message(template: str, table: Table, bound: Mapping[str, str], place: str) -> Message:
    parts: list[tuple[Literal["text", "value", "side"], str | Address]] = []
    position = 0
    for found in _PLACEHOLDER.finditer(template):
        parts.append(("text", template[position : found.start()]))
        position = found.end()
        if found["cell"]:
            terms = parse_expression(found["cell"], table, bound).terms
            if len(terms) != 1 or terms[0][0] != 1:
                raise MalformedError(place, f"“[{found['cell']}]”应为一个格")
            parts.append(("value", terms[0][1]))
        elif found["name"] in _SIDES:
            parts.append(("side", found["name"]))
        else:
            parts.append(("text", _printed(bound.get(found["name"], found["name"]), table, place)))
    parts.append(("text", template[position:]))
    return Message(tuple(part for part in parts if part[1]))


def _printed(key: str, table: Table, place: str) -> str:
    if key in table.row_keys:
        return table.row(key).full_label
    if key in table.column_keys:
        return table.column(key).label
    raise MalformedError(place, f"本表没有“{key}”")
