"""Figures that add up and can still hardly be right: L-RULES, U-WAN, C-ALLZERO, T3-SPLIT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.model.address import Address
from app.model.form import Formula, Table
from app.model.numbers import format_number, is_whole
from app.rules.case import Case
from app.rules.finding import Finding
from app.rules.units import cannot_make_rules

_RULES = ("disclosure", "rules")
_FEE = Address("disclosure", "fees", "amount")
_REQUESTS = "requests"
_YUAN = re.compile(r"(?<![\d.,，])(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*元")
_IN_YUAN = 5000
"""An amount that many times last year's has most likely been put in 元, not in 万元."""


def check_plausible(case: Case) -> Iterator[Finding]:
    """All findings on figures that are possible and unlikely."""
    yield from _rules(case)
    yield from _fee(case)
    yield from _all_zero(case)
    yield from _split(case)


def _rules(case: Case) -> Iterator[Finding]:
    """规章 of a unit that cannot make any."""
    cells = tuple(
        address
        for address in case.form.tables[_RULES[0]].addresses
        if (address.table, address.row) == _RULES and case.values[address]
    )
    rule = case.rules["L-RULES"]
    if cells and cannot_make_rules(case.report.unit, **rule.words):
        table = case.form.tables[_RULES[0]]
        numbers = "、".join(
            f"“{table.column(a.column).label}”{format_number(case.values[a] or Decimal(0))}"
            for a in cells
        )
        row = table.row(_RULES[1]).full_label
        message = (
            f"{table.name}“{row}”行写的不是 0：{numbers}；{case.report.unit}一般不能制定规章，"
            "应填 0，发的文件填在规范性文件行"
        )
        yield Finding(
            rule, case.form.section_of(table.key).id, message, cells, cells, expected=Decimal(0)
        )


def _fee(case: Case) -> Iterator[Finding]:
    """A fee in 元 where the form asks for 万元."""
    fee = case.values.get(_FEE)
    if not fee:
        return
    section = case.form.section_of(_FEE.table).id
    place = case.form.describe(_FEE)
    said = any(fee in case.memo(_amounts_in_yuan, text) for text in case.texts.values())
    before = case.previous.value(_FEE) if case.previous else None
    if said:
        why = f"正文里写的是 {format_number(fee)} 元"
    elif before and fee >= _IN_YUAN * before:
        why = f"上年是 {format_number(before)}"
    else:
        return
    yield Finding(
        case.rules["U-WAN"],
        section,
        f"{place}可能填成了元：填的是 {format_number(fee)}（单位：万元），{why}",
        (_FEE,),
        (_FEE,),
        expected=fee / 10_000,
        actual=fee,
    )


def _amounts_in_yuan(text: str) -> frozenset[Decimal]:
    numbers = (found["number"] for found in _YUAN.finditer(text))
    return frozenset(Decimal(re.sub("[,，]", "", number)) for number in numbers)


def _all_zero(case: Case) -> Iterator[Finding]:
    """A report in which nothing at all has happened."""
    inputs = [a for table in case.form.tables.values() for a in table.inputs]
    if any(case.values[address] != 0 for address in inputs):
        return
    first = next(iter(case.form.tables))
    names = "、".join(table.name for table in case.form.tables.values())
    message = f"{names}的数全部是 0：请核对是否确实没有发生，还是没有填完"
    yield Finding(case.rules["C-ALLZERO"], case.form.section_of(first).id, message)


def _split(case: Case) -> Iterator[Finding]:
    """Two neighbours that are one number taken apart, in a table that was read from a file."""
    table = case.form.tables[_REQUESTS]
    for formula in table.formulas:
        total = case.report.printed(formula.address)
        if total is None or total.value is None:
            continue
        found = _joined(case, formula, total.value)
        if found is not None:
            yield _split_finding(case, table, formula.address, found)


def _joined(
    case: Case, formula: Formula, total: Decimal
) -> tuple[Address, Address, Decimal] | None:
    cells = [a for a in formula.expression.addresses if a.row == formula.address.row]
    values = [case.values[address] for address in cells]
    if len(cells) != len(formula.expression.terms):
        return None
    known = [value for value in values if value is not None]
    added = sum(known, Decimal(0))
    if added == total or len(known) < len(values):
        return None
    for (first, one), (second, other) in pairwise(zip(cells, known, strict=True)):
        if one <= 0 or other < 0 or not is_whole(one) or not is_whole(other):
            continue
        joined = Decimal(f"{one:f}{other:f}")
        if added - one - other + joined == total:
            return first, second, joined
    return None


def _split_finding(
    case: Case, table: Table, total: Address, found: tuple[Address, Address, Decimal]
) -> Finding:
    first, second, joined = found
    one, other = (table.column(address.column).label for address in (first, second))
    row = table.row(total.row).full_label
    message = (
        f"{table.name}“{row}”行“{one}”列和“{other}”列可能是一个数拆成的："
        f"并成 {format_number(joined)}，这一行与总计就相符"
    )
    return Finding(
        case.rules["T3-SPLIT"],
        case.form.section_of(table.key).id,
        message,
        (first, second, total),
        (first, second),
    )
