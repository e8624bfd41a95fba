"""The one door to the open report: every change goes through it and comes out as one signal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.model.edits import follow_figures
from app.model.form import Form
from app.model.history import History
from app.model.report import Edit, Report, Slot
from app.model.rulebook import Rulebook
from app.rules.assess import Assessment, Assessor
from app.rules.figures import compute
from app.services.catalogue import Catalogue

_FORMS = Slot("field", "forms")


class Session(QObject):
    """Report, form, undo history and what follows from them.

    The history is the model's own, not a QUndoStack: with PySide6 6.8 a stack of Python commands
    that merge frees one of them twice when the garbage collector meets it.
    """

    changed = Signal(object)
    """After each edit, undo and redo: the frozenset of slots that changed."""

    stepped = Signal(object)
    """After `changed`, where that was an undo or a redo: the same slots."""

    opened = Signal()
    """Another report took the place of the one before."""

    settling = Signal()
    """Before anything that takes the report as it is: what is being typed must be put in."""

    drafted = Signal()
    """Something is being typed that is no edit yet, or is so no more."""

    state_changed = Signal()
    """What can be undone or redone, the file the report belongs to, or whether it is saved."""

    def __init__(self, catalogue: Catalogue, report: Report, path: Path | None) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.history = History()
        self._assessor = Assessor(catalogue.rules)
        self._adopt(report, path)

    def _adopt(self, report: Report, path: Path | None) -> None:
        self.report = report
        self.path = path
        self.draft: Edit | None = None
        self.form: Form = self.catalogue.form_of(report)
        self.assessment: Assessment = self._assessor.assess(self.form, report)

    def open(self, report: Report, path: Path | None) -> None:
        """Take up another report; `path` is None for one that has no project file yet."""
        self.history.clear()
        self._adopt(report, path)
        self.opened.emit()
        self.state_changed.emit()

    def edit(self, edit: Edit, *, merge: str = "") -> None:
        """Apply an edit as one undo step.

        Edits with the same `merge` word that follow each other directly become one step; used
        for the keystrokes of one stay in a text box.
        """
        if not edit.is_empty:
            self.draft = None
            self.report.apply(edit)
            self._follow_form(edit)
            edit = self._with_references(edit)
            self.history.record(edit, merge)
            self._announce(edit)

    def _with_references(self, edit: Edit) -> Edit:
        """The edit just applied, with what follows from it in texts that show figures."""
        if not self.report.linked_sections:
            return edit
        following = follow_figures(self.report, compute(self.form, self.report))
        self.report.apply(following)
        return edit.then(following)

    def judge_by(self, rules: Rulebook) -> None:
        """Take other rules, and judge the report anew."""
        self._assessor = Assessor(rules)
        self.assessment = self._assessor.assess(self.form, self.report)
        self.changed.emit(frozenset())
        self.state_changed.emit()

    def set_draft(self, draft: Edit | None) -> None:
        """What would be put in if the cell now typed into were left; None when it is left."""
        if draft != self.draft:
            self.draft = draft
            self.drafted.emit()

    def settle(self) -> None:
        """Have every open cell editor put in what was typed into it."""
        self.settling.emit()

    def undo(self) -> None:
        """Take the last step back."""
        self._go(self.history.undo())

    def redo(self) -> None:
        """Do the step undone last again."""
        self._go(self.history.redo())

    def seal(self) -> None:
        """End the merging of typed text: the next keystroke begins a new undo step."""
        self.history.seal()

    def mark_saved(self, path: Path) -> None:
        """The report as it is now stands in this file."""
        self.path = path
        self.history.mark_clean()
        self.state_changed.emit()

    @property
    def is_saved(self) -> bool:
        """Whether closing loses nothing."""
        return self.history.is_clean

    def _go(self, edit: Edit | None) -> None:
        if edit is not None:
            self.draft = None
            self.report.apply(edit)
            self._follow_form(edit)
            self._announce(edit)
            self.stepped.emit(frozenset(change.slot for change in edit.changes))

    def _follow_form(self, edit: Edit) -> None:
        if any(change.slot == _FORMS for change in edit.changes):
            self.form = self.catalogue.form_of(self.report)

    def _announce(self, edit: Edit) -> None:
        self.assessment = self._assessor.assess(self.form, self.report)
        self.changed.emit(frozenset(change.slot for change in edit.changes))
        self.state_changed.emit()
