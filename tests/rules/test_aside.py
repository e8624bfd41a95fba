"""Findings set aside: the judgement outlives edits elsewhere and dies with its own matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.model.address import Address
from app.model.edits import put_figures, take_computed, write_text
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Report
from app.rules.aside import MissingReasonError, set_aside, take_back
from app.rules.assess import CHECKS, Assessment, Assessor
from app.rules.case import Case
from app.rules.finding import Finding
from app.services.catalogue import Catalogue
from app.storage.project import dump_project, load_project

Judge = Callable[[Report], Assessment]

SLASHED = Address("requests", "granted", "legal")
REASON = "上级要求保留"


def _about_words(case: Case) -> Iterator[Finding]:
    for place, text in case.texts.items():
        if (start := text.find("三审三校")) >= 0:
            yield Finding(
                case.rules["T2-STOCK"], place, "", quote="三审三校", span=(start, start + 4)
            )


@pytest.fixture
def judge(form_2021: Form, catalogue: Catalogue) -> Judge:
    """Assess with all checks, and one that finds a word in texts."""
    assessor = Assessor(catalogue.rules, (*CHECKS, _about_words))
    return lambda report: assessor.assess(form_2021, report)


@pytest.fixture
def report(form_2021: Form, clean_report: Callable[[Form], Report]) -> Report:
    """A report with one finding about a cell and one about a sentence."""
    report = clean_report(form_2021)
    put(report, form_2021, SLASHED, "/")
    report.apply(
        write_text(report, "problems", "一是人手不足。二是三审三校不够严。三是培训少。", "改")
    )
    return report


def put(report: Report, form: Form, address: Address, text: str) -> None:
    """Type into a cell."""
    report.apply(put_figures(report, form, {address: parse_figure(text)}, "填数"))


def put_aside(judge: Judge, report: Report, rule: str) -> None:
    """Set the only finding of a rule aside."""
    assessment = judge(report)
    (finding,) = (f for f in assessment.findings if f.rule.id == rule)
    report.apply(set_aside(report, assessment.values, finding, REASON))


def ids(assessment: Assessment) -> tuple[list[str], list[str]]:
    """Rules of the findings that stand, and of those set aside."""
    return (
        sorted(finding.rule.id for finding in assessment.findings),
        sorted(aside.finding.rule.id for aside in assessment.set_aside),
    )


def test_a_finding_set_aside_is_listed_apart_with_its_reason(judge: Judge, report: Report) -> None:
    """Guards the judgement itself: it leaves the list of findings and keeps the reason."""
    assert ids(judge(report)) == (["C-SLASH", "T2-STOCK"], [])
    put_aside(judge, report, "C-SLASH")
    assessment = judge(report)
    assert ids(assessment) == (["T2-STOCK"], ["C-SLASH"])
    assert [aside.reason for aside in assessment.set_aside] == [REASON]


def test_a_judgement_survives_edits_elsewhere_and_saving(
    judge: Judge, report: Report, form_2021: Form
) -> None:
    """Guards decisions that are lost at the next run, the complaint about another system."""
    put_aside(judge, report, "C-SLASH")
    put_aside(judge, report, "T2-STOCK")
    put(report, form_2021, Address("requests", "granted", "natural"), "500")
    report.apply(
        write_text(report, "problems", "一是人手很不足。\n二是 三审三校不够严。三是培训少。", "改")
    )
    again = load_project(dump_project(report))
    assert again == report
    assert ids(judge(again))[1] == ["C-SLASH", "T2-STOCK"]


def test_a_judgement_dies_with_its_own_cell(judge: Judge, report: Report, form_2021: Form) -> None:
    """Guards against a judgement that hides another fault of the same cell."""
    put_aside(judge, report, "C-SLASH")
    put(report, form_2021, SLASHED, "—")
    assert ids(judge(report)) == (["C-SLASH", "T2-STOCK"], [])


def test_a_judgement_dies_with_its_own_printed_total(
    judge: Judge, form_2021: Form, published_report: Callable[[str], Report]
) -> None:
    """Guards totals: the figure that a file printed is what was judged."""
    report = published_report("suqian_2024")
    address = next(a for a in report.printed_addresses if a.row == "received")
    report.apply(take_computed(report, [address], "用计算值"))
    before = judge(report)
    for finding in before.findings:
        report.apply(set_aside(report, before.values, finding, REASON))
    assert len(judge(report).set_aside) == len(before.findings)
    cell = Address("requests", "received", "natural")
    put(report, form_2021, cell, str((report.figure(cell).value or 0) + 1))
    assert {f.rule.id for f in judge(report).findings} == {"T3-BAL"}


@pytest.mark.parametrize(
    "text",
    [
        "一是人手不足。二是三审三校还不够严。三是培训少。",
        "一是人手不足，二是三审三校不够严。三是培训少。",
    ],
)
def test_a_judgement_dies_with_its_own_sentence(judge: Judge, report: Report, text: str) -> None:
    """Guards against a judgement that outlives the sentence it was about."""
    put_aside(judge, report, "T2-STOCK")
    report.apply(write_text(report, "problems", text, "改"))
    assert ids(judge(report)) == (["C-SLASH", "T2-STOCK"], [])


def test_a_judgement_can_be_taken_back_and_undone(judge: Judge, report: Report) -> None:
    """Guards the way back: by hand, and by undo."""
    before = report.copy()
    put_aside(judge, report, "C-SLASH")
    assessment = judge(report)
    back = take_back(report, assessment.values, assessment.set_aside[0].finding)
    report.apply(back)
    assert report == before
    assert ids(judge(report)) == (["C-SLASH", "T2-STOCK"], [])
    report.apply(back.inverse())
    assert ids(judge(report)) == (["T2-STOCK"], ["C-SLASH"])
    assert take_back(before, assessment.values, assessment.set_aside[0].finding).is_empty


def test_a_reason_is_demanded(judge: Judge, report: Report) -> None:
    """Guards the list of judgements: each says why."""
    assessment = judge(report)
    with pytest.raises(MissingReasonError, match="请写明"):
        set_aside(report, assessment.values, assessment.findings[0], " \n")


def test_of_two_alike_faults_only_the_one_judged_is_set_aside(
    judge: Judge, report: Report, form_2021: Form
) -> None:
    """Guards the cell's address as part of what was judged."""
    put(report, form_2021, Address("requests", "partial", "legal"), "/")
    assessment = judge(report)
    first = next(f for f in assessment.findings if f.rule.id == "C-SLASH")
    report.apply(set_aside(report, assessment.values, first, REASON))
    assert ids(judge(report)) == (["C-SLASH", "T2-STOCK"], ["C-SLASH"])
