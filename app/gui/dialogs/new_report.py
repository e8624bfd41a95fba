"""Unit and year of a new report."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.gui.unit_hint import UnitHint
from app.model.report import FIRST_YEAR, LAST_YEAR


class NewReportDialog(QDialog):
    """Asks for what a report cannot do without."""

    def __init__(self, unit: str, year: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建报告")
        self._unit = QLineEdit(unit)
        self._unit.setPlaceholderText("填全称，例如：南岗区企业和投资服务局")
        self._unit.setAccessibleName("单位名称")
        self._unit.setMinimumWidth(320)
        self._year = QSpinBox()
        self._year.setRange(FIRST_YEAR, LAST_YEAR)
        self._year.setSuffix(" 年")
        self._year.setAccessibleName("报告年度")
        today = date.today()  # noqa: DTZ011  the user's own calendar
        # Reports are written in January for the year before.
        self._year.setValue(year or (today.year if today.month > 6 else today.year - 1))  # noqa: PLR2004
        buttons = Answer(self, "新建", "取消")
        create = buttons.agree
        self._unit.textChanged.connect(lambda text: create.setEnabled(bool(text.strip())))
        create.setEnabled(bool(unit.strip()))
        form = QFormLayout()
        form.addRow("单位名称", self._unit)
        form.addRow("", UnitHint(self._unit))
        form.addRow("报告年度", self._year)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self._unit.setFocus()

    @property
    def unit(self) -> str:
        """The unit's name as entered."""
        return self._unit.text().strip()

    @property
    def year(self) -> int:
        """The report year."""
        return self._year.value()


def ask_unit_and_year(
    parent: QWidget, unit: str = "", year: int | None = None
) -> tuple[str, int] | None:
    """Unit and year, or None if the user thinks better of it."""
    dialog = NewReportDialog(unit, year, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    answer = (dialog.unit, dialog.year) if accepted else None
    dialog.deleteLater()
    return answer
