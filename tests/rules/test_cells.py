"""Checks of single cells, each with what passes and what fails side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.form import Form
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.report import Edit, Report, Slot
from app.rules.case import Case
from app.rules.cells import check_cells
from app.rules.finding import Finding
from app.services.catalogue import Catalogue

Judge = Callable[[Mapping[str, str]], list[Finding]]


@pytest.fixture
def judge(form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]) -> Judge:
    """Put texts into cells of a clean report, as a file has them; give the findings on cells."""

    def run(texts: Mapping[str, str]) -> list[Finding]:
        report = clean_report(form_2021)
        put(report, form_2021, {at(key): parse_figure(text) for key, text in texts.items()})
        return list(check_cells(Case.of(form_2021, report, catalogue.rules)))

    return run


def at(text: str) -> Address:
    """Short for Address.parse."""
    return Address.parse(text)


def put(report: Report, form: Form, figures: Mapping[Address, Figure]) -> None:
    """Put figures where a file has them: totals as printed."""
    for address, figure in figures.items():
        slot = Slot("printed" if address in form.derived else "cell", address)
        report.apply(Edit("", (report.change(slot, figure),)))


def brief(findings: list[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Rule, severity and cells of findings."""
    return [(f.rule.id, f.severity, tuple(str(a) for a in f.cells)) for f in findings]


@pytest.mark.parametrize(
    "text", ["0", "12", " 12 ", "１２", "1,234", "1，234", "12 345", "+4", "007"]
)
def test_plain_numbers_pass(judge: Judge, text: str) -> None:
    """Guards against fuss: full width, spaces and grouping are plain numbers."""
    assert judge({"requests.granted.natural": text}) == []


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "－", "无", "不适用", "没有", "N/A"])  # noqa: RUF001
def test_signs_in_place_of_zero_are_c_slash(judge: Judge, text: str) -> None:
    """Guards C-SLASH: one finding that quotes the sign, and nothing else for it."""
    findings = judge({"requests.granted.natural": text})
    assert brief(findings) == [("C-SLASH", "error", ("requests.granted.natural",))]
    assert findings[0].message == f"表三“（一）予以公开”行“自然人”列写的是“{text}”：没有发生的填 0"


@pytest.mark.parametrize(
    "text", ["0件", "３件", "251000元", "减4", "约10", "abc", "1.2.3", "=1+1", "1e9"]
)
def test_text_in_a_cell_is_n_text(judge: Judge, text: str) -> None:
    """Guards N-TEXT: units and junk are reported as they stand, never refused."""
    findings = [f for f in judge({"requests.granted.natural": text}) if f.rule.id != "N-INT"]
    assert brief(findings) == [("N-TEXT", "error", ("requests.granted.natural",))]
    assert findings[0].message == f"表三“（一）予以公开”行“自然人”列写的是“{text}”：只能填数"


def test_a_number_too_long_is_n_text(judge: Judge) -> None:
    """Guards N-TEXT: forty digits are no count of anything."""
    findings = judge({"requests.granted.natural": "1" * 40})
    assert brief(findings) == [("N-TEXT", "error", ("requests.granted.natural",))]
    assert findings[0].message == (
        f"表三“（一）予以公开”行“自然人”列写的数太长（{'1' * 19}…）：只能填数"
    )


def test_long_junk_is_shortened_in_the_sentence(judge: Judge) -> None:
    """Guards messages: a pasted page does not fill the list of findings."""
    text = "这一格里\n被粘贴了\t" + "很长的文字" * 1000
    (finding,) = judge({"requests.granted.natural": text})
    assert "这一格里 被粘贴了 " in finding.message
    assert len(finding.message) < 60


@pytest.mark.parametrize(
    ("place", "text", "faulty"),
    [
        ("requests.granted.natural", "-3", True),
        ("requests.granted.natural", "2.5", True),
        ("requests.granted.natural", "3.0", True),
        ("requests.granted.natural", "-0", False),
        ("disclosure.normative.issued", "-1", True),
        ("disclosure.fees.amount", "59237.2449", False),
        ("disclosure.fees.amount", "0.00", False),
        ("disclosure.fees.amount", "-0.5", True),
    ],
)
def test_counts_are_whole_and_nothing_is_negative(
    judge: Judge, place: str, text: str, *, faulty: bool
) -> None:
    """Guards N-INT: only the fee may have decimals, and not even it may be below 0."""
    findings = judge({place: text})
    assert brief(findings) == ([("N-INT", "error", (place,))] if faulty else [])
    assert all(f"写的是 {text}：件数应为不小于 0 的整数" in f.message for f in findings)


def test_a_change_of_the_old_form_may_be_negative_but_not_fractional(
    form_2019: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards N-INT in form 2019: 本年增/减 counts up and down in whole items."""
    cell, count = at("disclosure.licensing.change"), at("disclosure.licensing.prior_items")
    for text, place, expected in (
        ("-4", cell, []),
        ("+4", cell, []),
        ("-4.5", cell, ["N-INT"]),
        ("-4", count, ["N-INT"]),
        ("减4", cell, ["N-TEXT"]),
    ):
        report = clean_report(form_2019)
        put(report, form_2019, {place: parse_figure(text)})
        found = [f.rule.id for f in check_cells(Case.of(form_2019, report, catalogue.rules))]
        assert found == expected, text


def test_one_finding_names_all_blanks_of_a_row(judge: Judge) -> None:
    """Guards C-EMPTY: one finding a row, with every blank cell by its column."""
    findings = judge({"requests.repeat.natural": "", "requests.repeat.legal": "\u3000 "})
    assert brief(findings) == [
        ("C-EMPTY", "error", ("requests.repeat.natural", "requests.repeat.legal"))
    ]
    assert findings[0].message == (
        "表三“（五）不予处理 2.重复申请”行有 2 格空白：“自然人”列、“法律服务机构”列，没有发生的填 0"
    )
    assert findings[0].focus == findings[0].cells


def test_blanks_of_two_rows_are_two_findings_in_reading_order(judge: Judge) -> None:
    """Guards C-EMPTY: rows are not lumped together."""
    findings = judge({"requests.repeat.other": "", "requests.granted.other": ""})
    assert [f.cells for f in findings] == [
        (at("requests.granted.other"),),
        (at("requests.repeat.other"),),
    ]


def test_a_blank_printed_total_asks_for_the_computed_one(judge: Judge) -> None:
    """Guards C-EMPTY: nobody is told to fill a total with 0."""
    findings = judge({"requests.received.total": ""})
    assert brief(findings) == [("C-EMPTY", "error", ("requests.received.total",))]
    assert findings[0].message == (
        "表三“一、本年新收政府信息公开申请数量”行有 1 格空白：“总计”列，应填计算出的合计"
    )


def test_a_total_that_no_file_has_printed_is_not_blank(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards C-EMPTY: totals of a report typed here are computed and never missing."""
    report = clean_report(form_2021)
    for address in list(report.printed_addresses):
        report.apply(Edit("", (report.change(Slot("printed", address), None),)))
    assert list(check_cells(Case.of(form_2021, report, catalogue.rules))) == []


def test_a_new_report_gives_one_finding_a_table(form_2021: Form, catalogue: Catalogue) -> None:
    """Guards C-EMPTY: an untouched table is one finding with all its cells."""
    findings = list(
        check_cells(Case.of(form_2021, blank_report(form_2021, "", 2024), catalogue.rules))
    )
    assert [(f.rule.id, f.section, f.message) for f in findings] == [
        ("C-EMPTY", "disclosure", "表二还没有填写：共 10 格空白，没有发生的填 0"),
        ("C-EMPTY", "requests", "表三还没有填写：共 144 格空白，没有发生的填 0"),
        ("C-EMPTY", "disputes", "表四还没有填写：共 12 格空白，没有发生的填 0"),
    ]
    assert [f.cells for f in findings] == [t.inputs for t in form_2021.tables.values()]


def test_a_table_with_one_figure_is_touched(form_2021: Form, catalogue: Catalogue) -> None:
    """Guards C-EMPTY: rows begun are reported one by one, those not begun together."""
    report = blank_report(form_2021, "", 2024)
    put(report, form_2021, {at("disputes.direct.other"): parse_figure("0")})
    begun, row = _of_disputes(form_2021, report, catalogue)
    assert begun.message == "表四还有 2 行没有填写：共 8 格空白，没有发生的填 0"
    assert {address.row for address in begun.cells} == {"review", "after_review"}
    assert len(begun.cells) == 8
    assert row.message == (
        "表四“行政诉讼 未经复议直接起诉”行有 3 格空白：“结果维持”列、“结果纠正”列、“尚未审结”列，没有发生的填 0"
    )


def test_the_list_gets_shorter_as_a_table_is_filled(form_2021: Form, catalogue: Catalogue) -> None:
    """Guards C-EMPTY: whoever fills row after row sees at most two findings, at last none."""
    report = blank_report(form_2021, "", 2024)
    counts: list[int] = []
    for address in form_2021.tables["disputes"].inputs:
        put(report, form_2021, {address: parse_figure("0")})
        counts.append(len(_of_disputes(form_2021, report, catalogue)))
    assert counts == [2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 1, 0]


def _of_disputes(form: Form, report: Report, catalogue: Catalogue) -> list[Finding]:
    found = check_cells(Case.of(form, report, catalogue.rules))
    return [finding for finding in found if finding.section == "disputes"]


def test_a_table_whose_only_figures_are_printed_totals_is_touched(
    form_2021: Form, catalogue: Catalogue
) -> None:
    """Guards C-EMPTY: a printed total is content, a blank printed total is none."""
    report = blank_report(form_2021, "", 2024)
    put(report, form_2021, {at("disputes.direct.total"): BLANK})
    first = [
        f
        for f in check_cells(Case.of(form_2021, report, catalogue.rules))
        if f.section == "disputes"
    ]
    assert len(first) == 1
    put(report, form_2021, {at("disputes.direct.total"): parse_figure("0")})
    second = [
        f
        for f in check_cells(Case.of(form_2021, report, catalogue.rules))
        if f.section == "disputes"
    ]
    assert [len(f.cells) for f in second] == [8, 4]


def test_faults_of_one_row_are_sorted_by_rule(judge: Judge) -> None:
    """Guards grouping: cells of a row that share a fault share a finding, others do not."""
    findings = judge(
        {
            "requests.secret.natural": "/",
            "requests.secret.business": "1件",
            "requests.secret.research": "无",
            "requests.secret.charity": "-1",
            "requests.secret.legal": "",
        }
    )
    assert [(f.rule.id, [a.column for a in f.cells]) for f in findings] == [
        ("C-SLASH", ["natural", "research"]),
        ("N-TEXT", ["business"]),
        ("N-INT", ["charity"]),
        ("C-EMPTY", ["legal"]),
    ]
    assert findings[0].message == (
        "表三“（三）不予公开 1.属于国家秘密”行“自然人”列写的是“/”、“科研机构”列写的是“无”：没有发生的填 0"
    )


def test_a_printed_total_is_judged_like_any_cell(judge: Judge) -> None:
    """Guards N-TEXT and N-INT of totals as an imported file has them."""
    assert brief(judge({"disputes.review.total": "8件"})) == [
        ("N-TEXT", "error", ("disputes.review.total",))
    ]
    assert brief(judge({"disputes.review.total": "-8"})) == [
        ("N-INT", "error", ("disputes.review.total",))
    ]


def test_a_negative_number_in_disguise_has_two_faults(judge: Judge) -> None:
    """Guards against one fault hiding another."""
    findings = judge({"requests.granted.natural": "减4"})
    assert [f.rule.id for f in findings] == ["N-TEXT", "N-INT"]
