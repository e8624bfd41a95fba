"""The sample: a real department's report for 2021, whose only faults are its blank totals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.model.edits import take_computed
from app.model.form import Form
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue
from app.storage.project import dump_project

NO_LONGER = (
    "1.申请人无正当理由逾期不补正、行政机关不在处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不在处理其政府信息公开申请",
)
"""不在处理 for 不再处理."""

TITLES = [
    ("overview", "一、主动公开政府信息情况"),
    ("disclosure", "二、主动公开政府信息情况"),
    ("requests", "三、收到和处理政府信息公开申请情况"),
    ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    ("problems", "五、存在的主要问题及改进情况"),
    ("extra-1", "六、重点工作落实情况"),
    ("others", "七、其他需要报告的事项"),
]


def test_the_sample_gives_its_25_blank_totals_and_one_sum_of_its_text(
    form_2021: Form, catalogue: Catalogue, sample: Report
) -> None:
    """Guards the first thing a user opens: exactly what is wrong with it, row by row."""
    assessed = assess(form_2021, sample, catalogue.rules).findings
    findings = [finding for finding in assessed if finding.severity == "error"]
    assert Counter(f.rule.id for f in findings) == {"C-EMPTY": 25}
    rows = [row.key for row in form_2021.tables["requests"].rows]
    assert [[str(a) for a in f.cells] for f in findings if f.rule.id == "C-EMPTY"] == [
        [f"requests.{row}.total"] for row in rows
    ]
    (parts,) = [f for f in assessed if f.rule.id == "X-PARTS"]
    assert "0＋206 等于 206，前面写的是 0" in parts.message


def test_the_sample_departs_from_the_form_where_it_does(
    form_2021: Form, catalogue: Catalogue, sample: Report
) -> None:
    """Guards the checks of structure on a real report: what it does otherwise, and no more.

    The last chapter is the seventh because one of the office's own stands before it.
    """
    findings = assess(form_2021, sample, catalogue.rules).findings
    found = [(f.rule.id, f.section, f.quote) for f in findings if f.rule.id.startswith("S-")]
    assert found == [
        ("S-DOCTITLE", "doc_title", "2021"),
        ("S-TITLE", "overview", "一、主动公开政府信息情况"),
        ("S-LABEL", "disclosure", "本年度止件数"),
        *(("S-LABEL", "requests", label) for label in NO_LONGER),
        ("S-LABEL", "requests", "4.无正当理由大量重复申请"),
        ("S-EXTRA", "extra-1", "六、重点工作落实情况"),
    ]


def test_taking_the_computed_totals_mends_the_sample(
    form_2021: Form, catalogue: Catalogue, sample: Report
) -> None:
    """Guards the remedy: one edit, no blank left, and undo brings the 25 back."""
    assessed = assess(form_2021, sample, catalogue.rules).findings
    findings = [finding for finding in assessed if finding.rule.id == "C-EMPTY"]
    before = sample.copy()
    edit = take_computed(sample, [a for f in findings for a in f.cells], "改用计算的合计")
    sample.apply(edit)
    left = assess(form_2021, sample, catalogue.rules).findings
    assert left == tuple(finding for finding in assessed if finding.rule.id != "C-EMPTY")
    sample.apply(edit.inverse())
    assert sample == before


def test_the_sample_has_its_chapters_and_titles(sample: Report) -> None:
    """Guards the titles as the office printed them, its own chapter among them."""
    assert [(section.id, section.title) for section in sample.sections] == TITLES
    assert (sample.unit, sample.year, sample.doc_title) == (
        "南岗区企业和投资服务局",
        2021,
        "2021",
    )


def test_the_sample_has_its_paragraphs(sample: Report) -> None:
    """Guards paragraph breaks: those of the report, none where a page ended."""
    counts = {
        section.id: len(section.text.split("\n")) for section in sample.sections if section.text
    }
    assert counts == {"overview": 6, "problems": 2, "extra-1": 1, "others": 1}
    assert "做好政务公开工作。" in sample.section("overview").text
    assert "舆论引导、依申请公开" in sample.section("extra-1").text
    assert "网址：http://www.harbin.gov.cn 查询下载" in sample.preamble
    assert sample.section("others").text == "本年度无收取信息费情况。"


def test_every_figure_of_the_sample_is_zero_and_only_totals_are_blank(
    form_2021: Form, sample: Report
) -> None:
    """Guards the figures: rows that a conversion had shifted are read by sense."""
    inputs = [a for a in form_2021.addresses if a not in form_2021.derived]
    assert {sample.figure(address).text for address in inputs} == {"0"}
    printed = {str(a): figure.text for a in form_2021.derived if (figure := sample.printed(a))}
    blank = {key for key, text in printed.items() if not text}
    assert blank == {f"requests.{row.key}.total" for row in form_2021.tables["requests"].rows}
    assert {text for key, text in printed.items() if key not in blank} == {"0"}
    assert len(printed) == len(form_2021.derived)


def test_the_sample_file_is_as_the_program_writes_it(sample: Report, sample_path: Path) -> None:
    """Guards the file format of version 1: saving the sample unchanged changes no byte."""
    assert dump_project(sample) == sample_path.read_bytes()
