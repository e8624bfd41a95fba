"""The relations between figures that the form file declares: T2-*, T3-*, T4-*."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.case import Case
from app.rules.finding import Finding


def check_arithmetic(case: Case) -> Iterator[Finding]:
    """Every declared relation that does not hold; one with a blank in it is not judged."""
    form, values = case.form, case.comparable
    for table in form.tables.values():
        section = form.section_of(table.key).id
        for check in table.checks:
            if check.from_year > (case.report.year or 0):
                continue
            if check.needs_last_year and case.previous is None:
                continue
            expected, actual = check.expected.evaluate(values), check.actual.evaluate(values)
            if expected is None or actual is None or check.holds(expected, actual):
                continue
            yield Finding(
                case.rules[check.rule],
                section,
                check.message.fill(values, expected, actual),
                check.cells,
                check.cells[:1],
                expected=expected,
                actual=actual,
            )
