"""What a chapter was found to say about the tables."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.expression import Linear
from app.model.form import Form
from app.model.phrasebook import UNSAID, Saying
from app.rules.prose.numerals import Reading


@dataclass(frozen=True, slots=True)
class Statement:
    """One number of the text, or one claim without a number, and what it is said of.

    `span` is the number's own place (of a claim: all its words), `phrase` that of the words around
    it, both in the paragraph; `base` is what the sentence counts from; `including` whether it
    counts what was carried over from last year.
    """

    saying: Saying
    reading: Reading | None
    span: tuple[int, int]
    phrase: tuple[int, int]
    unit: str
    base: str
    including: bool

    def meanings(self, form: Form) -> tuple[Linear, ...]:
        """The sums of cells that it may mean; none where this form has no such rows."""
        table = form.tables[self.saying.table].form
        chosen = self.saying.including if self.including else self.saying.meanings
        by_base = chosen.get(table, {})
        return by_base.get(self.base) or by_base.get(UNSAID, ())
