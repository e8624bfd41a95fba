"""What 导入 does: a file of any kind comes into the open report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.gui.importing.incoming import Incoming
from app.model.report import Report
from app.services.importing import differs, take_over

if TYPE_CHECKING:
    from app.gui.files import FileDesk
    from app.gui.main_window import MainWindow
    from app.gui.session import Session


class ImportDesk:
    """One undo step takes all of an import back."""

    def __init__(self, session: Session, files: FileDesk, window: MainWindow) -> None:
        self._session = session
        self._files = files
        self._window = window

    def import_file(self) -> None:
        """Ask for a file; where no report is open it becomes the new one."""
        path = self._files.ask_for_file()
        if path is not None and self._window.is_report_open:
            self._files.intake.read(path, self._files.ask, self._look_at)
        elif path is not None:
            self._files.open_path(path)

    def _look_at(self, incoming: Incoming) -> None:
        note = "读入后替换打开的报告里的数和文字，可以一步撤销"
        if other := differs(self._session.report, incoming.opened.report):
            note = f"注意：{other}。{note}"
        take = partial(self._take, incoming.path.name)
        self._files.intake.look_through(incoming, self._files.ask, "读入", take, note)

    def _take(self, name: str, report: Report) -> None:
        session = self._session
        session.settle()
        session.edit(take_over(session.report, report, f"导入“{name}”"))
        self._window.notice.say(f"已读入“{name}”，可以撤销", "done")
