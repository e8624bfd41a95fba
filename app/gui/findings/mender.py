"""What the buttons of findings do: mend one, mend all of a kind, set aside."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.gui.dialogs.mend_all import choose_mends
from app.gui.dialogs.reason import ask_reason
from app.gui.session import Session
from app.model.report import Edit
from app.rules.aside import set_aside, take_back
from app.rules.finding import Finding
from app.rules.mends import mends
from app.services.mending import Line, as_one, kind_of, lines_of, mends_of_kind

_SHOWN = 6


class Mender(QObject):
    """Every mend is one step of the history."""

    done = Signal(str)
    """A sentence on what was done."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def edits(self, finding: Finding) -> list[Edit]:
        """The edits that mend a finding, made for the report as it is now."""
        session = self._session
        return list(mends(finding, session.form, session.report, session.assessment.values))

    def mend(self, finding: Finding, label: str) -> None:
        """Do what the button with this label says."""
        for edit in self.edits(finding):
            if edit.label == label:
                self._session.edit(edit)
                return

    def preview(self, finding: Finding, label: str) -> str:
        """What that would change, as the rich text of a tooltip."""
        edit = next((e for e in self.edits(finding) if e.label == label), None)
        if edit is None:
            return ""
        lines = [_rich(line) for line in self._lines(edit)]
        if len(lines) > _SHOWN:
            lines[_SHOWN:] = [f"另有 {len(lines) - _SHOWN} 处"]
        return "<br>".join(lines)

    def mend_all(self, finding: Finding, label: str) -> None:
        """The same for those findings of this rule that the user leaves in the list of changes."""
        session, kind = self._session, kind_of(label)
        same = [f for f in session.assessment.findings if f.rule.id == finding.rule.id]
        made = mends_of_kind(same, kind, session.form, session.report)
        chosen = choose_mends(self._window, finding.rule.summary, made) if made else []
        if chosen:
            made = mends_of_kind(chosen, kind, session.form, session.report)
            session.edit(as_one(kind, made))
            self.done.emit(f"改好 {len(made)} 处，可以一次撤销")

    def set_aside(self, finding: Finding) -> None:
        """Leave a finding as it is, for a reason that is asked for."""
        reason = ask_reason(self._window, finding.message)
        if reason:
            session = self._session
            session.edit(set_aside(session.report, session.assessment.values, finding, reason))

    def take_back(self, finding: Finding) -> None:
        """List a finding again that was set aside."""
        session = self._session
        session.edit(take_back(session.report, session.assessment.values, finding))

    def _lines(self, edit: Edit) -> list[Line]:
        session = self._session
        return lines_of(edit, session.form, session.report, session.assessment.values)


def _rich(line: Line) -> str:
    before, after = escape(line.before), escape(line.after)
    return f"{escape(line.place)}：<s>{before}</s> → <b>{after}</b>"
