"""Text with chips on the clipboard: plain for other programs, with its references for this one."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData

from app.model.address import Address, MalformedAddressError
from app.model.references import Reference, References, are_sound
from app.storage.strict import MalformedError, decode_json, encode_json

_TYPE = "application/x-nianbao-text"


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    start: int
    end: int
    cell: str


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    links: list[_Link]


def to_mime(text: str, references: References) -> QMimeData:
    """What is copied: the text, and beside it which stretches show which cells."""
    mime = QMimeData()
    mime.setText(text)
    if references:
        links = [_Link(r.start, r.end, str(r.address)) for r in references]
        mime.setData(_TYPE, encode_json(_Entry(text, links)))
    return mime


def from_mime(mime: QMimeData) -> tuple[str, References] | None:
    """A text with its references; None where there are none, or none that make sense."""
    if not mime.hasFormat(_TYPE):
        return None
    try:
        entry = decode_json(bytes(mime.data(_TYPE).data()), _Entry)
        links = tuple(Reference(e.start, e.end, Address.parse(e.cell)) for e in entry.links)
    except (MalformedError, MalformedAddressError):
        return None
    return (entry.text, links) if are_sound(links, entry.text) else None
