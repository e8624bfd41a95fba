"""Edits: each changes what it says, is taken back whole, and never fits another state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import (
    add_section,
    move_section,
    put_figures,
    remove_section,
    rename_section,
    set_particular,
    take_computed,
    write_text,
)
from app.model.form import Form
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.report import Change, Edit, Report, Slot, StaleEditError
from app.services.catalogue import load_catalogue

FORM = load_catalogue().forms["2021"]
PARTICULARS = ("unit", "doc_title", "scope", "preamble", "contact", "signature_unit")


@dataclass(frozen=True)
class Action:
    """One thing that a user does, to whatever report there is when it is done."""

    name: str
    build: Callable[[Report], Edit]

    def __repr__(self) -> str:
        return self.name


def figure_texts() -> st.SearchStrategy[str]:
    """What is typed into cells."""
    return st.sampled_from(["", "0", "1", "12", "100.50", "100.5", "/", "3件", "-2", "junk"])


@st.composite
def actions(draw: st.DrawFn) -> Action:  # noqa: PLR0911  one return a kind
    """Any edit that the program can build, with any content."""
    kind = draw(
        st.sampled_from(["put", "take", "set", "date", "write", "rename", "add", "remove", "move"])
    )
    pick = draw(st.integers(0, 11))
    text = draw(st.sampled_from(["", "甲", "十、乙", "丙\n丁", "一、"]))

    def chapter(report: Report) -> str:
        ids = report.section_ids or ("overview",)
        return ids[pick % len(ids)]

    match kind:
        case "put":
            puts = draw(
                st.dictionaries(st.sampled_from(FORM.addresses), figure_texts(), max_size=6)
            )
            figures = {address: parse_figure(typed) for address, typed in puts.items()}
            return Action(f"put {puts}", lambda r: put_figures(r, FORM, figures, "填"))
        case "take":
            taken = draw(st.lists(st.sampled_from(sorted(FORM.derived)), max_size=5))
            return Action(f"take {taken}", lambda r: take_computed(r, taken, "改用"))
        case "set":
            name = draw(st.sampled_from(PARTICULARS))
            return Action(f"set {name} {text!r}", lambda r: set_particular(r, name, text, "改"))
        case "date":
            day = draw(st.one_of(st.none(), st.dates()))
            return Action(f"date {day}", lambda r: set_particular(r, "signature_date", day, "改"))
        case "write":
            return Action(f"write {pick} {text!r}", lambda r: write_text(r, chapter(r), text, "写"))
        case "rename":
            return Action(
                f"rename {pick} {text!r}",
                lambda r: (
                    rename_section(r, chapter(r), text, "改名") if r.section_ids else Edit("", ())
                ),
            )
        case "add":
            return Action(f"add {pick}", lambda r: add_section(r, pick, text, "加")[0])
        case "remove":
            return Action(f"remove {pick}", lambda r: remove_section(r, chapter(r), "删"))
        case _:
            where = draw(st.integers(0, 8))
            return Action(
                f"move {pick} to {where}",
                lambda r: (
                    move_section(r, chapter(r), where, "移") if r.section_ids else Edit("", ())
                ),
            )


def start() -> Report:
    """A report as an import leaves it: figures, printed totals (one blank), texts."""
    report = blank_report(FORM, "甲局", 2024)
    changes = [
        report.change(Slot("printed" if a in FORM.derived else "cell", a), Figure(Decimal(n)))
        for n, a in enumerate(FORM.addresses)
    ]
    report.apply(Edit("", tuple(changes)))
    total = Address("requests", "received", "total")
    report.apply(Edit("", (report.change(Slot("printed", total), BLANK),)))
    report.apply(write_text(report, "overview", "文字", ""))
    return report


@given(st.lists(actions(), max_size=12))
def test_taking_back_every_edit_restores_the_report(sequence: list[Action]) -> None:
    """Guards undo: edits of all kinds, in any order, taken back one by one."""
    report = start()
    states, done = [report.copy()], list[Edit]()
    for action in sequence:
        edit = action.build(report)
        report.apply(edit)
        done.append(edit)
        states.append(report.copy())
    for edit in reversed(done):
        assert report == states.pop()
        report.apply(edit.inverse())
    assert report == states.pop()
    for edit in done:
        report.apply(edit)
        report.apply(edit.inverse())
        report.apply(edit)


@given(st.lists(actions(), max_size=8))
def test_building_an_edit_changes_nothing(sequence: list[Action]) -> None:
    """Guards the one mutator: only `apply` changes a report."""
    report = start()
    for action in sequence:
        before = report.copy()
        edit = action.build(report)
        assert report == before
        report.apply(edit)
        assert edit.is_empty == (report == before)
        assert not (edit.is_empty and edit.changes)


@given(st.lists(actions(), min_size=1, max_size=8))
def test_edits_that_follow_each_other_merge_into_one(sequence: list[Action]) -> None:
    """Guards `then`: one undo step for many keystrokes, the same in both directions."""
    report = start()
    before = report.copy()
    merged: Edit | None = None
    for action in sequence:
        edit = action.build(report)
        report.apply(edit)
        merged = merged.then(edit) if merged else edit
    assert merged is not None
    slots = [change.slot for change in merged.changes]
    assert len(set(slots)) == len(slots)
    assert merged.is_empty == (report == before)
    again = before.copy()
    again.apply(merged)
    assert again == report
    again.apply(merged.inverse())
    assert again == before


@given(st.lists(actions(), max_size=10))
def test_chapters_are_numbered_in_order_wherever_they_were_moved(sequence: list[Action]) -> None:
    """Guards numbering: after add, remove and move every number is that of its place."""
    report = start()
    for action in sequence:
        report.apply(action.build(report))
    report.apply(add_section(report, 0, "最前", "加")[0])
    numbers = "一二三四五六七八九十"
    for place, section in enumerate(report.sections[:10]):
        assert section.title.startswith(f"{numbers[place]}、")
    assert len(set(report.section_ids)) == len(report.section_ids)
    held = {slot.key for slot in report.slots if slot.kind in {"title", "text"}}
    assert held <= set(report.section_ids)


def test_an_edit_for_another_state_is_refused_and_changes_nothing() -> None:
    """Guards against overwriting: the second of two changes does not fit, so neither is made."""
    report = start()
    unit, year = Slot("field", "unit"), Slot("field", "year")
    before = report.copy()
    stale = Edit("", (Change(unit, "甲局", "乙局"), Change(year, 1999, 2000)))
    with pytest.raises(StaleEditError):
        report.apply(stale)
    assert report == before


@pytest.mark.parametrize(("before", "after"), [("乙局", "丙局"), (None, "丙局"), ("乙局", None)])
def test_an_edit_must_know_what_it_replaces(before: str | None, after: str | None) -> None:
    """Guards `before`: another value or none at all is a stale edit."""
    report = start()
    state = report.copy()
    with pytest.raises(StaleEditError):
        report.apply(Edit("", (Change(Slot("field", "unit"), before, after),)))
    assert report == state


def test_an_edit_applied_twice_is_stale() -> None:
    """Guards redo against running twice."""
    report = start()
    edit = write_text(report, "problems", "问题", "写")
    report.apply(edit)
    with pytest.raises(StaleEditError):
        report.apply(edit)
    assert report.section("problems").text == "问题"


# -- figures -----------------------------------------------------------------------------------


def at(text: str) -> Address:
    """Short for Address.parse."""
    return Address.parse(text)


def dropped(form: Form, report: Report, edit: Edit) -> set[str]:
    """The printed totals that an edit lets go."""
    before = set(report.printed_addresses)
    report = report.copy()
    report.apply(edit)
    assert form is FORM
    return {str(address) for address in before - set(report.printed_addresses)}


@pytest.mark.parametrize(
    ("place", "totals"),
    [
        ("requests.received.natural", {"requests.received.total"}),
        ("requests.carried_in.other", {"requests.carried_in.total"}),
        ("requests.carried_out.other", {"requests.carried_out.total"}),
        (
            "requests.granted.legal",
            {"requests.granted.total", "requests.concluded.legal", "requests.concluded.total"},
        ),
        (
            "requests.misc.natural",
            {"requests.misc.total", "requests.concluded.natural", "requests.concluded.total"},
        ),
        ("disputes.direct.pending", {"disputes.direct.total"}),
        ("disclosure.fees.amount", set[str]()),
    ],
)
def test_typing_drops_exactly_the_printed_totals_that_depend_on_the_cell(
    place: str, totals: set[str]
) -> None:
    """Guards printed totals: sums of other numbers go, the rest stays as published."""
    report = start()
    edit = put_figures(report, FORM, {at(place): parse_figure("999")}, "填")
    assert dropped(FORM, report, edit) == totals
    report.apply(edit)
    assert report.figure(at(place)).text == "999"
    report.apply(edit.inverse())
    assert report == start()


def test_typing_what_stands_there_changes_nothing() -> None:
    """Guards printed totals: leaving a cell without a change must not drop them."""
    report = start()
    place = at("requests.granted.legal")
    assert put_figures(report, FORM, {place: report.figure(place)}, "填").changes == ()


def test_other_decimals_are_a_change() -> None:
    """Guards printed decimals: 100.50 typed over 100.5 is kept."""
    report = start()
    place = at("disclosure.fees.amount")
    for text in ("100.5", "100.50"):
        report.apply(put_figures(report, FORM, {place: parse_figure(text)}, "填"))
        assert report.figure(place).text == text


def test_computed_and_unknown_cells_are_left_alone() -> None:
    """Guards paste over a whole table: totals and cells of another form are not typed."""
    report = start()
    figures = {
        at(key): parse_figure("7")
        for key in (
            "requests.received.total",
            "requests.concluded.natural",
            "requests.other_handling.natural",
            "nowhere.at.all",
        )
    }
    assert put_figures(report, FORM, figures, "粘贴").changes == ()


def test_emptying_a_cell_leaves_nothing_behind() -> None:
    """Guards equality of reports: a cell emptied is a cell never filled."""
    report = blank_report(FORM, "甲局", 2024)
    empty = report.copy()
    place = at("requests.received.legal")
    report.apply(put_figures(report, FORM, {place: parse_figure("5")}, "填"))
    assert report != empty
    report.apply(put_figures(report, FORM, {place: BLANK}, "清除"))
    assert report == empty


def test_a_paste_is_one_edit_and_one_undo() -> None:
    """Guards paste: many cells and the totals they share, put and taken back at once."""
    report = start()
    cells = FORM.tables["requests"].inputs
    edit = put_figures(report, FORM, dict.fromkeys(cells, parse_figure("1")), "粘贴")
    slots = [change.slot for change in edit.changes]
    assert len(slots) == len(set(slots)) == 144 + 31
    report.apply(edit)
    assert {report.figure(address).text for address in cells} == {"1"}
    report.apply(edit.inverse())
    assert report == start()


def test_taking_the_computed_totals_drops_the_printed_ones() -> None:
    """Guards the remedy for wrong or blank totals; totals not printed are passed over."""
    report = start()
    blank, wrong = at("requests.received.total"), at("disputes.direct.total")
    edit = take_computed(report, [blank, wrong, at("requests.received.natural")], "改用")
    assert [change.slot.key for change in edit.changes] == [blank, wrong]
    report.apply(edit)
    assert report.printed(blank) is None
    assert report.printed(wrong) is None
    assert take_computed(report, [blank, wrong], "改用").changes == ()


# -- particulars and chapters ------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTICULARS)
def test_particulars_are_set_and_emptied(name: str) -> None:
    """Guards each particular: text in, text out, "" leaves no slot."""
    report = blank_report(FORM, "", 2024)
    empty = report.copy()
    report.apply(set_particular(report, name, "新的", "改"))
    assert getattr(report, name) == "新的"
    report.apply(set_particular(report, name, "", "改"))
    assert getattr(report, name) == ""
    assert report == empty


def test_year_and_date_are_set_and_emptied() -> None:
    """Guards the particulars that are no text."""
    report = blank_report(FORM, "", 2024)
    report.apply(set_particular(report, "year", 2025, "改"))
    report.apply(set_particular(report, "signature_date", date(2025, 1, 17), "改"))
    assert (report.year, report.signature_date) == (2025, date(2025, 1, 17))
    report.apply(set_particular(report, "year", None, "改"))
    report.apply(set_particular(report, "signature_date", None, "改"))
    assert (report.year, report.signature_date) == (None, None)


def test_a_chapter_added_in_the_middle_renumbers_those_after_it() -> None:
    """Guards 六、重点工作落实情况 before 七、其他需要报告的事项."""
    report = blank_report(FORM, "", 2024)
    edit, section_id = add_section(report, 5, "重点工作落实情况", "加")
    report.apply(edit)
    assert section_id == "extra-1"
    assert [s.title for s in report.sections][4:] == [
        "五、存在的主要问题及改进情况",
        "六、重点工作落实情况",
        "七、其他需要报告的事项",
    ]
    assert report.section_ids == (
        *blank_report(FORM, "", 2024).section_ids[:5],
        "extra-1",
        "others",
    )


def test_a_new_chapter_takes_the_first_free_id() -> None:
    """Guards ids: unique, and never that of a chapter which is still there."""
    report = blank_report(FORM, "", 2024)
    for expected in ("extra-1", "extra-2", "extra-3"):
        edit, section_id = add_section(report, 0, "新", "加")
        report.apply(edit)
        assert section_id == expected
    report.apply(remove_section(report, "extra-2", "删"))
    assert add_section(report, 0, "新", "加")[1] == "extra-2"


def test_a_removed_chapter_leaves_neither_title_nor_text() -> None:
    """Guards remove: a chapter added later under the same id starts empty."""
    report = start()
    report.apply(remove_section(report, "overview", "删"))
    assert "overview" not in report.section_ids
    assert report.section("overview").title == ""
    assert report.section("overview").text == ""
    assert report.sections[0].title == "一、主动公开政府信息情况"


def test_a_moved_chapter_changes_places_and_numbers() -> None:
    """Guards move: the position is counted without the chapter itself."""
    report = blank_report(FORM, "", 2024)
    report.apply(move_section(report, "others", 0, "移"))
    assert [s.title for s in report.sections][:2] == ["一、其他需要报告的事项", "二、总体情况"]
    report.apply(move_section(report, "others", 5, "移"))
    assert report == blank_report(FORM, "", 2024)


def test_a_renamed_chapter_keeps_the_number_of_its_place() -> None:
    """Guards rename: a number typed with the title is replaced, never doubled."""
    report = blank_report(FORM, "", 2024)
    for typed in ("存在问题", "五、存在问题", "十二、存在问题"):
        report.apply(rename_section(report, "problems", typed, "改名"))
        assert report.section("problems").title == "五、存在问题"


def test_an_edit_carries_the_words_that_undo_shows() -> None:
    """Guards labels: the same forwards and backwards, and the first one of merged edits."""
    report = start()
    first = write_text(report, "problems", "甲", "写第五章")
    assert (first.label, first.inverse().label) == ("写第五章", "写第五章")
    report.apply(first)
    assert first.then(write_text(report, "problems", "乙", "别的")).label == "写第五章"


def test_merging_there_and_back_leaves_nothing() -> None:
    """Guards `then`: a slot that ends as it began is left out."""
    report = start()
    first = write_text(report, "problems", "甲", "写")
    report.apply(first)
    second = write_text(report, "problems", "", "写")
    assert first.then(second).changes == ()
    assert first.then(second).is_empty
