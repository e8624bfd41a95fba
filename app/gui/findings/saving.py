"""Saves the findings shown: as a list to work through, or as a letter (意见)."""

from __future__ import annotations

from app.gui.files import FileDesk
from app.gui.findings.panel import FindingsPanel
from app.gui.notice import Notice
from app.gui.session import Session
from app.services.opinion import KINDS, LETTER, LIST, letter_file, list_file, opinion_of
from app.services.saving import file_stem
from app.storage.atomic import WriteError, write_atomically


class ListDesk:
    """Acts on the findings that the filter of the panel lets through."""

    def __init__(
        self, session: Session, panel: FindingsPanel, files: FileDesk, notice: Notice
    ) -> None:
        self._session = session
        self._panel = panel
        self._files = files
        self._notice = notice
        panel.save_requested.connect(self.save)

    def save(self) -> bool:
        """Ask where to, and as what; True where it is written."""
        session = self._session
        report = session.report
        name = f"{file_stem(report.unit, report.year)}校核意见{LIST}"
        path = self._files.ask.file_to_export(self._files.folder / name, KINDS)
        if path is None:
            return False
        shown = self._panel.shown
        asides = ((aside.finding, aside.reason) for aside in session.assessment.set_aside)
        file = session.path.name if session.path else ""
        opinion = opinion_of(file, session.form, report, shown, asides)
        is_letter = path.suffix.lower() == LETTER
        try:
            write_atomically(
                path, letter_file(opinion, session.form) if is_letter else list_file([opinion])
            )
        except WriteError as error:
            self._notice.say(str(error))
            return False
        self._notice.say(f"已保存 {len(shown)} 处问题：{path}", "done")
        return True
