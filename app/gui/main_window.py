"""The window: first page or open report, menus above, status below."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.actions import Actions
from app.gui.commands import COMMANDS, Command
from app.gui.notice import Notice
from app.gui.pages.start import StartPage
from app.gui.patience import Patience
from app.gui.preferences import Preferences
from app.gui.theme import Theme, dress, theme_for
from app.gui.top_bar import TopBar
from app.gui.window_size import keep_size, take_up_size
from app.paths import user_data
from app.services.recent import read_recent
from app.services.remembered import read_remembered
from app.storage.damage import DamagedInstallationError

if TYPE_CHECKING:
    from app.gui.chapter_desk import ChapterDesk
    from app.gui.files import FileDesk
    from app.gui.report_view import ReportView
    from app.gui.session import Session
    from app.gui.workplace import Workplace
    from app.services.recovery import Leftover

_SIZE = (1366, 768)
_LEAST = (860, 480)
_ALWAYS = frozenset({"quit", "about"})
"""Commands that need no forms."""


class MainWindow(QMainWindow):
    """The frame; what works on a report is its `workplace`, equipped when first needed."""

    painted = Signal()
    """Once, when the window has been on the screen for the first time."""

    ready = Signal()
    """Once, when reports can be worked on."""

    def __init__(self, preferences: Preferences, equip: Callable[[MainWindow], Workplace]) -> None:
        super().__init__()
        self.theme = theme_for(preferences.settings.appearance)
        self.preferences = preferences
        self._equip = equip
        self._was_painted = False
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        take_up_size(self, user_data())
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self.notice = Notice(canvas)
        self.patience = Patience(self)
        self.start_page = StartPage()
        self.actions_ = Actions(self, COMMANDS)
        self.start_page.new_requested.connect(self.actions_["new"].trigger)
        self.start_page.succeed_requested.connect(self.actions_["succeed"].trigger)
        self.start_page.open_requested.connect(self.actions_["open"].trigger)
        self.start_page.recent_chosen.connect(self.open)
        self.start_page.leftovers.restore_requested.connect(self._restore)
        self.start_page.leftovers.decline_requested.connect(self._decline)
        self._top = TopBar(self.actions_)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(canvas)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        if preferences.settings.appearance != "system":
            self._restyle()
        preferences.changed.connect(self._restyle)
        preferences.failed.connect(self.notice.say)
        if preferences.problem:
            self.notice.say(preferences.problem)
        self.show_start()

    # -- parts ---------------------------------------------------------------------------------

    @cached_property
    def workplace(self) -> Workplace:
        """All that works on an open report."""
        built = self._equip(self)
        self._stack.addWidget(built.view)
        self.setStatusBar(built.status)
        built.status.hide()
        built.session.state_changed.connect(self._show_state)
        if (width := read_remembered(user_data()).findings) is not None:
            built.view.widen_findings(width)
        return built

    @property
    def is_equipped(self) -> bool:
        """Whether the workplace has been built."""
        return "workplace" in self.__dict__

    @property
    def session(self) -> Session:
        """The door to the open report."""
        return self.workplace.session

    @property
    def view(self) -> ReportView:
        """Tabs, pages and findings."""
        return self.workplace.view

    @property
    def files(self) -> FileDesk:
        """What the 文件 menu does."""
        return self.workplace.files

    @property
    def chapters(self) -> ChapterDesk:
        """What the 章节 menu does."""
        return self.workplace.chapters

    def run(self, command: Command) -> None:
        """Carry out a command on the report as the user sees it, typed cell and all."""
        if command.name in _ALWAYS:
            command.act(self)
        else:
            self.patience.do(lambda: self._carry_out(command.act))

    def _carry_out(self, act: Callable[[MainWindow], object]) -> None:
        """An installation with a damaged form says so; nothing else works then."""
        try:
            self.workplace.session.settle()
        except DamagedInstallationError as error:
            self.notice.say(str(error))
            return
        act(self)

    # -- pages ---------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The first page."""
        self.start_page.show_recent(read_recent(user_data()))
        self._switch(self.start_page)
        self.start_page.focus_first()
        if self.is_equipped:
            self.offer_leftovers()

    def offer_leftovers(self) -> None:
        """On the first page: unsaved work of runs that ended badly."""
        self.start_page.leftovers.show_leftovers(self.workplace.keeper.leftovers())

    def _restore(self, leftover: Leftover) -> None:
        self.workplace.kept.restore(leftover)

    def _decline(self, leftover: Leftover) -> None:
        self.workplace.keeper.put_aside(leftover)
        self.offer_leftovers()

    def show_report(self) -> None:
        """The open report."""
        self._switch(self.view)
        self.view.page(self.view.current_id).focus_first()

    def _switch(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._top.setVisible(self.is_report_open)
        if self.is_equipped:
            self.workplace.status.setVisible(self.is_report_open)
        self.actions_.enable_for_report(is_open=self.is_report_open)
        self._show_state()

    @property
    def is_report_open(self) -> bool:
        """Whether a report is shown, not the first page."""
        return self._stack.currentWidget() is not self.start_page

    def come_forward(self, path: Path | None) -> None:
        """Another start asked for this window, perhaps with a file to open."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a file that was chosen outside of a menu."""
        self.patience.do(lambda: self._carry_out(lambda window: window.files.open_path(path)))

    def leave_report(self) -> None:
        """Back to the first page, if nothing would be lost."""
        if self.files.may_leave():
            self.files.drop()
            self.show_start()

    def _show_state(self) -> None:
        """Names of report and steps, and whether there is anything to undo, redo, save."""
        if not self.is_report_open:
            self.setWindowTitle("阳光年报")
            return
        session = self.session
        self.actions_.show_history(session.history.undo_label, session.history.redo_label)
        unit, title = self.workplace.names
        self._top.show_names(unit, title)
        star = "" if session.is_saved else "*"
        self.setWindowTitle(f"{star}{title} - 阳光年报")

    # -- looks and leaving -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _restyle(self) -> None:
        application = QApplication.instance()
        theme = theme_for(self.preferences.settings.appearance)
        if isinstance(application, QApplication) and not self._wears(application, theme):
            self.theme = theme
            dress(application, self.theme)
            if self.is_equipped:
                self.view.restyle(self.theme)

    def _wears(self, application: QApplication, theme: Theme) -> bool:
        """Whether the program looks like that already: dressing takes a tenth of a second."""
        return theme == self.theme and application.palette() == theme.palette()

    def show_settings(self) -> None:
        """What the user may choose for the program itself."""
        self.workplace.settings.show()

    def show_about(self) -> None:
        """What this program is, with the licences of what is inside."""
        from app.gui.dialogs.about import show_about  # noqa: PLC0415  rarely asked for

        show_about(self)

    def survive(self) -> None:
        """Something inside went wrong: keep the work, say so, go on."""
        if self.is_equipped:
            self.workplace.keeper.keep()
        from app.gui.guard import SENTENCE  # noqa: PLC0415  loaded by whoever calls this

        self.notice.say(SENTENCE)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_equipped:
            event.accept()
        elif self.files.may_leave():
            keep_size(self, user_data(), self.view.findings_width)
            self.workplace.keeper.close()
            event.accept()
        else:
            event.ignore()
