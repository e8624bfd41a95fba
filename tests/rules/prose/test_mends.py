"""Mends of numbers in the text: the sentence keeps its manner, one edit, the finding is gone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from app.model.address import Address
from app.model.edits import put_figures, put_text
from app.model.form import Form
from app.model.numbers import Figure
from app.model.report import Edit, Report, Slot
from app.rules.assess import assess
from app.rules.mends import mends
from app.services.catalogue import Catalogue

OVERVIEW = Slot("text", "overview")


def offered(report: Report, form: Form, catalogue: Catalogue) -> list[Edit]:
    """All mends of all findings about the text."""
    result = assess(form, report, catalogue.rules)
    about_text = [f for f in result.findings if f.rule.id.startswith("X-")]
    return [edit for f in about_text for edit in mends(f, form, report, result.values)]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("收到申请41件。", "收到申请430件。"),
        ("收到申请四十一件。", "收到申请四百三十件。"),
        ("收到申请1,041件。", "收到申请430件。"),
        ("收到申请2.1万件。", "收到申请0.043万件。"),
        ("前言。\n收到申请 41 件，办结申请 415 件。", "前言。\n收到申请 430 件，办结申请 415 件。"),
    ],
)
def test_the_number_of_the_table_takes_the_place_of_the_one_written(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    text: str,
    mended: str,
) -> None:
    """Guards the mend of a sum: only the number changes, as it was written, and undo brings it back."""
    report = clean_report(form_2021)
    total = Address("requests", "received", "total")
    value = assess(form_2021, report, catalogue.rules).values[total]
    assert value is not None
    gap = 430 - int(value)
    natural = Address("requests", "received", "natural")
    before = report.figure(natural).value or Decimal(0)
    report.apply(put_figures(report, form_2021, {natural: Figure(before + gap)}, "改"))
    done = assess(form_2021, report, catalogue.rules).values[total._replace(row="concluded")]
    report.apply(put_text(report, OVERVIEW, text.replace("415", str(done)), "改"))
    edit, link = offered(report, form_2021, catalogue)
    linked = report.copy()
    linked.apply(link)
    (reference,) = linked.links("overview")
    words = linked.section("overview").text[reference.start : reference.end]
    assert (words, reference.address) == ("430", total)
    assert not offered(linked, form_2021, catalogue)
    was = report.copy()
    report.apply(edit)
    assert report.section("overview").text == mended.replace("415", str(done))
    assert not offered(report, form_2021, catalogue)
    report.apply(edit.inverse())
    assert report == was


def test_a_single_cell_may_be_the_wrong_one(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards both ways: the clean report has 17 documents, the text says 18."""
    report = clean_report(form_2021)
    report.apply(put_text(report, OVERVIEW, "制发规范性文件18件。", "改"))
    to_text, link, to_table = offered(report, form_2021, catalogue)
    assert [to_text.label, link.label, to_table.label] == [
        "文字改为 17",
        "连到表中的数",
        "表中改为 18",
    ]
    report.apply(to_table)
    assert report.figure(Address("disclosure", "normative", "issued")).text == "18"
    assert not offered(report, form_2021, catalogue)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("行政事业性收费99万元。", ["文字改为 100.50", "连到表中的数", "表中改为 99"]),
        ("行政事业性收费990000元。", ["文字改为 1005000", "表中改为 99"]),
        ("行政事业性收费1亿元。", ["文字改为 0.010050", "表中改为 10000"]),
    ],
)
def test_money_is_written_in_the_unit_of_the_text(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    text: str,
    labels: list[str],
) -> None:
    """Guards 元 against 万元: the table has 100.50 万元."""
    report = clean_report(form_2021)
    report.apply(put_text(report, OVERVIEW, text, "改"))
    edits = offered(report, form_2021, catalogue)
    assert [edit.label for edit in edits] == labels
    for edit in edits:
        mended = report.copy()
        mended.apply(edit)
        assert not offered(mended, form_2021, catalogue)


def test_a_percentage_is_computed_anew(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the mend of a share: as many decimals as it had."""
    report = clean_report(form_2021)
    report.apply(put_text(report, OVERVIEW, "发布信息600条，其中解读150条，占30.0%。", "改"))
    (edit,) = offered(report, form_2021, catalogue)
    assert edit.label == "文字改为 25.0"
    report.apply(edit)
    assert report.section("overview").text.endswith("占25.0%。")


def test_the_preamble_is_mended_too(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards text that is in no chapter."""
    report = clean_report(form_2021)
    report.apply(put_text(report, Slot("field", "preamble"), "制发规范性文件18件。", "改"))
    report.apply(offered(report, form_2021, catalogue)[0])
    assert report.preamble == "制发规范性文件17件。"


def test_words_that_claim_something_and_sums_in_the_text_are_left_to_people(
    form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards against mends that are not certain."""
    report = clean_report(form_2021)
    text = "未收到政府信息公开申请。发布信息10条，其中动态3条、通知4条。"
    report.apply(put_text(report, OVERVIEW, text, "改"))
    found = [f.rule.id for f in assess(form_2021, report, catalogue.rules).findings]
    assert [rule for rule in found if rule.startswith("X")] == ["X-NONE", "X-PARTS"]
    assert not offered(report, form_2021, catalogue)
