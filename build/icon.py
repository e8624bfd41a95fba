"""The icon of the program for Windows, drawn from resources/icons/app.svg.

uv run python build/icon.py
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels, as Windows asks for them at 100 % to 250 %."""
_HEADER = struct.Struct("<HHH")
_ENTRY = struct.Struct("<BBBBHHII")
_WHOLE_BYTE = 256


def draw(drawing: QSvgRenderer, size: int) -> bytes:
    """The drawing at one size, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only names of bytes
    return bytes(buffer.data().data())


def pack(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """An .ico of PNG pictures, which Windows reads since Vista; a width of 256 is written as 0."""
    offset = _HEADER.size + _ENTRY.size * len(pictures)
    head = [_HEADER.pack(0, 1, len(pictures))]
    for size, content in pictures:
        width = size % _WHOLE_BYTE
        head.append(_ENTRY.pack(width, width, 0, 0, 1, 32, len(content), offset))
        offset += len(content)
    return b"".join([*head, *(content for _, content in pictures)])


def main() -> int:
    """Write app.ico beside app.svg."""
    application = QGuiApplication(["icon"])
    fine = QSvgRenderer(str(ICONS / "app.svg"))
    pictures = [(size, draw(fine, size)) for size in SIZES]
    (ICONS / "app.ico").write_bytes(pack(pictures))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
