"""Guards what is said to be next: first fill, then write, then mend, then send."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import put_figures, set_particular
from app.model.form import Form
from app.model.numbers import BLANK, parse_figure
from app.model.report import Report, Slot
from app.rules.assess import assess
from app.rules.finding import Finding
from app.services.catalogue import Catalogue
from app.services.progress import SEND, Progress, measure


@pytest.fixture
def measured(catalogue: Catalogue) -> Callable[[Form, Report], Progress]:
    return lambda form, report: measure(form, report, assess(form, report, catalogue.rules))


Measured = Callable[[Form, Report], Progress]


def test_a_faultless_report_can_be_sent(
    measured: Measured, form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    progress = measured(form_2021, clean_report(form_2021))
    assert progress.is_ready
    assert progress.next.place == SEND
    assert (progress.filled, progress.written) == (progress.cells, progress.chapters)
    assert (progress.errors, progress.warnings) == (0, 0)


def test_an_empty_report_begins_with_its_unit(measured: Measured, form_2021: Form) -> None:
    progress = measured(form_2021, blank_report(form_2021, "", 2024))
    assert progress.next.todo == "填单位名称和年度"
    assert (progress.filled, progress.written, progress.chapters) == (0, 0, 3)
    assert progress.cells == sum(len(table.inputs) for table in form_2021.tables.values())


def test_then_come_the_chapters_in_their_order(measured: Measured, form_2021: Form) -> None:
    report = blank_report(form_2021, "某局", 2024)
    assert measured(form_2021, report).next.place == "overview"
    report = Report({**report.slots, Slot("text", "overview"): "写好了"})
    step = measured(form_2021, report).next
    assert step.todo == "填表二，还有 10 格"
    assert step.place == Address.parse("disclosure.rules.issued")


@pytest.mark.parametrize("cell", ["requests.repeat.charity", "disputes.direct.other"])
def test_one_blank_cell_is_gone_to(
    measured: Measured, form_2021: Form, clean_report: Callable[[Form], Report], cell: str
) -> None:
    report = clean_report(form_2021)
    address = Address.parse(cell)
    report.apply(put_figures(report, form_2021, {address: BLANK}, ""))
    progress = measured(form_2021, report)
    assert progress.next.place == address
    assert progress.filled == progress.cells - 1


def test_an_empty_chapter_is_not_finished(
    measured: Measured, form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = Report({**clean_report(form_2021).slots, Slot("text", "problems"): " \n"})
    assert measured(form_2021, report).next.place == "problems"


def test_errors_come_before_warnings(
    measured: Measured, form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    wrong = {
        Address.parse("requests.received.natural"): parse_figure("9999"),
        Address.parse("disclosure.normative.in_force"): parse_figure("1"),
    }
    report.apply(put_figures(report, form_2021, wrong, ""))
    progress = measured(form_2021, report)
    assert progress.errors
    assert progress.warnings
    assert progress.next.todo == f"改 {progress.errors} 处错误"
    assert isinstance(progress.next.place, Finding)
    assert progress.next.place.severity == "error"


def test_a_hint_keeps_nobody_from_sending(
    measured: Measured, form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    report.apply(set_particular(report, "unit", "清河市人民政府", ""))
    zeros = {a: parse_figure("0") for table in form_2021.tables.values() for a in table.inputs}
    report.apply(put_figures(report, form_2021, zeros, ""))
    progress = measured(form_2021, report)
    hints = [m for m in progress.milestones if m.state == "hint"]
    assert hints
    assert all(m.is_reached for m in hints)
