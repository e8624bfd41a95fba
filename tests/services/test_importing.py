"""A file that comes into an open report, and what is put right of it before."""

from __future__ import annotations

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.drafts import Draft
from app.model.edits import (
    add_section,
    put_aside,
    put_draft,
    put_figures,
    set_house,
    set_particular,
    write_text,
)
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.previous import Previous
from app.model.report import Change, Doubt, Edit, Report, Slot
from app.model.source import SourceCell, SourceDocument, SourceParagraph, SourceTable
from app.services.catalogue import Catalogue
from app.services.importing import differs, take_over, without_doubts
from app.services.review import (
    Matter,
    Review,
    concerning,
    correction,
    matters_of,
    use_computed,
)
from app.services.source_places import SourcePlace, describe_place

_CELL = Address.parse("requests.granted.natural")
_OTHER = Address.parse("requests.granted.business")
_TOTAL = Address.parse("requests.granted.total")


def _report(catalogue: Catalogue, unit: str = "甲局", year: int = 2024) -> Report:
    return blank_report(catalogue.form_for_year(year), unit, year)


def _put(report: Report, slot: Slot, value: Figure) -> None:
    report.apply(Edit("印", (Change(slot, report.get(slot), value),)))


# -- taking over -------------------------------------------------------------------------------


def test_figures_chapters_and_particulars_of_the_file_take_the_place_of_the_reports(
    catalogue: Catalogue,
) -> None:
    form = catalogue.form_for_year(2024)
    report, file = _report(catalogue, "旧局", 2023), _report(catalogue, "新局", 2024)
    report.apply(put_figures(report, form, {_CELL: parse_figure("1")}, "填"))
    report.apply(write_text(report, "problems", "旧的问题", "写"))
    file.apply(put_figures(file, form, {_OTHER: parse_figure("2")}, "填"))
    file.apply(write_text(file, "overview", "新的总体情况", "写"))
    before = report.copy()
    edit = take_over(report, file, "导入")
    report.apply(edit)
    assert (report.unit, report.year) == ("新局", 2024)
    assert report.figure(_CELL).is_blank
    assert report.figure(_OTHER).value == 2
    assert report.section("overview").text == "新的总体情况"
    assert report.section("problems").text == ""
    report.apply(edit.inverse())
    assert report == before


def test_what_no_file_has_stays(catalogue: Catalogue) -> None:
    report, file = _report(catalogue), _report(catalogue)
    edit, own = add_section(report, 5, "自设一章", "加")
    for change in (
        edit,
        put_draft(report, "overview", Draft("去年", 2023), "底稿"),
        put_draft(report, own, Draft("去年", 2023), "底稿"),
        set_house(report, {"page.top": 30.0}, "版式"),
        put_aside(report, "T3-BAL:0123456789abcdef", "有原因", "不改"),
        set_particular(report, "previous", Previous("甲局", 2023), "附上"),
        set_particular(report, "contact", "电话 1", "写"),
    ):
        report.apply(change)
    report.apply(take_over(report, file, "导入"))
    assert report.house == {"page.top": 30.0}
    assert report.asides == {"T3-BAL:0123456789abcdef": "有原因"}
    assert report.previous == Previous("甲局", 2023)
    assert report.contact == "电话 1"
    assert report.draft("overview") == Draft("去年", 2023)
    assert report.draft(own) is None  # its chapter is not in the file


def test_settled_doubts_are_not_kept(catalogue: Catalogue) -> None:
    report = Report(_report(catalogue).slots, [Doubt("存疑")])
    assert without_doubts(report).doubts == ()
    assert without_doubts(report).slots == report.slots


@pytest.mark.parametrize(("unit", "year"), [("乙局", 2024), ("甲局", 2023)])
def test_another_office_or_year_is_said(catalogue: Catalogue, unit: str, year: int) -> None:
    words = differs(_report(catalogue), _report(catalogue, unit, year))
    assert words == f"文件是“{unit}”{year} 年的，打开的报告是“甲局”2024 年的"


def test_the_same_office_and_year_or_an_unknown_one_is_not(catalogue: Catalogue) -> None:
    assert differs(_report(catalogue), _report(catalogue)) == ""
    assert differs(_report(catalogue, ""), _report(catalogue)) == ""


# -- putting right -----------------------------------------------------------------------------


def test_a_correction_keeps_the_printed_totals(catalogue: Catalogue) -> None:
    form, report = catalogue.form_for_year(2024), _report(catalogue)
    _put(report, Slot("printed", _TOTAL), parse_figure("7"))
    matter = Matter("figures", "", (_CELL,))
    report.apply(correction(report, form, matter, {_CELL: parse_figure("5")}, "改"))
    assert report.figure(_CELL).value == 5
    assert report.printed(_TOTAL) == parse_figure("7")


def test_a_printed_total_is_put_right_as_printed_and_never_becomes_an_input(
    catalogue: Catalogue,
) -> None:
    form, report = catalogue.form_for_year(2024), _report(catalogue)
    matter = Matter("figures", "", (_CELL, _TOTAL))
    report.apply(correction(report, form, matter, {_TOTAL: parse_figure("6")}, "改"))
    assert report.printed(_TOTAL) == parse_figure("6")
    assert Slot("cell", _TOTAL) not in report.slots
    report.apply(correction(report, form, matter, {}, "留空"))
    assert report.printed(_TOTAL) == BLANK
    fresh = _report(catalogue)
    assert correction(fresh, form, matter, {}, "留空").is_empty


def test_the_computed_total_takes_the_place_of_the_printed_one(catalogue: Catalogue) -> None:
    report = _report(catalogue)
    _put(report, Slot("printed", _TOTAL), parse_figure("7"))
    report.apply(use_computed(report, Matter("totals", "", (_TOTAL,))))
    assert report.printed(_TOTAL) is None


# -- what has to be looked at ------------------------------------------------------------------

_SOURCE = SourceDocument(
    (
        SourceParagraph("开头一段"),
        SourceTable(
            2,
            4,
            (
                SourceCell("", 0, 0),
                SourceCell("自然人", 0, 1),
                SourceCell("商业企业", 0, 2),
                SourceCell("总计", 0, 3),
                SourceCell("（一）予以公开", 1, 0),
                SourceCell("/", 1, 1),
                SourceCell("/", 1, 2),
                SourceCell("9", 1, 3),
            ),
        ),
        SourceParagraph("落款之后的一段"),
    )
)


def _matters(catalogue: Catalogue, *doubts: Doubt, printed: str | None = None) -> list[Matter]:
    form, report = catalogue.form_for_year(2024), _report(catalogue)
    inputs = form.tables["requests"].row("granted").columns
    figures = {Address("requests", "granted", c): parse_figure("1") for c in inputs}
    report.apply(put_figures(report, form, figures, "填"))
    if printed is not None:
        _put(report, Slot("printed", _TOTAL), parse_figure(printed))
    return matters_of(form, Report(report.slots, doubts), _SOURCE)


def test_doubts_of_figures_come_first_then_totals_then_words(catalogue: Catalogue) -> None:
    found = _matters(
        catalogue, Doubt("词", (), "落款之后"), Doubt("数", (_CELL,), "/"), printed="9"
    )
    assert [matter.kind for matter in found] == ["figures", "totals", "words"]
    assert "文件印的是 9，算得 6" in found[1].message


def test_the_place_is_that_of_row_and_column_and_not_of_the_first_like_text(
    catalogue: Catalogue,
) -> None:
    first, second, words = _matters(
        catalogue, Doubt("", (_CELL,), "/"), Doubt("", (_OTHER,), "/"), Doubt("", (), "落款之后")
    )
    assert first.place == SourcePlace(1, 1, 1)
    assert second.place == SourcePlace(1, 1, 2)
    assert words.place == SourcePlace(2)
    places = [describe_place(_SOURCE, m.place) for m in (first, words) if m.place]
    assert places == ["第 1 张表第 2 行", "第 2 段"]


def test_what_is_nowhere_in_the_file_has_no_place(catalogue: Catalogue) -> None:
    gone = Address.parse("requests.unpaid.natural")
    found = _matters(catalogue, Doubt("", (gone,)), Doubt("", (), "别处的话"))
    assert [matter.place for matter in found] == [None, None]


def test_right_totals_and_totals_in_doubt_are_not_listed_twice(catalogue: Catalogue) -> None:
    assert _matters(catalogue, printed="6") == []
    found = _matters(catalogue, Doubt("数", (_TOTAL,), "9"), printed="9")
    assert [matter.kind for matter in found] == ["figures"]


def test_blank_totals_of_a_table_are_one_matter(catalogue: Catalogue) -> None:
    found = _matters(catalogue, printed="")
    assert [matter.message for matter in found] == ["表三有 1 个总计在文件里空着"]


def test_only_matters_that_touch_some_cells(catalogue: Catalogue) -> None:
    found = _matters(catalogue, Doubt("", (_CELL,)), Doubt("", (_OTHER,)), Doubt(""))
    assert [m.cells for m in concerning(found, {_OTHER})] == [(_OTHER,)]


def test_matters_are_gone_through_round_and_round() -> None:
    review = Review([Matter("words", str(number)) for number in range(3)])
    assert review.next_open(-1) == 0
    review.decisions[0] = "accepted"
    review.decisions[1] = "blanked"
    assert (review.next_open(1), review.next_open(2), review.left) == (2, 2, 1)
    assert review.changed == 1
    review.accept_rest()
    assert (review.left, review.next_open(0), review.decisions[1]) == (0, None, "blanked")
    assert Review([]).next_open(-1) is None
