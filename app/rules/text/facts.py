"""What judging a text needs to know of the report that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.case import Case


@dataclass(frozen=True, slots=True)
class Facts:
    """Hashable, so that a text is read again only when it or one of these has changed."""

    year: int | None
    unit: str
    notice: str
    count: int
    """How many chapters the report has."""

    @classmethod
    def of(cls, case: Case) -> Facts:
        """The facts of a report as it is now."""
        report = case.report
        return cls(report.year, report.unit, case.form.notice, len(report.section_ids))

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
        }
