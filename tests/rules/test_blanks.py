"""Blanks and printed totals: what is judged, what is passed over, what stands in for it."""

from __future__ import annotations

from collections.abc import Callable

from misprints import at, printed_value, with_figure

from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue


def test_a_relation_with_a_blank_is_not_judged(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards C-EMPTY's monopoly: a blank input is one finding, not an imbalance as well."""
    for address in form_2021.tables["requests"].inputs + form_2021.tables["disputes"].inputs:
        changed = with_figure(form_2021, clean_report(form_2021), address, BLANK)
        findings = assess(form_2021, changed, catalogue.rules).findings
        assert [(f.rule.id, f.cells) for f in findings] == [("C-EMPTY", (address,))], address


def test_a_cell_emptied_by_hand_is_one_finding(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards edits: totals that depend on the blank are unknown and judged by nobody."""
    report = clean_report(form_2021)
    report.apply(put_figures(report, form_2021, {at("requests.granted.legal"): BLANK}, "清除"))
    result = assess(form_2021, report, catalogue.rules)
    assert [f.rule.id for f in result.findings] == ["C-EMPTY"]
    unknown = {str(a) for a, value in result.values.items() if value is None}
    assert unknown == {
        "requests.granted.legal",
        "requests.granted.total",
        "requests.concluded.legal",
        "requests.concluded.total",
    }


def test_a_blank_column_does_not_hide_a_fault_in_another(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards skipping: only the relation with the blank is passed over."""
    report = with_figure(form_2021, clean_report(form_2021), at("requests.received.legal"), BLANK)
    wrong = Figure(printed_value(form_2021, report, at("requests.carried_out.other")) + 1)
    changed = with_figure(form_2021, report, at("requests.carried_out.other"), wrong)
    rules = sorted(f.rule.id for f in assess(form_2021, changed, catalogue.rules).findings)
    assert rules == ["C-EMPTY", "T3-BAL", "T3-ROW"]


def test_a_blank_printed_total_is_one_finding_and_the_computed_one_stands_in(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards import: each of the 34 totals left blank by a file is reported once."""
    for address in form_2021.derived:
        changed = with_figure(form_2021, clean_report(form_2021), address, BLANK)
        findings = assess(form_2021, changed, catalogue.rules).findings
        assert [(f.rule.id, f.cells) for f in findings] == [("C-EMPTY", (address,))], address


def test_a_blank_printed_total_does_not_hide_an_imbalance(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards import: with （七）总计 blank, the column is balanced with the computed figure."""
    report = with_figure(form_2021, clean_report(form_2021), at("requests.concluded.legal"), BLANK)
    more = Figure(printed_value(form_2021, report, at("requests.received.legal")) + 1)
    changed = with_figure(form_2021, report, at("requests.received.legal"), more)
    findings = assess(form_2021, changed, catalogue.rules).findings
    assert sorted((f.rule.id, f.cells[0]) for f in findings) == [
        ("C-EMPTY", at("requests.concluded.legal")),
        ("T3-BAL", at("requests.received.legal")),
        ("T3-ROW", at("requests.received.total")),
    ]


def test_an_unreadable_printed_total_is_one_finding(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards import: a total printed as a slash counts as the computed one."""
    total = at("requests.received.total")
    changed = with_figure(form_2021, clean_report(form_2021), total, parse_figure("/"))
    findings = assess(form_2021, changed, catalogue.rules).findings
    assert [(f.rule.id, f.cells) for f in findings] == [("C-SLASH", (total,))]


def test_values_are_computed_even_where_another_total_is_printed(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the assessment: a wrong printed total is judged but never becomes the value."""
    report = clean_report(form_2021)
    total = at("disputes.review.total")
    right = printed_value(form_2021, report, total)
    changed = with_figure(form_2021, report, total, Figure(right + 5))
    result = assess(form_2021, changed, catalogue.rules)
    assert result.values[total] == right
    assert [(f.expected, f.actual) for f in result.findings] == [(right, right + 5)]


def test_a_number_in_disguise_takes_part(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards N-TEXT: `7件` is 7 in every sum, and reported for its text alone."""
    report = clean_report(form_2021)
    cell = at("requests.granted.natural")
    text = f"{printed_value(form_2021, report, cell)}件"
    changed = with_figure(form_2021, report, cell, parse_figure(text))
    findings = assess(form_2021, changed, catalogue.rules).findings
    assert [(f.rule.id, f.cells) for f in findings] == [("N-TEXT", (cell,))]
