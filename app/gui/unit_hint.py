"""A gentle word below the field of the unit's name, where that is certainly none."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit

from app.rules.units import has_no_letter

_WORDS = "这里只有数字；请填机关全称，年度在下面填"


class UnitHint(QLabel):
    """Empty, and as high as ever, while there is nothing to say: nothing below it moves."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self.setProperty("tone", "doubt")
        self._field = field
        field.textChanged.connect(self._judge)
        self._judge(field.text())

    def _judge(self, unit: str) -> None:
        words = _WORDS if has_no_letter(unit) else ""
        self.setText(words)
        self._field.setAccessibleDescription(words)
