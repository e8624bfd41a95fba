"""A sentence cut into clauses: by commas, by numbers, with brackets taken out of their middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.model.phrasebook import NUMBERS
from app.rules.prose.lexicon import CLOSE, COLON, LIST, OPEN, STOP, THING, Token

_NUMBERS = frozenset((*NUMBERS, THING))
_MARKS = frozenset((STOP, LIST, OPEN, CLOSE, COLON))
_SHORT = 3
"""A colon behind so few words stands before the number that they belong to: 予以公开：3件."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two stops; `depth` counts the brackets around them.

    `ended` is the kind of the mark behind it, empty where the next number follows without one.
    """

    tokens: tuple[Token, ...]
    depth: int
    ended: str


def clauses(tokens: Iterable[Token]) -> list[Clause]:
    """All clauses in reading order; the content of brackets follows the clause it stands in.

    A 、 ends a clause only after a number: 予以公开、部分公开47件 is one clause,
    予以公开3件、部分公开1件 are two.
    """
    cut: list[Clause] = []
    levels: list[list[Token]] = [[]]
    for token in tokens:
        level = levels[-1]
        if _ends_clause(token, level):
            cut += _cut(level, len(levels) - 1, token.kind)
            level.clear()
        elif token.kind == "all" and _is_counted(level):
            cut += _cut(level, len(levels) - 1, "")
            level.clear()
        if token.kind == OPEN:
            levels.append([])
        elif token.kind == CLOSE and len(levels) > 1:
            levels.pop()
        elif token.kind not in _MARKS:
            level.append(token)
    for depth, level in enumerate(levels):
        cut += _cut(level, depth, STOP)
    cut.sort(key=lambda clause: clause.tokens[0].start)
    return cut


def _ends_clause(token: Token, level: Sequence[Token]) -> bool:
    if token.kind == LIST:
        return _ends_in_number(level)
    if token.kind == COLON:
        return len(level) > _SHORT
    return token.kind in {STOP, CLOSE}


_SUBJECTS = frozenset(
    {"receive", "handle", "handle_all", "carry_over", "carry", "review", "litigation"}
)


def _is_counted(tokens: Sequence[Token]) -> bool:
    """收到申请23件 均已办结: what was counted before it is said twice of."""
    place = next((i for i, token in enumerate(tokens) if token.kind in _NUMBERS), 0)
    return any(token.kind in _SUBJECTS for token in tokens[:place])


def _cut(level: Sequence[Token], depth: int, ended: str) -> Iterator[Clause]:
    parts = [part for part in _by_numbers(level) if part]
    for place, part in enumerate(parts, start=1):
        yield Clause(part, depth, ended if place == len(parts) else "")


def _ends_in_number(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].kind in _NUMBERS


def _by_numbers(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Parts with one number each: words go to the number behind them, or to the one before."""
    places = [index for index, token in enumerate(tokens) if token.kind in _NUMBERS]
    if len(places) < 2:  # noqa: PLR2004
        yield tuple(tokens)
        return
    leading = places[0] == 0 and places[-1] != len(tokens) - 1
    borders = places[1:] if leading else [place + 1 for place in places[:-1]]
    for start, stop in zip((0, *borders), (*borders, len(tokens)), strict=True):
        yield tuple(tokens[start:stop])
