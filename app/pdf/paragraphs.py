"""Lines of pages → paragraphs, by indents, by how full lines are, and by the gaps between them."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.markup.flow import begins_anew, is_ended
from app.pdf.layout import TableOnPage
from app.pdf.lines import TextLine

_INDENT = 0.8
"""Ems that a first line stands further in."""
_SLACK = 0.7
"""Ems that may be left at the end of a full line, beside the word that did not fit."""
_PITCH = 1.6
"""Of the usual distance of lines: what is further apart is two paragraphs."""
_ENOUGH = 6
"""So many lines that end at the same place show the edge; fewer, and margins are taken as equal."""
_LARGER = 1.15
"""Of the usual size: letters of a title."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text of a file stands: its edges, size and distance of lines, in points."""

    left: float
    right: float
    em: float
    pitch: float


def column_of(lines: Sequence[TextLine], width: float) -> Column:
    """The column that most lines stand in, on pages of this width."""
    if not lines:
        return Column(0.0, 0.0, 1.0, 1.0)
    em = statistics.median(line.em for line in lines)
    usual = [line for line in lines if abs(line.em - em) < 0.15 * em] or list(lines)
    starts = Counter(round(line.left) for line in usual)
    often = [place for place, count in starts.items() if count >= max(2, len(usual) // 20)]
    left = float(min(often or starts))
    right = max(line.right for line in usual)
    if sum(line.right > right - 1.5 * em for line in usual) < _ENOUGH:
        right = max(right, width - left)
    gaps = [b.top - a.top for a, b in pairwise(usual) if 0 < b.top - a.top < 4 * em]
    return Column(left, right, em, statistics.median(gaps) if gaps else 2 * em)


def paragraphs_of(
    items: Iterable[TextLine | TableOnPage | None], column: Column
) -> Iterator[list[TextLine] | TableOnPage]:
    """Lines that are one paragraph, and tables, in order; None among the items is a page's end."""
    held: list[TextLine] = []
    over_page = False
    for item in items:
        if item is None:
            over_page = True
            continue
        if isinstance(item, TableOnPage):
            if held:
                yield held
            held = []
            yield item
        elif held and _goes_on(held, item, column, over_page=over_page):
            held.append(item)
        else:
            if held:
                yield held
            held = [item]
        over_page = False
    if held:
        yield held


def _goes_on(held: Sequence[TextLine], line: TextLine, column: Column, *, over_page: bool) -> bool:
    last = held[-1]
    em = last.em
    if abs(line.em - em) > 0.12 * em:
        return False
    if not over_page and not 0 < line.top - last.top <= _PITCH * max(column.pitch, 1.2 * em):
        return False
    if em >= _LARGER * column.em and not over_page:
        return _is_centred(last, column) and _is_centred(line, column)
    if line.left > column.left + _INDENT * em:
        return False
    if last.right + line.first_word + _SLACK * em < column.right:
        return False
    return not (begins_anew(line.text) and is_ended(last.text))


def _is_centred(line: TextLine, column: Column) -> bool:
    middle = (column.left + column.right) / 2
    return abs((line.left + line.right) / 2 - middle) <= 2 * line.em


def joined(lines: Sequence[TextLine]) -> str:
    """The text of a paragraph; Latin words get a space between lines, where programs drop it."""
    text = lines[0].text
    for line in lines[1:]:
        is_latin = text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii()
        text += (" " if is_latin and line.text[:1].isalpha() else "") + line.text
    return text.strip()
