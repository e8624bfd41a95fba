"""The wavy line on a soft ground that says: something is to be looked at here."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.gui.theme import Theme


def waved(cursor: QTextCursor, tone: str, theme: Theme) -> QTextEdit.ExtraSelection:
    """What the cursor has selected, drawn in the colour `tone` of a theme and its soft one."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.colour(tone))
    look.setBackground(theme.colour(f"{tone}_soft"))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor  # type: ignore[attr-defined]  missing in the stubs
    selection.format = look  # type: ignore[attr-defined]
    return selection
