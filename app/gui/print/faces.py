"""The faces of a house style as Qt's fonts, and how wide their letters are."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from app.gui.print.boxes import Style
from app.gui.print.breaking import is_wide
from app.model.house import Face

UNIT = 100
"""Fonts are made and painted in hundredths of a point: sizes of fonts are whole pixels."""

_STAND_INS = {
    "方正小标宋": ("宋体", "SimSun", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"),
    "仿宋": ("仿宋_GB2312", "FangSong", "FandolFang", "FandolFang R", "Noto Serif CJK SC"),
    "楷体": ("楷体_GB2312", "KaiTi", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC"),
    "宋体": ("SimSun", "NSimSun", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"),
}
"""What comes after the fallbacks of the style, by how the name of the family begins."""

_LAST = ("Microsoft YaHei", "WenQuanYi Micro Hei", "Noto Sans CJK SC")
_LATIN_LAST = ("Liberation Serif", "Tinos", "Nimbus Roman")
_SMALL_TITLE = "方正小标宋"
_SONG = ("宋体", *_STAND_INS["宋体"])


class Faces:
    """Fonts by style; letters are measured once.  For one thread."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Face | str, bool, float], QFont] = {}
        self._metrics: dict[tuple[Face, str, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[Face, str], dict[str, float]] = {}

    def font(self, style: Style, *, wide: bool, spacing: float = 0.0) -> QFont:
        """A font in hundredths of a point; `spacing` points are added to each letter."""
        key = (style.face if wide else style.latin + str(style.face.size), wide, spacing)
        if wide and style.face.bold:
            key = (style.face, wide, spacing)
        found = self._fonts.get(key)
        if found is None:
            found = self._make(style, wide=wide)
            if spacing:
                # in per cent: Qt scales absolute spacing by the resolution of what it paints on
                share = 100 * (1 + spacing / style.face.size)
                found.setLetterSpacing(QFont.SpacingType.PercentageSpacing, share)
            if len(self._fonts) > 4000:  # noqa: PLR2004  each justified line has a spacing of its own
                self._fonts.clear()
            self._fonts[key] = found
        return found

    def _make(self, style: Style, *, wide: bool) -> QFont:
        face = style.face
        families = _families(face)
        font = QFont(families if wide else [style.latin, *_LATIN_LAST, *families])
        font.setPixelSize(round(face.size * UNIT))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
        font.setKerning(False)  # letters are as wide as they were measured, one by one
        font.setBold(face.bold or (wide and _is_stand_in(face, font)))
        return font

    def width(self, letter: str, style: Style) -> float:
        """How far the next letter stands from this one, in points; Latin ones are not spaced."""
        widths = self._widths.get((style.face, style.latin))
        if widths is None:
            widths = self._widths[style.face, style.latin] = {}
        found = widths.get(letter)
        if found is None:
            found = widths[letter] = self._measured(letter, style)
        return found + (style.spacing if is_wide(letter) else 0.0)

    def _measured(self, letter: str, style: Style) -> float:
        if letter == "\t":
            return 2 * style.face.size
        wide = is_wide(letter)
        key = (style.face, style.latin, wide)
        metrics = self._metrics.get(key)
        if metrics is None:
            metrics = self._metrics[key] = QFontMetricsF(self.font(style, wide=wide))
        return metrics.horizontalAdvance(letter) / UNIT

    @property
    def used(self) -> list[QFont]:
        """Every font that was asked for."""
        return list(self._fonts.values())


def _families(face: Face) -> list[str]:
    names = [face.family, *face.fallbacks]
    for start, stand_ins in _STAND_INS.items():
        if face.family.startswith(start):
            names += stand_ins
    return list(dict.fromkeys((*names, *_LAST)))


def _is_stand_in(face: Face, font: QFont) -> bool:
    """小标宋 is a heavy face: where 宋体 stands in for it, it is set bold."""
    if not face.family.startswith(_SMALL_TITLE):
        return False
    song = QFont(list(_SONG))
    song.setPixelSize(font.pixelSize())
    return QFontInfo(font).family() == QFontInfo(song).family()
