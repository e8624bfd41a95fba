"""What sentences of a report can say about its tables: words, phrases and the sums they mean.

Read from `resources/statements.toml`; the engine that finds the phrases is `app/rules/prose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.expression import Linear

NUMBERS = ("count", "money", "percent")
"""Steps of a phrase that stand for a number: of pieces, of 元, of hundredths."""

UNSAID = ""
"""The base of a saying whose meaning does not depend on what the sentence is about."""

Meanings = Mapping[str, tuple[Linear, ...]]
"""For each base the sums that the number may equal; the first is the one to be named."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a phrase: a word of one of these kinds, or a number; perhaps none."""

    kinds: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, eq=False, slots=True)
class Saying:
    """Some phrases that mean the same sum of cells of one table.

    `meanings` is by form of the table; a form that lacks the rows is not there.  `including` is
    the sum where the sentence counts what was carried over from last year; `topic` what the
    sentence must be about where the phrase itself does not say; `base` what following parts of
    the sentence are counted from; `beside` kinds of words of which the sentence must have one,
    where it has any; `unless` kinds of which it must have none; `claims_zero` for words that say
    that there was nothing.
    """

    rule: str
    table: str
    phrases: tuple[tuple[Step, ...], ...]
    meanings: Mapping[str, Meanings]
    including: Mapping[str, Meanings]
    topic: str
    base: str
    beside: frozenset[str]
    unless: frozenset[str]
    claims_zero: bool


@dataclass(frozen=True, eq=False, slots=True)
class Phrasebook:
    """Words by kind, units of number, what may stand around a phrase, and the sayings.

    `subjects` gives by kinds of words the base that they make (行政复议方面，维持3件); `claiming`
    are the kinds of words that make a sentence without a number worth reading.

    One phrasebook is never equal to another: what was made of it is found by it.
    """

    words: Mapping[str, tuple[str, ...]]
    counters: tuple[str, ...]
    other_units: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    claiming: frozenset[str]
    topics: Mapping[str, str]
    subjects: Mapping[str, str]
    sayings: tuple[Saying, ...]
