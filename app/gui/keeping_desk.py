"""What the user does with work that was kept: restore it, look at versions, settle a conflict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.gui.dialogs.versions import ask_version
from app.gui.keeper import Keeper
from app.gui.session import Session
from app.model.blank import blank_report
from app.model.report import Report
from app.model.source import UnreadableError
from app.services.compare import describe_change, differences, go_back
from app.services.opening import open_file
from app.services.recovery import Leftover

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

_SHOWN = 5


class KeepingDesk:
    """Restoring is one edit over the file as it is, so it can be looked at and undone."""

    def __init__(self, keeper: Keeper, window: MainWindow) -> None:
        self._session = keeper.session
        self._keeper = keeper
        self._notice = window.notice
        self._window = window

    def restore(self, leftover: Leftover) -> None:
        """Take up unsaved work; its file is overwritten only if it is what it was then."""
        snapshot = leftover.snapshot
        base, path = self._base(snapshot.base, snapshot.report)
        self._session.open(base, path)
        self._keeper.take_up(path, snapshot.digest if path else None)
        self._session.edit(go_back(base, snapshot.report, "恢复没有保存的内容"))
        self._keeper.keep()
        self._keeper.settle()  # only then is the old snapshot not needed
        self._keeper.put_aside(leftover)
        self._window.show_report()
        self._notice.say("已恢复，请保存", "done")

    def _base(self, path: Path | None, report: Report) -> tuple[Report, Path | None]:
        """The file as it is now, or where there is none an empty report of the same year."""
        catalogue = self._session.catalogue
        if path is not None:
            try:
                opened = open_file(path, catalogue).report
            except UnreadableError:
                path = None
            else:
                return Report(opened.slots, report.doubts), path
        year = report.year or max(catalogue.first_years.values())
        empty = blank_report(catalogue.form_for_year(year), "", year)
        return Report(empty.slots, report.doubts), path

    def versions(self) -> None:
        """Show earlier versions of the open file; going back to one is one undoable edit."""
        session = self._session
        versions = self._keeper.saved_versions()
        if not versions:
            self._notice.say("这份报告还没有以前的版本：每次保存会留下一个，最多十个")
            return
        chosen = ask_version(versions, session.form, session.report, self._window)
        if chosen is not None:
            session.edit(go_back(session.report, chosen.report, "回到以前的版本"))
            self._notice.say("已回到那个版本，可以撤销", "done")


def how_it_differs(session: Session, path: Path) -> str:
    """How the file on the disk differs from the open report, in a few lines."""
    try:
        other = open_file(path, session.catalogue).report
    except UnreadableError as error:
        return str(error)
    changes = differences(other, session.report)
    lines = [describe_change(session.form, session.report, c) for c in changes[:_SHOWN]]
    more = len(changes) - _SHOWN
    lines += [f"……另有 {more} 处"] if more > 0 else []
    return "\n".join(["文件 → 窗口：", *lines]) if lines else "内容与窗口里的相同"
