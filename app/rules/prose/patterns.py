"""Phrases as regular expressions over kinds: one character for each token of a clause.

A clause says something only where it is wholly understood: what may stand before and after the
phrase is listed, words between its parts that nobody listed make it say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model.phrasebook import NUMBERS, Phrasebook, Saying, Step
from app.rules.prose.lexicon import MADE, UNKNOWN, Token
from app.rules.prose.scope import SCOPES

TOTAL = "total"
_FIRST_CODE = 0x4E00
_MOST_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Match:
    """A saying found in a clause: which, and where its phrase and its number stand in it."""

    saying: Saying
    first: int
    last: int
    number: int | None


class Patterns:
    """All phrases of a phrasebook, compiled; remembers clauses of the same build."""

    def __init__(self, book: Phrasebook) -> None:
        kinds = dict.fromkeys((*MADE, *NUMBERS, *SCOPES, TOTAL, *book.words))
        self._codes = {kind: chr(_FIRST_CODE + index) for index, kind in enumerate(kinds)}
        before = self._set((*book.before, *SCOPES, UNKNOWN))
        after = self._set(book.after)
        self._numbers = frozenset(self._codes[kind] for kind in NUMBERS)
        self._compiled = [
            (saying, re.compile(f"{before}*?(?P<phrase>{self._phrase(phrase)}){after}*"))
            for saying in book.sayings
            for phrase in saying.phrases
        ]
        self._remembered: dict[str, tuple[Match, ...]] = {}

    def matches(self, clause: Sequence[Token]) -> tuple[Match, ...]:
        """Every saying whose phrase is what this clause says, one for each way to count it."""
        codes = "".join([self._codes[token.kind] for token in clause])
        found = self._remembered.get(codes)
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[codes] = tuple(self._search(codes))
        return found

    def _search(self, codes: str) -> list[Match]:
        found: list[Match] = []
        for saying, pattern in self._compiled:
            if any(match.saying is saying for match in found):
                continue
            if match := pattern.fullmatch(codes):
                first, end = match.span("phrase")
                number = next((i for i in range(first, end) if codes[i] in self._numbers), None)
                found.append(Match(saying, first, end - 1, number))
        return found

    def _phrase(self, steps: Sequence[Step]) -> str:
        """收到申请共41件: before a number stands 共 as it likes."""
        total = f"{self._codes[TOTAL]}?"
        return "".join(
            f"{total if place and set(step.kinds) & set(NUMBERS) else ''}"
            f"{self._set(step.kinds)}{'?' if step.optional else ''}"
            for place, step in enumerate(steps)
        )

    def _set(self, kinds: Sequence[str] | frozenset[str]) -> str:
        return f"[{''.join(self._codes[kind] for kind in kinds)}]" if kinds else "(?:)"
