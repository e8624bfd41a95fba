"""Figures that add up and can hardly be right: L-RULES, U-WAN, C-ALLZERO, T3-SPLIT."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from misprints import at, with_figure

from app.model.edits import write_text
from app.model.form import Form
from app.model.numbers import Figure
from app.model.previous import Previous
from app.model.report import Report, Slot
from app.rules.assess import assess
from app.rules.finding import Finding
from app.rules.units import cannot_make_rules, is_department, is_government
from app.services.catalogue import Catalogue

FEE = at("disclosure.fees.amount")


def found(
    form: Form, report: Report, catalogue: Catalogue, rule: str, previous: Previous | None = None
) -> list[Finding]:
    """Findings of one rule."""
    findings = assess(form, report, catalogue.rules, previous).findings
    return [finding for finding in findings if finding.rule.id == rule]


@pytest.mark.parametrize(
    ("unit", "cannot"),
    [
        ("某某县农业农村局", True),
        ("苏州市教育局", True),
        ("昆山市人民政府", True),
        ("江苏省苏州市昆山市人民政府", True),
        ("海淀区人民政府", True),
        ("长清镇人民政府", True),
        ("苏州市人民政府", False),
        ("清河市人民政府", False),
        ("江苏省人民政府", False),
        ("广西壮族自治区人民政府", False),
        ("延边朝鲜族自治州人民政府", False),
        ("浦东新区人民政府", False),
        ("江苏省人民政府办公厅", False),
        ("国家税务总局", False),
        ("司法部", False),
        ("", False),
    ],
)
def test_who_can_certainly_make_no_rules(catalogue: Catalogue, unit: str, *, cannot: bool) -> None:
    """Guards L-RULES: silent wherever the name does not tell."""
    assert cannot_make_rules(unit, **catalogue.rules["L-RULES"].words) == cannot


@pytest.mark.parametrize(
    ("unit", "government", "department"),
    [
        ("海淀区人民政府", True, False),
        ("南岗区", True, False),
        ("某某市教育局", False, True),
        ("经济技术开发区", False, False),
        ("某某街道办事处", False, True),
    ],
)
def test_governments_and_departments_are_told_apart(
    unit: str, *, government: bool, department: bool
) -> None:
    """Guards S-DATE and S-ACCOUNT, which ask different things of them."""
    assert (is_government(unit), is_department(unit)) == (government, department)


@pytest.mark.parametrize("cell", ["issued", "repealed", "in_force"])
def test_rules_of_a_unit_that_makes_none_are_found(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report], cell: str
) -> None:
    """Guards each cell of the row, and a report whose row is all 0."""
    slots = {**clean_report(form_2021).slots, Slot("field", "unit"): "某某县农业农村局"}
    slots |= {
        Slot("cell", at(f"disclosure.rules.{c}")): Figure(Decimal(c == cell))
        for c in ("issued", "repealed", "in_force")
    }
    (finding,) = found(form_2021, Report(slots), catalogue, "L-RULES")
    assert finding.cells == (at(f"disclosure.rules.{cell}"),)
    slots[Slot("cell", finding.cells[0])] = Figure(Decimal(0))
    assert not found(form_2021, Report(slots), catalogue, "L-RULES")


@pytest.mark.parametrize(
    ("fee", "text", "before", "is_found"),
    [
        ("2230", "全年收费2230元。", None, True),
        ("2230", "全年收费2,230.00元。", None, True),
        ("2230", "全年收费2230万元。", None, False),
        ("2230", "", "0.4", True),
        ("2230", "", "200", False),
        ("2230", "", "0", False),
        ("0", "全年收费0元。", None, False),
    ],
)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_fee_in_yuan_is_found(
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    form_id: str,
    fee: str,
    text: str,
    before: str | None,
    *,
    is_found: bool,
) -> None:
    """Guards both grounds of U-WAN: the same number of 元 in the text, or last year's amount."""
    form = catalogue.forms[form_id]
    if not form.tables["disclosure"].has("fees", "amount"):
        pytest.skip("no amount in this form")
    report = with_figure(form, clean_report(form), FEE, Figure(Decimal(fee)))
    report.apply(write_text(report, "others", text or "没有。", ""))
    year = report.year
    assert year is not None
    previous = None if before is None else Previous("", year - 1, {FEE: Decimal(before)})
    findings = found(form, report, catalogue, "U-WAN", previous)
    assert [(f.expected, f.actual) for f in findings] == (
        [(Decimal(fee) / 10_000, Decimal(fee))] if is_found else []
    )


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_of_nothing_but_zeros_is_worth_a_look(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards C-ALLZERO: one figure, wherever it is, or a blank, and it is silent."""
    form = catalogue.forms[form_id]
    zero = Figure(Decimal(0))
    kept = {s: v for s, v in clean_report(form).slots.items() if s.kind != "printed"}
    slots = {**kept, **{Slot("cell", a): zero for t in form.tables.values() for a in t.inputs}}
    assert len(found(form, Report(slots), catalogue, "C-ALLZERO")) == 1
    for table in form.tables.values():
        one = {**slots, Slot("cell", table.inputs[-1]): Figure(Decimal(1))}
        assert not found(form, Report(one), catalogue, "C-ALLZERO")
    blank = {s: v for s, v in slots.items() if s.key != form.tables["requests"].inputs[0]}
    assert not found(form, Report(blank), catalogue, "C-ALLZERO")


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("row", ["received", "granted", "carried_out"])
def test_two_cells_that_are_one_number_are_found(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str, row: str
) -> None:
    """Guards T3-SPLIT: 1 and 2 beside a total that asks for 12; not where nothing is amiss."""
    form = catalogue.forms[form_id]
    slots = dict(clean_report(form).slots)
    columns = ("natural", "business", "research", "charity", "legal", "other")
    for column in columns:
        slots[Slot("cell", at(f"requests.{row}.{column}"))] = Figure(Decimal(0))
    slots[Slot("cell", at(f"requests.{row}.natural"))] = Figure(Decimal(1))
    slots[Slot("cell", at(f"requests.{row}.business"))] = Figure(Decimal(2))
    total = Slot("printed", at(f"requests.{row}.total"))
    (finding,) = found(form, Report({**slots, total: Figure(Decimal(12))}), catalogue, "T3-SPLIT")
    assert finding.focus == (at(f"requests.{row}.natural"), at(f"requests.{row}.business"))
    for printed in (3, 13):
        report = Report({**slots, total: Figure(Decimal(printed))})
        assert not found(form, report, catalogue, "T3-SPLIT")
