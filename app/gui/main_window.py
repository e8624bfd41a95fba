"""The window: puts the parts together and passes words between them."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.actions import Actions, Command
from app.gui.ask import Ask
from app.gui.chapter_desk import ChapterDesk
from app.gui.files import FileDesk
from app.gui.notice import Notice
from app.gui.pages.start import StartPage
from app.gui.report_view import ReportView
from app.gui.session import Session
from app.gui.status import Status
from app.gui.theme import Theme, dress, system_theme
from app.model.edits import take_computed
from app.paths import user_data
from app.services.compose import effective_title
from app.services.recent import read_recent

_SIZE = (1366, 768)
_LEAST = (860, 480)
_REDO_KEYS = "Ctrl+Y / Ctrl+Shift+Z"


class MainWindow(QMainWindow):
    """First page or open report, menus above, status below."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        ask = Ask(self)
        self.notice = Notice()
        self.files = FileDesk(session, ask, self.notice, self, self.show_report)
        self.start_page = StartPage()
        self.start_page.new_requested.connect(self.files.new)
        self.start_page.succeed_requested.connect(self.files.succeed)
        self.start_page.open_requested.connect(self.files.open)
        self.start_page.recent_chosen.connect(self.files.open_if_free)
        self.chapters = ChapterDesk(session, ask, self.notice, self)
        self.status = Status(session)
        self.setStatusBar(self.status)
        self.actions_ = Actions(self, self._commands())
        self._top = self._make_top()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        layout = QVBoxLayout(canvas)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(canvas)
        session.state_changed.connect(self._show_state)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        self.show_start()

    @cached_property
    def view(self) -> ReportView:
        """The open report; built when first shown, for the first page must be there at once."""
        view = ReportView(self.session, self._theme)
        view.said.connect(self.notice.say)
        view.selection_summed.connect(self.status.show_selection)
        self.chapters.attend(view)
        self._stack.addWidget(view)
        return view

    # -- parts ---------------------------------------------------------------------------------

    def _commands(self) -> list[Command]:
        files, chapters = self.files, self.chapters
        turn = self._turn_page
        return [
            Command("new", "文件", "新建空白报告…", "Ctrl+N", files.new, needs_report=False),
            Command(
                "succeed",
                "文件",
                "从上年报告开始…",
                "Ctrl+Shift+N",
                files.succeed,
                needs_report=False,
            ),
            Command(
                "open", "文件", "打开…", "Ctrl+O", files.open, needs_report=False, ends_group=True
            ),
            Command("save", "文件", "保存", "Ctrl+S", files.save),
            Command("save_as", "文件", "另存为…", "Ctrl+Shift+S", files.save_as),
            Command("export", "文件", "导出 Word…", "Ctrl+E", files.export_word, ends_group=True),
            Command("start", "文件", "回到首页", "", self._leave_report),
            Command("quit", "文件", "退出", "Ctrl+Q", self.close, needs_report=False),
            Command("undo", "编辑", "撤销", "Ctrl+Z", self.session.undo),
            Command("redo", "编辑", "重做", _REDO_KEYS, self.session.redo, ends_group=True),
            Command("zeros", "编辑", "本表空白处填 0", "Ctrl+0", self._fill_blanks),
            Command("next", "检查", "下一处", "F8", lambda: self.view.findings.step(1)),
            Command("previous", "检查", "上一处", "Shift+F8", lambda: self.view.findings.step(-1)),
            Command("totals", "检查", "总计都用计算值", "", self._take_totals),
            Command("add_chapter", "章节", "添加一章…", "Ctrl+Shift+A", chapters.add),
            Command("rename_chapter", "章节", "改标题…", "Shift+F2", chapters.rename),
            Command("left_chapter", "章节", "左移", "Ctrl+Shift+Left", lambda: chapters.move(-1)),
            Command("right_chapter", "章节", "右移", "Ctrl+Shift+Right", lambda: chapters.move(1)),
            Command("remove_chapter", "章节", "删除…", "", chapters.remove, ends_group=True),
            Command("next_page", "章节", "下一章", "Ctrl+PgDown", lambda: turn(1)),
            Command("previous_page", "章节", "上一章", "Ctrl+PgUp", lambda: turn(-1)),
            Command("about", "帮助", "关于阳光年报", "", self._about, needs_report=False),
        ]

    def _make_top(self) -> QWidget:
        top = QWidget()
        top.setObjectName("topBar")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._unit = QLabel()
        self._unit.setObjectName("unitName")
        self._title = QLabel()
        self._title.setObjectName("reportTitle")
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._unit)
        row.addWidget(self._title)
        row.addStretch()
        for name, words in (
            ("undo", "撤销"),
            ("redo", "重做"),
            ("save", "保存"),
            ("export", "导出 Word"),
        ):
            action = self.actions_[name]
            button = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{action.text()}（{action.shortcut().toString()}）")
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
            button.clicked.connect(action.trigger)
            if name == "export":
                button.setProperty("look", "primary")
            row.addWidget(button)
        return top

    # -- pages ---------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The first page."""
        self.start_page.show_recent(read_recent(user_data()))
        self._switch(is_open=False)

    def show_report(self) -> None:
        """The open report."""
        self._switch(is_open=True)
        self.view.page(self.view.current_id).focus_first()

    def _switch(self, *, is_open: bool) -> None:
        self._stack.setCurrentWidget(self.view if is_open else self.start_page)
        self._top.setVisible(is_open)
        self.status.setVisible(is_open)
        self.actions_.enable_for_report(is_open)
        self._show_state()

    @property
    def is_report_open(self) -> bool:
        """Whether a report is shown, not the first page."""
        return self._stack.currentWidget() is not self.start_page

    def _leave_report(self) -> None:
        if self.files.may_leave():
            self.show_start()

    def _turn_page(self, step: int) -> None:
        tabs = self.view.tabs
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())

    def _fill_blanks(self) -> None:
        page = self.view.page(self.view.current_id)
        fill = getattr(page, "fill_blanks", None)
        if fill is None:
            self.notice.say("先打开一张表，再填 0")
        else:
            fill()

    def _take_totals(self) -> None:
        """Printed totals of an imported file give way to the computed ones; one undo step."""
        session = self.session
        printed = tuple(session.report.printed_addresses)
        session.edit(take_computed(session.report, printed, "总计都用计算值"))
        self.notice.say(f"{len(printed)} 个总计改用计算值", "done")

    def _show_state(self) -> None:
        """Names of report and steps, and whether there is anything to undo, redo, save."""
        history = self.session.history
        for name, words, label in (
            ("undo", "撤销", history.undo_label),
            ("redo", "重做", history.redo_label),
        ):
            self.actions_[name].setText(f"{words} {label}".strip())
            self.actions_[name].setEnabled(bool(label) and self.is_report_open)
        self._show_names()

    def _show_names(self) -> None:
        report = self.session.report
        title = effective_title(self.session.form, report)
        self._unit.setText(report.unit or "未填单位名称")
        self._title.setText(title.removeprefix(report.unit))
        if not self.is_report_open:
            self.setWindowTitle("阳光年报")
            return
        star = "" if self.session.is_saved else "*"
        self.setWindowTitle(f"{star}{title} - 阳光年报")

    # -- looks and leaving -----------------------------------------------------------------------

    def _restyle(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._theme = system_theme()
            dress(application, self._theme)
            if "view" in self.__dict__:
                self.view.restyle(self._theme)

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "关于阳光年报",
            "阳光年报：政府信息公开工作年度报告填报工具\n离线运行，不联网，不收集任何信息。",
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.may_leave():
            event.accept()
        else:
            event.ignore()
