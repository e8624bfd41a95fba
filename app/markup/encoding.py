"""The bytes of a page or a text → text, whatever a page says of its encoding.

Chinese government sites serve UTF-8 or GBK, and often declare the other.  A text of some length
that is valid UTF-8 is UTF-8; nearly any bytes are valid GB18030, which contains GBK and GB2312.
So UTF-8 is tried first and the declaration only decides between what is left.
"""

from __future__ import annotations

import codecs
import re

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEAD = 4096
_ASCII = 0x80
_GB = "gb18030"
_OTHERS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "hz-gb-2312": "hz"}
"""What a page may declare beside those that are tried anyway, with Python's name of it."""
_UNREADABLE = "\ufffd"
_FAULTS_PER_SIGN = 0.05
"""Of the bytes that are not ASCII: with fewer broken ones a text is UTF-8, GBK would have more."""


def decoded(data: bytes) -> tuple[str, int]:
    """The text, and how many characters of it could not be read (they are U+FFFD)."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return _forced(data.removeprefix(mark), name)
    text, faults = _forced(data, "utf-8")
    if not faults:
        return text, 0
    if faults <= _FAULTS_PER_SIGN * sum(byte >= _ASCII for byte in data):
        return text, faults
    for name in (*_declared(data), _GB):
        try:
            return data.decode(name), 0
        except UnicodeDecodeError:
            continue
    return min((_forced(data, name) for name in ("utf-8", _GB)), key=lambda found: found[1])


def _declared(data: bytes) -> list[str]:
    """What the page declares, if it is another encoding than those tried anyway."""
    found = _DECLARED.search(data[:_HEAD])
    name = _OTHERS.get(found[1].decode("ascii").lower()) if found else None
    return [name] if name else []


def _forced(data: bytes, name: str) -> tuple[str, int]:
    text = data.decode(name, errors="replace")
    return text, text.count(_UNREADABLE)
