"""What Qt writes into a PDF file and this program does not want there.

All replacements are as long as what they replace, so that the file's table of places stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:\d{14}[^)]*\)\n?")
_MORE = re.compile(
    rb'xmp:(?:Create|Modify|Metadata)Date="[^"]*"|xmpMM:DocumentID="uuid:[^"]*"|xmp:CreatorTool="[^"]*"'
)
_FILE_ID = re.compile(rb"/ID \[ <[^\]]*\]")
_MAP = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CREATOR = re.compile(rb"/Creator (?=\()")
_SPACES = "\t\u00a0"
"""Often share the glyph of the space; a tab is never drawn."""
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


def cleaned(data: bytes, letters: str, fonts: Iterable[QFont]) -> bytes:
    """The file without dates and random numbers, and with `letters` as what its glyphs mean.

    Where a font has one glyph for two characters (人 and the radical ⼈), Qt says that the first
    in Unicode was meant: nobody would find 人民 in such a file, nor a space between its words.
    The unit, which Qt can only be given as the creating program, becomes the subject, as in the
    Word file.
    """
    blank = _DATES.sub(lambda found: b" " * len(found[0]), data)
    blank = _MORE.sub(lambda found: b" " * len(found[0]), blank)
    blank = _FILE_ID.sub(lambda found: re.sub(rb"[0-9A-Fa-f](?=[^<]*>)", b"0", found[0]), blank)
    blank = _CREATOR.sub(b"/Subject ", blank)
    meant = _Meanings(letters, fonts)
    return _MAP.sub(lambda found: _CODE.sub(meant.code, found[0]), blank)


class _Meanings:
    def __init__(self, letters: str, fonts: Iterable[QFont]) -> None:
        self._letters = letters
        by_name = {(f.families()[0], f.bold()): f for f in fonts}
        self._fonts = [QRawFont.fromFont(font) for font in by_name.values()]
        self._known: dict[str, str] = {letter: letter for letter in letters}
        self._glyphs: list[dict[int, str]] = []

    def code(self, found: re.Match[bytes]) -> bytes:
        """The code of the letter that was meant in place of a code of a map."""
        letter = chr(int(found[1], 16))
        if letter not in self._known:
            self._known[letter] = self._meant(letter)
        meant = self._known[letter]
        return found[0] if len(meant) != 1 or meant > "\uffff" else b"<%04X>" % ord(meant)

    def _meant(self, letter: str) -> str:
        if letter in _SPACES:
            return " "
        if letter < "\u0100" or "\ud800" <= letter <= "\udfff":
            return letter
        if not self._glyphs:
            self._glyphs = [self._letters_by_glyph(font) for font in self._fonts]
        for font, letters in zip(self._fonts, self._glyphs, strict=True):
            glyphs = font.glyphIndexesForString(letter)
            if glyphs and glyphs[0] and glyphs[0] in letters:
                return letters[glyphs[0]]
        return letter

    def _letters_by_glyph(self, font: QRawFont) -> dict[int, str]:
        found: dict[int, str] = {}
        for letter in self._letters:
            glyphs = font.glyphIndexesForString(letter)
            if len(glyphs) == 1 and glyphs[0]:
                found[glyphs[0]] = letter
        return found
