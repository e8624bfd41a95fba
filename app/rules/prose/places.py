"""Where sums of cells stand, in the words of the form, and which cell a wrong number was from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from app.model.address import Address
from app.model.expression import Linear
from app.model.form import Form, Table
from app.rules.figures import Values

_TELLING = 2
"""Numbers up to this stand in too many cells to tell where one was taken from."""


def describe_sum(form: Form, linear: Linear) -> str:
    """`表三“…”行“总计”列`; for a whole group `表三“（三）不予公开”各行“总计”列合计`."""
    cells = linear.addresses
    if len(cells) == 1:
        return form.describe(cells[0])
    table = form.tables[cells[0].table]
    rows = list(dict.fromkeys(cell.row for cell in cells))
    columns = list(dict.fromkeys(cell.column for cell in cells))
    if len(rows) * len(columns) != len(cells):
        return "、".join(form.describe(cell) for cell in cells) + "合计"
    return f"{table.name}{_rows(table, rows)}{_columns(table, columns)}合计"


def likely_source(form: Form, meant: Linear, stated: Decimal, values: Values) -> str:
    """Another cell, near to those meant, that has the number stated; empty where none tells."""
    table = form.tables[meant.addresses[0].table]
    for cell in _neighbours(table, meant):
        far = cell.row not in {a.row for a in meant.addresses}
        if values[cell] == stated and (stated > _TELLING or (stated > 0 and not far)):
            return _short(table, cell, meant)
    return ""


def _neighbours(table: Table, meant: Linear) -> Iterator[Address]:
    """Cells of the same rows, then those of the same group, then the others of the same column."""
    taken = set(meant.addresses)
    rows = dict.fromkeys(address.row for address in meant.addresses)
    columns = dict.fromkeys(address.column for address in meant.addresses)
    groups = {table.row(row).group for row in rows} - {""}
    same_rows = [Address(table.key, row, c) for row in rows for c in table.row(row).columns]
    related = [row.key for row in table.rows if row.group in groups]
    rest = [row.key for row in table.rows]
    for address in (
        *same_rows,
        *(meant.addresses if len(meant.addresses) > 1 else ()),
        *(Address(table.key, row, c) for row in related for c in columns if table.has(row, c)),
        *(Address(table.key, row, c) for row in rest for c in columns if table.has(row, c)),
    ):
        if address not in taken or len(taken) > 1:
            yield address


def _short(table: Table, cell: Address, meant: Linear) -> str:
    rows = {address.row for address in meant.addresses}
    columns = {address.column for address in meant.addresses}
    if rows == {cell.row}:
        return f"“{table.column(cell.column).label}”列"
    if cell.column in columns:
        return f"“{table.row(cell.row).full_label}”行"
    return f"“{table.row(cell.row).full_label}”行“{table.column(cell.column).label}”列"


def _rows(table: Table, rows: Sequence[str]) -> str:
    groups = [table.row(row).group for row in rows]
    words: list[str] = []
    members = _members(table)
    position = 0
    while position < len(rows):
        group = groups[position]
        size = len(members.get(group, ()))
        if group and list(rows[position : position + size]) == members[group]:
            words.append(f"“{group}”各行")
            position += size
        else:
            words.append(f"“{table.row(rows[position]).full_label}”行")
            position += 1
    return "、".join(words)


def _columns(table: Table, columns: Sequence[str]) -> str:
    labels = [f"“{table.column(column).label}”" for column in columns]
    return f"{labels[0]}列" if len(labels) == 1 else f"{labels[0]}至{labels[-1]}列"


def _members(table: Table) -> Mapping[str, list[str]]:
    members: dict[str, list[str]] = {}
    for row in table.rows:
        if row.group:
            members.setdefault(row.group, []).append(row.key)
    return members
