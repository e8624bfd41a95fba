"""去年 | 今年: a window beside the work that follows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.gui.beside.figures import FiguresBeside
from app.gui.beside.texts import TextsBeside
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.address import Address
from app.model.previous import Previous
from app.services.beside import ChapterPair, chapters_beside, figures_beside

_FOLLOWS_MS = 250
_LEFT_WIDTH = 220
_SHARE = 0.94


class BesideWindow(QDialog):
    """Chapters at the left; beside them the figures or texts of the chosen one in both years."""

    cell_chosen = Signal(Address)

    def __init__(self, session: Session, previous: Previous, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"上年对照　{previous.name}")
        self._session = session
        self._previous = previous
        self._pairs: list[ChapterPair] = []
        self.list = QListWidget()
        self.list.setObjectName("besideList")
        self.list.setAccessibleName("各章")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures = FiguresBeside()
        self.figures.chosen.connect(self.cell_chosen)
        self.texts = TextsBeside(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.figures)
        self._stack.addWidget(self.texts)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setChildrenCollapsible(False)
        whole.setHandleWidth(8)
        whole.addWidget(self.list)
        whole.addWidget(self._stack)
        whole.setStretchFactor(1, 1)
        whole.setSizes([_LEFT_WIDTH, 4 * _LEFT_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(whole)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOWS_MS)
        self._timer.timeout.connect(self._refresh)
        session.changed.connect(self._timer.start)
        session.opened.connect(self.close)
        self.list.currentRowChanged.connect(self._show)
        self._refresh()
        size = parent.window().size()
        self.resize(int(size.width() * _SHARE), int(size.height() * _SHARE))

    def choose(self, title: str) -> None:
        """Show a chapter by its title; the first where there is none of that title."""
        titles = [pair.title for pair in self._pairs]
        self.list.setCurrentRow(titles.index(title) if title in titles else 0)

    def _refresh(self) -> None:
        """Take the report as it is now; the chapter shown stays."""
        row = max(self.list.currentRow(), 0)
        session = self._session
        self._pairs = chapters_beside(session.form, session.report, self._previous)
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        self.list.addItems([_name(pair) for pair in self._pairs])
        self.list.setCurrentRow(min(row, len(self._pairs) - 1))
        self.list.blockSignals(False)  # noqa: FBT003
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._pairs):
            return
        pair, session = self._pairs[row], self._session
        names = _year(self._previous.year, "去年"), _year(session.report.year, "今年")
        table = session.form.tables.get(pair.table or "")
        if table is None:
            self.texts.show_texts(names, pair.last, pair.this)
            self._stack.setCurrentWidget(self.texts)
        else:
            values = session.assessment.values
            figures = figures_beside(table, self._previous, values)
            self.figures.show_figures(names, table, figures)
            self._stack.setCurrentWidget(self.figures)


def _name(pair: ChapterPair) -> str:
    return f"{pair.title}（今年没有）" if pair.this is None else pair.title


def _year(year: int | None, word: str) -> str:
    return word if year is None else f"{word}（{year} 年）"
