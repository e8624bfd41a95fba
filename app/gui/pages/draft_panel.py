"""Last year's text below a chapter or the preamble: to be adopted, or looked at while writing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.gui.pages.text_places import position_of
from app.gui.pages.wave import waved
from app.gui.session import Session
from app.gui.theme import Theme, chapter_font
from app.model.edits import put_draft
from app.model.places import is_chapter
from app.services.drafts import YearMention, adopt, describe_years, years_in


class DraftPanel(QFrame):
    """Grey, because none of it is in the report; not seen where there is no draft."""

    adopted = Signal()
    """The draft has become the text, or has been put away."""

    def __init__(self, session: Session, place: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("draftPanel")
        self._session = session
        self._place = place
        self._name = "本章内容" if is_chapter(place) else "前言"
        self._theme = theme
        self._heading = QLabel()
        self._heading.setProperty("tone", "quiet")
        self._years = QLabel()
        self._years.setProperty("tone", "quiet")
        self._years.setWordWrap(True)
        self.box = QTextEdit()
        self.box.setObjectName("draftText")
        self.box.setReadOnly(True)
        self.box.setTabChangesFocus(True)
        self.box.setFont(chapter_font())
        self.box.setAccessibleName(f"上年底稿，还不是{self._name}")
        self.move_years = self._button("采用并改年份", "Ctrl+Shift+Y")
        self.move_years.clicked.connect(lambda: self.adopt(move_years=True))
        self.take = self._button("采用", "Ctrl+Shift+D")
        self.take.clicked.connect(lambda: self.adopt(move_years=False))
        self.put_away = self._button("不用", "收起这份底稿，可以撤销")
        self.put_away.clicked.connect(self._put_away)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._heading, 1)
        for button in (self.move_years, self.take, self.put_away):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._years)
        column.addWidget(self.box, 1)
        self.follow()

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("look", "mend")
        button.setToolTip(tip)
        return button

    # -- what it shows -------------------------------------------------------------------------

    def follow(self) -> None:
        """Show the draft as it is now, with the years that the present report year makes old."""
        report = self._session.report
        draft = report.draft(self._place)
        self.setVisible(draft is not None)
        if draft is None:
            return
        year = "" if draft.year is None else f"（{draft.year} 年）"
        self._heading.setText(f"上年{year}的底稿，采用后才是{self._name}")
        mentions = years_in(draft, report.year)
        words = describe_years(mentions)
        self._years.setText(f"里面的年份：{words}")
        self._years.setVisible(bool(words))
        self.move_years.setVisible(any(m.moved is not None for m in mentions))
        if self.box.toPlainText() != draft.text:
            self.box.setPlainText(draft.text)
        self.box.setExtraSelections([self._mark(mention) for mention in mentions])

    def _mark(self, mention: YearMention) -> QTextEdit.ExtraSelection:
        text = self.box.toPlainText()
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(position_of(text, mention.start))
        cursor.setPosition(position_of(text, mention.end), QTextCursor.MoveMode.KeepAnchor)
        return waved(cursor, "warning", self._theme)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.follow()

    # -- what can be done ----------------------------------------------------------------------

    def adopt(self, *, move_years: bool) -> None:
        """Make the draft the chapter's text; one undo step."""
        self._session.edit(adopt(self._session.report, self._place, move_years=move_years))
        self.adopted.emit()

    def _put_away(self) -> None:
        report = self._session.report
        self._session.edit(put_draft(report, self._place, None, "不用上年底稿"))
        self.adopted.emit()
