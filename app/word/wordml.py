"""WordprocessingML as text: elements, and runs of words.

A body is 3,000 elements of a few dozen shapes.  As text its fixed pieces are made once and kept,
so that a report costs little more than its own words; a tree of nodes costs four times as much.
Everything that comes from a report passes through `run`, which escapes it.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from app.markup.text import printable

_AMBIGUOUS = re.compile("[‘’“”…—–·×÷±°§¨′″※]")  # noqa: RUF001
"""Punctuation that Word sets in the Latin face unless told that it is Chinese."""

_SIMPLE = re.compile("[0-9A-Za-z.,，。：；（）、\u4e00-\u9fff]+")
"""Words that need no care: nearly every cell."""

_PIECE = re.compile(r"[\n\t]|[^\n\t]+")


def element(name: str, *children: str, **attributes: str | int) -> str:
    """An element of the namespace w; attributes and children are already markup."""
    start = name + "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    content = "".join(children)
    return f"<w:{start}>{content}</w:{name}>" if content else f"<w:{start}/>"


def run(text: str, style: str = "", scale: int | None = None) -> str:
    """Words in one face, or nothing where none of them can be printed.

    `style` is a character style; `scale` condenses the characters to so many per cent.
    """
    if not style and scale is None and _SIMPLE.fullmatch(text):
        return f"<w:r><w:t>{text}</w:t></w:r>"
    text = printable(text)
    if not text:
        return ""
    properties: list[str] = []
    if style:
        properties.append(element("rStyle", val=style))
    if _AMBIGUOUS.search(text) is not None:
        properties.append(element("rFonts", hint="eastAsia"))
    if scale is not None:
        properties.append(element("w", val=scale))
    head = element("rPr", *properties) if properties else ""
    return element("r", head, *map(_piece, _PIECE.findall(text)))


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece == "\n":
        return "<w:br/>"
    is_spaced = piece != piece.strip() or "  " in piece
    return f"<w:t{_PRESERVE if is_spaced else ''}>{escape(piece)}</w:t>"


_PRESERVE = ' xml:space="preserve"'
