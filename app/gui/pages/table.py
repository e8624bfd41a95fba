"""A chapter that is a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.grid.model import GridModel
from app.gui.grid.view import GridView
from app.gui.pages.chapter_editor import ChapterEditor
from app.gui.pages.draft_panel import DraftPanel
from app.gui.pages.page import Page
from app.gui.pages.underlines import Underlines
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.address import Address
from app.model.document import Origin
from app.model.form import SectionSpec, Table
from app.model.numbers import format_number
from app.model.report import Slot
from app.rules.finding import Finding

_PLACES = Decimal("0.01")
_NOTE_HEIGHT, _DRAFT_HEIGHT = 150, 100


def summed(chosen: int, numbers: Sequence[Decimal]) -> str:
    """What a selection holds: cells, how many with a number, their sum and average."""
    words = f"选中 {chosen} 格"
    if not numbers:
        return words
    total = sum(numbers, Decimal(0))
    average = total / len(numbers)
    if average != average.quantize(_PLACES):
        average = average.quantize(_PLACES)
    average = average.normalize() if average % 1 else average.quantize(Decimal(1))
    return (
        f"{words}　计数 {len(numbers)}　合计 {format_number(total)}　平均 {format_number(average)}"
    )


class TablePage(Page):
    """The grid, with what can be done to all of it above."""

    def __init__(
        self,
        session: Session,
        spec: SectionSpec,
        table: Table,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.model = GridModel(session, table, self)
        self.view = GridView(self.model, theme)
        self.view.said.connect(self.said)
        self.view.done.connect(self.done)
        self.view.zoomed.connect(self.zoomed)
        self.view.menu_requested.connect(self.menu_requested)
        self.view.selection_changed.connect(self._describe_selection)
        title = QLabel(f"{table.name}　{table.title}")
        title.setProperty("tone", "strong")
        zeros = QPushButton("空白处填 0")
        zeros.setToolTip("本表没有填的格都填 0，可以撤销")
        zeros.clicked.connect(self.view.fill_blanks)
        zeros.clicked.connect(self.view.setFocus)
        bar = QHBoxLayout()
        bar.addWidget(title)
        bar.addStretch(1)  # so that the button is in one place, however long the title
        bar.addWidget(zeros)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        self._spec, self._theme, self._percent = spec, theme, 100
        self._note: ChapterEditor | None = None
        self._underlines: Underlines | None = None
        self.draft = DraftPanel(session, spec.id, theme, self)
        self.draft.setMaximumHeight(_DRAFT_HEIGHT)
        self.draft.adopted.connect(self.view.setFocus)
        layout.addWidget(self.draft)
        self._show_note()
        self._describe_selection()

    def _show_note(self) -> None:
        """Words beside the table: most tables have none, and then there is no box for them."""
        session, spec = self._session, self._spec
        if self._note is not None or not session.report.section(spec.id).text:
            return
        self._note = ChapterEditor(
            session, Slot("text", spec.id), f"编辑“{spec.title}”的文字", self._theme
        )
        self._note.cell_chosen.connect(self.cell_chosen)
        self._note.zoomed.connect(self.zoomed)
        self._note.setMaximumHeight(_NOTE_HEIGHT)
        self._underlines = Underlines(
            self._note, session, spec.id, self._theme, self._note.words_of_chip
        )
        self._note.zoom(self._percent)
        if (layout := self.layout()) is not None:
            layout.addWidget(self._note)

    def _describe_selection(self) -> None:
        self.place_changed.emit()
        values = self._session.assessment.values
        numbers = [v for a in self.view.selected_addresses() if (v := values[a]) is not None]
        chosen = len(self.view.selected_addresses())
        self.selection_summed.emit(summed(chosen, numbers) if chosen > 1 else "")

    @property
    def address_here(self) -> Address | None:
        """The current cell."""
        return self.view.current_address()

    def follow(self, slots: frozenset[Slot]) -> None:
        """The figures, and the words beside the table if there are any."""
        self.model.follow()
        self._show_note()
        if {Slot("draft", self._spec.id), Slot("field", "year")} & slots:
            self.draft.follow()
        if self._note is not None and self._underlines is not None:
            self._note.binding.follow(slots)
            self._underlines.follow()

    def show_finding(self, finding: Finding) -> None:
        """Go to the cell where the fault shows, or to its words beside the table."""
        if finding.span is not None and self._note is not None:
            self._note.show_span(*finding.span)
            return
        for address in finding.focus:
            if address.table == self.model.table.key:
                self.view.go_to(address)
                break
        self.view.setFocus()

    def show_origin(self, origin: Origin) -> None:
        """Go to the cell, or to the words beside the table."""
        if isinstance(origin.slot.key, Address):
            self.view.go_to(origin.slot.key)
        elif origin.slot.kind == "text" and self._note is not None:
            self._note.show_span(origin.start, origin.start)
            return
        self.view.setFocus()

    def show_piece(self, slot: Slot, start: int, end: int) -> None:
        """Select it in the words beside the table, or go to the figure."""
        if slot.kind == "text" and self._note is not None:
            self._note.show_span(start, end)
        else:
            self.show_origin(Origin(slot, start, end))

    @property
    def text_box(self) -> ChapterEditor | None:
        return self._note

    def finding_here(self) -> Finding | None:
        """The worst finding that shows in the current cell, or under the cursor in the words."""
        if self._underlines is not None and self._note is not None and self._note.hasFocus():
            return self._underlines.here
        address = self.view.current_address()
        findings = self._session.assessment.findings
        return next((f for f in findings if address in f.focus), None)

    def zoom(self, percent: int) -> None:
        """The figures and their names; the words beside them too."""
        self._percent = percent
        self.view.zoom(percent)
        if self._note is not None:
            self._note.zoom(percent)

    def restyle(self, theme: Theme) -> None:
        """Pass the colours on to grid, draft and words."""
        self._theme = theme
        self.draft.restyle(theme)
        if self._underlines is not None and self._note is not None:
            self._note.restyle(theme)
            self._underlines.restyle(theme)
        self.view.restyle(theme)

    def focus_first(self) -> None:
        """Into the grid."""
        self.view.setFocus()
