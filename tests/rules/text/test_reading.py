"""The engine: whatever the text is, findings quote what stands there, once, in bounds."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.edits import put_text
from app.model.form import Form
from app.model.places import slot_of
from app.model.report import Edit, Report, Slot
from app.model.rule import Rule
from app.model.wording import CHAPTERS, Wording
from app.rules.assess import assess
from app.rules.finding import Finding
from app.rules.mends import mends
from app.rules.text.facts import Facts
from app.rules.text.reading import Reader
from app.services.catalogue import Catalogue, load_catalogue

RULES = tuple(rule for rule in load_catalogue().rules.values() if rule.wordings)
FACTS = Facts(2024, "示例市民政局", "国办公开办函〔2021〕30号", 6)
PLACES = ("doc_title", "preamble", "contact", "overview", "problems", "others", "signature")
PIECES = (
    *"的了将由从无第待某年月日件条元万，。；：、（）【】〔〕《》“”_×X*/-—1269 \n\u3000",
    "2023年",
    "2024年",
    "2024年，我局将进一步",
    "自2023年1月1日起至2023年12月31日止",
    "统计期限",
    "国办公开办函〔2019〕60号",
    "国务院令第492号",
    "示例市财政局",
    "临河市民政局认真",
    "本报告由五个部分组成",
    "申请人张某",
    "11010519491231002X",
    "13812345678",
    "6222021234567890128",
    "机密★1年",
    "内部资料",
    "（文字描述）",
    "待补充",
    "大量重复申请",
    "不在处理",
    "进行进行",
    "没有问题",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(PLACES))
def test_findings_quote_what_stands_at_their_place(text: str, place: str) -> None:
    """Guards spans in texts with spaces, full-width signs and anything put together."""
    for finding in Reader(RULES).read(place, text, FACTS):
        assert finding.span is not None
        start, end = finding.span
        assert 0 <= start <= end <= len(text)
        assert finding.quote == text[start:end]
        assert finding.section == place
        for rewording in finding.rewordings:
            first, last = rewording.span
            assert 0 <= first <= last <= len(text)


@given(st.text(max_size=200), st.sampled_from(PLACES))
def test_no_text_stops_the_reader(text: str, place: str) -> None:
    """Guards against a crash by characters that nobody thought of."""
    Reader(RULES).read(place, text, dataclasses.replace(FACTS, year=None, unit="", count=0))


def test_findings_of_a_rule_do_not_overlap_and_are_not_endless() -> None:
    """Guards the list: one finding for one fault, and no million of them."""
    (rule,) = [rule for rule in RULES if rule.id == "Q-PLACEHOLDER"]
    assert len(Reader((rule,)).read("overview", "【】件" * 1000, FACTS)) == 100
    found = Reader((rule,)).read("overview", "收到（此处填写____）件。", FACTS)
    assert [f.quote for f in found] == ["（此处填写____）"]


def rule(**wording: object) -> Rule:
    """A rule with one wording."""
    given: dict[str, object] = {"places": frozenset({CHAPTERS}), "message": "{quote}", **wording}
    made = Wording(**given)  # type: ignore[arg-type]
    return Rule("Q-X", "hint", "", "", "", (made,))


def spans(found: tuple[Finding, ...]) -> list[tuple[int, int] | None]:
    return [finding.span for finding in found]


@pytest.mark.parametrize(
    ("wording", "text", "place", "expected"),
    [
        ({}, "甲乙甲", "overview", [(0, 1), (2, 3)]),
        ({}, "甲", "preamble", []),
        ({"places": frozenset({"preamble"})}, "甲", "preamble", [(0, 1)]),
        ({"places": frozenset({"others"})}, "甲", "overview", []),
        ({"since": 2025}, "甲", "overview", []),
        ({"until": 2023}, "甲", "overview", []),
        ({"off": True}, "甲", "overview", []),
        ({"unless": re.compile("丙")}, "甲丙。甲", "overview", [(3, 4)]),
        ({"find": re.compile("乙(?P<at>甲)")}, "乙 甲", "overview", [(2, 3)]),
    ],
)
def test_what_a_wording_declares_is_obeyed(
    wording: dict[str, object], text: str, place: str, expected: list[tuple[int, int]]
) -> None:
    """Guards places, years, exceptions within the sentence, and the quoted group."""
    made = rule(**{"find": re.compile("甲"), **wording})
    assert spans(Reader((made,)).read(place, text, FACTS)) == expected


def test_a_limit_of_length_counts_no_spaces(catalogue: Catalogue) -> None:
    """Guards Q-LENGTH, which is off as shipped: a local limit."""
    shipped = catalogue.rules["Q-LENGTH"].wordings[0]
    assert shipped.off
    assert shipped.most == 1000
    made = rule(most=3, message="有 {quote} 字", places=frozenset({"overview"}))
    assert Reader((made,)).read("overview", "一 二\n三", FACTS) == ()
    (finding,) = Reader((made,)).read("overview", "一二三四", FACTS)
    assert finding.message == "有 4 字"


@pytest.mark.parametrize(
    ("place", "where"),
    [("preamble", "前言"), ("contact", "联系方式"), ("signature", "落款"), ("others", "其他事项")],
)
def test_a_message_says_where_the_words_stand(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    place: str,
    where: str,
) -> None:
    """Guards a list read on paper: the place stands in the sentence."""
    report = clean_report(form_2021)
    report.apply(put_text(report, slot_of(place), "XX局未收取信息处理费", ""))
    found = assess(form_2021, report, catalogue.rules).findings
    assert [f.message for f in found if f.rule.id == "Q-PLACEHOLDER"] == [
        f"{where}里“XX”还没有填好"
    ]


@pytest.mark.parametrize(
    ("place", "text", "rule_id", "label", "mended"),
    [
        (
            "overview",
            "2023年度，我局共公开信息3条。",
            "Q-YEAR",
            "改为“2024年度”",
            "2024年度，我局共公开信息3条。",
        ),
        ("overview", "对信息进行进行审查。", "Q-DUPWORD", "改为“进行”", "对信息进行审查。"),
        ("overview", "大量重复申请1件。", "Q-TERM", "改为“大量反复申请”", "大量反复申请1件。"),
        ("overview", "行政机关不在处理1件。", "Q-TERM", "改为“不再处理”", "行政机关不再处理1件。"),
        ("overview", "部份公开1件。", "Q-TERM", "改为“部分公开”", "部分公开1件。"),
        ("overview", "本年度止件数为0。", "Q-TERM", "改为“废止件”", "本年度废止件数为0。"),
        ("preamble", "本报告由五个部分组成。", "Q-PARTS", "改为“六”", "本报告由六个部分组成。"),
        (
            "others",
            "没有其他需要报告的事项。\n",
            "Q-FEE",
            "写入“本年度未收取信息处理费。”",
            "没有其他需要报告的事项。\n本年度未收取信息处理费。",
        ),
    ],
)
def test_a_certain_mend_ends_the_finding(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    place: str,
    text: str,
    rule_id: str,
    label: str,
    mended: str,
) -> None:
    """Guards each mend of words: what is put where, and that nothing is left to find."""
    report = clean_report(form_2021)
    report.apply(Edit("", (report.change(Slot("field", "year"), 2024),)))
    report.apply(put_text(report, slot_of(place), text, ""))
    result = assess(form_2021, report, catalogue.rules)
    (finding,) = [f for f in result.findings if f.rule.id == rule_id]
    (edit,) = mends(finding, form_2021, report, result.values)
    assert edit.label == label
    report.apply(edit)
    assert report.get(slot_of(place)) == mended
    left = assess(form_2021, report, catalogue.rules).findings
    assert rule_id not in {f.rule.id for f in left}


@pytest.mark.parametrize(
    ("place", "text", "rule_id"),
    [
        ("problems", "2024年，我局将进一步加强培训。", "Q-PLAN"),
        ("overview", "收到申请____件。", "Q-PLACEHOLDER"),
        ("overview", "申请人张某提出申请。", "P-NAME"),
        ("overview", "机密★1年\n公开信息3条。", "P-MARK"),
        ("overview", "联系人13812345678。", "P-MOBILE"),
        ("problems", "无。", "Q-NOPROBLEM"),
    ],
)
def test_what_a_person_must_judge_has_no_mend(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    place: str,
    text: str,
    rule_id: str,
) -> None:
    """Guards against guessing."""
    report = clean_report(form_2021)
    report.apply(Edit("", (report.change(Slot("field", "year"), 2024),)))
    report.apply(put_text(report, slot_of(place), text, ""))
    result = assess(form_2021, report, catalogue.rules)
    (finding,) = [f for f in result.findings if f.rule.id == rule_id]
    assert list(mends(finding, form_2021, report, result.values)) == []
