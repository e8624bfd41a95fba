"""How columns share the width of the window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def shared(available: int, shares: Sequence[int], least: Sequence[int]) -> list[int]:
    """Widths in the form's proportions that fill the window, none below its least.

    Columns that would fall below it take theirs, the others share what is left.  Where all the
    least widths together are more than there is, each has its own and the table is scrolled.
    """
    held: set[int] = set()
    while True:
        free = [n for n in range(len(shares)) if n not in held]
        room = available - sum(least[n] for n in held)
        total = sum(shares[n] for n in free)
        edges = [room * sum_ // total for sum_ in accumulate([0, *(shares[n] for n in free)])]
        widths = {n: right - left for n, (left, right) in zip(free, pairwise(edges), strict=True)}
        small = {n for n in free if widths[n] < least[n]}
        if not small:
            return [widths.get(n, least[n]) for n in range(len(shares))]
        held |= small
        if len(held) == len(shares):
            return list(least)
