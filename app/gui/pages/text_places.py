"""Places in a text box and in its text: Qt counts the halves of 𠮷, the report whole characters."""

from __future__ import annotations


def position_of(text: str, offset: int) -> int:
    """Where in the box a character of the text stands."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def offset_of(text: str, position: int) -> int:
    """Which character of the text stands at a place of the box."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(units.decode("utf-16-le", "replace"))
