"""Mends: what one click puts right, and what no program may put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import put_text
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.places import slot_of
from app.model.report import Edit, Report, Slot
from app.rules.assess import assess
from app.rules.mends import mends
from app.services.catalogue import Catalogue

Mend = Callable[[Mapping[str, str]], tuple[Report, dict[str, list[Edit]]]]


@pytest.fixture
def offered(form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]) -> Mend:
    """Put texts into cells of a clean file; give the report and the mends of each finding."""

    def run(texts: Mapping[str, str]) -> tuple[Report, dict[str, list[Edit]]]:
        report = clean_report(form_2021)
        for key, text in texts.items():
            address = Address.parse(key)
            slot = Slot("printed" if address in form_2021.derived else "cell", address)
            report.apply(Edit("", (report.change(slot, parse_figure(text)),)))
        result = assess(form_2021, report, catalogue.rules)
        return report, {
            f.rule.id: list(mends(f, form_2021, report, result.values)) for f in result.findings
        }

    return run


def rules_after(form: Form, catalogue: Catalogue, report: Report, edit: Edit) -> list[str]:
    """What is still found once a mend is applied; the report itself is left as it was."""
    mended = report.copy()
    mended.apply(edit)
    return [f.rule.id for f in assess(form, mended, catalogue.rules).findings]


@pytest.mark.parametrize(
    ("texts", "rule", "label", "left"),
    [
        ({"disclosure.licensing.decisions": ""}, "C-EMPTY", "填 0", []),
        ({"disclosure.licensing.decisions": "/"}, "C-SLASH", "填 0", []),
        ({"disclosure.licensing.decisions": "无"}, "C-SLASH", "填 0", []),
        ({"disclosure.licensing.decisions": "38件"}, "N-TEXT", "改为 38", []),
        (
            {"disclosure.rules.issued": "3件", "disclosure.rules.in_force": "2件"},
            "N-TEXT",
            "只留下数",
            [],
        ),
        ({"requests.received.total": ""}, "C-EMPTY", "用计算值 761", []),
        ({"requests.received.total": "/"}, "C-SLASH", "用计算值 761", []),
        ({"disputes.review.total": "7"}, "T4-SUM", "用计算值 15", []),
        ({"requests.granted.total": "7"}, "T3-ROW", "用计算值 29", []),
        ({"requests.concluded.legal": "7"}, "T3-SUM", "用计算值 124", []),
    ],
)
def test_one_click_puts_it_right(
    form_2021: Form,
    catalogue: Catalogue,
    offered: Mend,
    texts: dict[str, str],
    rule: str,
    label: str,
    left: list[str],
) -> None:
    """Guards each certain mend: its words, that it mends, and that it is taken back whole."""
    report, found = offered(texts)
    (edit,) = found[rule]
    assert edit.label == label
    assert rules_after(form_2021, catalogue, report, edit) == left
    before = report.copy()
    report.apply(edit)
    report.apply(edit.inverse())
    assert report == before


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        ({"disclosure.licensing.decisions": "很多"}, "N-TEXT"),
        ({"disclosure.licensing.decisions": "1" * 20}, "N-TEXT"),
        ({"disclosure.licensing.decisions": "-3"}, "N-INT"),
        ({"disclosure.licensing.decisions": "2.5"}, "N-INT"),
        ({"disclosure.rules.in_force": "0"}, "T2-STOCK"),
        ({"requests.carried_out.legal": "70"}, "T3-BAL"),
        ({"requests.carried_out.legal": "70", "requests.carried_out.total": "104"}, "T3-BAL"),
    ],
)
def test_what_a_person_must_look_at_has_no_mend(
    offered: Mend, texts: dict[str, str], rule: str
) -> None:
    """Guards against guessing: which of two figures is wrong, no program knows."""
    _, found = offered(texts)
    assert found[rule] == []


def test_a_total_that_depends_on_a_blank_has_no_mend(offered: Mend) -> None:
    """Guards blanks: nothing is computed from them; the blank itself is filled first."""
    _, found = offered({"disputes.review.pending": "", "disputes.review.total": ""})
    assert [edit.label for edit in found["C-EMPTY"]] == ["填 0"]


def test_signs_and_numbers_with_words_of_one_row_are_mended_apart(
    form_2021: Form, catalogue: Catalogue, offered: Mend
) -> None:
    """Guards mends of a row with two faults: each finding offers its own."""
    report, found = offered(
        {
            "requests.secret.natural": "/",
            "requests.secret.business": "无",
            "requests.secret.legal": "1件",
        }
    )
    assert {rule: [e.label for e in edits] for rule, edits in found.items()} == {
        "C-SLASH": ["填 0"],
        "N-TEXT": ["改为 1"],
    }
    assert "C-SLASH" not in rules_after(form_2021, catalogue, report, found["C-SLASH"][0])


def test_an_untouched_table_is_filled_with_zeros_at_once(
    form_2021: Form, catalogue: Catalogue
) -> None:
    """Guards the commonest report: nothing happened all year, three clicks."""
    report = blank_report(form_2021, "甲局", 2024)
    for _ in range(3):
        result = assess(form_2021, report, catalogue.rules)
        finding = next(f for f in result.findings if f.rule.id == "C-EMPTY")
        (edit,) = mends(finding, form_2021, report, result.values)
        assert edit.label == "填 0"
        report.apply(edit)
    result = assess(form_2021, report, catalogue.rules)
    assert {f.rule.id for f in result.findings} == {"S-MISSING", "Q-NOPROBLEM", "C-ALLZERO"}
    assert set(result.values.values()) == {0}


def test_the_25_blank_totals_of_the_sample_are_mended_row_by_row(
    form_2021: Form, catalogue: Catalogue, sample: Report
) -> None:
    """Guards the sample: each finding has one mend, and together they leave no error."""
    result = assess(form_2021, sample, catalogue.rules)
    blanks = [finding for finding in result.findings if finding.severity == "error"]
    assert len(blanks) == 25
    for finding in blanks:
        (edit,) = mends(finding, form_2021, sample, result.values)
        assert edit.label == "用计算值 0"
        sample.apply(edit)
    left = assess(form_2021, sample, catalogue.rules).findings
    assert not [finding for finding in left if finding.severity == "error"]


def test_an_amount_in_another_unit_is_not_stripped_of_it(offered: Mend) -> None:
    """251000元 in a cell of 万元 is not 251000; 12.5万元 is 12.5."""
    _, found = offered({"disclosure.fees.amount": "251000元"})
    assert found["N-TEXT"] == []
    _, found = offered({"disclosure.fees.amount": "12.5万元"})
    assert [edit.label for edit in found["N-TEXT"]] == ["改为 12.5"]


def test_a_mend_is_offered_only_where_it_ends_the_finding(offered: Mend) -> None:
    """A number with words in a column that does not balance: taking the words off mends N-TEXT
    and leaves the column as it is."""
    _, found = offered({"requests.received.business": "3件"})
    assert [edit.label for edit in found["N-TEXT"]] == ["改为 3"]
    assert found["T3-BAL"] == []


@pytest.mark.parametrize(
    ("place", "text", "label", "mended"),
    [
        (
            "preamble",
            "统计期限自 2023 年1月1日起至2023年12月31日止。",
            "改为“2024年1月1日起至2024年12月31日”",
            "统计期限自 2024年1月1日起至2024年12月31日止。",
        ),
        ("preamble", "统计期限为2023年。", "改为“2024年度”", "统计期限为2024年度。"),
        (
            "preamble",
            "按《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号）编制。",
            "改为“国办公开办函〔2021〕30号”",
            "按《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。",
        ),
        (
            "preamble",
            "根据条例（国务院令第492号）编制。",
            "改为“第711号”",
            "根据条例（国务院令第711号）编制。",
        ),
    ],
)
def test_words_that_are_certain_are_put_in_place(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    place: str,
    text: str,
    label: str,
    mended: str,
) -> None:
    """Guards mends of texts: what is put where, that the finding ends, that it is taken back."""
    report = clean_report(form_2021)
    report.apply(Edit("", (report.change(Slot("field", "year"), 2024),)))
    report.apply(put_text(report, slot_of(place), text, ""))
    result = assess(form_2021, report, catalogue.rules)
    (finding,) = [f for f in result.findings if f.rule.id != "T4-PRE"]
    (edit,) = mends(finding, form_2021, report, result.values)
    assert edit.label == label
    before = report.copy()
    report.apply(edit)
    assert report.get(slot_of(place)) == mended
    left = assess(form_2021, report, catalogue.rules).findings
    assert {f.rule.id for f in left} == {"T4-PRE"}
    report.apply(edit.inverse())
    assert report == before
