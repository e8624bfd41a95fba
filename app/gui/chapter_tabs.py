"""One tab a chapter, in the order of the report, each with its state."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.gui.badge import Badge
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.chapters import without_number
from app.model.places import is_chapter
from app.model.report import Section
from app.model.rule import SEVERITIES, Severity

PARTICULARS = "particulars"
"""Id of the tab before the chapters."""

_LONGEST = 8


def tab_of(place: str) -> str:
    """Id of the tab for the place of a finding: what is in no chapter is among the particulars."""
    return place if is_chapter(place) else PARTICULARS


class ChapterTabs(QTabBar):
    """Tabs with a badge: the worst severity and how many, or ✓."""

    menu_requested = Signal(str, object)
    """Id of the chapter and the place of the mouse."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setObjectName("chapterTabs")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName("各章")
        self._is_resting = False
        self.tabBarClicked.connect(self._wake)

    def ids(self) -> list[str]:
        """Ids of the tabs, from left to right."""
        return [str(self.tabData(index)) for index in range(self.count())]

    def rebuild(self) -> None:
        """Make the tabs those of the report; the current one stays current if it still exists."""
        current = str(self.tabData(self.currentIndex())) if self.count() else PARTICULARS
        wanted = [PARTICULARS, *self._session.report.section_ids]
        was_blocked = self.blockSignals(True)  # noqa: FBT003
        while self.count() > len(wanted):
            self.removeTab(self.count() - 1)
        for index, section_id in enumerate(wanted):
            if index == self.count():
                self.addTab("")
                self.setTabButton(index, QTabBar.ButtonPosition.RightSide, Badge(self._theme, self))
            self.setTabData(index, section_id)
            self.setTabText(index, self._words(section_id))
            self.setTabToolTip(index, self._session.report.section(section_id).title)
        place = (
            wanted.index(current)
            if current in wanted
            else min(self.currentIndex(), len(wanted) - 1)
        )
        self.setCurrentIndex(max(place, 0))
        self.blockSignals(was_blocked)
        self.refresh_badges()

    def _words(self, section_id: str) -> str:
        if section_id == PARTICULARS:
            return "报告信息"
        section: Section = self._session.report.section(section_id)
        name = without_number(section.title)
        number = section.title.removesuffix(name)
        spec = self._session.form.section(section_id)
        short = spec.short if spec else name
        return number + (short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…")

    def refresh_badges(self) -> None:
        """Bring the badges in line with the findings."""
        counts: dict[str, dict[Severity, int]] = {}
        for finding in self._session.assessment.findings:
            of_section = counts.setdefault(tab_of(finding.section), {})
            of_section[finding.severity] = of_section.get(finding.severity, 0) + 1
        for index, section_id in enumerate(self.ids()):
            badge = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            found = counts.get(section_id, {})
            present: list[Severity] = [s for s in SEVERITIES if s in found]
            worst = present[0] if present else None
            number = found[worst] if worst else 0
            if isinstance(badge, Badge) and badge.show_state(worst, number):
                self.setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)
                badge.show()  # giving a tab its own button again hides it

    def badge(self, section_id: str) -> str:
        """What the badge of a chapter shows."""
        place = self.ids().index(section_id)
        badge = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
        return badge.text if isinstance(badge, Badge) else ""

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for index in range(self.count()):
            badge = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(badge, Badge):
                badge.restyle(theme)

    def select(self, section_id: str) -> None:
        """Make a chapter's tab the current one."""
        ids = self.ids()
        if section_id in ids:
            place = ids.index(section_id)
            if place == self.currentIndex():
                self._wake(place)
            self.setCurrentIndex(place)

    def rest(self, *, resting: bool) -> None:
        """While another page is shown no tab stands out; choosing any of them wakes them."""
        self._is_resting = resting
        self.setProperty("resting", resting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _wake(self, index: int) -> None:
        """The current tab is chosen again: to Qt that is no change."""
        if self._is_resting and index == self.currentIndex():
            self.currentChanged.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.tabAt(event.pos())
        if index >= 0:
            self.menu_requested.emit(str(self.tabData(index)), event.globalPos())
