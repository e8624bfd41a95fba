"""Chips: digits in a text box that show a cell of the tables, and are moved and removed whole.

A chip is a character format, so that undo, cutting and moving of the box carry it along.  Three
properties say what it shows: the cell, the digits, and a number that keeps two chips beside each
other apart.  What was typed at the edge of a chip can take its format over, and other ways than
keys can tear it: so only the very digits, once, are a chip, and all else of that format is plain
text.  Places here are those of the box.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextFormat

from app.gui.pages.text_places import position_of
from app.model.address import Address

_CELL = QTextFormat.Property.UserProperty.value + 1
_WORDS = QTextFormat.Property.UserProperty.value + 2
_NUMBER = QTextFormat.Property.UserProperty.value + 3
_numbers = count(1)


class Chip(NamedTuple):
    """A stretch of the box, from `start` to before `end`, that shows a cell."""

    start: int
    end: int
    address: Address
    number: int


def chip_format(address: Address, words: str) -> QTextCharFormat:
    """The format that makes these words a chip."""
    chip = QTextCharFormat()
    chip.setProperty(_CELL, str(address))
    chip.setProperty(_WORDS, words)
    chip.setProperty(_NUMBER, next(_numbers))
    return chip


def is_chip(form: QTextFormat) -> bool:
    """Whether text of this format is or was a chip's."""
    return form.hasProperty(_CELL)


def chips_of(block: QTextBlock) -> Iterator[Chip]:
    """The chips of a paragraph, from left to right."""
    seen: set[int] = set()
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        form = piece.charFormat()
        if is_chip(form):
            words, number = str(form.property(_WORDS)), int(str(form.property(_NUMBER)))
            text = piece.text()
            at = _place_in(text, words)
            if at >= 0 and number not in seen:
                seen.add(number)
                start = piece.position() + position_of(text, at)
                end = start + position_of(words, len(words))
                yield Chip(start, end, Address.parse(str(form.property(_CELL))), number)
        place += 1


def _place_in(text: str, words: str) -> int:
    """Where a chip's words stand at the start or the end of a text; -1 where they do not."""
    if text.startswith(words):
        return 0
    return len(text) - len(words) if text.endswith(words) else -1


class Chips:
    """The chips of one document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document

    def __iter__(self) -> Iterator[Chip]:
        if not any(map(is_chip, self._document.allFormats())):
            return  # most chapters have none, and this is asked at every keystroke
        seen: set[int] = set()
        block = self._document.begin()
        while block.isValid():
            for chip in chips_of(block):
                if chip.number not in seen:
                    seen.add(chip.number)
                    yield chip
            block = block.next()

    def around(self, position: int) -> Chip | None:
        """The chip that a place lies inside of, not at its edge."""
        found = self.touching(position)
        return next((chip for chip in found if chip.start < position < chip.end), None)

    def touching(self, position: int) -> list[Chip]:
        """The chips that a place lies in or at the edge of."""
        chips = chips_of(self._document.findBlock(position))
        return [chip for chip in chips if chip.start <= position <= chip.end]
