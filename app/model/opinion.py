"""Findings as they are handed to somebody: a list to work through, or a letter.

Writers receive this and judge nothing; everything is in the words that users see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.model.rule import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: where it is, what is wrong, both numbers where there are two, how to mend it.

    `cells` are the figures where the fault shows, named by their printed labels; `quote` is the
    piece of a text; `reason` is why it was set aside, empty where it stands.
    """

    rule: str
    severity: Severity
    place: str
    cells: str
    message: str
    quote: str
    expected: Decimal | None
    actual: Decimal | None
    remedy: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """All remarks on one report; `fault` says why it could not be read, empty where it was."""

    file: str
    unit: str = ""
    year: int | None = None
    remarks: tuple[Remark, ...] = ()
    fault: str = ""

    @property
    def standing(self) -> tuple[Remark, ...]:
        """What is to be mended."""
        return tuple(remark for remark in self.remarks if not remark.reason)

    @property
    def set_aside(self) -> tuple[Remark, ...]:
        """What somebody has judged to be right."""
        return tuple(remark for remark in self.remarks if remark.reason)

    @property
    def by_severity(self) -> Iterator[tuple[Severity, tuple[Remark, ...]]]:
        """What is to be mended, worst first; a severity without any is left out."""
        for severity in SEVERITIES:
            if found := tuple(r for r in self.standing if r.severity == severity):
                yield severity, found
