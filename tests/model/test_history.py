"""The saved state: no way of undoing and doing otherwise may pass for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model.history import History
from app.model.report import Change, Edit, Slot

_SLOT = Slot("field", "unit")


def _edit(before: str, after: str) -> Edit:
    return Edit("改", (Change(_SLOT, before or None, after or None),))


def test_another_edit_after_undoing_past_the_saved_state_is_not_saved() -> None:
    history = History()
    history.record(_edit("", "甲"))
    history.mark_clean()
    history.undo()
    history.record(_edit("", "乙"))
    assert not history.is_clean
    history.undo()
    assert not history.is_clean


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.sampled_from(["", "甲", "乙"]), st.sampled_from(["", "m"])),
        st.sampled_from([("undo",), ("redo",), ("seal",), ("save",)]),
    ),
    max_size=25,
)


@given(_STEPS)
def test_what_counts_as_saved_is_what_was_saved(steps: list[tuple[str, ...]]) -> None:
    """Against the plainest model there is: the text itself, and the text as it was saved."""
    history, text, saved = History(), "", ""
    for step in steps:
        if step[0] == "record" and step[1] != text:
            history.record(_edit(text, step[1]), step[2])
            text = step[1]
        elif step[0] in ("undo", "redo"):
            edit = history.undo() if step[0] == "undo" else history.redo()
            if edit is not None:
                assert (edit.changes[0].before or "") == text
                text = str(edit.changes[0].after or "")
        elif step[0] == "seal":
            history.seal()
        elif step[0] == "save":
            history.mark_clean()
            saved = text
        if history.is_clean:
            assert text == saved
