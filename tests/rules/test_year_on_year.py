"""Against last year's report: Y-CARRY, Y-STOCK, Y-SWING, Y-DUP, T4-PEND; and T4-PRE."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from misprints import at

from app.model.edits import write_text
from app.model.form import Form
from app.model.numbers import Figure
from app.model.previous import Previous
from app.model.report import Report, Slot
from app.rules.assess import assess
from app.rules.figures import compute
from app.rules.finding import Finding
from app.rules.mends import mends
from app.services.catalogue import Catalogue

APPLICANTS = ("natural", "business", "research", "charity", "legal", "other")
YEAR = 2023


def last_year(form: Form, report: Report, changed: Mapping[str, int] | None = None) -> Previous:
    """The same figures a year before, so that only what is changed differs; stock fits."""
    values = dict(compute(form, report))
    for column in (*APPLICANTS, "total"):
        values[at(f"requests.carried_out.{column}")] = values[at(f"requests.carried_in.{column}")]
    if form.id == "2021":
        for row in ("rules", "normative"):
            stock, issued, repealed = (
                values[at(f"disclosure.{row}.{c}")] or Decimal(0)
                for c in ("in_force", "issued", "repealed")
            )
            values[at(f"disclosure.{row}.in_force")] = stock - issued + repealed
    values |= {at(key): Decimal(value) for key, value in (changed or {}).items()}
    known = {address: value for address, value in values.items() if value is not None}
    assert report.year is not None
    return Previous("清河市人民政府", report.year - 1, known)


def found(
    form: Form, report: Report, catalogue: Catalogue, previous: Previous | None, *rules: str
) -> list[Finding]:
    """Findings of some rules."""
    findings = assess(form, report, catalogue.rules, previous).findings
    return [finding for finding in findings if finding.rule.id in rules]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_two_years_that_follow_each_other_give_no_finding(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards against false alarms, and that the breaches below start from nothing."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    found_ = assess(form, report, catalogue.rules, last_year(form, report)).findings
    assert [f for f in found_ if f.rule.id != "S-OLDFORM"] == []


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("column", [*APPLICANTS, "total"])
def test_each_column_carries_in_what_was_carried_out(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str, column: str
) -> None:
    """Guards Y-CARRY per column; the mend puts last year's figure where one is typed."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    now = compute(form, report)[at(f"requests.carried_in.{column}")]
    assert now is not None
    previous = last_year(form, report, {f"requests.carried_out.{column}": int(now) + 1})
    (finding,) = found(form, report, catalogue, previous, "Y-CARRY")
    assert (finding.expected, finding.actual) == (now + 1, now)
    assert finding.cells == (at(f"requests.carried_in.{column}"),)
    edits = list(mends(finding, form, report, compute(form, report)))
    assert [edit.label for edit in edits] == ([] if column == "total" else [f"用上年的 {now + 1}"])
    for edit in edits:
        report.apply(edit)
        left = found(form, report, catalogue, previous, "Y-CARRY")
        assert [f.cells[0].column for f in left] == ["total"]


@pytest.mark.parametrize("row", ["rules", "normative"])
@pytest.mark.parametrize("term", ["in_force", "issued", "repealed", "last in_force"])
def test_stock_is_last_years_and_what_came_and_went(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    row: str,
    term: str,
) -> None:
    """Guards each of the four terms of Y-STOCK, in both rows."""
    report = clean_report(form_2021)
    previous = last_year(form_2021, report)
    if term == "last in_force":
        stock = at(f"disclosure.{row}.in_force")
        previous = last_year(form_2021, report, {str(stock): int(previous.values[stock]) + 1})
    else:
        slot = Slot("cell", at(f"disclosure.{row}.{term}"))
        figure = report.get(slot)
        assert isinstance(figure, Figure)
        assert figure.value is not None
        report = Report({**report.slots, slot: Figure(figure.value + 1)})
    (finding,) = found(form_2021, report, catalogue, previous, "Y-STOCK")
    assert finding.cells[0] == at(f"disclosure.{row}.in_force")


SWINGS = {
    "2019": [f"disclosure.{r}.decisions" for r in ("licensing", "coercion")],
    "2021": [
        *(f"disclosure.{r}.{c}" for r in ("rules", "normative") for c in ("issued", "repealed")),
        *(f"disclosure.{r}.decisions" for r in ("licensing", "coercion")),
        "disclosure.fees.amount",
    ],
}
SHARED = [
    *(f"requests.{r}.total" for r in ("received", "granted", "misc", "carried_out")),
    *(f"disputes.{r}.total" for r in ("review", "direct", "after_review")),
]


@pytest.mark.parametrize(
    ("form_id", "cell"), [(f, c) for f, own in SWINGS.items() for c in [*own, *SHARED]]
)
def test_five_times_last_years_figure_is_worth_a_look(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str, cell: str
) -> None:
    """Guards Y-SWING upwards and downwards, and its edges: below 20, below five times."""
    form = catalogue.forms[form_id]
    if not form.tables[at(cell).table].has(at(cell).row, at(cell).column):
        pytest.skip("a row of the other form")
    report = clean_report(form)
    now = compute(form, report)[at(cell)]
    assert now is not None
    for before, is_found in ((now * 10 + 20, True), (now + 1, False)):
        values = {**last_year(form, report).values, at(cell): before}
        previous = Previous("", (report.year or 0) - 1, values)
        findings = found(form, report, catalogue, previous, "Y-SWING")
        assert [f.cells for f in findings] == ([(at(cell),)] if is_found else [])


@pytest.mark.parametrize("row", ["review", "direct", "after_review"])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_cases_pending_last_year_have_an_outcome(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str, row: str
) -> None:
    """Guards T4-PEND: found without any outcome, gone with one of either kind."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    none = {
        Slot("cell", at(f"disputes.{row}.{c}")): Figure(Decimal(0))
        for c in ("upheld", "corrected", "other")
    }
    previous = last_year(form, report, {f"disputes.{row}.pending": 2})
    nothing = Report({**report.slots, **none})
    (finding,) = found(form, nothing, catalogue, previous, "T4-PEND")
    assert "2 件" in finding.message
    for slot in none:
        one = Report({**nothing.slots, slot: Figure(Decimal(1))})
        assert not found(form, one, catalogue, previous, "T4-PEND")
    none_pending = last_year(form, report, {f"disputes.{row}.pending": 0})
    assert not found(form, nothing, catalogue, none_pending, "T4-PEND")


@pytest.mark.parametrize(
    ("year", "cases", "is_found"), [(2023, 3, False), (2024, 3, True), (2024, 0, False)]
)
def test_suits_without_review_are_rare_since_2024(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    year: int,
    cases: int,
    *,
    is_found: bool,
) -> None:
    """Guards T4-PRE's year and figure; it needs no report of the year before."""
    cells = {
        Slot("cell", at(f"disputes.direct.{c}")): Figure(Decimal(0))
        for c in ("upheld", "corrected", "other", "pending")
    }
    cells[Slot("cell", at("disputes.direct.other"))] = Figure(Decimal(cases))
    total = Slot("printed", at("disputes.direct.total"))
    slots = {**clean_report(form_2021).slots, **cells, Slot("field", "year"): year}
    slots[total] = Figure(Decimal(cases))
    assert bool(found(form_2021, Report(slots), catalogue, None, "T4-PRE")) == is_found


def test_a_report_of_any_other_year_is_not_compared_with(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards against a wrong file taken for last year's."""
    report = clean_report(form_2021)
    right = last_year(form_2021, report, {"requests.carried_out.natural": 99})
    assert found(form_2021, report, catalogue, right, "Y-CARRY")
    for year in (YEAR, YEAR - 2):
        other = Previous("", year, right.values)
        assert not found(form_2021, report, catalogue, other, "Y-CARRY")


TEXT = (
    "主要问题是政策解读的形式单一，群众看不懂、找不到。下一步将增加图解、视频和问答，"
    "在便民服务中心设置查阅点，并对各科室的信息员开展培训，确保公开及时准确。"
)
OTHER = (
    "有的科室公开不够主动，个别栏目长期没有更新。我们已经建立月度通报机制，安排专人每周巡查，"
    "把办理时限写进岗位职责，年底还请企业代表来提意见，收到建议都逐条回复。"
)


@pytest.mark.parametrize(
    ("text", "before", "is_found"),
    [
        (TEXT, TEXT, True),
        (TEXT + OTHER[:40], TEXT, True),
        ("2023年，" + TEXT, "2022年，" + TEXT, True),
        (TEXT, OTHER, False),
        (TEXT[:20] + OTHER, TEXT, False),
        (TEXT[:20] + OTHER + TEXT[20:40], TEXT, False),
        (TEXT[:40], TEXT[:40], False),
        (TEXT, "", False),
    ],
)
def test_a_chapter_that_is_mostly_last_years_is_found(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    text: str,
    before: str,
    *,
    is_found: bool,
) -> None:
    """Guards Y-DUP: years changed do not hide it, short chapters may be the same."""
    report = clean_report(form_2021)
    report.apply(write_text(report, "problems", text, ""))
    previous = Previous("", YEAR - 1, {}, {"problems": before})
    findings = found(form_2021, report, catalogue, previous, "Y-DUP")
    assert [f.section for f in findings] == (["problems"] if is_found else [])
