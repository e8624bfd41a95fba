"""Texts quoted in sentences for the user."""

from __future__ import annotations


def shortened(text: str, most: int = 30) -> str:
    """The beginning of a text on one line, at most `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
