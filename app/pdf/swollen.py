"""Streams of a PDF file that would fill the memory when they are unpacked."""

from __future__ import annotations

import re
import zlib

from app.markup.limits import MAX_STREAM_BYTES, MAX_UNPACKED_BYTES, TOO_SWOLLEN
from app.model.source import UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Filter\s*\[[^\]]*/Fl(?:ate)?(?:Decode)?\b[^\]]*/Fl(?:ate)?(?:Decode)?\b")
_LEAST_PACKED = MAX_STREAM_BYTES // 1032
"""Bytes: deflate makes at most 1032 out of one, so that shorter streams need no look."""
_PIECE = 1_000_000
_ENDS = b"endstream"


def require_bounded(data: bytes) -> None:
    """Raise UnreadableError for a file with a stream that unpacks past the limits.

    Streams are looked at where they lie, whatever the file's table says of them.
    """
    if _TWICE.search(data):
        raise UnreadableError(TOO_SWOLLEN)
    total = 0
    for found in _STREAM.finditer(data):
        begin = found.end()
        end = data.find(_ENDS, begin)
        end = len(data) if end < 0 else end
        if end - begin >= _LEAST_PACKED and data[begin : begin + 1] == b"x":
            total += _size(data, begin, end)
            if total > MAX_UNPACKED_BYTES:
                raise UnreadableError(TOO_SWOLLEN)


def _size(data: bytes, begin: int, end: int) -> int:
    unpacker = zlib.decompressobj()
    size, packed = 0, data[begin:end]
    try:
        while packed and not unpacker.eof:
            size += len(unpacker.decompress(packed, _PIECE))
            packed = unpacker.unconsumed_tail
            if size > MAX_STREAM_BYTES:
                raise UnreadableError(TOO_SWOLLEN)
    except zlib.error:
        pass
    return size
