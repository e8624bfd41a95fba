"""An open report: particulars and chapters as tabs, the checks beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.chapter_tabs import PARTICULARS, ChapterTabs, tab_of
from app.gui.findings.panel import FindingsPanel
from app.gui.help_strip import HelpStrip
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.page import Page
from app.gui.pages.particulars import ParticularsPage
from app.gui.pages.table import TablePage
from app.gui.session import Session
from app.gui.theme import Theme
from app.gui.zoom import Zoom
from app.model.address import Address
from app.model.document import Origin
from app.model.report import Slot
from app.rules.finding import Finding
from app.services.progress import Place

if TYPE_CHECKING:
    from app.gui.print.preview import PreviewPane

_WIDEST_FINDINGS = 338


class ReportView(QWidget):
    """Pages are made when first shown, and unmade when their chapter goes.

    Before a report is opened there are none: nobody sees the empty one that the session has.
    """

    said = Signal(str)
    """A sentence for the user."""

    done = Signal(str)
    """A sentence on what was done, good news."""

    menu_requested = Signal(object)
    """Where on the screen the menu of the selected cells is wanted."""

    selection_summed = Signal(str)
    """What the status bar says of the selected cells."""

    page_changed = Signal(str)
    """Id of the chapter now shown."""

    add_requested = Signal()
    """The + beside the tabs."""

    print_requested = Signal()
    """From the preview."""

    previous_requested = Signal()
    """From the particulars: last year's report is to be attached."""

    def __init__(
        self, session: Session, theme: Theme, zoom: Zoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._zoom = zoom
        self._theme = theme
        self._pages: dict[str, Page] = {}
        self._limits: dict[str, int] = {}
        self.tabs = ChapterTabs(session, theme)
        self.tabs.currentChanged.connect(self._show_current)
        add = QPushButton("＋")
        add.setProperty("look", "flat")
        add.setToolTip("添加一章")
        add.setAccessibleName("添加一章")
        add.clicked.connect(self.add_requested)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 0, 8, 0)
        bar.setSpacing(2)
        bar.addWidget(self.tabs)
        bar.addWidget(add, 0, Qt.AlignmentFlag.AlignBottom)
        bar.addStretch()
        self._bar = bar
        self._beside: dict[str, tuple[QPushButton, Callable[[], Page]]] = {}
        self._shown_beside = ""
        self._stack = QStackedWidget()
        self._stack.setObjectName("pageArea")
        self.findings = FindingsPanel(session, theme)
        self.findings.chosen.connect(self.show_finding)
        self.findings.said.connect(self.said)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.help = HelpStrip(session, theme)
        self.help.failed.connect(self.said)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.help)
        self._splitter.addWidget(work)
        self._splitter.addWidget(self.findings)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._keep_split)
        self._findings_width: int | None = None
        self._preview: PreviewPane | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        self._above = QVBoxLayout()
        layout.addLayout(self._above)
        layout.addWidget(self._splitter, 1)
        session.changed.connect(self._follow)
        session.stepped.connect(self._show_step)
        session.opened.connect(self._show_another)

    # -- pages ---------------------------------------------------------------------------------

    def add_beside(self, name: str, words: str, make: Callable[[], Page]) -> None:
        """A page of the whole report, behind a button at the right of the tabs."""
        button = QPushButton(words)
        button.setProperty("look", "tab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.show_beside(name))
        self._bar.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._beside[name] = (button, make)

    def show_beside(self, name: str) -> None:
        """Show such a page in place of a chapter."""
        self._shown_beside = name
        self.tabs.rest(resting=True)
        self._show_page()

    def page(self, section_id: str) -> Page:
        """The page of a chapter, made if it is not there yet."""
        if section_id not in self._pages:
            page = self._make_page(section_id)
            page.said.connect(self.said)
            page.done.connect(self.done)
            page.menu_requested.connect(self.menu_requested)
            page.zoom(self._zoom.percent)
            page.zoomed.connect(self._zoom.turn)
            self._zoom.changed.connect(page.zoom)
            page.cell_chosen.connect(self.show_cell)
            page.selection_summed.connect(self.selection_summed)
            page.place_changed.connect(self._explain_place)
            self._pages[section_id] = page
            self._stack.addWidget(page)
        return self._pages[section_id]

    def _make_page(self, section_id: str) -> Page:
        if section_id in self._beside:
            return self._beside[section_id][1]()
        if section_id == PARTICULARS:
            page = ParticularsPage(self._session, self._theme)
            page.previous_requested.connect(self.previous_requested)
            return page
        spec = self._session.form.section(section_id)
        if spec is not None and spec.table is not None:
            table = self._session.form.tables[spec.table]
            return TablePage(self._session, spec, table, self._theme)
        page = ChapterPage(self._session, section_id, self._theme)
        page.set_limit(self._limits.get(section_id, 0))
        return page

    @property
    def current_id(self) -> str:
        """Id of the chapter, or of the page beside them, that is shown."""
        return self._shown_beside or str(self.tabs.tabData(self.tabs.currentIndex()))

    def _show_current(self) -> None:
        """The page of the current tab."""
        if self._shown_beside:
            self._shown_beside = ""
            self.tabs.rest(resting=False)
        self._show_page()

    def _show_page(self) -> None:
        for name, (button, _) in self._beside.items():
            button.setChecked(name == self._shown_beside)
        page = self.page(self.current_id)
        self.selection_summed.emit("")
        self._stack.setCurrentWidget(page)
        page.focus_first()
        self._explain_place()
        self.page_changed.emit(self.current_id)
        if self._preview is not None and self.is_preview_shown and not self._shown_beside:
            shown = self.current_id
            self._preview.view.bring(lambda slot: self.section_of(slot) == shown)

    def _explain_place(self) -> None:
        """Have the strip say what the current cell or chapter is about."""
        shown = self.current_id
        address = self._pages[shown].address_here if shown in self._pages else None
        if address is not None:
            self.help.show_cell(address)
        elif shown in self._beside:
            self.help.show_nothing()
        elif shown == PARTICULARS:
            self.help.show_chapter(shown, "报告信息")
        else:
            self.help.show_chapter(shown, self._session.report.section(shown).title)

    def show_finding(self, finding: Finding) -> None:
        """Go to where a finding is."""
        tab = tab_of(finding.section)
        if tab in self.tabs.ids():
            self.tabs.select(tab)
            self.page(tab).show_finding(finding)
        else:
            self.said.emit(f"{finding.message}。点右边的“补上这一章”可以加上。")

    def _discard(self, section_id: str) -> None:
        page = self._pages.pop(section_id)
        self._stack.removeWidget(page)
        page.deleteLater()

    def _keep_split(self) -> None:
        if not self.is_preview_shown:
            self._findings_width = self.findings.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.is_preview_shown:
            self._set_split()

    @property
    def findings_width(self) -> int | None:
        """How wide the user made the findings; None where they have their usual width."""
        return self._findings_width

    def widen_findings(self, width: int) -> None:
        """As the user left them."""
        self._findings_width = width
        self._set_split()

    def _set_split(self) -> None:
        usual = max(min(self.width() // 4, _WIDEST_FINDINGS), self.findings.minimumWidth())
        beside = self._findings_width or usual
        self._splitter.setSizes([self.width() - beside, beside, 0])

    # -- preview -------------------------------------------------------------------------------

    @property
    def preview(self) -> PreviewPane:
        """The pages as they will print; made when first asked for."""
        if self._preview is None:
            from app.gui.print.preview import PreviewPane  # noqa: PLC0415  costs the start-up

            self._preview = PreviewPane(self._session, self._theme)
            self._preview.hide()
            self._preview.chosen.connect(self.show_origin)
            self._preview.close_requested.connect(self.toggle_preview)
            self._preview.print_requested.connect(self.print_requested)
            self._splitter.addWidget(self._preview)
            self._splitter.setStretchFactor(2, 1)
        return self._preview

    @property
    def is_preview_shown(self) -> bool:
        """Whether the preview stands where the findings were."""
        return self._preview is not None and not self._preview.isHidden()

    def toggle_preview(self) -> None:
        """Show the preview in place of the findings, or the findings again."""
        is_shown = not self.is_preview_shown
        self.preview.setVisible(is_shown)
        self.findings.setVisible(not is_shown)
        if is_shown:
            half = self.width() // 2
            self._splitter.setSizes([self.width() - half, 0, half])
            self.preview.setFocus()
        else:
            self._set_split()
            self.page(self.current_id).focus_first()

    def go_to_place(self, place: Place) -> None:
        """Go to where a milestone is worked on."""
        if isinstance(place, Address):
            self.show_cell(place)
        elif isinstance(place, Finding):
            self.findings.go_to(place)
        elif place in self._beside:
            self.show_beside(place)
        else:
            self.tabs.select(place)
            self.page(place).focus_first()

    def show_cell(self, address: Address) -> None:
        """Go to a figure."""
        self.show_origin(Origin(Slot("cell", address)))

    def _show_step(self, slots: frozenset[Slot]) -> None:
        """After undo and redo: go to the first figure that changed, as spreadsheets do."""
        changed = {slot.key for slot in slots if slot.kind == "cell"}
        for table in self._session.form.tables.values():
            if own := [address for address in table.inputs if address in changed]:
                self.show_cell(own[0])
                return

    def show_origin(self, origin: Origin) -> None:
        """Go to where a piece of the printed report is written."""
        section = self.section_of(origin.slot)
        self.tabs.select(section)
        if self.current_id == section:
            self.page(section).show_origin(origin)

    def show_piece(self, slot: Slot, start: int, end: int) -> None:
        """Go to a piece of a text and select it, or to a figure."""
        section = self.section_of(slot)
        self.tabs.select(section)
        if self.current_id == section:
            self.page(section).show_piece(slot, start, end)

    def section_of(self, slot: Slot) -> str:
        """Id of the tab where a slot is edited."""
        if isinstance(slot.key, Address):
            return self._session.form.section_of(slot.key.table).id
        return slot.key if slot.kind in ("text", "title") else PARTICULARS

    def add_above(self, bar: QWidget) -> None:
        """A bar between the tabs and the pages."""
        self._above.addWidget(bar)

    def set_limit(self, section_id: str, limit: int) -> None:
        """How many characters a chapter may have; 0 for any number."""
        self._limits[section_id] = limit
        page = self._pages.get(section_id)
        if isinstance(page, ChapterPage):
            page.set_limit(limit)

    # -- following -----------------------------------------------------------------------------

    def _show_another(self) -> None:
        self._reopen()

    def _reopen(self, keep: str = PARTICULARS) -> None:
        for section_id in set(self._pages) - set(self._beside):
            self._discard(section_id)
        self.tabs.rebuild()
        self.tabs.select(keep)
        self.findings.follow()
        self._show_current()

    def _follow(self, slots: frozenset[Slot]) -> None:
        if Slot("field", "forms") in slots:
            self._reopen(keep=self.current_id)
        elif any(slot.kind == "title" or slot == Slot("field", "sections") for slot in slots):
            for section_id in (
                set(self._pages)
                - set(self._beside)
                - {PARTICULARS, *self._session.report.section_ids}
            ):
                self._discard(section_id)
            before = self.current_id
            self.tabs.rebuild()
            if self.current_id != before or self._stack.currentWidget() is not self.page(before):
                self._show_current()
        else:
            self.tabs.refresh_badges()
        for page in self._pages.values():
            page.follow(slots)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.tabs.restyle(theme)
        self.findings.restyle(theme)
        self.help.restyle(theme)
        if self._preview is not None:
            self._preview.restyle(theme)
        for page in self._pages.values():
            page.restyle(theme)
