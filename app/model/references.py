"""Figures of the tables in the text of chapters: places that show what a cell has.

A text always holds the plain digits, as they are read, checked and printed; beside it stands
which stretches of it are references.  So whoever reads a text needs to know nothing of them, and
all there is to do is to keep both in step: `carried` when the words change, `resolved` when the
figures do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from app.model.address import Address
from app.model.numbers import format_number

UNKNOWN = "〔　〕"
"""What a reference to a blank cell shows: a blank is never 0, and must be seen."""


class Reference(NamedTuple):
    """A stretch of a text, from `start` to before `end` in characters, that shows a cell."""

    start: int
    end: int
    address: Address


References = tuple[Reference, ...]


def shown(value: Decimal | None) -> str:
    """The words of a reference to a cell with this value."""
    return UNKNOWN if value is None else format_number(value)


def are_sound(references: Iterable[Reference], text: str) -> bool:
    """Whether they lie in the text one after the other, none of them empty."""
    reached = 0
    for reference in references:
        if not reached <= reference.start < reference.end <= len(text):
            return False
        reached = reference.end
    return True


def carried(references: References, before: str, after: str) -> References:
    """The references of a text whose words were changed from outside.

    What lies before or behind all that changed is kept; one whose own digits were changed is none
    any more.
    """
    start, end = difference(before, after)
    longer = len(after) - len(before)
    kept: list[Reference] = []
    for reference in references:
        if reference.end <= start:
            kept.append(reference)
        elif reference.start >= len(before) - end:
            moved = Reference(reference.start + longer, reference.end + longer, reference.address)
            kept.append(moved)
    return tuple(kept)


def difference(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at their beginning, and of the rest at their end."""
    start, end = 0, 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def replaced(references: References, new: Reference, length: int) -> References:
    """The references once a piece of text gave way to words of this length that show a cell.

    `new` names the piece as it was; references that it touches are gone.
    """
    longer = length - (new.end - new.start)
    behind = (r for r in references if r.start >= new.end and r.end > new.start)
    return (
        *(r for r in references if r.end <= new.start),
        Reference(new.start, new.start + length, new.address),
        *(Reference(r.start + longer, r.end + longer, r.address) for r in behind),
    )


def resolved(
    text: str, references: References, words_of: Callable[[Address], str | None]
) -> tuple[str, References]:
    """Text and references as the figures are now.

    `words_of` is what a cell shows, None where there is no such cell: then the digits stay and
    become ordinary text.
    """
    pieces: list[str] = []
    moved: list[Reference] = []
    reached, length = 0, 0
    for reference in references:
        words = words_of(reference.address)
        before = text[reached : reference.start]
        own = text[reference.start : reference.end] if words is None else words
        start = length + len(before)
        pieces += (before, own)
        length = start + len(own)
        reached = reference.end
        if words is not None:
            moved.append(Reference(start, length, reference.address))
    return "".join((*pieces, text[reached:])), tuple(moved)
