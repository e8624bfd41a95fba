"""S-MISSING: a required chapter that is absent, or empty where it must say something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model.blank import blank_report
from app.model.edits import remove_section, write_text
from app.model.form import Form
from app.model.report import Report
from app.rules.assess import assess
from app.rules.finding import Finding
from app.services.catalogue import Catalogue


def missing(form: Form, report: Report, catalogue: Catalogue) -> list[Finding]:
    """Findings of this rule alone."""
    findings = assess(form, report, catalogue.rules).findings
    return [f for f in findings if f.rule.id == "S-MISSING"]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("overview", "缺少规定的一章：“一、总体情况”"),
        ("disclosure", "缺少规定的一章：“二、主动公开政府信息情况”"),
        ("requests", "缺少规定的一章：“三、收到和处理政府信息公开申请情况”"),
        ("disputes", "缺少规定的一章：“四、政府信息公开行政复议、行政诉讼情况”"),
        ("problems", "缺少规定的一章：“五、存在的主要问题及改进情况”"),
        ("others", "缺少规定的一章：“六、其他需要报告的事项”"),
    ],
)
def test_an_absent_chapter_is_found(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    section: str,
    message: str,
) -> None:
    """Guards each of the six chapters; the message gives the title that the form prescribes."""
    report = clean_report(form_2021)
    report.apply(remove_section(report, section, "删除"))
    findings = missing(form_2021, report, catalogue)
    assert [(f.section, f.severity, f.message) for f in findings] == [(section, "error", message)]


@pytest.mark.parametrize(
    ("section", "text", "found"),
    [
        ("overview", "", True),
        ("overview", " \n\u3000\n", True),
        ("overview", "有内容。", False),
        ("others", "", True),
        ("others", "没有。", False),
        ("problems", "", False),
        ("requests", "", False),
    ],
)
def test_chapters_one_and_six_must_say_something(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    section: str,
    text: str,
    *,
    found: bool,
) -> None:
    """Guards empty chapters; an empty chapter five is another rule's affair."""
    report = clean_report(form_2021)
    report.apply(write_text(report, section, text, "改"))
    findings = missing(form_2021, report, catalogue)
    assert [f.section for f in findings] == ([section] if found else [])


def test_the_title_quoted_is_the_one_the_report_has(form_2021: Form, catalogue: Catalogue) -> None:
    """Guards messages: an office finds the chapter by the title it gave it."""
    findings = missing(form_2021, blank_report(form_2021, "", 2024), catalogue)
    assert [f.message for f in findings] == [
        "“一、总体情况”没有内容：这一章不能空",
        "“六、其他需要报告的事项”没有内容：这一章不能空",
    ]


@pytest.mark.parametrize(("headings", "silent"), [(3, True), (2, False)])
def test_three_aspects_with_headings_show_that_each_is_meant_to_have_one(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    headings: int,
    *,
    silent: bool,
) -> None:
    """Guards S-ASPECT: words in passing are enough only where the chapter is not divided."""
    names = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    titled = [
        f"（{number}）{name}。已做好。" for number, name in zip("一二三", names, strict=False)
    ]
    rest = "，".join(names[headings:])
    report = clean_report(form_2021)
    text = "\n".join((*titled[:headings], f"{rest}，考核、评议、责任追究都做了。"))
    report.apply(write_text(report, "overview", text, ""))
    found = assess(form_2021, report, catalogue.rules).findings
    assert ("S-ASPECT" in {f.rule.id for f in found}) is silent
