"""What the page 准备报送 does: show what is left, write the wanted files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.gui.ask import Ask
from app.gui.pages.send import SendPage
from app.gui.preferences import Preferences
from app.gui.sender import Sender
from app.gui.session import Session
from app.paths import is_there
from app.services.compose import compose
from app.services.delivery import Delivery, plan
from app.services.export import Exporters, export_notes, left_out
from app.services.progress import measure
from app.services.saving import file_stem

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow


class SendDesk(QObject):
    """Between the page, the report and the folder; remembers what was chosen."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        exporters: Exporters,
        ask: Ask,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._preferences = preferences
        self._exporters = exporters
        self.ask = ask
        self._window = window
        self._sender = Sender(self)
        self._sender.begun.connect(self._show_file)
        self._sender.ended.connect(self._show_outcome)
        self._notes: list[str] = []
        self._page: SendPage | None = None
        session.state_changed.connect(self.refresh)
        session.opened.connect(self._suggest_folder)

    def make_page(self) -> SendPage:
        """The page, made when first asked for."""
        settings = self._preferences.settings
        suffixes = [exporter.suffix for exporter in self._exporters]
        chosen = suffixes if settings.send is None else settings.send
        page = SendPage(self._exporters, chosen, self._folder(), self._window.theme)
        page.place_chosen.connect(self._window.view.go_to_place)
        page.folder_requested.connect(self._choose_folder)
        page.send_requested.connect(self.send)
        page.cancel_requested.connect(self._sender.cancel)
        page.look_requested.connect(self._look)
        self._page = page
        self.refresh()
        return page

    def refresh(self) -> None:
        """Have the page say how far the report is."""
        if self._page is not None:
            session = self._session
            self._page.show_progress(measure(session.form, session.report, session.assessment))
            self._page.show_stem(self._stem)

    @property
    def _stem(self) -> str:
        return file_stem(self._session.report.unit, self._session.report.year)

    def _folder(self) -> Path:
        """Where the files went last; else beside the project; else the user's documents."""
        settings = self._preferences.settings
        if settings.send_folder:
            return Path(settings.send_folder)
        if self._session.path is not None:
            return self._session.path.parent
        return self._preferences.folder

    def _suggest_folder(self) -> None:
        if self._page is not None:
            self._page.show_folder(self._folder())

    def _choose_folder(self) -> None:
        if self._page is not None and (folder := self.ask.folder(self._page.folder)):
            self._page.show_folder(folder)

    # -- sending -------------------------------------------------------------------------------

    def send(self) -> None:
        """Write the chosen files; files of the same names are asked about once."""
        page = self._page
        if page is None or not page.chosen:
            return
        session = self._session
        session.settle()
        wanted = (self._exporters[suffix] for suffix in page.chosen)
        jobs = plan(wanted, page.folder, self._stem)
        there = [job.path.name for job in jobs if is_there(job.path)]
        if there and not self.ask.replace_files(page.folder, there):
            return
        values = session.assessment.values
        document = compose(session.form, session.report, values)
        self._notes = export_notes(session.report, values, left_out(document))
        if errors := sum(finding.severity == "error" for finding in session.assessment.findings):
            self._notes.insert(0, f"还有 {errors} 处错误没有改")
        if self._sender.start(document, jobs):
            page.show_start(len(jobs))
            self._remember(page)

    def _remember(self, page: SendPage) -> None:
        self._preferences.put(
            msgspec.structs.replace(
                self._preferences.settings, send=page.chosen, send_folder=str(page.folder)
            )
        )

    def _show_file(self, number: int, name: str) -> None:
        if self._page is not None:
            self._page.show_file(number, name)

    def _show_outcome(self, delivery: Delivery) -> None:
        if self._page is not None:
            self._page.show_outcome(delivery, self._notes)
        tone = "trouble" if delivery.failed or delivery.stopped else "done"
        self._window.notice.say(delivery.describe(), tone)

    def _look(self) -> None:
        if self._page is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page.folder)))
