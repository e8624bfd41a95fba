"""A finding that somebody has judged, with the reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.gui.findings.card import FindingCard
from app.gui.theme import Theme
from app.rules.aside import SetAside
from app.rules.finding import Finding


class AsideCard(FindingCard):
    """Leads to the place like any other card; its button lists the finding again."""

    back_requested = Signal(object)
    """The finding to be listed again."""

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget) -> None:
        super().__init__(theme, finding, parent)
        self.reason = ""

    def show_aside(self, aside: SetAside) -> bool:
        """Take up the present words; True where the card changed."""
        other = aside.reason != self.reason
        self.reason = aside.reason
        return self.show_finding(aside.finding) or other

    def _make_buttons(self) -> None:
        super()._make_buttons()
        back = self._add_button(QPushButton("重新列出", self), "mend")
        back.clicked.connect(lambda: self.back_requested.emit(self.finding))
        self._add_why()

    @property
    def _message(self) -> tuple[str, str]:
        headline, detail = super()._message
        return headline, f"{detail}\n不改的理由：{self.reason}".strip()
