"""References: a text and its figures stay in step, and every edit can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.edits import (
    follow_figures,
    keep_printed,
    move_section,
    put_figures,
    put_text,
    remove_section,
    write_text,
)
from app.model.numbers import Figure, parse_figure
from app.model.references import (
    UNKNOWN,
    Reference,
    References,
    are_sound,
    carried,
    resolved,
    shown,
)
from app.model.report import Edit, Report, Slot
from app.rules.figures import compute
from app.services.catalogue import load_catalogue
from app.storage.project import dump_project, load_project

FORM = load_catalogue().forms["2021"]
NATURAL = Address("requests", "received", "natural")
TOTAL = Address("requests", "received", "total")
ELSEWHERE = Address("disputes", "direct", "other")
CELLS = (NATURAL, TOTAL, ELSEWHERE)
TEXT = Slot("text", "overview")


def marked(text: str) -> tuple[str, References]:
    """`收到[12]件` as a text with a reference to each of CELLS in turn at the brackets."""
    references: list[Reference] = []
    plain = ""
    for piece in text.split("]"):
        before, bracket, inside = piece.partition("[")
        plain += before
        if bracket:
            address = CELLS[len(references) % len(CELLS)]
            references.append(Reference(len(plain), len(plain) + len(inside), address))
            plain += inside
    return plain, tuple(references)


def written(text: str, references: References) -> str:
    """The text with brackets around its references."""
    for reference in reversed(references):
        start, end = reference.start, reference.end
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@st.composite
def linked(draw: st.DrawFn) -> tuple[str, References]:
    """A text with references of any length anywhere in it, next to each other too."""
    words = st.text("甲乙1〔。\n𠮷", max_size=4)
    pieces = draw(st.lists(st.tuples(words, st.sampled_from(["1", "12", UNKNOWN])), max_size=4))
    text = "".join(f"{before}[{inside}]" for before, inside in pieces) + draw(words)
    return marked(text)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("收到[12]件", "今年收到12件", "今年收到[12]件"),
        ("收到[12]件", "收到12件。", "收到[12]件。"),
        ("收到[12]件", "收到13件", "收到13件"),
        ("收到[12]件", "收到件", "收到件"),
        ("收到[12]件办[3]件", "收到12宗办3件", "收到[12]宗办[3]件"),
        ("收到[12]件办[3]件", "收到4件办3件", "收到4件办[3]件"),
        ("[1][2]", "12", "[1][2]"),
        ("[1]", "", ""),
        ("甲", "甲乙", "甲乙"),
    ],
)  # fmt: skip
def test_references_outlive_changes_around_them(before: str, after: str, kept: str) -> None:
    text, references = marked(before)
    assert written(after, carried(references, text, after)) in (kept, written(*marked(kept)))


@given(linked(), st.text("甲乙1〔。", max_size=6), st.data())
def test_carried_references_are_sound_and_keep_their_digits(
    case: tuple[str, References], new: str, data: st.DataObject
) -> None:
    text, references = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    after = text[:start] + new + text[end:]
    kept = carried(references, text, after)
    assert are_sound(kept, after)
    digits = {(r.address, text[r.start : r.end]) for r in references}
    assert {(r.address, after[r.start : r.end]) for r in kept} <= digits


@given(linked(), st.dictionaries(st.sampled_from(CELLS), st.sampled_from(["7", "123", UNKNOWN])))
def test_resolving_changes_the_digits_and_nothing_else(
    case: tuple[str, References], words: dict[Address, str]
) -> None:
    text, references = case
    after, moved = resolved(text, references, words.get)
    assert are_sound(moved, after)
    assert [after[r.start : r.end] for r in moved] == [
        words[r.address] for r in references if r.address in words
    ]
    assert resolved(after, moved, words.get) == (after, moved)
    bare = resolved(text, references, lambda _: "")[0]
    if set(words) == set(CELLS):
        assert resolved(after, moved, lambda _: "")[0] == bare


def test_a_reference_to_a_cell_that_is_not_there_becomes_plain_text() -> None:
    assert resolved(*marked("收到[12]件"), lambda _: None) == ("收到12件", ())


def test_a_blank_is_seen_and_is_not_0() -> None:
    assert (shown(None), shown(Decimal(0)), shown(Decimal("1.50"))) == ("〔　〕", "0", "1.50")


@pytest.mark.parametrize(
    ("references", "wanted"),
    [
        ([(0, 2)], True),
        ([(0, 1), (1, 2)], True),
        ([(1, 1)], False),
        ([(0, 2), (1, 2)], False),
        ([(1, 2), (0, 1)], False),
        ([(-1, 1)], False),
        ([(1, 3)], False),
    ],
)
def test_sound_references_lie_in_the_text_one_after_the_other(
    references: list[tuple[int, int]], *, wanted: bool
) -> None:
    assert are_sound((Reference(s, e, NATURAL) for s, e in references), "甲乙") is wanted


# -- in a report -------------------------------------------------------------------------------


def linked_report(text: str) -> Report:
    """A sound report with this chapter, its figures blank."""
    slots = {
        Slot("field", "forms"): tuple(f"{key}={t.form}" for key, t in FORM.tables.items()),
        Slot("field", "sections"): ("overview", "others"),
        Slot("title", "overview"): "一、总体情况",
    }
    report = Report(slots)
    plain, references = marked(text)
    report.apply(put_text(report, TEXT, plain, "写", links=references))
    follow(report)
    return report


def follow(report: Report) -> None:
    report.apply(follow_figures(report, compute(FORM, report)))


def put(report: Report, address: Address, text: str) -> None:
    report.apply(put_figures(report, FORM, {address: parse_figure(text)}, "填"))
    follow(report)


def chapter(report: Report) -> str:
    return written(report.section("overview").text, report.links("overview"))


def test_texts_follow_the_table_and_totals_too() -> None:
    report = linked_report("收到[1]件，共[1]件，[1]")
    assert chapter(report) == "收到[〔　〕]件，共[〔　〕]件，[〔　〕]"
    row = [a for a in FORM.tables["requests"].inputs if a.row == "received"]
    for address in row:
        put(report, address, "2")
    assert chapter(report) == f"收到[2]件，共[{2 * len(row)}]件，[〔　〕]"
    put(report, NATURAL, "100")
    assert chapter(report) == f"收到[100]件，共[{98 + 2 * len(row)}]件，[〔　〕]"
    put(report, NATURAL, "")
    assert chapter(report).startswith("收到[〔　〕]件，共[〔　〕]件")


def test_a_kept_printed_total_is_what_the_text_shows() -> None:
    """Guards against a text that differs from the table printed beside it."""
    report = linked_report("[1]共[1]件")
    for address in (a for a in FORM.tables["requests"].inputs if a.row == "received"):
        put(report, address, "1")
    slot = Slot("printed", TOTAL)
    report.apply(Edit("", (report.change(slot, Figure(Decimal(9))),)))
    follow(report)
    assert chapter(report) == "[1]共[6]件"
    report.apply(keep_printed(report, "", keep=True))
    follow(report)
    assert chapter(report) == "[1]共[9]件"


@given(linked(), st.lists(st.sampled_from(["text", "cell", "away", "move"]), max_size=6), st.data())
def test_every_edit_with_what_follows_from_it_is_taken_back(
    case: tuple[str, References], kinds: list[str], data: st.DataObject
) -> None:
    report = linked_report("")
    report.apply(put_text(report, TEXT, case[0], "写", links=case[1]))
    done: list[tuple[Report, Edit]] = []
    for kind in kinds:
        before = report.copy()
        edit = _any_edit(report, kind, data)
        report.apply(edit)
        following = follow_figures(report, compute(FORM, report))
        report.apply(following)
        assert are_sound(report.links("overview"), report.section("overview").text)
        assert load_project(dump_project(report)) == report
        done.append((before, edit.then(following)))
    for before, edit in reversed(done):
        report.apply(edit.inverse())
        assert report == before


def _any_edit(report: Report, kind: str, data: st.DataObject) -> Edit:
    if kind == "cell":
        text = data.draw(st.sampled_from(["", "0", "5", "120", "3件", "/"]))
        return put_figures(report, FORM, {data.draw(st.sampled_from(CELLS)): parse_figure(text)}, "填")  # fmt: skip
    if kind == "text" and "overview" in report.section_ids:
        return write_text(report, "overview", data.draw(st.text("甲1〔　〕", max_size=9)), "写")
    if kind == "away" and "overview" in report.section_ids:
        return remove_section(report, "overview", "删")
    return move_section(report, "others", 0, "移")


def test_a_chapter_goes_with_its_references() -> None:
    report = linked_report("[1]")
    report.apply(remove_section(report, "overview", "删"))
    assert report.links("overview") == ()
    assert Slot("links", "overview") not in report.slots


def test_a_text_without_references_has_no_trace_of_them() -> None:
    """Guards files of reports that have none: they are as they were."""
    report = linked_report("甲")
    assert b"links" not in dump_project(report)
    assert follow_figures(report, compute(FORM, report)).is_empty
