"""The assessor: order of findings, and texts that are read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.model.edits import remove_section, write_text
from app.model.form import Form
from app.model.report import Report
from app.rules.assess import Assessor
from app.rules.case import Case, Memo
from app.rules.finding import Finding
from app.services.catalogue import Catalogue


def test_a_text_is_read_again_only_when_it_has_changed() -> None:
    """Guards the speed of a keystroke: other chapters are not read again."""
    read: list[str] = []

    def words(text: str) -> int:
        read.append(text)
        return len(text)

    memo = Memo()
    for texts in (("甲", "乙"), ("甲", "丙丙"), ("甲", "乙")):
        memo.turn()
        assert [memo(words, text) for text in texts] == [len(text) for text in texts]
    assert read == ["甲", "乙", "丙丙", "乙"]


def test_a_check_asks_for_texts_by_place_and_gets_them_once(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards what new families of checks build on: places, texts, memory of the assessor."""
    read: list[str] = []

    def first_character(text: str) -> str:
        read.append(text)
        return text[:1]

    def check(case: Case) -> Iterator[Finding]:
        for place, text in case.texts.items():
            if case.memo(first_character, text) == "没":
                yield Finding(case.rules["S-MISSING"], place, "", quote="没", span=(0, 1))

    report = clean_report(form_2021)
    assessor = Assessor(catalogue.rules, (check,))
    assert [f.section for f in assessor.assess(form_2021, report).findings] == ["others"]
    read.clear()
    report.apply(write_text(report, "problems", "没有。", "改"))
    findings = assessor.assess(form_2021, report).findings
    assert [f.section for f in findings] == ["problems", "others"]
    assert read == ["没有。"]


def test_findings_come_worst_first_then_in_reading_order(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the list: what is not in a chapter has its place too, also an absent chapter."""
    places = ("signature", "others", "overview", "doc_title", "preamble", "disputes")

    def check(case: Case) -> Iterator[Finding]:
        for place in places:
            yield Finding(case.rules["T2-STOCK"], place, "")
        yield Finding(case.rules["S-MISSING"], "others", "乙", span=(3, 4))
        yield Finding(case.rules["S-MISSING"], "others", "甲", span=(1, 2))

    report = clean_report(form_2021)
    report.apply(remove_section(report, "disputes", "删除"))
    findings = Assessor(catalogue.rules, (check,)).assess(form_2021, report).findings
    assert [f.message for f in findings[:2]] == ["甲", "乙"]
    assert [f.section for f in findings[2:]] == [
        "doc_title",
        "preamble",
        "overview",
        "disputes",
        "others",
        "signature",
    ]
