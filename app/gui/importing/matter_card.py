"""One doubt of an import: what was read, where it stands in the file, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.gui.session import Session
from app.model.address import Address
from app.model.numbers import Figure, format_number, parse_figure
from app.model.source import SourceDocument
from app.services.review import DECISIONS, Decision, Matter
from app.services.source_places import describe_place

_MOST_BOXES = 8
"""Cells that can be typed into here: a row of the widest table and its total."""

_BOXES_A_LINE = 2


class MatterCard(QFrame):
    """Shows one matter; what it holds is taken when one of its buttons is pressed."""

    decided = Signal(str)
    """One of the decisions; the figures typed are in `figures`."""

    def __init__(self, session: Session, source: SourceDocument) -> None:
        super().__init__()
        self.setObjectName("matterCard")
        self._session = session
        self._source = source
        self._matter: Matter | None = None
        self._as_read: Mapping[Address, str] = {}
        self.boxes: dict[Address, QLineEdit] = {}
        self._message = _words("strong")
        self._place = _words("quiet")
        self._state = _words("quiet")
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self.accept = self._button("接受", "照读到的接受，到下一处（Enter）", "accepted")
        self.accept.setProperty("look", "primary")
        self.suggest = self._button("", "改成这个数，到下一处", "suggested")
        self.computed = self._button("用计算值", "不用文件印的总计（Ctrl+U）", "computed")
        self.blank = self._button("留空", "这些格留空白（Ctrl+Del）", "blanked")
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.accept, self.suggest, self.computed, self.blank):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for widget in (self._message, self._place, self._fields):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._state)

    def _button(self, words: str, tip: str, decision: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._decide(decision))
        return button

    # -- showing -------------------------------------------------------------------------------

    def show_matter(self, matter: Matter, decision: Decision | None) -> None:
        """Show a matter with the figures as they are now."""
        self._matter = matter
        self._message.setText(matter.message)
        place = describe_place(self._source, matter.place) if matter.place else "文件里没有找到出处"
        quote = " ".join(matter.quote.split())
        self._place.setText(f"出处：{place}" + (f"　原文：“{quote}”" if quote else ""))
        self._state.setText(f"已定：{DECISIONS[decision]}；可以重新定" if decision else "")
        self._state.setVisible(decision is not None)
        self._show_boxes(matter.cells if len(matter.cells) <= _MOST_BOXES else ())
        value = self._suggestion()
        self.suggest.setText(f"改为 {value}")
        self.suggest.setVisible(bool(value))
        self.computed.setVisible(matter.kind == "totals")
        self.computed.setText(f"用计算值{self._computed_value(matter)}")
        self.blank.setVisible(matter.kind == "figures")
        self._follow_typing()

    def _show_boxes(self, cells: Sequence[Address]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._fields.setVisible(bool(cells))
        report, form = self._session.report, self._session.form
        self.boxes = {}
        texts: dict[Address, str] = {}
        one_row = len({(cell.table, cell.row) for cell in cells}) == 1
        for number, cell in enumerate(cells):
            figure = report.printed(cell) if cell in form.derived else report.figure(cell)
            texts[cell] = figure.text if figure else ""
            box = QLineEdit(texts[cell], self._fields)
            box.setAccessibleName(form.describe(cell))
            box.setPlaceholderText("空白")
            box.textChanged.connect(self._follow_typing)
            table = form.tables[cell.table]
            words = table.column(cell.column).label if one_row else form.describe(cell)
            name = QLabel(words, self._fields)
            name.setProperty("tone", "quiet")
            name.setBuddy(box)
            line, place = divmod(number, _BOXES_A_LINE if one_row else 1)
            self._grid.addWidget(name, line, 2 * place)
            self._grid.addWidget(box, line, 2 * place + 1)
            self.boxes[cell] = box
            for widget in (name, box):
                widget.show()  # a layout shows later, and what is not shown takes no focus
        self._as_read = texts

    def _suggestion(self) -> str:
        """The number that a text in the one cell can only be: 3 for 3件."""
        if len(self.boxes) != 1:
            return ""
        figure = parse_figure(next(iter(self._as_read.values())))
        is_disguised = figure.raw is not None and figure.value is not None
        return format_number(figure.value) if is_disguised and figure.value is not None else ""

    def _computed_value(self, matter: Matter) -> str:
        values = self._session.assessment.values
        value = values[matter.cells[0]] if len(matter.cells) == 1 else None
        return "" if value is None else f" {format_number(value)}"

    @property
    def is_changed(self) -> bool:
        """Whether something else has been typed than was read."""
        return any(box.text().strip() != self._as_read[a] for a, box in self.boxes.items())

    @property
    def figures(self) -> Mapping[Address, Figure]:
        """What stands in the boxes."""
        return {address: parse_figure(box.text()) for address, box in self.boxes.items()}

    def focus_first(self) -> None:
        """To where one goes on by keys: the first figure, else the button."""
        first = next(iter(self.boxes.values()), None)
        if first is None:
            self.accept.setFocus()
        else:
            first.setFocus()
            first.selectAll()

    def _follow_typing(self) -> None:
        self.accept.setText("改正" if self.is_changed else "接受")

    # -- deciding ------------------------------------------------------------------------------

    def _decide(self, decision: str) -> None:
        if self._matter is None:
            return
        if decision == "suggested":
            next(iter(self.boxes.values())).setText(self._suggestion())
        is_correction = decision in ("accepted", "suggested") and self.is_changed
        self.decided.emit("corrected" if is_correction else decision)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide("accepted")
        else:
            super().keyPressEvent(event)


def _words(tone: str) -> QLabel:
    label = QLabel()
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
