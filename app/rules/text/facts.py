"""What judging a text needs to know of the report that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.chapters import without_number
from app.model.places import CONTACT, DOC_TITLE, PREAMBLE, SIGNATURE
from app.rules.case import Case

_NAMES = {DOC_TITLE: "标题", PREAMBLE: "前言", CONTACT: "联系方式", SIGNATURE: "落款"}


def name_of(place: str, case: Case) -> str:
    """What the user calls a place: 前言, 总体情况, or the title of a chapter of its own."""
    spec = case.form.section(place)
    return _NAMES.get(place) or (
        spec.short if spec else without_number(case.report.section(place).title)
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """Hashable, so that a text is read again only when it or one of these has changed."""

    year: int | None
    unit: str
    notice: str
    count: int
    """How many chapters the report has."""

    where: str = ""
    """What the user calls the place of the text."""

    @classmethod
    def of(cls, case: Case, place: str) -> Facts:
        """The facts of a report as it is now."""
        report = case.report
        count = len(report.section_ids)
        return cls(report.year, report.unit, case.form.notice, count, name_of(place, case))

    @property
    def words(self) -> dict[str, str]:
        """For messages and mends."""
        year = self.year
        return {
            "year": "" if year is None else str(year),
            "next_year": "" if year is None else str(year + 1),
            "unit": self.unit,
            "notice": self.notice,
            "count": str(self.count),
            "where": self.where,
        }
