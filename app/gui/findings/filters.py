"""Above the list: how many of each severity, what is shown, how it is grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui.findings.listing import GROUPING_WORDS, Filter, Grouping
from app.model.rule import SEVERITY_WORDS, Severity
from app.rules.finding import Finding

_STEP = "F8 下一处"
_ROOMY = 310
"""Least width for everything in one line."""


class FilterBar(QWidget):
    """Buttons of severities, choices of chapter and rule, and a menu for the whole list."""

    changed = Signal()
    """Another filter or grouping."""

    next_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = Filter()
        self.grouping: Grouping = "severity"
        self.setObjectName("findingsHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel("检查")
        self._title.setProperty("tone", "strong")
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(self._title)
        self._badges: dict[Severity, QPushButton] = {}
        for severity in SEVERITY_WORDS:
            badge = QPushButton()
            badge.setCheckable(True)
            badge.setProperty("badge", severity)
            badge.setToolTip(f"只看{SEVERITY_WORDS[severity]}；再按一次看全部")
            badge.clicked.connect(lambda on, s=severity: self._set(severity=s if on else None))
            self._badges[severity] = badge
            head.addWidget(badge)
        head.addStretch()
        self._step = QPushButton(_STEP)
        self._step.setProperty("look", "quiet")
        self._step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._step.setAccessibleName(_STEP)
        self._step.setToolTip("下一处（F8），上一处（Shift+F8）")
        self._step.clicked.connect(self.next_requested)
        head.addWidget(self._step)
        self._sections = _choice("只看一章")
        self._rules = _choice("只看一条规则")
        self._sections.activated.connect(lambda _: self._set(section=self._sections.currentData()))
        self._rules.activated.connect(lambda _: self._set(rule=self._rules.currentData()))
        self.menu = QMenu(self)
        self._make_groupings()
        more = QToolButton()
        more.setText("⋯")
        more.setAccessibleName("清单的更多操作")
        more.setToolTip("分组、复制、保存清单")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self.menu)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._sections, 1)
        row.addWidget(self._rules, 1)
        row.addWidget(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, leave out words so that the counts stay whole."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _ROOMY
        self._title.setVisible(not is_narrow)
        self._step.setText("F8" if is_narrow else _STEP)

    def _make_groupings(self) -> None:
        choice = QActionGroup(self)
        for grouping, words in GROUPING_WORDS.items():
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(grouping == self.grouping)
            action.triggered.connect(partial(self._group_by, grouping))
            choice.addAction(action)
        self.menu.addSeparator()

    def add_action(self, words: str, act: Callable[[], object]) -> QAction:
        """One more line in the menu of the list."""
        action = self.menu.addAction(words)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _group_by(self, grouping: Grouping, _checked: object = None) -> None:
        self.grouping = grouping
        self.changed.emit()

    def _set(self, **parts: str | None) -> None:
        self.filter = replace(self.filter, **parts)  # type: ignore[arg-type]  parts are its own
        self.changed.emit()

    def clear(self) -> None:
        """Show everything."""
        self.filter = Filter()

    def follow(
        self, findings: Sequence[Finding], places: Sequence[str], name: Callable[[str], str]
    ) -> None:
        """Count, and offer the chapters and rules that have findings.

        A filter that nothing fits any more is dropped: what is left must never look like nothing.
        """
        if not any(self.filter.admits(finding) for finding in findings):
            self.clear()
        for severity, badge in self._badges.items():
            number = sum(finding.severity == severity for finding in findings)
            badge.setText(f"{number} {SEVERITY_WORDS[severity]}")
            badge.setVisible(number > 0)
            badge.setChecked(self.filter.severity == severity)
        present = {finding.section for finding in findings}
        order = [*(p for p in places if p in present), *sorted(present - set(places))]
        rules = {finding.rule.id: finding.rule for finding in findings}
        _offer(self._sections, "各章", {p: name(p) for p in order}, self.filter.section)
        named = {key: f"{key}　{rule.summary}" for key, rule in rules.items()}
        _offer(self._rules, "各规则", named, self.filter.rule)
        self._choices.setVisible(bool(findings))


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setProperty("look", "small")
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _offer(box: QComboBox, everything: str, choices: Mapping[str, str], chosen: str | None) -> None:
    wanted: list[tuple[str, str | None]] = [
        (everything, None),
        *((words, key) for key, words in choices.items()),
    ]
    if wanted != _offered(box, range(box.count())):
        box.clear()
        for words, key in wanted:
            box.addItem(words, key)
            box.setItemData(box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        if view := box.view():
            view.setMinimumWidth(300)
    box.setCurrentIndex(max(box.findData(chosen), 0) if chosen else 0)


def _offered(box: QComboBox, places: Iterable[int]) -> list[tuple[str, str | None]]:
    return [(box.itemText(place), box.itemData(place)) for place in places]
