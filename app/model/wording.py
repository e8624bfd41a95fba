"""Words that a check of texts looks for, as `resources/text_rules.toml` declares them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Judge = Literal[
    "another_year",
    "work_of_another_year",
    "another_period",
    "plan_of_past",
    "another_unit",
    "another_name",
    "another_count",
    "identity_number",
    "card_number",
]
"""What no pattern can decide: a question asked about what a pattern has found."""

CHAPTERS = "chapters"
"""Stands for every chapter in a list of places."""


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """One way to break a rule.

    Exactly one of `find` (a pattern that must not occur), `lacks` (one that must occur, in this
    chapter or a later one) and `most` (characters that a text may have, spaces not counted) is
    set.  Patterns meet texts as `rules.text.folding` folds them.  The group `at` of `find`, else
    all of it, is what is quoted.  `unless` within the same sentence keeps silent; so do report
    years outside of `since` to `until`.

    `message` and `put` (the text that puts it right) may name groups of the pattern, the facts
    (`year`, `next_year`, `unit`, `notice`, `count`, `where`), `quote`, and `right`, the answer of
    the judge.
    """

    places: frozenset[str]
    message: str
    find: re.Pattern[str] | None = None
    lacks: re.Pattern[str] | None = None
    most: int = 0
    unless: re.Pattern[str] | None = None
    judge: Judge | None = None
    put: str | None = None
    since: int = 0
    until: int = 9999
    off: bool = False
