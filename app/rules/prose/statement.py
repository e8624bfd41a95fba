"""What a chapter was found to say about the tables."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.phrasebook import Saying
from app.rules.prose.numerals import Reading


@dataclass(frozen=True, slots=True)
class Statement:
    """One number of the text, or one claim without a number, and what it is said of.

    `span` is the number's own place (of a claim: all its words), `phrase` that of the words around
    it, both in the text read; `base` is what the sentence counts from; `including` whether it
    counts what was carried over from last year.
    """

    saying: Saying
    reading: Reading | None
    span: tuple[int, int]
    phrase: tuple[int, int]
    unit: str
    base: str
    including: bool

    def moved(self, offset: int) -> Statement:
        """The same statement in a text that begins earlier."""
        start, end = self.span
        first, last = self.phrase
        return Statement(
            self.saying,
            self.reading,
            (start + offset, end + offset),
            (first + offset, last + offset),
            self.unit,
            self.base,
            self.including,
        )
