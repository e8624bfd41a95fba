"""Findings that a person has judged and set aside, with the reason.

A judgement is kept in the report under the finding's fingerprint: its rule, its place, the
figures of its cells and the sentence it is about.  So it outlives every edit elsewhere and every
new run, and no longer fits as soon as one of its own figures or a word of its sentence changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.address import Address
from app.model.edits import put_aside
from app.model.numbers import format_number
from app.model.places import text_at
from app.model.report import Edit, Report
from app.rules.figures import Values
from app.rules.finding import Finding

_END_OF_SENTENCE = re.compile("[。！？!?；;\n]")
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that is not to be mended, and why."""

    finding: Finding
    reason: str


class MissingReasonError(ValueError):
    """A finding cannot be set aside without saying why."""

    def __init__(self) -> None:
        super().__init__("请写明不改的理由")


def set_aside(
    report: Report, values: Values, finding: Finding, reason: str, label: str = "不改这一处"
) -> Edit:
    """Set a finding aside, or give another reason; raise MissingReasonError for a blank one.

    Finding and `values` must be those of the present state of the report.
    """
    if not reason.strip():
        raise MissingReasonError
    return put_aside(report, fingerprint(finding, report, values), reason.strip(), label)


def take_back(
    report: Report, values: Values, finding: Finding, label: str = "重新列出这一处"
) -> Edit:
    """Have a finding that was set aside listed again."""
    return put_aside(report, fingerprint(finding, report, values), None, label)


def fingerprint(finding: Finding, report: Report, values: Values) -> str:
    """What a judgement hangs on: `T3-BAL:` and sixteen hexadecimal digits."""
    figures = [f"{address}={_figure(address, report, values)}" for address in finding.cells]
    sides = [
        "" if side is None else format_number(side) for side in (finding.expected, finding.actual)
    ]
    words = [finding.quote or "", _sentence(finding, report)]
    if not figures and not any(words):
        words = [finding.message]
    parts = [finding.rule.id, finding.section, *sorted(figures), *sides, *map(_bare, words)]
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{finding.rule.id}:{digest[:_LENGTH]}"


def split(
    findings: Iterable[Finding], report: Report, values: Values
) -> tuple[list[Finding], list[SetAside]]:
    """Findings that stand, and those that somebody has set aside."""
    asides = report.asides
    rules = {key.partition(":")[0] for key in asides}
    standing: list[Finding] = []
    judged: list[SetAside] = []
    for finding in findings:
        reason = (
            asides.get(fingerprint(finding, report, values)) if finding.rule.id in rules else None
        )
        if reason is None:
            standing.append(finding)
        else:
            judged.append(SetAside(finding, reason))
    return standing, judged


def _figure(address: Address, report: Report, values: Values) -> str:
    """As it stands in the report: what was typed, what a file printed, else what is computed."""
    figure = report.printed(address) or report.figure(address)
    value = values.get(address)
    return figure.text or ("" if value is None else format_number(value))


def _sentence(finding: Finding, report: Report) -> str:
    if finding.span is None:
        return ""
    text, (start, end) = text_at(report, finding.section), finding.span
    before = [found.end() for found in _END_OF_SENTENCE.finditer(text, 0, start)]
    after = _END_OF_SENTENCE.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _bare(words: str) -> str:
    return "".join(words.split())
