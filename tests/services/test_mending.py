"""Mends seen before they are made, and all of a kind at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.model.address import Address
from app.model.edits import move_section, put_figures, put_text, remove_section, set_particular
from app.model.form import Form
from app.model.numbers import BLANK, parse_figure
from app.model.report import Edit, Report, Slot
from app.rules.assess import Assessment, assess
from app.rules.mends import mends
from app.services.catalogue import Catalogue
from app.services.mending import Line, as_one, kind_of, lines_of, mends_of_kind


@dataclass
class Bench:
    """A faultless report to be spoiled, and judged again."""

    form: Form
    report: Report
    catalogue: Catalogue

    def put(self, address: str, text: str) -> None:
        figures = {Address.parse(address): parse_figure(text)}
        self.report.apply(put_figures(self.report, self.form, figures, ""))

    @property
    def result(self) -> Assessment:
        return assess(self.form, self.report, self.catalogue.rules)


@pytest.fixture
def bench(form_2021: Form, catalogue: Catalogue, clean_report: Callable[[Form], Report]) -> Bench:
    return Bench(form_2021, clean_report(form_2021), catalogue)


@pytest.mark.parametrize(
    ("label", "kind"),
    [("填 0", "填"), ("用计算值 62", "用计算值"), ("用计算值", "用计算值"), ("改为“（一）标题”", "改为"), ("补上这一章", "补上这一章")],
)  # fmt: skip
def test_labels_of_one_kind_differ_in_numbers_and_quoted_words(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_all_of_a_kind_are_one_edit_that_ends_them_all(bench: Bench) -> None:
    for address in ("disclosure.licensing.decisions", "requests.granted.legal", "disputes.direct.other"):  # fmt: skip
        bench.put(address, "")
    before = bench.report.copy()
    empty = [f for f in bench.result.findings if f.rule.id == "C-EMPTY"]
    made = mends_of_kind(empty, "填", bench.form, bench.report)
    assert len(made) == 3
    assert bench.report == before
    edit = as_one("填", made)
    assert edit.label == "填（3 处）"
    bench.report.apply(edit)
    assert not [f for f in bench.result.findings if f.rule.id == "C-EMPTY"]
    bench.report.apply(edit.inverse())
    assert bench.report == before


def test_mends_of_another_kind_are_left_alone(bench: Bench) -> None:
    bench.put("disclosure.licensing.decisions", "")
    bench.report.apply(remove_section(bench.report, "disputes", ""))
    (made,) = mends_of_kind(bench.result.findings, "补上这一章", bench.form, bench.report)
    bench.report.apply(as_one("补上这一章", [made]))
    assert bench.report.figure(Address.parse("disclosure.licensing.decisions")) == BLANK
    assert "disputes" in bench.report.section_ids


def test_nothing_to_mend_is_an_empty_edit(bench: Bench) -> None:
    assert mends_of_kind([], "填", bench.form, bench.report) == []
    assert as_one("填", []).is_empty


def test_a_cell_is_shown_with_its_place_before_and_after(bench: Bench) -> None:
    bench.put("disclosure.licensing.decisions", "38件")
    result = bench.result
    (finding,) = [f for f in result.findings if f.rule.id == "N-TEXT"]
    (edit,) = mends(finding, bench.form, bench.report, result.values)
    place = bench.form.tables["disclosure"].describe(finding.focus[0])
    assert lines_of(edit, bench.form, bench.report, result.values) == [Line(place, "38件", "38")]


def test_a_printed_total_is_shown_with_the_computed_one(bench: Bench) -> None:
    total = Address.parse("requests.received.total")
    change = bench.report.change(Slot("printed", total), parse_figure("7"))
    bench.report.apply(Edit("", (change,)))
    result = bench.result
    finding = next(f for f in result.findings if f.rule.id == "T3-ROW")
    (edit,) = mends(finding, bench.form, bench.report, result.values)
    (line,) = lines_of(edit, bench.form, bench.report, result.values)
    assert (line.before, line.after) == ("7", "761")


def test_a_text_is_shown_where_it_changes(bench: Bench) -> None:
    text = bench.report.section("problems").text
    assert text == "主要问题是解读形式单一。已增加图解和问答，方便群众阅读。"
    edit = put_text(bench.report, Slot("text", "problems"), text.replace("图解", "动画"), "改")
    (line,) = lines_of(edit, bench.form, bench.report, bench.result.values)
    assert line == Line(
        bench.report.section("problems").title,
        "…解读形式单一。已增加图解和问答，方便群众阅读…",
        "…解读形式单一。已增加动画和问答，方便群众阅读…",
    )


def test_chapters_and_particulars_have_their_names(bench: Bench) -> None:
    edit = set_particular(bench.report, "unit", "", "改")
    (line,) = lines_of(edit, bench.form, bench.report, bench.result.values)
    assert line == Line("单位名称", "清河市人民政府", "空白")
    moved = move_section(bench.report, "others", 0, "移")
    lines = lines_of(moved, bench.form, bench.report, bench.result.values)
    assert lines[0] == Line("各章", "现在的顺序", "另一个顺序")
    bench.report.apply(remove_section(bench.report, "disputes", ""))
    (finding,) = [f for f in bench.result.findings if f.rule.id == "S-MISSING"]
    (edit,) = mends(finding, bench.form, bench.report, bench.result.values)
    lines = lines_of(edit, bench.form, bench.report, bench.result.values)
    assert lines[0] == Line("四、政府信息公开行政复议、行政诉讼情况", "没有这一章", "补上")
