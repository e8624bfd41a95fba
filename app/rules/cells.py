"""Checks of single cells: C-EMPTY, C-SLASH, N-TEXT, N-INT.

国办公开办函〔2021〕30号 wants a number in every cell, 0 where nothing happened.  One finding
covers all cells of a row that share a fault; rows that nobody has touched are one finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.model.address import Address
from app.model.form import Row, Table
from app.model.numbers import BLANK, Figure, is_not_applicable, is_too_long, is_whole
from app.model.quotes import shortened
from app.model.rule import Rule
from app.rules.case import Case
from app.rules.finding import Finding
from app.rules.frame import is_missing

Rules = Mapping[str, Rule]
Figures = Mapping[Address, Figure]

_QUOTED = 20

_DEMANDS = {
    "C-SLASH": "没有发生的填 0",
    "N-TEXT": "只能填数",
    "N-INT": "件数应为不小于 0 的整数，金额不能小于 0",
}


def check_cells(case: Case) -> Iterator[Finding]:
    """All findings about single cells, in reading order."""
    form, rules = case.form, case.rules
    inputs, printed = case.report.figures, case.report.printed_figures
    for table in form.tables.values():
        section = form.section_of(table.key).id
        if is_missing(case, table):
            continue
        if _is_untouched(table, inputs, printed):
            yield Finding(
                rules["C-EMPTY"],
                section,
                f"{table.name}还没有填写：共 {len(table.inputs)} 格空白，没有发生的填 0",
                table.inputs,
                table.inputs,
            )
            continue
        blank_rows = [row for row in table.rows if _is_blank_row(table, row, inputs, printed)]
        if len(blank_rows) > 1:
            yield _not_begun(rules["C-EMPTY"], section, table, blank_rows, printed)
        for row in table.rows:
            if len(blank_rows) > 1 and row in blank_rows:
                continue
            if figures := _odd_figures(table, row, inputs, printed):
                yield from _check_row(table, row, figures, rules, section)


def _is_untouched(table: Table, inputs: Figures, printed: Figures) -> bool:
    return all(inputs.get(address, BLANK).is_blank for address in table.inputs) and all(
        printed.get(address, BLANK).is_blank for address in table.derived
    )


def _is_blank_row(table: Table, row: Row, inputs: Figures, printed: Figures) -> bool:
    """Whether a row has nothing in it that a person could have written."""
    addresses = table.addresses_by_row[row.key]
    own = [address for address in addresses if address not in table.derived]
    return bool(own) and all(
        (printed if address in table.derived else inputs).get(address, BLANK).is_blank
        for address in addresses
    )


def _not_begun(
    rule: Rule, section: str, table: Table, rows: list[Row], printed: Figures
) -> Finding:
    """One finding for all rows still to be filled in: the list gets shorter as the work goes on."""
    cells = tuple(
        address
        for row in rows
        for address in table.addresses_by_row[row.key]
        if address not in table.derived or address in printed
    )
    message = f"{table.name}还有 {len(rows)} 行没有填写：共 {len(cells)} 格空白，没有发生的填 0"
    return Finding(rule, section, message, cells, cells)


def _odd_figures(
    table: Table, row: Row, inputs: Figures, printed: Figures
) -> dict[Address, Figure]:
    """What stands in a row and is no plain count; nothing of totals that no file has printed."""
    found: dict[Address, Figure] = {}
    for address in table.addresses_by_row[row.key]:
        is_derived = address in table.derived
        figure = printed.get(address) if is_derived else inputs.get(address, BLANK)
        if figure is not None and not _is_plain_count(figure):
            found[address] = figure
    return found


def _check_row(
    table: Table, row: Row, figures: Figures, rules: Rules, section: str
) -> Iterator[Finding]:
    """The faults of one row, of whose figures those that are no plain counts are given."""
    faults: dict[str, dict[Address, str]] = {}
    for address, figure in figures.items():
        for rule, words in _faults(figure, table, address):
            faults.setdefault(rule, {})[address] = words
    for rule, found in faults.items():
        cells = tuple(found)
        yield Finding(rules[rule], section, _sentence(table, row, rule, found), cells, cells)


def _is_plain_count(figure: Figure) -> bool:
    """What nearly every cell is: fit for a column of any kind, with no need to ask further."""
    value = figure.value
    return figure.raw is None and value is not None and value >= 0 and is_whole(value)


def _faults(figure: Figure, table: Table, address: Address) -> Iterator[tuple[str, str]]:
    if figure.is_blank:
        yield "C-EMPTY", ""
        return
    if figure.raw is not None:
        if is_not_applicable(figure.raw):
            yield "C-SLASH", f"写的是“{figure.raw}”"
        elif is_too_long(figure.raw):
            yield "N-TEXT", f"写的数太长（{shortened(figure.raw, _QUOTED)}）"
        else:
            yield "N-TEXT", f"写的是“{shortened(figure.raw, _QUOTED)}”"
    kind = table.column(address.column).kind
    if figure.value is None:
        return
    if (kind != "amount" and not is_whole(figure.value)) or (kind != "change" and figure.value < 0):
        yield "N-INT", f"写的是 {figure.text}"


def _sentence(table: Table, row: Row, rule: str, found: Mapping[Address, str]) -> str:
    place = f"{table.name}“{row.full_label}”行"
    labels = {address: f"“{table.column(address.column).label}”列" for address in found}
    if rule == "C-EMPTY":
        blanks = "、".join(labels.values())
        if all(address in table.derived for address in found):
            return f"{place}有 {len(found)} 格空白：{blanks}，应填计算出的合计"
        return f"{place}有 {len(found)} 格空白：{blanks}，没有发生的填 0"
    listed = "、".join(f"{labels[address]}{words}" for address, words in found.items())
    return f"{place}{listed}：{_DEMANDS[rule]}"
