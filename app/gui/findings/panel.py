"""All findings of the report, worst first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui.findings.card import FindingCard
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.address import Address
from app.model.report import Edit
from app.model.rule import SEVERITY_WORDS, Severity
from app.rules.finding import Finding
from app.rules.mends import mends

_MOST_CARDS = 150
"""More are counted, not drawn: nobody reads on before mending some."""

_Place = tuple[str, str, tuple[Address, ...], tuple[int, int] | None]
"""What makes a finding the same one after an edit: rule, chapter, cells, piece of text."""


class FindingsPanel(QWidget):
    """The list beside the pages; follows every edit after the grid has been repainted."""

    chosen = Signal(object)
    """The finding to go to."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._cards: dict[_Place, FindingCard] = {}
        self._current: Finding | None = None
        self.setObjectName("findingsPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(230)
        head = QWidget()
        head.setObjectName("findingsHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel("检查")
        title.setProperty("tone", "strong")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(title)
        self._badges: dict[Severity, QLabel] = {}
        for severity in SEVERITY_WORDS:
            badge = QLabel()
            badge.setProperty("badge", severity)
            self._badges[severity] = badge
            row.addWidget(badge)
        row.addStretch()
        keys = QLabel("F8 下一处")
        keys.setProperty("tone", "quiet")
        row.addWidget(keys)
        self._clear = QLabel("没有发现问题")
        self._clear.setProperty("badge", "done")
        self._clear.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more = QLabel()
        self._more.setProperty("tone", "quiet")
        self._more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._clear)
        self._column.addWidget(self._more)
        self._column.addStretch()
        area = QScrollArea()
        area.setObjectName("findingsList")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(area, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(self._refresh_later)
        self.refresh()

    def _refresh_later(self, _slots: object) -> None:
        self._later.start()

    def refresh(self) -> None:
        """Bring the cards in line with the findings; those that stay are changed, not remade."""
        self._later.stop()
        session = self._session
        findings = session.assessment.findings
        shown: dict[_Place, FindingCard] = {}
        for finding in findings[:_MOST_CARDS]:
            place: _Place = (finding.rule.id, finding.section, finding.focus, finding.span)
            card = self._cards.pop(place, None) or self._new_card(finding)
            card.show_finding(finding, self._mends(finding))
            shown[place] = card
        for gone in self._cards.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._cards = shown
        for position, card in enumerate(shown.values()):
            if self._column.indexOf(card) != position:
                self._column.insertWidget(position, card)
        self._count(findings)

    def _mends(self, finding: Finding) -> list[Edit]:
        """The edits that mend a finding, made for the report as it is now."""
        session = self._session
        return list(mends(finding, session.form, session.report, session.assessment.values))

    def _new_card(self, finding: Finding) -> FindingCard:
        card = FindingCard(self._theme, finding)
        card.chosen.connect(self._choose)
        card.mend_requested.connect(self._mend)
        return card

    def _mend(self, finding: Finding, label: str) -> None:
        for edit in self._mends(finding):
            if edit.label == label:
                self._session.edit(edit)
                return

    def _choose(self, finding: Finding) -> None:
        self._current = finding
        for card in self._cards.values():
            card.set_current(card.finding == finding)
            if card.finding == finding:
                self._area.ensureWidgetVisible(card, 0, 12)
        self.chosen.emit(finding)

    def restyle(self, theme: Theme) -> None:
        """Make the cards anew in the colours of another theme."""
        self._theme = theme
        for card in self._cards.values():
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = {}
        self.refresh()

    def step(self, direction: int) -> None:
        """Go to the next (1) or the previous (-1) finding, round and round."""
        findings = self._session.assessment.findings
        if not findings:
            return
        if self._later.isActive():
            self.refresh()
        if self._current in findings:
            place = findings.index(self._current) + direction
        else:
            place = 0 if direction > 0 else -1
        self._choose(findings[place % len(findings)])

    def _count(self, findings: tuple[Finding, ...]) -> None:
        for severity, badge in self._badges.items():
            number = sum(finding.severity == severity for finding in findings)
            badge.setText(f"{number} {SEVERITY_WORDS[severity]}")
            badge.setVisible(number > 0)
        self._clear.setVisible(not findings)
        rest = len(findings) - _MOST_CARDS
        self._more.setText(f"另有 {rest} 处，改好前面的再显示")
        self._more.setVisible(rest > 0)
