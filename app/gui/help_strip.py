"""What the current cell or chapter is about, in a strip below the pages."""

from __future__ import annotations

from functools import cached_property
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.gui.session import Session
from app.gui.theme import Theme
from app.model.address import Address
from app.services.explaining import Explainer, Topic, load_explainer
from app.storage.damage import DamagedInstallationError

_LAW = "条例：《中华人民共和国政府信息公开条例》（国务院令第711号）"
_LAW_SHORT = "条例"


class HelpStrip(QFrame):
    """One or two lines beside a page; all there is to say when unfolded.

    It grows with its text and does not shrink again until the page or the width changes: the
    table above does not jump while the cursor wanders through it.
    """

    failed = Signal(str)
    """The texts cannot be read: why."""

    put_away = Signal()
    """It is not to stand there any more without being asked for."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpStrip")
        self._session = session
        self._theme = theme
        self._topic: Topic | None = None
        self._page = ""
        self._is_unfolded = False
        self._is_wanted = True
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._label.setAccessibleName("填写说明")
        self._fold = QPushButton()
        self._fold.setProperty("look", "quiet")
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fold.clicked.connect(self.toggle)
        self._away = QPushButton("×")
        self._away.setAccessibleName("隐藏填写说明")
        self._away.setProperty("look", "quiet")
        self._away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._away.setToolTip("不再显示填写说明；按 F1 再看，帮助菜单里可以重新打开")
        self._away.clicked.connect(self.put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(10)
        layout.addWidget(self._label, 1)
        for button in (self._fold, self._away):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @cached_property
    def _explainer(self) -> Explainer:
        return load_explainer(added=self._session.catalogue.added)

    def show_cell(self, address: Address) -> None:
        """Say what a figure counts."""
        try:
            topic = self._explainer.cell(self._session.form, address)
        except DamagedInstallationError as error:
            self._give_up(error)
            return
        self._show(topic, address.table)

    def show_chapter(self, section_id: str, title: str) -> None:
        """Say what belongs into a chapter."""
        try:
            topic = self._explainer.chapter(self._session.form, section_id, title)
        except DamagedInstallationError as error:
            self._give_up(error)
            return
        self._show(topic, section_id)

    def show_nothing(self) -> None:
        """A page that is not about a part of the form."""
        self._topic = None
        self._draw()

    def toggle(self) -> None:
        """Unfold everything there is to say, or fold it again."""
        self._is_unfolded = not self._is_unfolded
        self._start_anew()

    def want(self, *, wanted: bool) -> None:
        """Whether it stands beside pages without being asked for."""
        self._is_wanted = wanted
        self._start_anew()

    @property
    def is_wanted(self) -> bool:
        """Whether it stands beside pages without being asked for."""
        return self._is_wanted

    @property
    def words(self) -> str:
        """What it says now, with its markup; empty while hidden."""
        return "" if self.isHidden() else self._label.text()

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._start_anew()

    def _give_up(self, error: DamagedInstallationError) -> None:
        self.hide()
        self.failed.emit(str(error))

    def _show(self, topic: Topic, page: str) -> None:
        if topic == self._topic and page == self._page:
            return
        if page != self._page:
            self._label.setMinimumHeight(0)
        self._topic, self._page = topic, page
        self._draw()

    def _start_anew(self) -> None:
        self._label.setMinimumHeight(0)
        self._draw()

    def _draw(self) -> None:
        shown = self._is_unfolded or self._is_wanted
        self.setVisible(shown and self._topic is not None)
        if self.isHidden() or self._topic is None:
            return
        self._fold.setText("F1 收起" if self._is_unfolded else "F1 更多")
        self._away.setVisible(self._is_wanted)
        quiet = self._theme.colour("ink2").name()
        describe = _unfolded if self._is_unfolded else _folded
        self._label.setText(describe(self._topic, quiet))
        self._grow()

    def _grow(self) -> None:
        needed = self._label.heightForWidth(self._label.width())
        if needed > self._label.minimumHeight():
            self._label.setMinimumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._label.setMinimumHeight(0)
        self._grow()


def _folded(topic: Topic, quiet: str) -> str:
    """Heading, the first text and what it rests on."""
    parts = [f"<b>{escape(topic.short)}</b>"]
    for explanation in topic.texts[:1]:
        parts.append(escape(explanation.text))
        if explanation.basis:
            parts.append(_in_colour(quiet, f"依据：{explanation.basis}"))
    return "　".join(parts)


def _unfolded(topic: Topic, quiet: str) -> str:
    """Every text, the relations, and what 条例 is short for."""
    lines = [f"<b>{escape(topic.heading)}</b>"]
    for explanation in topic.texts:
        basis = f"　{_in_colour(quiet, f'依据：{explanation.basis}')}" if explanation.basis else ""
        lines.append(escape(explanation.text) + basis)
    if topic.relations:
        lines.append("勾稽关系：" + escape("；".join(topic.relations)))
    if any(_LAW_SHORT in explanation.basis for explanation in topic.texts):
        lines.append(_in_colour(quiet, _LAW))
    return "<br>".join(lines)


def _in_colour(colour: str, words: str) -> str:
    return f'<span style="color:{colour}">{escape(words)}</span>'
