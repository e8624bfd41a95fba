"""What the 章节 menu does: chapters of the office's own come, move and go; drafts are adopted."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.ask import Ask
from app.gui.dialogs.chapter_name import ask_chapter_name
from app.gui.notice import Notice
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.particulars import ParticularsPage
from app.gui.pages.table import TablePage
from app.gui.report_view import ReportView
from app.gui.session import Session
from app.model.chapters import without_number
from app.model.edits import add_section, move_section, remove_section, rename_section
from app.model.report import Section

_TITLE = "章的标题，编号自动加上"


class ChapterDesk:
    """Acts on the chapter whose tab is current."""

    def __init__(
        self, session: Session, view: ReportView, ask: Ask, notice: Notice, window: QWidget
    ) -> None:
        self._session = session
        self._view = view
        self.ask = ask
        self._notice = notice
        self._window = window
        view.add_requested.connect(self.add)
        view.tabs.menu_requested.connect(self.show_menu)

    def add(self) -> None:
        """Ask for a title and insert the chapter before the last one."""
        name = ask_chapter_name(self._window, "添加一章", f"{_TITLE}；加在最后一章之前，可以再移动")
        if name:
            self.add_named(name)

    def add_named(self, name: str) -> str:
        """Insert a chapter before the last one (其他需要报告的事项 stays last); returns its id."""
        report = self._session.report
        place = max(len(report.section_ids) - 1, 0)
        edit, section_id = add_section(report, place, name, f"添加“{name}”")
        self._session.edit(edit)
        self._view.tabs.select(section_id)
        return section_id

    def rename(self) -> None:
        """Ask for another title."""
        section = self._own()
        if section is None:
            return
        name = ask_chapter_name(self._window, "改标题", _TITLE, without_number(section.title))
        if name:
            self._session.edit(rename_section(self._session.report, section.id, name, "改标题"))

    def move(self, step: int) -> None:
        """One place to the left (-1) or right (1)."""
        section = self._own()
        if section is None:
            return
        ids = self._session.report.section_ids
        place = ids.index(section.id) + step
        if 0 <= place < len(ids):
            words = f"移动“{without_number(section.title)}”"
            self._session.edit(move_section(self._session.report, section.id, place, words))

    def remove(self) -> None:
        """Take the chapter out; asks where it has text."""
        section = self._own()
        if section is None:
            return
        if section.text.strip() and not self.ask.remove_chapter(section.title):
            return
        words = f"删除“{without_number(section.title)}”"
        self._session.edit(remove_section(self._session.report, section.id, words))

    def adopt(self, *, move_years: bool) -> None:
        """Make last year's text that of the page, with its years moved or as they are."""
        page = self._view.page(self._view.current_id)
        if isinstance(page, ChapterPage | TablePage | ParticularsPage) and page.draft.isVisible():
            page.draft.adopt(move_years=move_years)
        else:
            self._notice.say("这里没有上年底稿")

    def show_menu(self, section_id: str, place: QPoint) -> None:
        """The menu of a tab."""
        self._view.tabs.select(section_id)
        menu = QMenu(self._window)
        menu.addAction("添加一章", self.add)
        if self._session.form.section(section_id) is None and section_id.startswith("extra-"):
            menu.addAction("改标题", self.rename)
            menu.addAction("左移", lambda: self.move(-1))
            menu.addAction("右移", lambda: self.move(1))
            menu.addAction("删除", self.remove)
        menu.exec(place)
        menu.deleteLater()

    def _own(self) -> Section | None:
        """The chapter shown, if it is one of the office's own; else the user is told."""
        current = self._view.current_id
        if not current.startswith("extra-"):
            self._notice.say("这一章是规定的，不能改名、移动或删除；自设的章可以")
            return None
        return self._session.report.section(current)
