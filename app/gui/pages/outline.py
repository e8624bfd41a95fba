"""What a chapter must speak of, beside its text: what is there already, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.model.form import SectionSpec
from app.rules.structure import aspect_places

_WIDTH = 144


class Outline(QFrame):
    """One button an aspect: it leads to its place, or begins its paragraph."""

    chosen = Signal(int)
    """Where in the text an aspect is spoken of."""

    wanted = Signal(int)
    """Number of an aspect that is missing and is to be begun."""

    def __init__(self, spec: SectionSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._places: list[int | None] = [None] * len(spec.aspects)
        self.setObjectName("outline")
        self.setFixedWidth(_WIDTH)
        title = QLabel("应写的方面")
        title.setProperty("tone", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 8, 0)
        column.setSpacing(4)
        column.addWidget(title)
        self.buttons: list[QPushButton] = []
        for number in range(len(spec.aspects)):
            button = QPushButton()
            button.setProperty("look", "outline")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, at=number: self._press(at))
            column.addWidget(button)
            self.buttons.append(button)
        column.addStretch(1)

    def follow(self, text: str) -> None:
        """Show which aspects a text speaks of."""
        self._places = [place for _, place in aspect_places(self._spec, text)]
        for button, aspect, place in zip(
            self.buttons, self._spec.aspects, self._places, strict=True
        ):
            is_missing = place is None
            lines = _lines(aspect.name) if not is_missing else f"{_lines(aspect.name)} 未写"
            button.setText(f"{'○' if is_missing else '✓'} {lines}")
            button.setAccessibleName(f"{aspect.name}：{'还没有写' if is_missing else '已经写到'}")
            button.setToolTip("单击补上这一段的标题" if is_missing else "单击转到这一段")
            tone = "missing" if is_missing else "there"
            if button.property("tone") != tone:
                button.setProperty("tone", tone)
                button.style().unpolish(button)
                button.style().polish(button)

    @property
    def missing(self) -> list[str]:
        """Names of the aspects that the text does not speak of."""
        pairs = zip(self._spec.aspects, self._places, strict=True)
        return [aspect.name for aspect, place in pairs if place is None]

    def _press(self, number: int) -> None:
        place = self._places[number]
        if place is None:
            self.wanted.emit(number)
        else:
            self.chosen.emit(place)


def _lines(name: str) -> str:
    """A long name over two lines, parted in its middle."""
    middle = 6 if len(name) > 7 else len(name)  # noqa: PLR2004
    return "\n　 ".join(filter(None, (name[:middle], name[middle:])))
