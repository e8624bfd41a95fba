"""A file as it was read: its paragraphs and tables, with one place of it shown."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption, QTextTable
from PySide6.QtWidgets import QTextEdit

from app.gui.theme import Theme
from app.model.source import SourceCell, SourceDocument, SourceTable
from app.services.source_places import SourcePlace

_MOST_CELLS = 6_000
"""More than any report has; a file with more is shown up to there."""


class SourceView(QTextEdit):
    """Text only: nothing of the file is run, loaded or believed."""

    def __init__(self, source: SourceDocument, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sourceText")
        self.setReadOnly(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # no figure is broken in two
        self.setTabChangesFocus(True)
        self.setAccessibleName("读入的文件的原文")
        self._theme = theme
        self._source = source
        self.setHtml("".join(_markup(source)))
        frames = self.document().rootFrame().childFrames()
        self._tables = [frame for frame in frames if isinstance(frame, QTextTable)]
        self._number = {
            index: number
            for number, index in enumerate(
                i for i, block in enumerate(source.blocks) if _is_shown_table(block)
            )
        }

    def show_place(self, place: SourcePlace | None, quote: str = "") -> None:
        """Mark and scroll to a place; None marks nothing."""
        selections: list[QTextEdit.ExtraSelection] = []
        if place is not None:
            self.scrollToAnchor(f"b{place.block}")
            cells = self._cells(place)
            selections = [self._selection(cursor, strong=strong) for cursor, strong in cells]
            if not cells and (found := self._words(quote)) is not None:
                selections = [self._selection(found, strong=True)]
        self.setExtraSelections(selections)
        if selections:
            target = next((s for s in selections if s.format.fontUnderline()), selections[0])  # type: ignore[attr-defined]  missing in the stubs
            cursor = QTextCursor(target.cursor)  # type: ignore[attr-defined]  missing in the stubs
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            bar, middle = self.verticalScrollBar(), self.viewport().height() // 2
            bar.setValue(bar.value() + self.cursorRect().center().y() - middle)

    def _cells(self, place: SourcePlace) -> list[tuple[QTextCursor, bool]]:
        number = self._number.get(place.block)
        if place.line is None or number is None or number >= len(self._tables):
            return []
        table = self._tables[number]
        found: list[tuple[QTextCursor, bool]] = []
        for position in range(table.columns()):
            if place.line >= table.rows():
                break
            cell = table.cellAt(place.line, position)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            found.append((cursor, position == place.position))
        return found

    def _words(self, quote: str) -> QTextCursor | None:
        words = quote.strip().split("\n")[0].removesuffix("…").strip()
        cursor = self.document().find(words) if words else QTextCursor()
        return None if cursor.isNull() else cursor

    def _selection(self, cursor: QTextCursor, *, strong: bool) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(self._theme.colour("warning_soft"))
        if strong:
            look.setFontUnderline(True)
            look.setForeground(self._theme.colour("warning"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor  # type: ignore[attr-defined]  missing in the stubs
        selection.format = look  # type: ignore[attr-defined]
        return selection


def _is_shown_table(block: object) -> bool:
    return isinstance(block, SourceTable) and bool(block.cells)


def _markup(source: SourceDocument) -> Iterator[str]:
    left = _MOST_CELLS
    for index, block in enumerate(source.blocks):
        anchor = f'<a name="b{index}"></a>'
        if not isinstance(block, SourceTable):
            words = escape(block.text).replace("\n", "<br>")
            yield f'<p style="margin: 3px 0">{anchor}{words or "&nbsp;"}</p>'
        elif block.cells:
            left -= len(block.cells)
            if left < 0:
                yield "<p>（后面的没有显示）</p>"
                return
            yield f"<p style='margin: 0'>{anchor}</p>"
            yield '<table border="1" cellspacing="0" cellpadding="3" width="100%">'
            yield from _lines(block)
            yield "</table>"


def _lines(table: SourceTable) -> Iterator[str]:
    by_line: dict[int, list[SourceCell]] = {}
    for cell in table.cells:
        by_line.setdefault(cell.line, []).append(cell)
    for line in range(table.line_count):
        cells = sorted(by_line.get(line, ()), key=lambda cell: cell.position)
        yield "<tr>" + "".join(map(_cell, cells)) + "</tr>"


def _cell(cell: SourceCell) -> str:
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<td{spans}>{escape(' '.join(cell.text.split()))}</td>"
