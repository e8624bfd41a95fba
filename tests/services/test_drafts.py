"""Last year's texts as drafts: nothing of them in the report until adopted, old years shown."""

from __future__ import annotations

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.drafts import Draft
from app.model.edits import (
    add_section,
    put_draft,
    put_figures,
    remove_section,
    set_particular,
    write_text,
)
from app.model.numbers import parse_figure
from app.model.places import drafted_places
from app.model.report import Report
from app.rules.assess import Assessor
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.describe import describe_report
from app.services.drafts import adopt, describe_years, moved_text, years_in
from app.services.export import EXPORTERS
from app.services.succession import succeed
from app.storage.project import dump_project, load_project

_WORDS = "去年写的话"


def _last_year(catalogue: Catalogue) -> Report:
    form = catalogue.form_for_year(2021)
    report = blank_report(form, "甲局", 2021)
    preamble = "统计期限自2021年1月1日起至12月31日止。"
    report.apply(set_particular(report, "preamble", preamble, "写"))
    report.apply(write_text(report, "overview", f"2021年{_WORDS}。", "写"))
    edit, own = add_section(report, 5, "重点工作", "加")
    report.apply(edit)
    report.apply(write_text(report, own, f"自设一章{_WORDS}。", "写"))
    figures = {Address("requests", "carried_out", "natural"): parse_figure("3")}
    report.apply(put_figures(report, form, figures, "填"))
    return report


def _this_year(catalogue: Catalogue) -> Report:
    return succeed(_last_year(catalogue), catalogue, "", 2022)


def test_texts_of_last_year_lie_beside_their_chapters(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    assert drafted_places(report) == ["preamble", "overview", "extra-1"]
    assert report.preamble == ""
    assert report.draft("overview") == Draft(f"2021年{_WORDS}。", 2021)
    assert report.section("extra-1").title == "六、重点工作"
    assert [section.text for section in report.sections] == [""] * 7
    assert report.figure(Address("requests", "carried_in", "natural")).value == 3


def test_a_draft_is_in_no_export_no_count_and_no_check(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    bare = report.copy()
    for section_id in drafted_places(report):
        bare.apply(put_draft(bare, section_id, None, "不用"))
    form = catalogue.form_of(report)
    values = compute(form, report)
    for exporter in EXPORTERS:
        document = compose(form, report, values)
        assert exporter.write(document) == exporter.write(compose(form, bare, values))
    assert _WORDS not in str(describe_report(form, report, values)["sections"])
    assessor = Assessor(catalogue.rules)
    found = assessor.assess(form, report).findings
    assert found == assessor.assess(form, bare).findings
    assert not any(_WORDS in f.message for f in found)


def test_drafts_are_kept_in_the_project_file(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    assert load_project(dump_project(report)) == report


def test_adopting_is_one_edit_and_undone_by_its_inverse(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    before = report.copy()
    edit = adopt(report, "overview", move_years=True)
    report.apply(edit)
    assert report.section("overview").text == f"2022年{_WORDS}。"
    assert report.draft("overview") is None
    report.apply(edit.inverse())
    assert report == before


def test_the_preambles_draft_is_adopted_where_the_preamble_stands(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    before = report.copy()
    report.apply(edit := adopt(report, "preamble", move_years=True))
    assert report.preamble == "统计期限自2022年1月1日起至12月31日止。"
    assert report.draft("preamble") is None
    report.apply(edit.inverse())
    assert report == before


def test_adopting_as_it_is_changes_no_year(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    report.apply(adopt(report, "overview", move_years=False))
    assert report.section("overview").text == f"2021年{_WORDS}。"


def test_adopting_leaves_what_was_written_before_it(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    report.apply(write_text(report, "overview", "今年写的。", "写"))
    report.apply(adopt(report, "overview", move_years=False))
    assert report.section("overview").text == f"今年写的。\n2021年{_WORDS}。"


def test_adopting_where_there_is_no_draft_changes_nothing(catalogue: Catalogue) -> None:
    assert adopt(_this_year(catalogue), "problems", move_years=True).is_empty


def test_a_chapter_that_goes_takes_its_draft_along(catalogue: Catalogue) -> None:
    report = _this_year(catalogue)
    report.apply(remove_section(report, "extra-1", "删"))
    assert drafted_places(report) == ["preamble", "overview"]
    assert report.draft("extra-1") is None


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2021年收到申请", "2022年收到申请"),
        ("2021年度、2021 年", "2022年度、2022 年"),
        ("较2020年增长，2022年将", "较2021年增长，2023年将"),
        ("二〇二一年，二〇二〇年", "二〇二二年，二〇二一年"),
        ("自2008年施行", "自2008年施行"),
        ("《2021年工作要点》印发", "《2021年工作要点》印发"),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("12021年", "12021年"),
        ("三百二十一年", "三百二十一年"),
    ],
)
def test_years_that_move_and_years_that_stay(text: str, moved: str) -> None:
    draft = Draft(text, 2021)
    assert moved_text(draft, years_in(draft, 2022)) == moved


def test_years_are_pointed_out_with_what_becomes_of_them() -> None:
    draft = Draft("2021年比2020年，2021年比2008年", 2021)
    words = "2021 → 2022（2 处），2020 → 2021（1 处），2008（1 处，请自己看）"
    assert describe_years(years_in(draft, 2022)) == words


@pytest.mark.parametrize(("draft_year", "year"), [(None, 2022), (2021, None)])
def test_years_that_nobody_knows_the_distance_of_are_only_pointed_out(
    draft_year: int | None, year: int | None
) -> None:
    mentions = years_in(Draft("2021年", draft_year), year)
    assert [(m.written, m.moved) for m in mentions] == [("2021", None)]


def test_a_draft_of_the_same_year_has_no_old_years() -> None:
    assert years_in(Draft("2021年", 2021), 2021) == []
