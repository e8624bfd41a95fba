"""What we export in any form that can be read comes back as it was, without a doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.exporters import all_exporters
from app.model.blank import blank_report
from app.model.form import Form
from app.model.report import Report, Slot, Value
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.office import installed_suites, pdf_of
from app.services.opening import open_report

SUFFIXES = (".docx", ".html", ".xlsx", ".pdf")
PUBLISHED = ("hangzhou_2025", "huaian_2024", "suqian_2023", "suqian_2024")


@pytest.fixture(params=SUFFIXES)
def again(
    request: pytest.FixtureRequest, tmp_path: Path, catalogue: Catalogue, qapp: object
) -> Callable[[Report], Report]:
    """Export in one form and read that; its name says another form, for content decides."""

    assert qapp  # the PDF is set by Qt, which other tests need with a window

    def run(report: Report) -> Report:
        form = catalogue.form_of(report)
        path = tmp_path / f"报告{request.param}"
        all_exporters().export(compose(form, report, compute(form, report)), path)
        renamed = path.rename(tmp_path / "报告.dat")
        return open_report(renamed, catalogue)

    return run


def inputs(report: Report) -> dict[Slot, Value]:
    """All but what an import noted of another file: an export has standard labels and own totals."""
    noted = ("printed", "evidence")
    return {slot: value for slot, value in report.slots.items() if slot.kind not in noted}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_reports(
    again: Callable[[Report], Report], published_report: Callable[[str], Report], name: str
) -> None:
    report = published_report(name)
    read = again(report)
    assert inputs(read) == inputs(report)
    assert read.doubts == ()


def without_spaces(found: dict[Slot, Value]) -> dict[Slot, object]:
    """Where Chinese meets Latin a PDF file has a gap, whether somebody typed a space or not."""
    return {s: "".join(v.split()) if isinstance(v, str) else v for s, v in found.items()}


def test_the_sample(
    request: pytest.FixtureRequest, again: Callable[[Report], Report], sample: Report
) -> None:
    read = again(sample)
    as_read = without_spaces if "pdf" in request.node.name else dict
    assert as_read(inputs(read)) == as_read(inputs(sample))
    assert read.doubts == ()


@pytest.mark.skipif(not installed_suites(), reason="no office suite")
@pytest.mark.parametrize("name", ["suqian_2023", "hangzhou_2025"])
def test_what_an_office_suite_prints_of_our_word_file(
    published_report: Callable[[str], Report], tmp_path: Path, catalogue: Catalogue, name: str
) -> None:
    """Guards the PDF files of other programs: other rules, spaces, ends of lines and pages."""
    report = published_report(name)
    form = catalogue.form_of(report)
    path = tmp_path / "报告.pdf"
    document = compose(form, report, compute(form, report))
    path.write_bytes(pdf_of(installed_suites()[0], document))
    read = open_report(path, catalogue)
    assert without_spaces(inputs(read)) == without_spaces(inputs(report))
    assert read.doubts == ()


@pytest.mark.parametrize("year", ["2019", "2021"])
def test_every_form(
    again: Callable[[Report], Report],
    clean_report: Callable[[Form], Report],
    catalogue: Catalogue,
    year: str,
) -> None:
    report = clean_report(catalogue.forms[year])
    read = again(report)
    assert read.slots == report.slots
    assert read.doubts == ()


def test_an_empty_report(again: Callable[[Report], Report], form_2021: Form) -> None:
    report = blank_report(form_2021, "某某局", 2024)
    read = again(report)
    assert inputs(read) == dict(report.slots)
    assert read.doubts == ()
