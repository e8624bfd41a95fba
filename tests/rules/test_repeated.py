"""Y-DUP at its border: half of a chapter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model.edits import write_text
from app.model.form import Form
from app.model.previous import Previous
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue

OLD, NEW = ("".join(map(chr, range(start, start + 200))) for start in (0x6000, 0x7000))


@pytest.mark.parametrize(
    ("same", "is_found"), [(110, True), (102, True), (100, False), (60, False)]
)
def test_more_than_half_of_a_chapter_is_too_much(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    same: int,
    *,
    is_found: bool,
) -> None:
    """Guards the share that some cities deduct points for."""
    report = clean_report(form_2021)
    report.apply(write_text(report, "problems", OLD[:same] + NEW[same:], ""))
    previous = Previous(report.unit, (report.year or 0) - 1, {}, {"problems": OLD})
    found = assess(form_2021, report, catalogue.rules, previous).findings
    assert ("Y-DUP" in {f.rule.id for f in found}) is is_found
