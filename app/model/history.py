"""What has been done and can be taken back.

Steps are invertible edits, so a history is two lists; it changes no report itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.report import Edit


@dataclass(frozen=True, slots=True)
class _Step:
    edit: Edit
    merge: str


class History:
    """Steps done and undone, and which state is the saved one."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._clean: int | None = 0

    def record(self, edit: Edit, merge: str = "") -> None:
        """Remember an edit that has just been applied; what was undone is forgotten.

        An edit with the same `merge` word as the one directly before becomes one step with it,
        unless that one is the saved state; a step that comes to nothing is forgotten.
        """
        if self._undone and self._clean is not None and self._clean > len(self._done):
            self._clean = None
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is None or not merge or last.merge != merge or self._clean == len(self._done):
            self._done.append(_Step(edit, merge))
            return
        joined = last.edit.then(edit)
        self._done.pop()
        if not joined.is_empty:
            self._done.append(_Step(joined, merge))

    def seal(self) -> None:
        """The next edit begins a step of its own, whatever its `merge` word."""
        if self._done and self._done[-1].merge:
            self._done[-1] = _Step(self._done[-1].edit, "")

    def undo(self) -> Edit | None:
        """The edit that takes the last step back; None where there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].edit.inverse()

    def redo(self) -> Edit | None:
        """The edit that does the step undone last again; None where there is none."""
        if not self._undone:
            return None
        self._done.append(_Step(self._undone.pop().edit, ""))
        return self._done[-1].edit

    def clear(self) -> None:
        """Forget everything; the present state counts as saved."""
        self._done.clear()
        self._undone.clear()
        self._clean = 0

    def mark_clean(self) -> None:
        """The present state is the saved one."""
        self._clean = len(self._done)

    @property
    def is_clean(self) -> bool:
        """Whether the present state is the saved one."""
        return self._clean == len(self._done)

    @property
    def depth(self) -> int:
        """How many steps can be taken back."""
        return len(self._done)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty for nothing."""
        return self._done[-1].edit.label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty for nothing."""
        return self._undone[-1].edit.label if self._undone else ""
