"""What 上年对照 does: with the report attached, else with one chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.importing.incoming import Incoming
from app.model.previous import Previous
from app.services.previous import previous_of

if TYPE_CHECKING:
    from app.gui.beside.window import BesideWindow
    from app.gui.files import FileDesk
    from app.gui.main_window import MainWindow
    from app.gui.session import Session


class BesideDesk:
    """One window of it at a time."""

    def __init__(self, session: Session, files: FileDesk, window: MainWindow) -> None:
        self._session = session
        self._files = files
        self._window = window
        self.shown: BesideWindow | None = None

    def compare(self) -> None:
        """Show both years, at the chapter that is worked on."""
        previous = self._session.report.previous
        if previous is not None:
            self._show(previous)
        elif path := self._files.ask_for_file():
            self._files.intake.read(path, self._files.ask, self._show_file)

    def _show_file(self, incoming: Incoming) -> None:
        self._show(previous_of(incoming.opened.report, self._session.catalogue))

    def _show(self, previous: Previous) -> None:
        from app.gui.beside.window import BesideWindow  # noqa: PLC0415  costs the start-up

        if self.shown is not None:
            self.shown.close()
        window, view = self._window, self._window.view
        shown = self.shown = BesideWindow(self._session, previous, window.theme, window)
        shown.cell_chosen.connect(view.show_cell)
        shown.finished.connect(self._forget)
        shown.choose(self._session.report.section(view.current_id).title)
        shown.show()

    def _forget(self) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None
