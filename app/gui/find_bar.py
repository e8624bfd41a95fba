"""Find and replace over the whole report: a bar above the pages, the place found shown below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton

from app.gui.pages.text_places import offset_of
from app.gui.report_view import ReportView
from app.gui.session import Session
from app.services.searching import Hit, replace, search

_SHORTLY_MS = 60


class FindBar(QFrame):
    """Enter finds on, Shift and Enter back; in the second field Enter replaces; Esc closes."""

    done = Signal(str)
    """A sentence on what was replaced."""

    def __init__(self, session: Session, view: ReportView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._hits: tuple[Hit, ...] = ()
        self._at: int | None = None
        self.setObjectName("findBar")
        self.words = QLineEdit()
        self.words.setPlaceholderText("查找")
        self.words.setAccessibleName("查找的内容")
        self.words.setClearButtonEnabled(True)
        self.words.textEdited.connect(self._look)
        self.other = QLineEdit()
        self.other.setPlaceholderText("替换为")
        self.other.setAccessibleName("替换成的内容")
        self._exact = QCheckBox("区分大小写")
        self._exact.toggled.connect(self._look)
        self._count = QLabel()
        self._count.setProperty("tone", "quiet")
        self._count.setMinimumWidth(96)
        self._back = _button("上一处", "Shift+F3", lambda: self.step(-1))
        self._on = _button("下一处", "F3", lambda: self.step(1))
        self._one = _button("替换", "Enter", self.replace_one)
        self._all = _button("全部替换", "一步可以撤销", self.replace_all)
        close = _button("关闭", "Esc", self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.words, 3)
        row.addWidget(self._count)
        row.addWidget(self._back)
        row.addWidget(self._on)
        row.addWidget(self._exact)
        row.addWidget(self.other, 2)
        row.addWidget(self._one)
        row.addWidget(self._all)
        row.addWidget(close)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow)
        session.changed.connect(self._follow_later)
        session.opened.connect(self.hide)
        self.hide()

    # -- opening and leaving -------------------------------------------------------------------

    def begin(self, *, replacing: bool) -> None:
        """Show the bar, with the words selected in a text; the cursor goes into a field."""
        chosen = self._chosen_words()
        if chosen:
            self.words.setText(chosen)
        self.show()
        self._search()
        field = self.other if replacing and self.words.text() else self.words
        field.setFocus()
        field.selectAll()

    def leave(self) -> None:
        """Hide the bar; the cursor goes back into the page."""
        self.hide()
        self._view.page(self._view.current_id).setFocus()

    def _chosen_words(self) -> str:
        box = self._view.page(self._view.current_id).text_box
        words = box.textCursor().selectedText() if box is not None and box.hasFocus() else ""
        return words if "\u2029" not in words else ""

    # -- looking -------------------------------------------------------------------------------

    def _look(self) -> None:
        """Find anew, and show the first place from where the cursor is if it is on this page.

        To another page only Enter leads: half a word would lead anywhere.
        """
        self._search()
        here = self._view.current_id
        if self._hits and self._view.section_of(self._hits[self._first()].slot) == here:
            self._show(self._first())
        elif (box := self._view.page(here).text_box) is not None:
            cursor = box.textCursor()  # what half of the word was found at is no longer chosen
            cursor.setPosition(cursor.selectionStart())
            box.setTextCursor(cursor)

    def _search(self) -> None:
        session = self._session
        exact = self._exact.isChecked()
        self._hits = search(session.form, session.report, self.words.text(), exact=exact)
        self._at = None
        self._tell()

    def _follow_later(self, _slots: object) -> None:
        if not self.isHidden():
            self._later.start(_SHORTLY_MS)

    def _follow(self) -> None:
        """The report changed: the same words may stand elsewhere."""
        before = self._hits[self._at] if self._at is not None else None
        self._search()
        if before in self._hits:
            self._at = self._hits.index(before)
            self._tell()

    def _first(self) -> int:
        """The first place at or behind the cursor, in the order of the report."""
        here = self._view.current_id
        box = self._view.page(here).text_box
        cursor = offset_of(box.toPlainText(), box.textCursor().selectionStart()) if box else 0
        ids = self._view.tabs.ids()
        now = (ids.index(here) if here in ids else 0, cursor)

        def place(hit: Hit) -> tuple[int, int]:
            section = self._view.section_of(hit.slot)
            return (ids.index(section) if section in ids else 0, hit.start)

        return next((n for n, hit in enumerate(self._hits) if place(hit) >= now), 0)

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, round and round."""
        if self.isHidden():
            self.begin(replacing=False)
        elif self._hits:
            at = self._first() if self._at is None else (self._at + by) % len(self._hits)
            self._show(at)

    def _show(self, at: int) -> None:
        focus = next((f for f in (self.words, self.other) if f.hasFocus()), None)
        hit = self._hits[at]
        self._view.show_piece(hit.slot, hit.start, hit.end)
        self._at = at
        if focus is not None:
            focus.setFocus()
        self._tell()

    def _tell(self) -> None:
        found, words = self._hits, self.words.text()
        if not words:
            text = ""
        elif not found:
            text = "没有找到"
        elif self._at is None:
            text = f"共 {len(found)} 处"
        else:
            text = f"第 {self._at + 1} 处，共 {len(found)} 处"
        self._count.setText(text)
        for button in (self._back, self._on):
            button.setEnabled(bool(found))
        can_replace = any(hit.can_be_replaced for hit in found)
        for button in (self._one, self._all):
            button.setEnabled(can_replace)

    @property
    def told(self) -> str:
        """What it says of the places found."""
        return self._count.text()

    # -- replacing -----------------------------------------------------------------------------

    def replace_one(self) -> None:
        """Replace the place shown and go on; where none is shown yet, show the first."""
        if self._at is None or not self._hits[self._at].can_be_replaced:
            self.step(1)
            return
        at, hit = self._at, self._hits[self._at]
        self._replace((hit,))
        end = hit.start + len(self.other.text())
        places = list(enumerate(self._hits))
        same = (n for n, h in places[at:] if h.slot != hit.slot or h.start >= end)
        if self._hits:
            self._show(next(same, 0))
        else:
            self._count.setText("已替换，没有别处了")

    def replace_all(self) -> None:
        """Replace every place that can be; one undo step."""
        wanted = [hit for hit in self._hits if hit.can_be_replaced]
        kept = len(self._hits) - len(wanted)
        self._replace(wanted)
        more = f"；{kept} 处是表中的数、连着表的数或规定的标题，没有替换" if kept else ""
        self.done.emit(f"替换了 {len(wanted)} 处，可以撤销{more}")

    def _replace(self, hits: tuple[Hit, ...] | list[Hit]) -> None:
        session, words = self._session, self.other.text()
        label = f"把“{self.words.text()}”替换为“{words}”"
        session.edit(replace(session.report, hits, words, label))
        self._search()

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.other.hasFocus():
            self.replace_one()
        else:
            self.step(-1 if back else 1)


def _button(words: str, keys: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("look", "mend")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(f"{words}（{keys}）")
    button.clicked.connect(act)
    return button
