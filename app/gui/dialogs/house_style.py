"""The house style of a report: inputs at the left, the pages at the right."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.gui.dialogs.house_fields import HouseField, describe, house_fields
from app.gui.print.faces import Faces
from app.gui.print.follower import Follower
from app.gui.print.page_view import PageView
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.document import Document
from app.model.edits import set_house
from app.model.house import HouseStyle, Setting
from app.services.compose import compose

_SIZE = (1040, 660)
_FORM_WIDTH = 486


class HouseStyleDialog(QDialog):
    """Shows what each change comes to at once; the report is changed by 确定 only."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("版式设置")
        self.resize(*_SIZE)
        self._session = session
        self._usual = session.form.house
        self._showing = False
        self._fields: list[HouseField] = []
        form = self._make_form()
        self._result = QLabel()
        self._result.setProperty("tone", "quiet")
        self._result.setWordWrap(True)
        self._follower = Follower(self._composed, self)
        self.view = PageView(Faces(), theme)
        self.view.setToolTip("")
        self.view.fit("page")
        self._follower.typeset.connect(self.view.show_pages)
        buttons = Answer(self, "确定", "取消")
        self._reset = buttons.addButton("恢复默认", Answer.ButtonRole.ResetRole)
        self._reset.setToolTip("回到本格式的版式（GB/T 9704-2012）")
        self._reset.clicked.connect(lambda: self._show(self._usual))
        left = QVBoxLayout()
        left.addWidget(form, 1)
        left.addWidget(self._result)
        both = QHBoxLayout()
        both.addLayout(left)
        both.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(both, 1)
        layout.addWidget(buttons)
        self._show(self._usual.altered(session.report.house))

    def _make_form(self) -> QWidget:
        column = QVBoxLayout()
        for title, entries in house_fields():
            box = QGroupBox(title)
            rows = QFormLayout(box)
            rows.setHorizontalSpacing(12)
            rows.setVerticalSpacing(6)
            for label, field in entries:
                field.changed.connect(self._follow)
                self._fields.append(field)
                if label:
                    rows.addRow(label, field)
                else:
                    rows.addRow(field)
            column.addWidget(box)
        column.addStretch()
        content = QWidget()
        content.setObjectName("houseFields")
        content.setLayout(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setFixedWidth(_FORM_WIDTH)
        return area

    @property
    def house(self) -> HouseStyle:
        """The style as it is entered."""
        values: dict[str, Setting] = {}
        for field in self._fields:
            values |= field.values()
        return self._usual.altered(values)

    @property
    def deviations(self) -> dict[str, Setting]:
        """What of it is not as in the form's own style."""
        return self.house.deviations(self._usual)

    def _show(self, house: HouseStyle) -> None:
        self._showing = True
        for field in self._fields:
            field.show_values(house.settings)
        self._showing = False
        self._follow()

    def _follow(self) -> None:
        if self._showing:
            return
        house = self.house
        self._result.setText(describe(house))
        self._reset.setEnabled(house != self._usual)
        self._follower.follow()

    def _composed(self) -> Document:
        """The report as it would be printed."""
        session = self._session
        trial = session.report.copy()
        trial.apply(set_house(trial, self.deviations, ""))
        return compose(session.form, trial, session.assessment.values)


def ask_house_style(session: Session, theme: Theme, parent: QWidget) -> dict[str, Setting] | None:
    """What the report shall have otherwise than its form; None where nothing shall change."""
    dialog = HouseStyleDialog(session, theme, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    answer = dialog.deviations if accepted else None
    dialog.deleteLater()
    return answer
