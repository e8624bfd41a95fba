"""All findings of the report, in groups, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.gui.findings.aside_card import AsideCard
from app.gui.findings.card import FindingCard
from app.gui.findings.column import Column
from app.gui.findings.filters import FilterBar
from app.gui.findings.heading import GroupHeading
from app.gui.findings.listing import Group, Place, grouped, place_of
from app.gui.findings.mend_card import MendCard
from app.gui.findings.mender import Mender
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.report import Edit
from app.model.rule import SEVERITY_WORDS
from app.rules.case import DOC_TITLE, PREAMBLE, SIGNATURE
from app.rules.finding import Finding
from app.services.mending import kind_of
from app.services.places import listed, place_name

_CARDS = 40
"""More are counted, and drawn when asked for: nobody reads on before mending some."""

_AT_ONCE = 5
"""New cards made between two keys: about ten milliseconds."""

_SHORTLY_MS = 30

_ASIDE = "aside"


class FindingsPanel(QWidget):
    """The list beside the pages; follows every edit after the grid has been repainted."""

    chosen = Signal(object)
    """The finding to go to."""

    said = Signal(str)
    """A sentence for the user."""

    done = Signal(str)
    """A sentence on what was done."""

    save_requested = Signal()
    """The list is wanted as a file."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._cards: dict[Place, FindingCard] = {}
        self._headings: dict[str, GroupHeading] = {}
        self._current: Place | None = None
        self.mender = Mender(session, self)
        self.mender.done.connect(self.done)
        self._most = _CARDS
        self.setObjectName("findingsPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(230)
        self.bar = FilterBar()
        self.bar.changed.connect(self._show_others)
        self.bar.next_requested.connect(lambda: self.step(1))
        self.bar.add_action("复制清单", self.copy_list)
        self.bar.add_action("保存清单…", self.save_requested.emit)
        self._clear = QLabel("没有发现问题")
        self._clear.setProperty("badge", "done")
        self._clear.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear.setContentsMargins(0, 6, 0, 6)
        self._more = QPushButton()
        self._more.setProperty("look", "quiet")
        self._more.clicked.connect(self._show_more)
        self.column = Column()
        self._aside = QPushButton()
        self._aside.setCheckable(True)
        self._aside.setProperty("look", "quiet")
        self._aside.setToolTip("看写明了理由不改的；再按一次看要改的")
        self._aside.clicked.connect(self._start_afresh)
        area = QScrollArea()
        area.setObjectName("findingsList")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.column)
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._clear)
        layout.addWidget(area, 1)
        layout.addWidget(self._more)
        layout.addWidget(self._aside)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.follow)
        session.changed.connect(self._refresh_later)

    def _refresh_later(self, _slots: object) -> None:
        self._later.start(_SHORTLY_MS)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def _groups(self) -> tuple[Group, ...]:
        findings = filter(self.bar.filter.admits, self._session.assessment.findings)
        return grouped(findings, self.bar.grouping, self._places)

    @property
    def shown(self) -> list[Finding]:
        """The findings that the filter lets through, in the order of the list."""
        return [finding for group in self._groups for finding in group.findings]

    @property
    def _places(self) -> tuple[str, ...]:
        return (DOC_TITLE, PREAMBLE, *self._session.report.section_ids, SIGNATURE)

    def _name(self, place: str) -> str:
        return place_name(self._session.form, self._session.report, place)

    def refresh(self) -> None:
        """Bring all cards in line with the findings; those that stay are changed, not remade."""
        self._bring_in_line(self._most)

    def follow(self) -> None:
        """The same a few new cards at a time, so that nobody has to wait for them."""
        self._bring_in_line(_AT_ONCE)

    def _bring_in_line(self, most_new: int) -> None:
        self._later.stop()
        findings = self._session.assessment.findings
        self.bar.follow(findings, self._places, self._name)
        asides = self._session.assessment.set_aside
        back = f"← 回到要改的 {len(findings)} 处"
        self._aside.setText(back if self._aside.isChecked() else f"不改的 {len(asides)} 处")
        self._aside.setVisible(bool(asides))
        if not asides and self._aside.isChecked():
            self._aside.setChecked(False)
            self._discard_cards()
        groups = self._listed
        before, self._cards = self._cards, {}
        headings, self._headings = self._headings, {}
        show = self._shower(groups)
        strips: list[QWidget] = []
        changed: set[QWidget] = set()
        wanted = 0
        for group in groups:
            if wanted >= self._most or most_new <= 0:
                break
            heading = headings.get(group.key) or GroupHeading(self._theme, self.column)
            if heading.show_words(f"{self._title(group)}　{len(group.findings)}"):
                changed.add(heading)
            self._headings[group.key] = heading
            strips.append(heading)
            for finding in group.findings[: self._most - wanted]:
                wanted += 1
                place = place_of(finding)
                if place not in before:
                    most_new -= 1
                    if most_new < 0:
                        break
                card = before.get(place) or self._new_card(finding)
                if show(card, finding):
                    changed.add(card)
                card.set_current(place == self._current)
                self._cards[place] = card
                strips.append(card)
        self.column.show_strips(strips, changed)
        self._clear.setVisible(not findings and not self._aside.isChecked())
        rest = sum(len(group.findings) for group in groups) - self._most
        self._more.setText(f"另有 {rest} 处，再显示一些")
        self._more.setVisible(rest > 0)
        if most_new < 0:
            self._later.start(0)

    @property
    def _listed(self) -> tuple[Group, ...]:
        """The groups to be drawn: findings that stand, or those that were set aside."""
        if self._aside.isChecked():
            asides = self._session.assessment.set_aside
            return (Group(_ASIDE, tuple(aside.finding for aside in asides)),)
        return self._groups

    def _shower(self, groups: Iterable[Group]) -> Callable[[FindingCard, Finding], bool]:
        """What brings a card in line with its finding, for the list as it is to be."""
        reasons = {place_of(a.finding): a for a in self._session.assessment.set_aside}
        edits: dict[Place, list[Edit]] = {}
        if not self._aside.isChecked():
            edits = {place_of(f): self.mender.edits(f) for f in self._first(groups)}
        kinds = Counter((place[0], _kind(of)) for place, of in edits.items() if of)

        def show(card: FindingCard, finding: Finding) -> bool:
            place = place_of(finding)
            if isinstance(card, AsideCard):
                return card.show_aside(reasons[place])
            if isinstance(card, MendCard):
                of = edits[place]
                alike = kinds[place[0], _kind(of)] if of else 0
                return card.show_mends(finding, of, alike)
            return card.show_finding(finding)

        return show

    def _first(self, groups: Iterable[Group]) -> Iterator[Finding]:
        """As many findings as are drawn."""
        return islice((finding for group in groups for finding in group.findings), self._most)

    def _title(self, group: Group) -> str:
        if group.key == _ASIDE:
            return "写明了理由不改的"
        if self.bar.grouping == "section":
            return self._name(group.key)
        finding = group.findings[0]
        if self.bar.grouping == "rule":
            return f"{group.key}　{finding.rule.summary}"
        return SEVERITY_WORDS[finding.severity]

    def _show_others(self) -> None:
        self._most = _CARDS
        self.refresh()

    def _show_more(self) -> None:
        self._most += _CARDS
        self.refresh()

    def restyle(self, theme: Theme) -> None:
        """Make the cards anew in the colours of another theme."""
        self._theme = theme
        self._start_afresh()

    def _start_afresh(self) -> None:
        """Throw all cards away: they are to be of another kind, or of other colours."""
        self._discard_cards()
        self._most = _CARDS
        self.refresh()

    def _discard_cards(self) -> None:
        self.column.show_strips((), set())
        self._cards, self._headings = {}, {}

    def _new_card(self, finding: Finding) -> FindingCard:
        if self._aside.isChecked():
            card = AsideCard(self._theme, finding, self.column)
            card.back_requested.connect(self.mender.take_back)
        else:
            card = MendCard(self._theme, finding, self.mender.preview, self.column)
            card.mend_requested.connect(self.mender.mend)
            card.all_requested.connect(self.mender.mend_all)
            card.aside_requested.connect(self.mender.set_aside)
        card.height_changed.connect(self.column.measure_again)
        card.unfolded.connect(self._show_whole)
        card.chosen.connect(self.go_to)
        return card

    # -- going there ---------------------------------------------------------------------------

    def go_to(self, finding: Finding) -> None:
        """Make a finding the current one, and show its card and its place."""
        self._bring_up(finding)
        self.chosen.emit(finding)

    def _bring_up(self, finding: Finding) -> FindingCard | None:
        """Make a finding the current one and show its card; None for one that is gone."""
        shown = [place_of(other) for other in self.shown]
        place = place_of(finding)
        if self._aside.isChecked():
            if place in self._cards:
                return self._mark_current(place)
            self._aside.setChecked(False)
            self._start_afresh()
        if place not in shown:
            self.bar.clear()
            shown = [place_of(other) for other in self.shown]
            if place not in shown:
                return None
            self._most = _CARDS
            self.refresh()
        if place not in self._cards:
            self._most = (shown.index(place) // _CARDS + 1) * _CARDS
            self.refresh()
        return self._mark_current(place)

    def _mark_current(self, place: Place) -> FindingCard:
        before = self._cards.get(self._current) if self._current else None
        self._current = place
        card = self._cards[place]
        if before is not None:
            before.set_current(False)
        card.set_current(True)
        self._area.ensureWidgetVisible(card, 0, 12)
        return card

    def _show_whole(self, card: FindingCard) -> None:
        self._area.ensureWidgetVisible(card, 0, 12)

    def step(self, direction: int) -> None:
        """Go to the next (1) or the previous (-1) finding of those shown, round and round."""
        shown = self.shown
        if not shown:
            self.said.emit("没有发现问题")
            return
        places = [place_of(finding) for finding in shown]
        if self._current in places:
            number = places.index(self._current) + direction
        else:
            number = 0 if direction > 0 else -1
        self.go_to(shown[number % len(shown)])

    def explain(self, finding: Finding | None) -> None:
        """Unfold why this is a finding; without one, why the one last gone to is."""
        if finding is None:
            finding = next((f for f in self.shown if place_of(f) == self._current), None)
        card = self._bring_up(finding) if finding else None
        if card is None:
            self.said.emit("这里没有发现问题；按 F8 去下一处")
            return
        card.toggle_reasons()

    def mend(self, finding: Finding | None) -> None:
        """Do the first mend of this finding; without one, of the one last gone to."""
        if finding is None or not self.mender.edits(finding):
            finding = next((f for f in self.shown if place_of(f) == self._current), finding)
        edits = self.mender.edits(finding) if finding else []
        if finding is None or not edits:
            nothing = "这里没有发现问题；按 F8 去下一处"
            self.said.emit("这一处没有现成的改法" if finding else nothing)
            return
        self.mender.mend(finding, edits[0].label)
        self.done.emit(f"已改：{edits[0].label}，可以撤销")

    def enter(self) -> None:
        """Put the cursor on the card last gone to, or on the first; Tab goes on to its buttons."""
        self.refresh()
        card = self._cards.get(self._current) if self._current else None
        card = card or next(iter(self._cards.values()), None)
        (card or self.bar).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the list ------------------------------------------------------------------------------

    def copy_list(self) -> None:
        """Put the findings shown on the clipboard, a line each."""
        shown = self.shown
        QGuiApplication.clipboard().setText(listed(shown, self._session.form, self._session.report))
        self.done.emit(f"已复制 {len(shown)} 处")


def _kind(edits: Sequence[Edit]) -> str:
    """The kind of the first mend, which is the one that can be done for all."""
    return kind_of(edits[0].label)
