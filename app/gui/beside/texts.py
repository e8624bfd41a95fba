"""A chapter in both years, with what was taken out and what came in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTextEdit, QVBoxLayout, QWidget

from app.gui.theme import Theme, chapter_font
from app.services.beside import Piece, State, compare_texts

_MARKS: dict[State, tuple[str, str]] = {
    "gone": ("error_soft", "line-through"),
    "new": ("hint_soft", "underline"),
}


class TextsBeside(QSplitter):
    """去年 at the left, 今年 at the right; differences are struck out or underlined."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self._heads = QLabel(), QLabel()
        self.boxes = QTextEdit(), QTextEdit()
        for head, box in zip(self._heads, self.boxes, strict=True):
            head.setProperty("tone", "quiet")
            box.setReadOnly(True)
            box.setTabChangesFocus(True)
            box.setFont(chapter_font())
            box.setObjectName("besideText")
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(head)
            column.addWidget(box, 1)
            self.addWidget(holder)

    def show_texts(self, names: tuple[str, str], last: str | None, this: str | None) -> None:
        """Show both texts; None is a year that has not got the chapter."""
        pieces = compare_texts(last or "", this or "")
        for head, box, name, text, own in zip(
            self._heads, self.boxes, names, (last, this), pieces, strict=True
        ):
            missing = "没有这一章" if text is None else "" if text.strip() else "没有内容"
            head.setText(f"{name}　{missing}")
            box.setAccessibleName(f"{name}的文字")
            box.setHtml("".join(self._markup(own)))

    def _markup(self, pieces: Iterable[Piece]) -> Iterable[str]:
        for piece in pieces:
            words = escape(piece.text).replace("\n", "<br>")
            if piece.state == "same":
                yield words
                continue
            ground, line = _MARKS[piece.state]
            style = f"background: {self._theme.colours[ground]}; text-decoration: {line}"
            yield f'<span style="{style}">{words}</span>'

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme at the next showing."""
        self._theme = theme
