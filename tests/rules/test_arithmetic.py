"""Arithmetic checks against plain additions done here, term by term, cell by cell.

A check that lost one term would still find most faults; so every cell of every relation is
broken once, and what is found must be exactly what the additions below say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import pytest
from misprints import at, printed_value, with_figure

from app.model.address import Address
from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import Figure, parse_figure
from app.model.report import Edit, Report, Slot
from app.rules.assess import assess
from app.rules.figures import as_printed, compute
from app.rules.finding import Finding
from app.services.catalogue import Catalogue

PUBLISHED = ("hangzhou_2025", "huaian_2024", "suqian_2023", "suqian_2024")

APPLICANTS = "natural business research charity legal other".split()
RESULTS_COMMON = (
    "granted partial secret statute safety third_party internal process casefile inquiry "
    "not_held needs_creation unclear petition repeat publication excessive confirmation"
).split()
RESULTS = {
    "2021": [*RESULTS_COMMON, "no_correction", "unpaid", "misc"],
    "2019": [*RESULTS_COMMON, "other_handling"],
}
OUTCOMES = "upheld corrected other pending".split()

Breach = tuple[str, tuple[str, ...], Decimal, Decimal]
"""Rule, all cells with the one that is tinted first, expected, actual."""

Numbers = Mapping[str, Decimal]


def breaches(form: str, numbers: Numbers) -> Counter[Breach]:
    """What must be found in these numbers, by plain addition."""
    found: Counter[Breach] = Counter()

    def compare(rule: str, actual: list[str], expected: list[str], focus: str = "") -> None:
        left, right = sum(numbers[a] for a in expected), sum(numbers[a] for a in actual)
        if left != right:
            cells = tuple(dict.fromkeys([focus or actual[0], *actual, *expected]))
            found[(rule, cells, Decimal(left), Decimal(right))] += 1

    results = RESULTS[form]
    for column in [*APPLICANTS, "total"]:
        compare(
            "T3-BAL",
            [f"requests.concluded.{column}", f"requests.carried_out.{column}"],
            [f"requests.received.{column}", f"requests.carried_in.{column}"],
            focus=f"requests.received.{column}",
        )
        compare(
            "T3-SUM",
            [f"requests.concluded.{column}"],
            [f"requests.{row}.{column}" for row in results],
        )
    for row in ["received", "carried_in", *results, "concluded", "carried_out"]:
        compare("T3-ROW", [f"requests.{row}.total"], [f"requests.{row}.{c}" for c in APPLICANTS])
    for row in ("review", "direct", "after_review"):
        compare("T4-SUM", [f"disputes.{row}.total"], [f"disputes.{row}.{c}" for c in OUTCOMES])
    if form == "2021":
        for row in ("rules", "normative"):
            issued, repealed, stock = (
                f"disclosure.{row}.{c}" for c in ("issued", "repealed", "in_force")
            )
            left = numbers[issued] - numbers[repealed]
            if left > numbers[stock]:
                found[("T2-STOCK", (stock, issued, repealed), left, numbers[stock])] += 1
    return found


def arithmetic(findings: Iterable[Finding]) -> Counter[Breach]:
    """The same of what the program found; a finding without both numbers fails."""
    found: Counter[Breach] = Counter()
    for finding in findings:
        assert finding.expected is not None
        assert finding.actual is not None
        assert finding.focus == finding.cells[:1]
        cells = tuple(str(address) for address in finding.cells)
        found[(finding.rule.id, cells, finding.expected, finding.actual)] += 1
    return found


def numbers_of(form: Form, report: Report) -> dict[str, Decimal]:
    """All figures of a report without blanks, as the checks take them."""
    values = as_printed(compute(form, report), report)
    numbers = {str(address): value for address, value in values.items() if value is not None}
    assert len(numbers) == len(values)
    return numbers


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_clean_report_gives_no_finding_at_all(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards against false alarms, and proves that the breakages below start from nothing."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    assert assess(form, report, catalogue.rules).findings == ()
    assert breaches(form_id, numbers_of(form, report)) == Counter()
    assert set(report.printed_addresses) == set(form.derived)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_reports_have_no_arithmetic_fault(
    catalogue: Catalogue, published_report: Callable[[str], Report], name: str
) -> None:
    """Guards against false alarms on figures that cities really published."""
    report = published_report(name)
    form = catalogue.form_of(report)
    findings = assess(form, report, catalogue.rules).findings
    assert [f.message for f in findings if f.severity in {"error", "warning"}] == []


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_term_of_table_three_is_needed(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards T3-BAL, T3-SUM, T3-ROW: one more in any cell breaks exactly the relations it is in."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    rules_of_row = {
        "received": ["T3-BAL", "T3-ROW"],
        "carried_in": ["T3-BAL", "T3-ROW"],
        "concluded": ["T3-BAL", "T3-SUM", "T3-ROW"],
        "carried_out": ["T3-BAL", "T3-ROW"],
    }
    broken = 0
    for row in ["received", "carried_in", *RESULTS[form_id], "concluded", "carried_out"]:
        for column in [*APPLICANTS, "total"]:
            address = Address("requests", row, column)
            more = Figure(printed_value(form, report, address) + 1)
            changed = with_figure(form, report, address, more)
            findings = assess(form, changed, catalogue.rules).findings
            expected = rules_of_row.get(row, ["T3-SUM", "T3-ROW"])
            assert sorted(f.rule.id for f in findings) == sorted(expected), address
            assert all(address in f.cells for f in findings), address
            assert arithmetic(findings) == breaches(form_id, numbers_of(form, changed)), address
            broken += 1
    assert broken == len(form.tables["requests"].addresses)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("row", ["review", "direct", "after_review"])
@pytest.mark.parametrize("column", [*OUTCOMES, "total"])
def test_every_term_of_table_four_is_needed(
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    form_id: str,
    row: str,
    column: str,
) -> None:
    """Guards T4-SUM: one more in any of the five cells breaks the one relation it is in."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    address = Address("disputes", row, column)
    more = Figure(printed_value(form, report, address) + 1)
    changed = with_figure(form, report, address, more)
    findings = assess(form, changed, catalogue.rules).findings
    assert [(f.rule.id, f.section) for f in findings] == [("T4-SUM", "disputes")]
    assert {a.row for a in findings[0].cells} == {row}
    assert arithmetic(findings) == breaches(form_id, numbers_of(form, changed))


@pytest.mark.parametrize("row", ["rules", "normative"])
@pytest.mark.parametrize(
    ("column", "step", "broken"),
    [
        ("issued", 1, True),
        ("repealed", -1, True),
        ("in_force", -1, True),
        ("issued", -1, False),
        ("repealed", 1, False),
        ("in_force", 1, False),
    ],
)
def test_every_term_of_the_stock_is_needed(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    row: str,
    column: str,
    step: int,
    *,
    broken: bool,
) -> None:
    """Guards T2-STOCK: fewer in force than issued − repealed is found, more is not."""
    report = clean_report(form_2021)
    address = Address("disclosure", row, column)
    other = Figure(printed_value(form_2021, report, address) + step)
    changed = with_figure(form_2021, report, address, other)
    findings = assess(form_2021, changed, catalogue.rules).findings
    expected = [("T2-STOCK", "warning", "disclosure")] if broken else []
    assert [(f.rule.id, f.severity, f.section) for f in findings] == expected
    assert all({a.row for a in f.cells} == {row} for f in findings)
    assert arithmetic(findings) == breaches("2021", numbers_of(form_2021, changed))


@pytest.mark.parametrize("step", [1, 90])
@pytest.mark.parametrize("name", PUBLISHED)
def test_one_altered_cell_of_a_published_report_is_found_and_nothing_else(
    form_2021: Form,
    catalogue: Catalogue,
    published_report: Callable[[str], Report],
    name: str,
    step: int,
) -> None:
    """Guards import: each of the 175 cells in turn is misprinted, totals as the file has them."""
    report = published_report(name)
    for address in form_2021.tables["requests"].addresses:
        wrong = Figure(printed_value(form_2021, report, address) + step)
        changed = with_figure(form_2021, report, address, wrong)
        findings = assess(form_2021, changed, catalogue.rules).findings
        errors = [f for f in findings if f.severity == "error"]
        assert arithmetic(errors) == breaches("2021", numbers_of(form_2021, changed)), address
        assert errors, address
        assert {f.rule.id for f in findings if f not in errors} <= {"T4-PRE", "T3-SPLIT"}


@pytest.mark.parametrize("name", PUBLISHED)
def test_one_edited_cell_of_a_published_report_unbalances_its_column_and_the_total(
    form_2021: Form,
    catalogue: Catalogue,
    published_report: Callable[[str], Report],
    name: str,
) -> None:
    """Guards editing: totals that depend on the cell follow it, so only T3-BAL is left to fail."""
    report = published_report(name)
    for address in form_2021.tables["requests"].inputs:
        changed = report.copy()
        more = Figure(printed_value(form_2021, report, address) + 1)
        changed.apply(put_figures(changed, form_2021, {address: more}, "改"))
        findings = assess(form_2021, changed, catalogue.rules).findings
        findings = tuple(f for f in findings if f.rule.id != "T4-PRE")
        assert [f.rule.id for f in findings] == ["T3-BAL", "T3-BAL"], address
        assert [f.cells[0].column for f in findings] == [address.column, "total"], address
        numbers = {str(a): printed_value(form_2021, report, a) for a in form_2021.addresses}
        moved = {address.column, "total"}
        rows = {address.row} | ({"concluded"} if address.row in RESULTS["2021"] else set[str]())
        for row in rows:
            for column in moved:
                numbers[f"requests.{row}.{column}"] += 1
        assert numbers_of(form_2021, changed) == numbers, address
        assert arithmetic(findings) == breaches("2021", numbers), address


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_computed_figures_are_the_plain_sums(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards the formulas term by term: each input counts once in each total it belongs to."""
    form = catalogue.forms[form_id]
    base = clean_report(form)
    before = compute(form, base)
    for address in form.addresses:
        if address in form.derived:
            continue
        more = Figure(printed_value(form, base, address) + 1000)
        after = compute(form, with_figure(form, base, address, more))
        grown = {str(a) for a in form.derived if after[a] != before[a]}
        expected: set[str] = set()
        if address.table == "requests":
            expected = {f"requests.{address.row}.total"}
            if address.row in RESULTS[form_id]:
                expected |= {f"requests.concluded.{address.column}", "requests.concluded.total"}
        elif address.table == "disputes":
            expected = {f"disputes.{address.row}.total"}
        assert grown == expected, address
        assert all(
            (after[a] or 0) - (before[a] or 0) == 1000 for a in form.derived if str(a) in grown
        )
        assert {str(a) for a in form.dependents.get(address, ())} == expected, address


def test_figures_are_added_exactly(form_2021: Form, clean_report: Callable[[Form], Report]) -> None:
    """Guards against binary fractions: 0.1 + 0.2 of a cell is 0.3."""
    report = clean_report(form_2021)
    for column, text in (("upheld", "0.1"), ("corrected", "0.2"), ("other", "0"), ("pending", "0")):
        address = Address("disputes", "review", column)
        report = with_figure(form_2021, report, address, parse_figure(text))
    total = compute(form_2021, report)[Address("disputes", "review", "total")]
    assert total == Decimal("0.3")


# -- the sentences -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "step", "rule", "message"),
    [
        (
            "requests.received.legal",
            1,
            "T3-BAL",
            (
                "表三“法律服务机构”列不平衡，差 1 件：“一、本年新收政府信息公开申请数量”124"
                " 加“二、上年结转政府信息公开申请数量”6 等于 130；“（七）总计”124"
                " 加“四、结转下年度继续办理”5 等于 129"
            ),
        ),
        (
            "requests.concluded.legal",
            -2,
            "T3-SUM",
            "表三“法律服务机构”列“（七）总计”不符，差 2 件：（一）至（六）各行相加为 124，“（七）总计”写的是 122",
        ),
        (
            "requests.no_correction.total",
            10,
            "T3-ROW",
            (
                "表三“（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”行"
                "“总计”列不符，差 10 件：“自然人”至“其他”六列相加为 30，“总计”写的是 40"
            ),
        ),
        (
            "disputes.direct.pending",
            3,
            "T4-SUM",
            (
                "表四“行政诉讼 未经复议直接起诉”部分“总计”列不符，差 3 件："
                "“结果维持”至“尚未审结”四项相加为 17，“总计”写的是 14"
            ),
        ),
        (
            "disclosure.normative.issued",
            4,
            "T2-STOCK",
            (
                "表二“行政规范性文件”行“现行有效件数”偏少：“本年制发件数”21 减“本年废止件数”6 得 15，"
                "“现行有效件数”只有 11"
            ),
        ),
    ],
)
def test_the_sentence_names_place_and_both_numbers(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    address: str,
    step: int,
    rule: str,
    message: str,
) -> None:
    """Guards messages: table, row and column by printed label, and what stands on both sides."""
    report = clean_report(form_2021)
    wrong = Figure(printed_value(form_2021, report, at(address)) + step)
    changed = with_figure(form_2021, report, at(address), wrong)
    findings = assess(form_2021, changed, catalogue.rules).findings
    assert [f.message for f in findings if f.rule.id == rule] == [message]


def test_the_sentence_says_so_where_one_of_its_cells_is_blank(form_2021: Form) -> None:
    """Guards messages: a blank is never written as 0."""
    check = form_2021.tables["requests"].checks[0]
    values = dict.fromkeys(form_2021.addresses, None)
    sentence = check.message.fill(values, Decimal(1), Decimal(2))
    assert "“一、本年新收政府信息公开申请数量”空白" in sentence


def test_findings_come_worst_first_then_in_the_order_of_chapters(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the list of findings: errors before warnings, chapter by chapter."""
    report = clean_report(form_2021)
    for place, text in (
        ("disclosure.rules.in_force", "0"),
        ("disputes.review.total", "99"),
        ("requests.received.total", "1"),
    ):
        report = with_figure(form_2021, report, at(place), parse_figure(text))
    report.apply(Edit("", (report.change(Slot("text", "overview"), None),)))
    findings = assess(form_2021, report, catalogue.rules).findings
    assert [(f.severity, f.section) for f in findings] == [
        ("error", "overview"),
        ("error", "requests"),
        ("error", "requests"),
        ("error", "disputes"),
        ("warning", "disclosure"),
        ("warning", "problems"),
    ]
