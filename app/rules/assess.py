"""Everything that follows from a report, made anew, whole, after every edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.form import Form
from app.model.report import Report
from app.model.rule import SEVERITIES, Rule
from app.rules.arithmetic import check_arithmetic
from app.rules.cells import check_cells
from app.rules.figures import Values, as_printed, compute
from app.rules.finding import Finding
from app.rules.structure import check_structure


@dataclass(frozen=True, slots=True)
class Assessment:
    """All derived things of one state of a report; thrown away at the next edit."""

    values: Values
    findings: tuple[Finding, ...]


def assess(form: Form, report: Report, rules: Mapping[str, Rule]) -> Assessment:
    """Compute every figure and judge the report; findings come worst first, then in form order."""
    values = compute(form, report)
    findings = [
        *check_structure(form, report, rules),
        *check_arithmetic(form, as_printed(values, report), rules),
        *check_cells(form, report, rules),
    ]
    place = {spec.id: index for index, spec in enumerate(form.sections)}
    findings.sort(key=lambda f: (SEVERITIES.index(f.severity), place.get(f.section, len(place))))
    return Assessment(values, tuple(findings))
