"""The relations between figures that the form file declares: T2-*, T3-*, T4-*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.model.form import Form
from app.model.rule import Rule
from app.rules.figures import Values
from app.rules.finding import Finding


def check_arithmetic(form: Form, values: Values, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Every declared relation that does not hold; one with a blank in it is not judged."""
    for table in form.tables.values():
        section = form.section_of(table.key).id
        for check in table.checks:
            expected, actual = check.expected.evaluate(values), check.actual.evaluate(values)
            if expected is None or actual is None or check.holds(expected, actual):
                continue
            yield Finding(
                rules[check.rule],
                section,
                check.message.fill(values, expected, actual),
                check.cells,
                check.cells[:1],
                expected=expected,
                actual=actual,
            )
