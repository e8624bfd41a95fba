"""Pictures as Qt draws them: on the screen, and as PNG files."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QFontInfo, QImage, QImageReader

from app.gui.print.headless import ensure_application
from app.gui.theme import load_theme, window_font
from app.model.chart import Chart, Graphic
from app.picture.bars import Look
from app.picture.writer import chart_svg, graphic_svg

_SHARPNESS = 2.0
"""Pixels of a PNG file for each of the picture: sharp on any screen and in print."""


class PictureError(ValueError):
    """A picture that Qt cannot draw."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"图画不出来（{reason}）")


def look_of(colours: Mapping[str, str]) -> Look:
    """These colours, and the family of type that this system has: Qt takes but one name."""
    return Look(colours, QFontInfo(window_font()).family())


def draw(svg: bytes, ratio: float) -> QImage:
    """The picture, with so many pixels for each of its own; raise PictureError."""
    ensure_application()
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    size = reader.size()
    reader.setScaledSize(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    image = reader.read()
    if image.isNull():
        raise PictureError(reader.errorString())
    image.setDevicePixelRatio(ratio)
    return image


def graphic_png(graphic: Graphic) -> bytes:
    """The whole report on one page, as a PNG file in the light colours."""
    ensure_application()
    return _png(graphic_svg(graphic, look_of(load_theme("light").colours)))


def chart_png(chart: Chart) -> bytes:
    """One chart, in the same way."""
    ensure_application()
    return _png(chart_svg(chart, look_of(load_theme("light").colours)))


def _png(svg: bytes) -> bytes:
    image = draw(svg, _SHARPNESS)
    image.setDevicePixelRatio(1)
    for key in image.textKeys():
        image.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise PictureError("PNG")
    return bytes(buffer.data().data())
