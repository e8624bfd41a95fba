"""Which findings are shown, and in which groups; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.model.address import Address
from app.model.rule import Severity
from app.rules.finding import Finding

Grouping = Literal["severity", "section", "rule"]

GROUPING_WORDS: Mapping[Grouping, str] = {
    "severity": "按级别分组",
    "section": "按章分组",
    "rule": "按规则分组",
}

Place = tuple[str, str, tuple[Address, ...], tuple[int, int] | None]
"""What makes a finding the same one after an edit: rule, chapter, cells, piece of text."""


def place_of(finding: Finding) -> Place:
    """The key of a finding in what is shown."""
    return finding.rule.id, finding.section, finding.focus, finding.span


@dataclass(frozen=True, slots=True)
class Filter:
    """What lets a finding through; None lets all through."""

    severity: Severity | None = None
    section: str | None = None
    rule: str | None = None

    def admits(self, finding: Finding) -> bool:
        """Whether a finding is shown."""
        return (
            self.severity in (None, finding.severity)
            and self.section in (None, finding.section)
            and self.rule in (None, finding.rule.id)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading; `key` is a severity, a place or the id of a rule."""

    key: str
    findings: tuple[Finding, ...]


def grouped(
    findings: Iterable[Finding], grouping: Grouping, reading_order: Sequence[str]
) -> tuple[Group, ...]:
    """Groups in reading order where they are places, else worst first as the findings come."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding, grouping), []).append(finding)
    keys = list(groups)
    if grouping == "section":
        place = {section: index for index, section in enumerate(reading_order)}
        keys.sort(key=lambda key: place.get(key, len(place)))
    return tuple(Group(key, tuple(groups[key])) for key in keys)


def _key(finding: Finding, grouping: Grouping) -> str:
    if grouping == "severity":
        return finding.severity
    return finding.section if grouping == "section" else finding.rule.id
