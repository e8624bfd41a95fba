"""Last year's report, made ready to compare this year's with it."""

from __future__ import annotations

from app.model.previous import Previous
from app.model.report import Report
from app.rules.figures import as_printed, compute
from app.services.catalogue import Catalogue


def previous_of(report: Report, catalogue: Catalogue) -> Previous:
    """What of a report is kept for comparison; totals as the file printed them, else computed."""
    form = catalogue.form_of(report)
    figures = as_printed(compute(form, report), report)
    return Previous(
        report.unit,
        report.year,
        {address: value for address, value in figures.items() if value is not None},
        {section.id: section.text for section in report.sections},
        {section.id: section.title for section in report.sections},
    )
