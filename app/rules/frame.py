"""Checks of what a report comes in: S-TABLE, S-OLDFORM, S-LABEL, S-DOCTITLE, S-DATE, S-ACCOUNT.

Tables and their labels are printed by this program as the form has them; what a file had instead
is kept as evidence of its import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.model.address import Address
from app.model.evidence import NO_TITLE, altered_labels, no_table, rows_of_an_old_form
from app.model.form import Table
from app.model.report import Value
from app.rules.case import DOC_TITLE, SIGNATURE, Case
from app.rules.finding import Finding
from app.rules.units import is_department, is_government

_LATEST_GOVERNMENT, _LATEST_DEPARTMENT = (3, 31), (1, 31)
"""Month and day: 《政府信息公开条例》第四十九条."""

_ABSENCES: Mapping[Value | None, str] = {"none": "没有{}", "picture": "{}是图片"}
_UNKNOWN = "没有{}，或者它是图片"
"""What the file has instead of a table, as far as its reader could tell."""

_ACCOUNTS = {
    "工作考核": ("考核",),
    "社会评议": ("评议",),
    "责任追究": ("责任追究", "追责", "问责", "追究"),
}
"""《政府信息公开条例》第五十条第四项."""


def check_frame(case: Case) -> Iterator[Finding]:
    """All findings on tables as such, title, signature and what governments must add."""
    yield from _tables(case)
    yield from _labels(case)
    yield from _doc_title(case)
    yield from _signed(case)
    yield from _accounts(case)


def _tables(case: Case) -> Iterator[Finding]:
    year = case.report.year or 0
    for table in case.form.tables.values():
        section = case.form.section_of(table.key).id
        if is_missing(case, table):
            what = _ABSENCES.get(case.report.get(no_table(table.key)), _UNKNOWN)
            message = f"{what.format(f'{table.name}（{table.title}）')}：要用规定的表格填写"
            yield Finding(case.rules["S-TABLE"], section, message, table.inputs, table.inputs)
        old = rows_of_an_old_form(case.report, table.key)
        is_old = table.last_year is not None and year > table.last_year
        if year < table.first_year or not (old or is_old):
            continue
        named = f"里有“{'”“'.join(old)}”，" if old else ""
        message = f"{table.name}用的是旧格式：{named}{year} 年的报告应当用现行格式的表"
        yield Finding(case.rules["S-OLDFORM"], section, message)


def is_missing(case: Case, table: Table) -> bool:
    """Whether the file has not got a table, and nobody has filled it in since."""
    return case.report.get(no_table(table.key)) is not None and all(
        case.report.figure(address).is_blank for address in table.inputs
    )


def _labels(case: Case) -> Iterator[Finding]:
    for altered in altered_labels(case.report):
        table = case.form.tables.get(altered.table)
        if table is None:
            continue
        message = f"{table.name}里“{altered.printed}”不是规定的文字：应为“{altered.label}”"
        cells = _named(table, altered.label)
        section = case.form.section_of(table.key).id
        yield Finding(
            case.rules["S-LABEL"], section, message, cells, cells[:1], quote=altered.printed
        )


def _named(table: Table, text: str) -> tuple[Address, ...]:
    """The figures of the row or column with this label."""
    label = next((label for label in table.labels if label.text == text), None)
    if label is None or label.role not in ("row", "column"):
        return ()
    return tuple(a for a in table.addresses if label.key in (a.row, a.column))


def _doc_title(case: Case) -> Iterator[Finding]:
    report, form = case.report, case.form
    standard = form.standard_title(report.unit or "〈单位〉", report.year)
    if report.get(NO_TITLE) is not None:
        message = f"没有题目：应为“{standard}”"
        yield Finding(case.rules["S-DOCTITLE"], DOC_TITLE, message)
    elif report.doc_title and not _is_standard(report.doc_title, case):
        message = f"题目“{report.doc_title}”不合规定：应为“{standard}”"
        title = report.doc_title
        yield Finding(
            case.rules["S-DOCTITLE"], DOC_TITLE, message, quote=title, span=(0, len(title))
        )


def _is_standard(title: str, case: Case) -> bool:
    bare = "".join(title.split())
    standard = "".join(case.form.standard_title(case.report.unit, case.report.year).split())
    return bare == standard if case.report.unit else bare.endswith(standard) and bare != standard


def _signed(case: Case) -> Iterator[Finding]:
    day, year = case.report.signature_date, case.report.year
    if day is None or year is None:
        return
    unit = case.report.signature_unit or case.report.unit
    is_early_due = is_department(unit) and not is_government(unit)
    latest = date(year + 1, *(_LATEST_DEPARTMENT if is_early_due else _LATEST_GOVERNMENT))
    shown = _shown(day)
    if day < date(year, 12, 31):
        message = f"落款日期{shown}早于统计期限结束：{year}年的报告应在{year}年12月31日以后落款"
    elif day > latest:
        message = f"落款日期{shown}晚于规定的公布期限：{year}年的报告应在{_shown(latest)}以前公布"
    else:
        return
    yield Finding(case.rules["S-DATE"], SIGNATURE, message, quote=shown)


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _accounts(case: Case) -> Iterator[Finding]:
    """What the report of a government says besides."""
    written = [section for section in case.sections if section.text.strip()]
    if not written or not is_government(case.report.unit):
        return
    text = "\n".join(section.text for section in written)
    silent = [name for name, words in _ACCOUNTS.items() if not any(w in text for w in words)]
    if silent:
        message = f"没有写{'、'.join(silent)}：政府的报告应当写明，没有发生的也要写明"
        yield Finding(case.rules["S-ACCOUNT"], written[0].id, message)
