"""Chapters, title, tables as such and signature: S-ORDER to S-ACCOUNT, one breach at a time.

Each case says what is changed in a faultless report, what is then found, and what the mend of it
is called, if it has one; the mend must end the finding and be taken back whole.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.model.evidence import NO_TITLE, AlteredLabel, no_table, old_rows
from app.model.form import Form
from app.model.report import Edit, Report, Slot, Value
from app.rules.assess import assess
from app.rules.finding import Finding
from app.rules.mends import mends
from app.services.catalogue import Catalogue
from app.storage.project import dump_project, load_project

SIX = ("overview", "disclosure", "requests", "disputes", "problems", "others")
FIELD, TITLE, TEXT = "field", "title", "text"


def put(report: Report, values: dict[Slot, Value | None]) -> None:
    """Change slots as no command of the window would."""
    report.apply(Edit("", tuple(report.change(slot, value) for slot, value in values.items())))


def found(form: Form, report: Report, catalogue: Catalogue, rule: str) -> list[Finding]:
    """Findings of one rule."""
    return [f for f in assess(form, report, catalogue.rules).findings if f.rule.id == rule]


def order(*ids: str) -> dict[Slot, Value | None]:
    """Chapters in another order, their titles as they were."""
    return {Slot(FIELD, "sections"): ids}


ASPECTS = (
    "（一）主动公开。{a}\n（二）依申请公开。{b}\n（三）政府信息管理。{c}\n"
    "（四）政府信息公开平台建设。{d}\n（五）监督保障。考核、评议、追责。"
)
HEADED = ASPECTS.format(a="好。", b="好。", c="好。", d="好。")
ACCOUNTS = "工作考核合格，社会评议良好，没有责任追究的情形。"
GOVERNMENT, BUREAU = "清河市人民政府", "清河市教育局"
LABEL = AlteredLabel("disclosure", "本年废止件数", "本年度止件数")
BREACHES: list[tuple[str, str, dict[Slot, Value | None], str, str]] = [
    (
        "S-ORDER",
        "problems",
        order("overview", "disclosure", "requests", "problems", "disputes", "others"),
        "disputes",
        "按规定的次序排列",
    ),
    (
        "S-ORDER",
        "overview after disclosure",
        order("disclosure", "overview", "requests", "disputes", "problems", "others"),
        "overview",
        "按规定的次序排列",
    ),
    (
        "S-TITLE",
        "words",
        {Slot(TITLE, "problems"): "五、存在问题及改进情况"},
        "problems",
        "改用规定的标题",
    ),
    (
        "S-TITLE",
        "number",
        {Slot(TITLE, "others"): "七、其他需要报告的事项"},
        "others",
        "改用规定的标题",
    ),
    (
        "S-TITLE",
        "number of its own",
        {
            **order(*SIX, "extra-1"),
            Slot(TITLE, "extra-1"): "九、重点工作",
            Slot(TEXT, "extra-1"): "好。",
        },
        "extra-1",
        "改正编号",
    ),
    (
        "S-EXTRA",
        "chapter",
        {
            **order(*SIX, "extra-1"),
            Slot(TITLE, "extra-1"): "七、重点工作",
            Slot(TEXT, "extra-1"): "好。",
        },
        "extra-1",
        "",
    ),
    (
        "S-LEVEL",
        "、",
        {Slot(TEXT, "problems"): "一、问题。少。\n二、改进。做。"},
        "problems",
        "改为（一）",
    ),
    ("S-LEVEL", ".", {Slot(TEXT, "others"): "一.收费。没有。"}, "others", "改为（一）"),
    *(
        (
            "S-ASPECT",
            name,
            {
                Slot(TEXT, "overview"): HEADED.replace(heading, "").replace(
                    "考核、评议、追责", ACCOUNTS
                )
            },
            "overview",
            "",
        )
        for name, heading in (
            ("主动公开", "（一）主动公开。"),
            ("依申请公开", "（二）依申请公开。"),
            ("政府信息管理", "（三）政府信息管理。"),
            ("政府信息公开平台建设", "（四）政府信息公开平台建设。"),
            ("监督保障", "（五）监督保障。"),
        )
    ),
    ("S-OLDFORM", "rows", {old_rows("disclosure"): ("政府集中采购",)}, "disclosure", ""),
    ("S-LABEL", "label", {LABEL.slot: LABEL.printed}, "disclosure", "改用规定的文字"),
    (
        "S-DOCTITLE",
        "words",
        {Slot(FIELD, "doc_title"): "清河市2023年政务公开总结"},
        "doc_title",
        "改用规定的题目",
    ),
    ("S-DOCTITLE", "none", {NO_TITLE: "1"}, "doc_title", "改用规定的题目"),
    ("S-DATE", "early", {Slot(FIELD, "signature_date"): date(2023, 12, 30)}, "signature", ""),
    ("S-DATE", "late", {Slot(FIELD, "signature_date"): date(2024, 4, 1)}, "signature", ""),
    (
        "S-DATE",
        "late for a department",
        {Slot(FIELD, "unit"): BUREAU, Slot(FIELD, "signature_date"): date(2024, 2, 1)},
        "signature",
        "",
    ),
    *(
        (
            "S-ACCOUNT",
            words,
            {
                Slot(TEXT, "overview"): HEADED.replace(
                    "考核、评议、追责", ACCOUNTS.replace(words, "")
                )
            },
            "overview",
            "",
        )
        for words in ("工作考核", "社会评议", "责任追究")
    ),
]


@pytest.mark.parametrize(
    ("rule", "values", "place", "label"),
    [(rule, values, place, label) for rule, _, values, place, label in BREACHES],
    ids=[f"{rule} {name}" for rule, name, *_ in BREACHES],
)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_each_breach_is_found_where_it_is_and_its_mend_ends_it(
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    form_id: str,
    rule: str,
    values: dict[Slot, Value | None],
    place: str,
    label: str,
) -> None:
    """Guards every term of the rules of structure, in both forms."""
    form = catalogue.forms[form_id]
    report = clean_report(form)
    if form_id == "2019" and rule == "S-DATE":
        report.apply(Edit("", (report.change(Slot(FIELD, "year"), 2023),)))
    assert not found(form, report, catalogue, rule)
    if form_id == "2019" and rule == "S-OLDFORM":
        return  # its own rows are not old to a report of its own years
    put(report, values)
    (finding,) = found(form, report, catalogue, rule)
    assert (finding.section, finding.severity) == (place, catalogue.rules[rule].severity)
    edits = list(mends(finding, form, report, assess(form, report, catalogue.rules).values))
    assert [edit.label for edit in edits] == ([label] if label else [])
    again = load_project(dump_project(report))
    assert found(form, again, catalogue, rule) == [finding]
    before = report.copy()
    for edit in edits:
        report.apply(edit)
        assert not found(form, report, catalogue, rule)
        report.apply(edit.inverse())
    assert report == before


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("S-TITLE", {Slot(TITLE, "problems"): "五、 存在的主要问题及改进情况"}),
        (
            "S-TITLE",
            {
                **order(*SIX[:5], "extra-1", "others"),
                Slot(TITLE, "extra-1"): "六、重点工作",
                Slot(TITLE, "others"): "七、其他需要报告的事项",
            },
        ),
        ("S-LEVEL", {Slot(TEXT, "others"): "（一）收费。没有。\n1、其他。没有。"}),
        ("S-LEVEL", {Slot(TEXT, "others"): "其中一、二季度没有收费。"}),
        (
            "S-ASPECT",
            {
                Slot(TEXT, "overview"): "全年发布信息10条，办理申请2件，审核从严，网站更新及时，"
                "监督有力。"
            },
        ),
        ("S-DOCTITLE", {Slot(FIELD, "doc_title"): "清河市人民政府 2023年政府信息公开工作年度报告"}),
        ("S-DATE", {Slot(FIELD, "signature_date"): date(2023, 12, 31)}),
        ("S-DATE", {Slot(FIELD, "signature_date"): date(2024, 3, 31)}),
        (
            "S-DATE",
            {Slot(FIELD, "unit"): BUREAU, Slot(FIELD, "signature_date"): date(2024, 1, 31)},
        ),
        ("S-ACCOUNT", {Slot(FIELD, "unit"): BUREAU, Slot(TEXT, "overview"): "没有发生。"}),
    ],
)
def test_what_is_allowed_is_not_found(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    rule: str,
    values: dict[Slot, Value | None],
) -> None:
    """Guards against false alarms at the very edge of each rule."""
    report = clean_report(form_2021)
    put(report, values)
    assert not found(form_2021, report, catalogue, rule)


@pytest.mark.parametrize(("year", "is_old"), [(2020, False), (2021, True)])
def test_a_table_of_the_form_before_is_old_from_2021_on(
    form_2019: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    year: int,
    *,
    is_old: bool,
) -> None:
    """Guards S-OLDFORM's years: 国办公开办函〔2021〕30号 holds from the report for 2021 on."""
    report = clean_report(form_2019)
    put(report, {Slot(FIELD, "year"): year})
    assert bool(found(form_2019, report, catalogue, "S-OLDFORM")) == is_old


@pytest.mark.parametrize(
    ("absence", "said"),
    [
        ("none", "没有表四（"),
        ("picture", "）是图片：要用规定的表格填写"),
        ("1", "），或者它是图片：要用规定的表格填写"),
    ],
)
def test_a_picture_is_told_from_a_missing_table(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    absence: str,
    said: str,
) -> None:
    """Guards the sentence of S-TABLE, also in projects that do not know which it was."""
    report = clean_report(form_2021)
    gone = {slot: None for slot in report.slots if getattr(slot.key, "table", None) == "disputes"}
    put(report, {**gone, no_table("disputes"): absence})
    report = load_project(dump_project(report))
    (finding,) = found(form_2021, report, catalogue, "S-TABLE")
    assert said in finding.message
    assert ("没有" in finding.message) is (absence != "picture")
    assert ("是图片" in finding.message) is (absence != "none")


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_a_table_that_is_not_there_is_one_finding_until_it_is_filled_in(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report], table: str
) -> None:
    """Guards S-TABLE: no C-EMPTY for its cells besides, and gone with the first figure."""
    report = clean_report(form_2021)
    gone = {slot: None for slot in report.slots if getattr(slot.key, "table", None) == table}
    first = next(iter(form_2021.tables[table].inputs))
    figure = report.figure(first)
    put(report, {**gone, no_table(table): "1"})
    findings = assess(form_2021, report, catalogue.rules).findings
    assert [f.rule.id for f in findings if f.severity == "error"] == ["S-TABLE"]
    put(report, {Slot("cell", first): figure})
    rules = {f.rule.id for f in assess(form_2021, report, catalogue.rules).findings}
    assert "S-TABLE" not in rules
    assert "C-EMPTY" in rules
