"""How pieces of a chapter look while it is written."""

from __future__ import annotations

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.gui.pages.chips import chips_of
from app.gui.theme import SECOND_LEVEL_FAMILIES, Theme, chapter_font
from app.model.headings import second_level_length


class Highlighter(QSyntaxHighlighter):
    """Sets the （一） part of a paragraph in 楷体, as the document will, and chips on a ground."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.theme = theme
        self._second = QTextCharFormat()
        self._second.setFontFamilies(chapter_font(SECOND_LEVEL_FAMILIES).families())
        self._second.setFontWeight(600)

    def highlightBlock(self, text: str) -> None:
        offset = len(text) - len(text.lstrip())
        length = second_level_length(text.strip())
        if length:
            self.setFormat(offset, length, self._second)
        block = self.currentBlock()
        for chip in chips_of(block):
            self._lay_ground(chip.start - block.position(), chip.end - chip.start)

    def _lay_ground(self, start: int, length: int) -> None:
        look = self.format(start)
        look.setBackground(self.theme.colour("accent_soft"))
        look.setForeground(self.theme.colour("accent_strong"))
        self.setFormat(start, length, look)
