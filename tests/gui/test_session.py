"""Undo and redo of everything, typed text as one step, and the saved state."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.gui.session import Session
from app.model.blank import blank_report
from app.model.edits import put_figures, set_particular, write_text
from app.model.numbers import parse_figure
from app.services.catalogue import Catalogue, load_catalogue

_CATALOGUE = load_catalogue()


def _session(catalogue: Catalogue = _CATALOGUE) -> Session:
    return Session(catalogue, blank_report(catalogue.forms["2021"], "甲局", 2024), None)


def test_typing_in_one_stay_is_one_step_and_the_next_stay_another() -> None:
    session = _session()
    for text in ("一", "一二", "一二三"):
        session.edit(write_text(session.report, "overview", text, "写"), merge="overview")
    session.seal()
    session.edit(write_text(session.report, "overview", "一二三四", "写"), merge="overview")
    session.undo()
    assert session.report.section("overview").text == "一二三"
    session.undo()
    assert session.report.section("overview").text == ""


def test_typing_taken_back_by_hand_leaves_no_step() -> None:
    session = _session()
    for text in ("一", ""):
        session.edit(write_text(session.report, "overview", text, "写"), merge="overview")
    assert session.history.depth == 0
    assert session.is_saved


def test_other_edits_do_not_merge_with_typing() -> None:
    session = _session()
    session.edit(write_text(session.report, "overview", "一", "写"), merge="overview")
    session.edit(set_particular(session.report, "unit", "乙局", "改"), merge="unit")
    session.undo()
    assert (session.report.unit, session.report.section("overview").text) == ("甲局", "一")


def test_saved_state_follows_undo(tmp_path: Path) -> None:
    session = _session()
    session.edit(set_particular(session.report, "unit", "乙局", "改"))
    assert not session.is_saved
    session.mark_saved(tmp_path / "x.nianbao")
    assert session.is_saved
    session.undo()
    assert not session.is_saved
    session.redo()
    assert session.is_saved


def test_edit_that_changes_nothing_is_no_step() -> None:
    session = _session()
    session.edit(set_particular(session.report, "unit", "甲局", "改"))
    assert session.history.depth == 0


_INPUTS = _CATALOGUE.forms["2021"].tables["requests"].inputs


@given(
    st.lists(
        st.tuples(st.sampled_from(_INPUTS), st.sampled_from(["", "0", "7", "3件", "/", "x", "12"])),
        max_size=12,
    )
)
def test_undoing_everything_gives_the_beginning_back_and_redoing_the_end(
    typed: list[tuple[object, str]],
) -> None:
    session = _session()
    beginning = session.report.copy()
    for address, text in typed:
        figures = {address: parse_figure(text)}
        session.edit(put_figures(session.report, session.form, figures, "填"))  # type: ignore[arg-type]
    end, findings = session.report.copy(), session.assessment.findings
    while session.history.depth:
        session.undo()
    assert session.report == beginning
    while session.history.redo_label:
        session.redo()
    assert session.report == end
    assert session.assessment.findings == findings
