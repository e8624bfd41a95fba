"""All that works on an open report; built after the first page is on the screen."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.gui.ask import Ask
from app.gui.beside.desk import BesideDesk
from app.gui.chapter_desk import ChapterDesk
from app.gui.edit_desk import EditDesk
from app.gui.files import FileDesk
from app.gui.findings.saving import ListDesk
from app.gui.import_desk import ImportDesk
from app.gui.keeper import Keeper
from app.gui.keeping_desk import KeepingDesk
from app.gui.picture_desk import PictureDesk
from app.gui.preferences import Preferences
from app.gui.print.desk import PrintDesk
from app.gui.report_view import ReportView
from app.gui.send_desk import SendDesk
from app.gui.session import Session
from app.gui.settings_desk import SettingsDesk
from app.gui.status import Status
from app.gui.zoom import Zoom
from app.model.edits import keep_printed, take_computed
from app.paths import user_data
from app.services.compose import differing_totals, effective_title
from app.services.export import Exporters
from app.services.progress import FIGURES, SEND

if TYPE_CHECKING:
    from app.gui.find_bar import FindBar
    from app.gui.main_window import MainWindow


class Workplace:
    """Session, view, status and desks, made for each other."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        exporters: Exporters,
        window: MainWindow,
    ) -> None:
        ask = Ask(window)
        self.session = session
        self._notice = window.notice
        self.status = Status(session)
        self.zoom = Zoom(user_data())
        self.view = ReportView(session, window.theme, self.zoom)
        self.status.follow_zoom(self.zoom)
        self.view.said.connect(partial(window.notice.say, tone="note"))
        session.changed.connect(window.notice.pass_away)
        done = partial(window.notice.say, tone="done")
        self.view.findings.done.connect(done)
        self.view.done.connect(done)
        self.view.selection_summed.connect(self.status.show_selection)
        self.keeper = Keeper(session, user_data())
        self.keeper.failed.connect(window.notice.say)
        self.settings = SettingsDesk(preferences, self.keeper, self.view.help, window)
        self.kept = KeepingDesk(self.keeper, window)
        self.sending = SendDesk(session, preferences, exporters, ask, window)
        self.pictures = PictureDesk(session, window)
        self.view.add_beside(FIGURES, "数据图", self.pictures.make_page)
        self.view.add_beside(SEND, "准备报送", self.sending.make_page)
        self.status.next_requested.connect(self.view.go_to_place)
        self.files = FileDesk(self.keeper, exporters, ask, window)
        self.lists = ListDesk(session, self.view.findings, self.files, window.notice)
        self.view.previous_requested.connect(self.files.attach_previous)
        self.beside = BesideDesk(session, self.files, window)
        self.imports = ImportDesk(session, self.files, window)
        self.prints = PrintDesk(session, window)
        self.view.print_requested.connect(self.prints.print)
        self.preferences = preferences
        preferences.changed.connect(self._set_limits)
        self._set_limits()
        self.editing = EditDesk(session, self.view, window.notice, window)
        self.chapters = ChapterDesk(session, self.view, ask, window.notice, window)

    def show_charts(self) -> None:
        """The page of charts."""
        self.view.show_beside(FIGURES)

    def show_sending(self) -> None:
        """The page from which the report is sent."""
        self.view.show_beside(SEND)

    @cached_property
    def find(self) -> FindBar:
        """The bar that finds and replaces; made when first asked for."""
        from app.gui.find_bar import FindBar  # noqa: PLC0415  costs the start-up

        bar = FindBar(self.session, self.view)
        bar.done.connect(partial(self._notice.say, tone="done"))
        self.view.add_above(bar)
        return bar

    def _set_limits(self) -> None:
        self.view.set_limit("overview", self.preferences.settings.overview_limit)

    def insert_figure(self) -> None:
        """Have the chapter's text show a figure of a table, from the cursor on."""
        box = self.view.page(self.view.current_id).text_box
        if box is None:
            self._notice.say("先打开一章正文，把光标放到要插入的地方")
        else:
            box.pick_figure()

    def explain(self) -> None:
        """Why the finding at the cursor is one; else the one last gone to."""
        self.view.findings.explain(self.view.page(self.view.current_id).finding_here())

    def help(self) -> None:
        """What belongs where the cursor is, and why a finding there is one."""
        if finding := self.view.page(self.view.current_id).finding_here():
            self.view.findings.explain(finding)
        self.view.help.toggle()

    def mend(self) -> None:
        """Mend the finding at the cursor as its first button would; else the one last gone to."""
        self.view.findings.mend(self.view.page(self.view.current_id).finding_here())

    def switch_pane(self) -> None:
        """From the page into the list of findings, and back."""
        findings = self.view.findings
        focus = QApplication.focusWidget()
        if focus is not None and findings.isAncestorOf(focus):
            self.view.page(self.view.current_id).focus_first()
        else:
            findings.enter()

    def take_totals(self) -> None:
        """Printed totals of an imported file give way to the computed ones; one undo step."""
        session = self.session
        wrong = differing_totals(session.report, session.assessment.values)
        if not wrong:
            self._notice.say("没有与计算值不同的总计", "done")
            return
        session.edit(take_computed(session.report, wrong, "总计都用计算值"))
        self._notice.say(f"{len(wrong)} 个总计改用计算值", "done")

    def keep_totals(self) -> None:
        """Choose whether exports have the printed totals of an imported file; one undo step."""
        session = self.session
        keep = not session.report.keeps_printed
        session.edit(keep_printed(session.report, "导出时保留读入的总计", keep=keep))
        words = "导出时总计照读入的文件写" if keep else "导出时总计写计算值"
        self._notice.say(words, "done")

    def turn_page(self, step: int) -> None:
        """Go to the next (1) or previous (-1) tab, round and round."""
        tabs = self.view.tabs
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())

    @property
    def names(self) -> tuple[str, str]:
        """The unit, and the report's title in one line."""
        report = self.session.report
        return report.unit, effective_title(self.session.form, report)
