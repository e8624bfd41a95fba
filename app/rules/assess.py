"""Everything that follows from a report, made anew, whole, after every edit."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.form import Form
from app.model.places import CONTACT, DOC_TITLE, PREAMBLE, SIGNATURE
from app.model.previous import Previous
from app.model.report import Report
from app.model.rule import SEVERITIES
from app.model.rulebook import Rulebook
from app.rules.arithmetic import check_arithmetic
from app.rules.aside import SetAside, split
from app.rules.case import Case, Check, Memo
from app.rules.cells import check_cells
from app.rules.figures import Values
from app.rules.finding import Finding
from app.rules.frame import check_frame
from app.rules.plausible import check_plausible
from app.rules.prose.check import check_prose, reader_of
from app.rules.repeated import check_repeated
from app.rules.structure import check_structure
from app.rules.text.check import check_texts

CHECKS: tuple[Check, ...] = (
    check_structure,
    check_frame,
    check_arithmetic,
    check_cells,
    check_plausible,
    check_repeated,
    check_prose,
    check_texts,
)
"""Every check there is; a new family of rules is one more line."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All derived things of one state of a report; thrown away at the next edit."""

    values: Values
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()
    """Findings that a person has judged: counted nowhere, listed apart, in the same order."""


class Assessor:
    """Judges states of reports one after the other, and remembers what it has read in texts."""

    def __init__(self, rules: Rulebook, checks: tuple[Check, ...] = CHECKS) -> None:
        self._rules = rules
        self._checks = checks
        self._memo = Memo()

    def assess(self, form: Form, report: Report, previous: Previous | None = None) -> Assessment:
        """Compute every figure and judge; findings come worst first, then in reading order.

        `previous` takes the place of last year's report that is attached to this one.
        """
        self._memo.turn()
        case = Case.of(form, report, self._rules, previous, self._memo)
        findings = [finding for check in self._checks for finding in check(case)]
        places = _reading_order(form, report)
        findings.sort(
            key=lambda f: (
                SEVERITIES.index(f.severity),
                places.get(f.section, len(places)),
                f.span or (0, 0),
            )
        )
        standing, judged = split(findings, report, case.values)
        return Assessment(case.values, tuple(standing), tuple(judged))


def prepare(rules: Rulebook) -> None:
    """Do beforehand what the first assessment by these rules would have to wait for."""
    reader_of(rules.phrases).prepare()


def assess(
    form: Form, report: Report, rules: Rulebook, previous: Previous | None = None
) -> Assessment:
    """Judge a single report once."""
    return Assessor(rules).assess(form, report, previous)


def _reading_order(form: Form, report: Report) -> dict[str, int]:
    """Places of findings as they follow each other; chapters that are absent where they belong."""
    ids = list(report.section_ids)
    for spec in form.sections:
        if spec.id not in ids:
            ids.insert(form.place_of(spec.id, ids), spec.id)
    return {
        place: index for index, place in enumerate((DOC_TITLE, PREAMBLE, CONTACT, *ids, SIGNATURE))
    }
