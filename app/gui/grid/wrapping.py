"""Where the words of a label break: evenly, so that no single character is left on a line."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from app.model.form import Label


def wrapped(label: Label, metrics: QFontMetrics, width: int) -> str:
    """The label's text for a centred cell of this width, with line breaks put in.

    A vertical label has one character a line; a group number （三） stands alone over its name
    where both do not fit beside each other.
    """
    text = label.text
    if label.vertical:
        return "\n".join(text)
    needed = metrics.horizontalAdvance(text)
    if needed <= width:
        return text
    number, bracket, name = text.partition("）")
    if label.role == "group" and bracket and metrics.horizontalAdvance(name) <= width:
        return f"{number}{bracket}\n{name}"
    lines = min(-(-needed // max(width, 1)), len(text))
    length = -(-len(text) // lines)
    if length % 2 and metrics.horizontalAdvance(text[: length + 1]) <= width:
        length += 1  # Chinese words mostly have two characters
    elif length % 2 and length > 1 and len(text) % 2 == 0:
        length -= 1
    return "\n".join(text[start : start + length] for start in range(0, len(text), length))
