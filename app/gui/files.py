"""What the commands of the 文件 menu do: begin, open, save, export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.gui.ask import Ask
from app.gui.background import Background
from app.gui.dialogs.new_report import ask_unit_and_year
from app.gui.intake import Incoming, Intake
from app.gui.keeper import Keeper
from app.gui.keeping_desk import how_it_differs
from app.gui.notice import Tone
from app.model.blank import blank_report
from app.model.document import Document
from app.model.edits import set_house, set_particular
from app.model.places import drafted_places
from app.model.report import Report
from app.paths import user_data
from app.rules.finding import Finding
from app.services.compose import compose
from app.services.export import Exporters, UnknownFormatError, export_notes, left_out
from app.services.office import OfficeError, installed_suites, pdf_of
from app.services.previous import previous_of
from app.services.progress import measure
from app.services.recent import RecentReport, remember
from app.services.review import concerning
from app.services.saving import ChangedOnDiskError, file_stem
from app.services.succession import carried, succeed
from app.storage.atomic import WriteError, write_atomically
from app.storage.layout_file import settings_of
from app.storage.project import SUFFIX

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

_OWN_PDF = "可以用“导出 PDF”，由本程序自己排版。"


class FileDesk:
    """Files of the open report; every failure is one sentence and changes nothing."""

    def __init__(self, keeper: Keeper, exporters: Exporters, ask: Ask, window: MainWindow) -> None:
        self._session = keeper.session
        self._keeper = keeper
        self._exporters = exporters
        self.ask = ask
        self._notice = window.notice
        self._window = window
        self._show = window.show_report
        self._background = Background(window)
        self.intake = Intake(keeper.session.catalogue, window)

    # -- beginning -----------------------------------------------------------------------------

    def new(self) -> None:
        """An empty report."""
        answer = ask_unit_and_year(self._window)
        if answer and self.may_leave():
            unit, year = answer
            form = self._session.catalogue.form_for_year(year)
            report = blank_report(form, unit, year)
            if house := self._window.preferences.settings.house:
                report.apply(set_house(report, settings_of(house), ""))
            self._take_up(report)

    def succeed(self) -> None:
        """A report started from last year's."""
        if path := self.ask_for_file():
            self.intake.read(path, self.ask, self._look_at_previous)

    def _look_at_previous(self, incoming: Incoming) -> None:
        """Only what goes on into this year's report has to be looked at."""
        form = self._session.catalogue.form_of(incoming.opened.report)
        matters = concerning(incoming.matters, carried(form))
        needed = replace(incoming, matters=matters)
        self.intake.look_through(needed, self.ask, "带入今年", self._begin_from)

    def _begin_from(self, previous: Report) -> None:
        year = None if previous.year is None else previous.year + 1
        answer = ask_unit_and_year(self._window, previous.unit, year)
        if answer and self.may_leave():
            unit, year = answer
            self._take_up(succeed(previous, self._session.catalogue, unit, year))
            drafts = len(drafted_places(self._session.report))
            words = (
                f"{drafts} 处有上年底稿，采用或重写后才算数" if drafts else "上年报告没有文字可带"
            )
            self._notice.say(f"已带入单位、自设的章和结转数；{words}", "done")

    def attach_previous(self) -> None:
        """Last year's report, to be compared with; kept in the project file, one undo step."""
        if path := self.ask_for_file():
            self.intake.read(path, self.ask, self._attach)

    def _attach(self, incoming: Incoming) -> None:
        session = self._session
        previous = previous_of(incoming.opened.report, session.catalogue)
        if not previous.precedes(session.report.year):
            self._notice.say(
                f"本报告是 {session.report.year} 年的，"
                f"选的是 {previous.year} 年的，不是上年报告，没有附上"
            )
            return
        session.edit(set_particular(session.report, "previous", previous, "附上上年报告"))
        self._notice.say(f"已附上{previous.name}，检查时与它对照", "done")

    def detach_previous(self) -> None:
        """Compare with no report any more."""
        session = self._session
        if session.report.previous is None:
            self._notice.say("没有附上上年报告")
            return
        session.edit(set_particular(session.report, "previous", None, "去掉上年报告"))
        self._notice.say("已去掉上年报告，检查时不再对照", "done")

    def ask_for_file(self) -> Path | None:
        """A report of any kind, chosen in a dialog."""
        return self.ask.file_to_open(self.folder)

    def open(self) -> None:
        """A report chosen in a dialog."""
        if path := self.ask_for_file():
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Read and show a report; True where it is there already, and not still being read."""
        before = self._session.report
        self.intake.read(path, self.ask, self._look_at)
        return self._session.report is not before

    def _look_at(self, incoming: Incoming) -> None:
        show = partial(self._open, incoming)
        self.intake.look_through(incoming, self.ask, "打开", show)

    def _open(self, incoming: Incoming, report: Report) -> None:
        if not self.may_leave():
            return
        path, is_project = incoming.path, incoming.opened.source is None
        self._take_up(
            report, path if is_project else None, incoming.opened.digest if is_project else None
        )
        self._remember(path)
        notes: list[str] = []
        if self._keeper.owner:
            notes.append(f"“{path.name}”正由{self._keeper.owner}打开着；可以看，保存时会先问")
        if left := self._keeper.left_of(path):
            taken = left.snapshot.taken
            when = f"{taken.month}月{taken:%d}日 {taken:%H:%M}"
            notes.append(f"这份报告有 {when} 没有保存下来的内容，回到首页可以恢复")
        if doubts := report.doubts:
            notes.append(f"读入“{path.name}”时有 {len(doubts)} 处没有把握：{doubts[0].message}")
        if notes:
            self._notice.say("。".join(notes))

    def _take_up(self, report: Report, path: Path | None = None, digest: str | None = None) -> None:
        self._notice.hide()
        self._keeper.forget()
        self._session.open(report, path)
        self._keeper.take_up(path, digest)
        self._show()

    def _remember(self, path: Path) -> None:
        report = self._session.report
        progress = measure(self._session.form, report, self._session.assessment)
        entry = RecentReport(
            str(path.resolve()),
            report.unit,
            report.year,
            datetime.now(),  # noqa: DTZ005
            progress.cells - progress.filled,
            progress.errors,
            progress.warnings,
        )
        remember(user_data(), entry)

    # -- keeping -------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save where it came from, or ask where; True where it is saved now."""
        path = self._session.path
        return self.save_as() if path is None else self._save_to(path)

    def save_as(self) -> bool:
        """Save under a name to be chosen."""
        path = self.ask.file_to_save(self.suggestion(SUFFIX))
        return path is not None and self._save_to(path)

    def _save_to(self, path: Path, *, over: bool = False) -> bool:
        try:
            self._keeper.save(path, over=over)
        except WriteError as error:
            self._notice.say(f"{error}。内容还在窗口里，可以另存到别处。")
            return False
        except ChangedOnDiskError as error:
            answer = self.ask.settle_conflict(
                str(error), lambda: how_it_differs(self._session, path)
            )
            if answer == "save_as":
                return self.save_as()
            return answer == "overwrite" and self._save_to(path, over=True)
        self._remember(path)
        return True

    def export(self, suffix: str) -> bool:
        """The report as a file of one of the kinds; in the dialog another may be chosen."""
        if not self._wants_to_export():
            return False
        kinds = {exporter.suffix: exporter.name for exporter in self._exporters}
        suggestion = self.suggestion(suffix, self._exporters[suffix].tail)
        path = self.ask.file_to_export(suggestion, kinds)
        if path is None:
            return False
        write = partial(self._exporters.export, self._document(), path)
        if any(e.takes_long for e in self._exporters if e.suffix == path.suffix.lower()):
            return self._write_beside(path, write)
        try:
            write()
        except (WriteError, UnknownFormatError) as error:
            self._notice.say(str(error))
            return False
        self._notice.say(*self._outcome(path))
        return True

    def export_by_suite(self) -> bool:
        """A PDF file as an installed office suite sets the Word file."""
        suites = installed_suites()
        if not suites:
            self._notice.say(f"没有找到 Word、WPS 或 LibreOffice。{_OWN_PDF}")
            return False
        chosen = self.ask.suite([suite.name for suite in suites]) if len(suites) > 1 else 0
        if chosen is None:
            return False
        suite = suites[chosen]
        kinds = {".pdf": f"PDF 文件（{suite.name} 排版）"}
        path = self.ask.file_to_export(self.suggestion(".pdf"), kinds)
        if path is None:
            return False
        document = self._document()
        return self._write_beside(path, lambda: write_atomically(path, pdf_of(suite, document)))

    def _document(self) -> Document:
        session = self._session
        return compose(session.form, session.report, session.assessment.values)

    def _write_beside(self, path: Path, write: Callable[[], object]) -> bool:
        """Write a file while the user goes on; False where another is still being written."""
        outcome = self._outcome(path)
        started = self._background.run(
            write, lambda: self._notice.say(*outcome), lambda error: self._notice.say(_fault(error))
        )
        self._notice.say(
            f"正在导出“{path.name}”，可以接着填写" if started else "上一个文件还没有导出完，请稍等"
        )
        return started

    def _outcome(self, path: Path) -> tuple[str, Tone]:
        """What to say of a file that was written from the report as it is now."""
        session = self._session
        notes = [f"已导出 {path}"]
        if left := sum(f.severity == "error" for f in session.assessment.findings):
            notes.append(f"还有 {left} 处错误没有改")
        removed = left_out(self._document())
        notes += export_notes(session.report, session.assessment.values, removed)
        return "；".join(notes), "trouble" if len(notes) > 1 else "done"

    def _wants_to_export(self) -> bool:
        """Whether to go on, having seen what is left; a finding chosen there is gone to."""
        session = self._session
        decision = self.ask.before_export(session.form, session.report, session.assessment)
        if isinstance(decision, Finding):
            self._window.view.findings.go_to(decision)
        return decision == "export"

    def may_leave(self) -> bool:
        """Whether the open report can be closed; asks about unsaved changes.

        The last thing before another report takes its place: 不保存 is final.
        """
        self._session.settle()
        if self._session.is_saved:
            return True
        name = self._session.report.unit or "未命名的报告"
        answer = self.ask.save_changes(name)
        return self.save() if answer == "save" else answer == "discard"

    def drop(self) -> None:
        """Forget the open report."""
        session = self._session
        newest = max(session.catalogue.first_years.values())
        self._keeper.forget()
        session.open(blank_report(session.catalogue.form_for_year(newest), "", newest), None)
        self._keeper.take_up(None, None)

    def suggestion(self, suffix: str, tail: str = "") -> Path:
        """A name for a file of the report, and where it would go; `tail` tells parts apart."""
        report = self._session.report
        return self.folder / (file_stem(report.unit, report.year) + tail + suffix)

    @property
    def folder(self) -> Path:
        """Where file dialogs begin: beside the report, else the user's documents."""
        if self._session.path is not None:
            return self._session.path.parent
        return self._window.preferences.folder


def _fault(error: Exception) -> str:
    """Why a file was not written; an error that nobody foresaw is said to be one."""
    if isinstance(error, OfficeError):
        return f"{error}。{_OWN_PDF}"
    if isinstance(error, WriteError | UnknownFormatError):
        return str(error)
    return f"程序内部出错（{type(error).__name__}），没有导出文件"
