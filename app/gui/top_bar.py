"""The bar above an open report: whose it is, and what is done most often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.gui.actions import Actions

_BUTTONS = {
    "undo": "撤销",
    "redo": "重做",
    "preview": "预览",
    "save": "保存",
    "export": "导出 Word",
}
"""Commands, with shorter words than in their menus."""


class TopBar(QWidget):
    """Names at the left, buttons at the right."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._unit = QLabel()
        self._title = QLabel()
        self._unit.setObjectName("unitName")
        self._title.setObjectName("reportTitle")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._unit)
        row.addWidget(self._title)
        row.addStretch()
        for name, words in _BUTTONS.items():
            action = actions[name]
            button = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{words}（{action.shortcut().toString()}）")
            action.enabledChanged.connect(button.setEnabled)
            button.clicked.connect(action.trigger)
            if name == "export":
                button.setProperty("look", "primary")
            row.addWidget(button)

    def show_names(self, unit: str, title: str) -> None:
        """The unit, and the rest of the report's title."""
        self._unit.setText(unit or "未填单位名称")
        self._title.setText(title.removeprefix(unit))
