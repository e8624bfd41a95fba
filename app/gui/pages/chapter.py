"""A chapter of text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.gui.pages.chapter_editor import ChapterEditor
from app.gui.pages.draft_panel import DraftPanel
from app.gui.pages.outline import Outline
from app.gui.pages.page import Page
from app.gui.pages.underlines import Underlines
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.document import Origin
from app.model.form import SectionSpec
from app.model.report import Slot
from app.rules.finding import Finding
from app.services.outlining import begin_aspect

_PAGE_WIDTH = 860
_LEAST_WITH_OUTLINE = 640
"""Pixels; on a narrower page the text needs all of them."""
_SHARES_EMPTY, _SHARES_WRITTEN = (200, 400), (400, 200)
"""Heights of text and draft to one another."""


class ChapterPage(Page):
    """Title, the text, how long it is, and what is still to be written about."""

    def __init__(
        self, session: Session, section_id: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._section_id = section_id
        section = session.report.section(section_id)
        spec = session.form.section(section_id)
        self._title = QLabel(section.title)
        self._title.setProperty("tone", "strong")
        self._limit = 0
        self.outline: Outline | None = None
        if spec is not None and spec.aspects:
            self.outline = Outline(spec, self)
            self.outline.chosen.connect(lambda place: self.editor.show_span(place, place))
            self.outline.wanted.connect(lambda number: self._begin(spec, number))
        self._count = QLabel()
        self._count.setProperty("tone", "quiet")
        self.editor = ChapterEditor(
            session, Slot("text", section_id), f"编辑“{section.title}”", theme
        )
        self.editor.cell_chosen.connect(self.cell_chosen)
        self.editor.zoomed.connect(self.zoomed)
        self.editor.setPlaceholderText("在这里写本章内容；每段一行，以（一）开头的标题自动用楷体")
        self._underlines = Underlines(
            self.editor, session, section_id, theme, self.editor.words_of_chip
        )
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._count)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        self.draft = DraftPanel(session, section_id, theme, self)
        self.draft.adopted.connect(self.editor.setFocus)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setObjectName("chapterHalves")
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.editor)
        self._halves.addWidget(self.draft)
        self._halves.setSizes(_SHARES_WRITTEN if section.text else _SHARES_EMPTY)
        column.addWidget(self._halves, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(_PAGE_WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        if self.outline is not None:
            outer.addWidget(self.outline)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        self.setFocusProxy(self.editor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_count()

    def follow(self, slots: frozenset[Slot]) -> None:
        """Title, text and count."""
        self.editor.binding.follow(slots)
        self._underlines.follow()
        if {Slot("draft", self._section_id), Slot("field", "year")} & slots:
            self.draft.follow()
        if Slot("title", self._section_id) in slots:
            self._title.setText(self._session.report.section(self._section_id).title)
        if Slot("text", self._section_id) in slots:
            self._show_count()

    def _begin(self, spec: SectionSpec, number: int) -> None:
        """Put the heading of a missing aspect in, and the cursor behind it."""
        edit, place = begin_aspect(self._session.report, spec, number)
        self._session.edit(edit)
        self.editor.show_span(place, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.outline is not None:
            self.outline.setVisible(self.width() >= _LEAST_WITH_OUTLINE)

    def _show_count(self) -> None:
        text = self._session.report.section(self._section_id).text
        count, limit = sum(not c.isspace() for c in text), self._limit
        words = f"{count} 字" if not limit else f"{count} / {limit} 字"
        is_over = 0 < limit < count
        self._count.setText(f"{words}，多 {count - limit} 字" if is_over else words)
        if is_over != (self._count.property("tone") == "over"):
            self._count.setProperty("tone", "over" if is_over else "quiet")
            self._count.style().unpolish(self._count)
            self._count.style().polish(self._count)
        if self.outline is not None:
            self.outline.follow(text)

    def show_finding(self, finding: Finding) -> None:
        """Select the sentence, or put the cursor at the start."""
        start, end = finding.span or (0, 0)
        self.editor.show_span(start, end)

    def show_origin(self, origin: Origin) -> None:
        """Put the cursor at the start of the paragraph."""
        if origin.slot.kind == "text":
            self.editor.show_span(origin.start, origin.start)
        else:
            self.editor.setFocus()

    def show_piece(self, slot: Slot, start: int, end: int) -> None:
        """Select it in the text; of a title, show the chapter."""
        if slot.kind == "text":
            self.editor.show_span(start, end)
        else:
            self.editor.setFocus()

    def set_limit(self, limit: int) -> None:
        """How many characters the chapter may have; 0 for any number."""
        self._limit = limit
        self._show_count()

    @property
    def count_words(self) -> str:
        """What it says of its length."""
        return self._count.text()

    @property
    def text_box(self) -> ChapterEditor:
        return self.editor

    def finding_here(self) -> Finding | None:
        """The finding under the cursor."""
        return self._underlines.here

    def restyle(self, theme: Theme) -> None:
        """Pass the colours on to chips and wavy lines."""
        self.editor.restyle(theme)
        self._underlines.restyle(theme)
        self.draft.restyle(theme)

    def zoom(self, percent: int) -> None:
        """The text."""
        self.editor.zoom(percent)
        self._underlines.redraw()

    def focus_first(self) -> None:
        """Into the text."""
        self.editor.setFocus()
