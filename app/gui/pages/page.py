"""What the window needs of every page of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.theme import Theme
from app.model.address import Address
from app.model.document import Origin
from app.model.report import Slot
from app.rules.finding import Finding

if TYPE_CHECKING:
    from app.gui.pages.chapter_editor import ChapterEditor


class Page(QWidget):
    """One tab: shows a part of the report, and leads to a finding in it."""

    said = Signal(str)
    """A sentence for the user."""

    done = Signal(str)
    """A sentence on what was done, good news."""

    menu_requested = Signal(object)
    """Where on the screen the menu of the selected cells is wanted."""

    zoomed = Signal(object)
    """The event of a wheel turned while Ctrl is held."""

    selection_summed = Signal(str)
    """What the status bar says of the selection; empty for nothing."""

    cell_chosen = Signal(object)
    """Address of a figure to go to."""

    place_changed = Signal()
    """The cursor is in another cell."""

    @property
    def address_here(self) -> Address | None:
        """The figure under the cursor; None where there are no figures."""
        return None

    @property
    def text_box(self) -> ChapterEditor | None:
        """Where a chapter's text is written; None where there is none."""
        return None

    def follow(self, slots: frozenset[Slot]) -> None:
        """Show what an edit changed; called for every page of the open report, seen or not."""

    def show_finding(self, finding: Finding) -> None:
        """Bring the place of a finding into view and put the cursor there."""

    def show_origin(self, origin: Origin) -> None:
        """Put the cursor where a piece of the printed report is written."""
        self.focus_first()

    def show_piece(self, slot: Slot, start: int, end: int) -> None:
        """Select a piece of a text that was looked for, or go to a figure."""
        self.show_origin(Origin(slot, start, end))

    def finding_here(self) -> Finding | None:
        """The finding where the cursor is; None where there is none."""
        return None

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""

    def zoom(self, percent: int) -> None:
        """Take another size of letters; pages without much text stay as they are."""

    def focus_first(self) -> None:
        """Put the cursor where work begins."""
        self.setFocus()
