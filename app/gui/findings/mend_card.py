"""A finding that stands, with the buttons that mend it or set it aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QPushButton, QToolTip, QWidget

from app.gui.findings.card import FindingCard
from app.gui.theme import Theme
from app.model.report import Edit
from app.rules.finding import Finding

_ASIDE = "不改…"


class MendCard(FindingCard):
    """Mends in the order in which they are offered, then what else can be done."""

    mend_requested = Signal(object, str)
    """The finding, and the label of the edit that mends it."""

    all_requested = Signal(object, str)
    """The same, for all findings of its kind."""

    aside_requested = Signal(object)
    """The finding to be left as it is."""

    def __init__(
        self,
        theme: Theme,
        finding: Finding,
        preview: Callable[[Finding, str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, finding, parent)
        self._preview = preview
        self._labels: tuple[str, ...] = ()
        self._alike = 0

    def show_mends(self, finding: Finding, edits: Sequence[Edit], alike: int) -> bool:
        """Take up the present words and mends of this finding; True where the card changed.

        `alike`: how many of the list have the same first mend, this one counted in.
        """
        is_new = not self.accessibleName()
        labels = tuple(edit.label for edit in edits)
        other = (labels, alike) != (self._labels, self._alike)
        self._labels, self._alike = labels, alike
        changed = self.show_finding(finding)
        if other and not is_new:
            self._make_buttons()
        return changed or other

    def _make_buttons(self) -> None:
        super()._make_buttons()
        for label in self._labels:
            mend = self._add_button(MendButton(label, self._changes, self), "mend")
            mend.clicked.connect(
                lambda _checked, chosen=label: self.mend_requested.emit(self.finding, chosen)
            )
        if self._alike > 1:
            first = self._labels[0]
            every = self._add_button(QPushButton(f"同类 {self._alike} 处…", self), "quiet")
            every.setToolTip("同类的一起改：先看改动，再决定")
            every.clicked.connect(lambda: self.all_requested.emit(self.finding, first))
        self._add_why()
        aside = self._add_button(QPushButton(_ASIDE, self), "quiet")
        aside.setToolTip("写明理由，不再列出；只存在年报文件里")
        aside.clicked.connect(lambda: self.aside_requested.emit(self.finding))

    def _changes(self, label: str) -> str:
        return self._preview(self.finding, label)


class MendButton(QPushButton):
    """Shows what it would change as soon as the mouse or the keyboard is on it."""

    def __init__(self, label: str, preview: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(label, parent)
        self._preview = preview

    def _show_preview(self) -> None:
        place = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(place, self._preview(self.text()), self)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_preview()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_preview()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._show_preview()
