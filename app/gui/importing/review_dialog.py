"""What was read from a file, beside the file: every doubt is looked at before it is taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.gui.ask import Ask
from app.gui.grid.model import GridModel
from app.gui.importing.incoming import Incoming
from app.gui.importing.matter_card import MatterCard
from app.gui.importing.matter_list import MatterList
from app.gui.importing.seen_table import SeenTable
from app.gui.importing.source_view import SourceView
from app.gui.session import Session
from app.model.report import Report
from app.model.source import SourceDocument
from app.services.catalogue import Catalogue
from app.services.importing import without_doubts
from app.services.review import Decision, Matter, Review, correction, use_computed

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

_SHARE = 0.96
_LEFT_WIDTH = 330
_HEAD_HEIGHT = 30
_WIDE = 1100
"""Pixels from which on table and file have room beside each other; else one is below the other."""


class ReviewDialog(QDialog):
    """Doubts at the left, one at a time; the tables found and the file's own text beside them.

    Works on a copy: nothing of it is in any report before the last button is pressed.
    """

    def __init__(
        self,
        incoming: Incoming,
        source: SourceDocument,
        catalogue: Catalogue,
        ask: Ask,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._ask = ask
        self._session = Session(catalogue, incoming.opened.report.copy(), None)
        self._session.setParent(self)
        self._theme = window.theme
        self.review = Review(incoming.matters)
        self.list = MatterList(self.review)
        self.card = MatterCard(self._session, source)
        self.source = SourceView(source, window.theme)
        self.tables = QTabBar()
        self.tables.setDrawBase(False)
        self.tables.setExpanding(False)
        self.tables.setAccessibleName("读到的表")
        for table in self._session.form.tables.values():
            self.tables.addTab(table.name)
        self.tables.currentChanged.connect(self._show_tab)
        self._stack = QStackedWidget()
        self._by_key: dict[str, SeenTable] = {}
        self._heading = QLabel()
        self._heading.setProperty("tone", "strong")
        self._left = QLabel()
        self._left.setProperty("tone", "quiet")
        self._note = QLabel()
        self._note.setProperty("tone", "quiet")
        self._note.setWordWrap(True)
        self.accept_all = QPushButton("全部照读到的接受…")
        self.accept_all.setAutoDefault(False)
        self.take = QPushButton()
        self.take.setProperty("look", "primary")
        self.take.setAutoDefault(False)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        self.accept_all.clicked.connect(self._accept_all)
        self.take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        self.list.matter_chosen.connect(self._show)
        self.list.itemActivated.connect(self.card.focus_first)
        self.card.decided.connect(lambda decision: self._decide(cast("Decision", decision)))
        self._bind_keys()
        self.resize(int(window.width() * _SHARE), int(window.height() * _SHARE))

    def _lay_out(self, cancel: QPushButton) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addSpacing(12)
        top.addWidget(self._note, 1)
        top.addWidget(self._left)
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.card)
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.addWidget(_headed(self.tables, self._stack))
        self.beside.addWidget(_headed(QLabel("文件原文"), self.source))
        self.beside.setSizes([_LEFT_WIDTH, _LEFT_WIDTH])
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(self._work)
        whole.addWidget(self.beside)
        whole.setStretchFactor(1, 1)
        whole.setSizes([_LEFT_WIDTH, 2 * _LEFT_WIDTH])
        for splitter in (whole, self.beside):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
        bottom = QHBoxLayout()
        bottom.addWidget(self.accept_all)
        bottom.addStretch()
        bottom.addWidget(self.take)
        bottom.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(top)
        layout.addWidget(whole, 1)
        layout.addLayout(bottom)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F8": lambda: self._step(1),
            "Shift+F8": lambda: self._step(-1),
            "Ctrl+Del": self.card.blank.click,
            "Ctrl+U": self.card.computed.click,
        }
        for words, act in keys.items():
            QShortcut(QKeySequence(words), self).activated.connect(act)

    # -- the whole -----------------------------------------------------------------------------

    def begin(self, name: str, verb: str, note: str) -> None:
        """Show it, with what is read and what the last button does."""
        self.setWindowTitle(f"{verb}“{name}”")
        self._heading.setText(name)
        self._note.setText(note)
        self.take.setText(verb)
        self._count()
        self.open()
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        """The first matter, once the window stands."""
        first = self.review.next_open(-1)
        self._work.setVisible(first is not None)
        self.accept_all.setVisible(first is not None)
        if first is None:
            self._show_tab(self.tables.currentIndex())
        else:
            self.list.choose(first)
        self._go_on()

    @property
    def result_report(self) -> Report:
        """The report with everything that was put right, and no doubt left."""
        return without_doubts(self._session.report)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        self.beside.setOrientation(
            Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        )
        QTimer.singleShot(0, self, self._point)

    def _count(self) -> None:
        left, count = self.review.left, len(self.review.matters)
        done = "都看过了" if count else "没有存疑的地方"
        self._left.setText(f"还有 {left} 处要看，共 {count} 处　F8 下一处" if left else done)
        self.take.setEnabled(not left)
        self.accept_all.setEnabled(bool(left))
        self.list.refresh()

    def _accept_all(self) -> None:
        if self._ask.accept_all_read(self.review.left):
            self.review.accept_rest()
            self._count()
            self._show(self.list.current)
            self.take.setFocus()

    def reject(self) -> None:
        """Nothing is taken over; work already done is asked about."""
        if not self.review.changed or self._ask.give_up_import(self.review.changed):
            super().reject()

    # -- one matter ----------------------------------------------------------------------------

    def _show(self, index: int) -> None:
        if index < 0:
            return
        matter = self.review.matters[index]
        self.card.show_matter(matter, self.review.decisions.get(index))
        self._point()

    def _point(self) -> None:
        """Bring the cells and the words of the current matter into view."""
        if self.list.current < 0:
            return
        matter = self.review.matters[self.list.current]
        if matter.cells:
            self._show_table(matter.cells[0].table).show_cells(matter.cells)
        self.source.show_place(matter.place, matter.quote)

    @property
    def table_shown(self) -> str:
        """Key of the table shown."""
        return list(self._session.form.tables)[self.tables.currentIndex()]

    def _show_table(self, key: str) -> SeenTable:
        self.tables.setCurrentIndex(list(self._session.form.tables).index(key))
        self._show_tab(self.tables.currentIndex())
        return self._by_key[key]

    def _show_tab(self, _place: int) -> None:
        key = self.table_shown
        if key not in self._by_key:
            model = GridModel(self._session, self._session.form.tables[key], self)
            view = SeenTable(model, self._theme)
            self._session.changed.connect(lambda _slots: model.follow())
            self._by_key[key] = view
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(self._by_key[key])

    def _step(self, step: int) -> None:
        count = len(self.review.matters)
        if count:
            self.list.choose((self.list.current + step) % count)
            self.card.focus_first()

    def _decide(self, decision: Decision) -> None:
        index = self.list.current
        if index < 0:
            return
        self._put_right(self.review.matters[index], decision)
        self.review.decisions[index] = decision
        self._count()
        following = self.review.next_open(index)
        if following is None:
            self._show(index)
        else:
            self.list.choose(following)
        self._go_on()

    def _put_right(self, matter: Matter, decision: Decision) -> None:
        session = self._session
        if decision == "computed":
            session.edit(use_computed(session.report, matter))
        elif decision != "accepted":
            figures = {} if decision == "blanked" else self.card.figures
            label = "改正读入的数"
            session.edit(correction(session.report, session.form, matter, figures, label))

    def _go_on(self) -> None:
        if self.review.left:
            self.card.focus_first()
        else:
            self.take.setFocus()


def _headed(head: QWidget, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    head.setFixedHeight(_HEAD_HEIGHT)
    column.addWidget(head)
    column.addWidget(widget, 1)
    return holder
