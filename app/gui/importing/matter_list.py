"""All matters of an import, by kind, with what has been decided of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.services.review import DECISIONS, KINDS, Review

_INDEX = int(Qt.ItemDataRole.UserRole)


class MatterList(QListWidget):
    """Headings cannot be chosen; a matter decided has a tick and says how."""

    matter_chosen = Signal(int)

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("matterList")
        self.setAccessibleName("要看的地方")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setSpacing(1)
        self._review = review
        self._items: list[QListWidgetItem] = []
        self._headings: dict[str, QListWidgetItem] = {}
        for index, matter in enumerate(review.matters):
            if matter.kind not in self._headings:
                heading = QListWidgetItem(KINDS[matter.kind], self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
                self._headings[matter.kind] = heading
            item = QListWidgetItem(self)
            item.setData(_INDEX, index)
            self._items.append(item)
        self.refresh()
        self.currentItemChanged.connect(self._tell)

    def refresh(self) -> None:
        """Show what has been decided."""
        for index, item in enumerate(self._items):
            matter = self._review.matters[index]
            decision = self._review.decisions.get(index)
            mark = "○" if decision is None else f"✓ {DECISIONS[decision]}："
            item.setText(f"{mark} {matter.message}")
            item.setToolTip(matter.message)
        for kind, heading in self._headings.items():
            open_ = sum(
                matter.kind == kind and index not in self._review.decisions
                for index, matter in enumerate(self._review.matters)
            )
            words = KINDS[self._review.matters[self._first(kind)].kind]
            heading.setText(f"{words}　" + (f"还有 {open_} 处" if open_ else "都看过了"))

    def _first(self, kind: str) -> int:
        return next(i for i, matter in enumerate(self._review.matters) if matter.kind == kind)

    def choose(self, index: int) -> None:
        """Make a matter the current one."""
        self.setCurrentItem(self._items[index])

    @property
    def current(self) -> int:
        """Index of the matter chosen, -1 for none."""
        index = self.currentIndex().data(_INDEX)
        return index if isinstance(index, int) else -1

    def _tell(self) -> None:
        if self.current >= 0:
            self.matter_chosen.emit(self.current)
