"""What a clause is about apart from its number: matters asked for, other organs, other years."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.rules.prose.lexicon import STOP, Token

CARRIES = frozenset({"carry", "carry_over"})
"""Words that take a request from one year into another."""

_SILENT = frozenset({"apiece", "become", "compare", "narrow", "plan", "up", "down"})
"""Words of clauses that are about a part only, about what is to come, or about a difference."""


def spoken_of(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without those that say what requests ask about: 申请主要涉及规划许可、行政处罚等."""
    spoken: list[Token] = []
    is_matter = False
    for token in tokens:
        is_matter = token.kind == "matter" or (is_matter and token.kind != STOP)
        if not is_matter:
            spoken.append(token)
    return spoken


def is_silent(tokens: Sequence[Token]) -> bool:
    """Whether a clause gives no number of the tables: a part only, a plan, a difference, 约."""
    if _SILENT.intersection(token.kind for token in tokens):
        return True
    return any(
        "vague" in (one.kind, other.kind) and (one.reading or other.reading)
        for one, other in pairwise(tokens)
    )


def who_and_when(tokens: Sequence[Token]) -> list[Token]:
    """What a clause that gives no number says of whom and when the next ones are about.

    Other organs are not, unless it says that they act (市政府办公室作为主管部门); nor are years
    that something was carried over from or into.
    """
    kinds = {token.kind for token in tokens}
    dropped: set[str] = set() if "acting" in kinds else {"organ"}
    if kinds & CARRIES:
        dropped |= {"last_year", "next_year"}
    return [token for token in tokens if token.kind not in dropped]


def has_scope(tokens: Sequence[Token]) -> bool:
    """Whether it is about another organ, another matter or last year."""
    return any(token.kind in {"organ", "foreign", "last_year"} for token in tokens)
