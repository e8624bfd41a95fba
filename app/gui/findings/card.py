"""One finding as a card: what, where, both numbers, and why it is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from app.gui.findings.marks import MARK_SIZE, draw_mark
from app.gui.theme import Theme, window_font
from app.model.rule import SEVERITY_WORDS, Rule
from app.rules.finding import Finding

_WHY = "为什么？"
_LEFT, _RIGHT, _ABOVE, _GAP = 12, 12, 10, 5
_WORDS_AT = _LEFT + MARK_SIZE + 9
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_HIGH = 10_000


class FindingCard(QWidget):
    """A click, Return or Space goes to the place; the buttons are the subclasses'.

    Words are painted, not labels: forty cards of labels cost the panel more than a frame.
    """

    chosen = Signal(object)
    """The finding to go to."""

    height_changed = Signal(object)
    """The card, which needs more or less room than before."""

    unfolded = Signal(object)
    """The card, of which more is to be seen than before."""

    def __init__(self, theme: Theme, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._theme = theme
        self._buttons: list[QPushButton] = []
        self._reasons = ""
        self._is_current = False
        self._words: list[tuple[QRect, str, str]] = []
        self._plain = window_font()
        self._bold = window_font()
        self._bold.setBold(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where one types
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_finding(self, finding: Finding) -> bool:
        """Take up the present words of this finding; True where the card changed."""
        is_new = not self.accessibleName()
        if finding == self.finding and not is_new:
            return False
        self.finding = finding
        self.setAccessibleName(f"{SEVERITY_WORDS[finding.severity]}：{finding.message}")
        if is_new:
            self._make_buttons()
        return True

    def _make_buttons(self) -> None:
        """Make the card's own buttons, in place of those it has."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []

    def _add_why(self) -> None:
        self._add_button(QPushButton(_WHY, self), "quiet").clicked.connect(self.toggle_reasons)

    def _add_button(self, button: QPushButton, look: str) -> QPushButton:
        words = button.text()
        button.setProperty("look", look)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{words}：{self.finding.message}")
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.show()
        self._buttons.append(button)
        return button

    # -- why -----------------------------------------------------------------------------------

    @property
    def reasons(self) -> str:
        """What it says of its rule; empty while that is folded away."""
        return self._reasons

    def toggle_reasons(self) -> None:
        """Unfold or fold away what rule this is, with an example and how to mend."""
        self._reasons = "" if self._reasons else reasons(self.finding.rule)
        self.setAccessibleDescription(self._reasons)
        self.height_changed.emit(self)
        if self._reasons:
            self.unfolded.emit(self)

    # -- looks ---------------------------------------------------------------------------------

    def arrange(self, width: int) -> int:
        """Place words and buttons in this width; returns the height they need."""
        room = max(width - _WORDS_AT - _RIGHT, 40)
        headline, detail = self._message
        self._words = []
        y = self._lay(headline, "ink", _ABOVE, room)
        if detail:
            y = self._lay(detail, "ink2", y, room)
        y = self._flow(y + 1, room)
        if self._reasons:
            y = self._lay(self._reasons, "box", y + _GAP, room - 16) + 4
        self.update()
        return y + _ABOVE - _GAP

    @property
    def _message(self) -> tuple[str, str]:
        """What it says, bold and below."""
        headline, _, detail = self.finding.message.partition("：")
        return headline, detail

    def _lay(self, words: str, tone: str, y: int, room: int) -> int:
        metrics = QFontMetrics(self._bold if tone == "ink" else self._plain)
        left = _WORDS_AT + (8 if tone == "box" else 0)
        area = metrics.boundingRect(QRect(left, y, room, _HIGH), _WRAPPED, words)
        self._words.append((QRect(left, y, room, area.height()), words, tone))
        return y + area.height() + _GAP

    def _flow(self, y: int, room: int) -> int:
        """Buttons from left to right, in as many lines as they need."""
        x, line = 0, 0
        for button in self._buttons:
            hint = button.sizeHint()
            width = min(hint.width(), room)
            if x and x + width > room:
                x, y, line = 0, y + line + _GAP, 0
            button.setGeometry(_WORDS_AT + x, y, width, hint.height())
            x += width + 6
            line = max(line, hint.height())
        return y + line + _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = "accent_soft" if self._is_current else "ground" if self.underMouse() else "card"
        painter.fillRect(self.rect(), self._colour(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._colour("line"))
        severity = self.finding.severity
        colours = self._colour(severity), self._colour("on_accent")
        draw_mark(painter, QPoint(_LEFT, _ABOVE), severity, *colours)
        for area, words, tone in self._words:
            if tone == "box":
                painter.fillRect(area.adjusted(-8, -4, 8, 4), self._colour("ground"))
            painter.setFont(self._bold if tone == "ink" else self._plain)
            painter.setPen(self._colour("ink" if tone == "ink" else "ink2"))
            painter.drawText(area, _WRAPPED, words)
        if self.hasFocus():
            painter.setPen(self._colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))

    def _colour(self, name: str) -> QColor:
        return self._theme.colour(name)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    # -- going there ---------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether this is the finding last gone to."""
        return self._is_current

    def set_current(self, current: bool) -> None:  # noqa: FBT001  a plain state
        """Show that this is the finding last gone to."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.finding)
        else:
            super().keyPressEvent(event)


def reasons(rule: Rule) -> str:
    """Sentence, example and remedy of a rule, its severity and its id, in four short lines."""
    return (
        f"规则：{rule.summary}\n"
        f"例如：{rule.example}\n"
        f"改法：{rule.remedy}\n"
        f"{SEVERITY_WORDS[rule.severity]}，编号 {rule.id}"
    )
