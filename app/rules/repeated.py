"""Y-DUP: a chapter of which more than half was in last year's report.

Each sentence is compared with last year's text by stretches of seven characters, numbers and
punctuation aside, wherever they stand.  That takes one pass over each text and sees sentences that
changed places.  A measure of edits (difflib, rapidfuzz) would need the square of the length or
another library, and finds half the characters of any two such chapters in each
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from operator import sub

from app.rules.case import Case, Memo
from app.rules.finding import Finding

_STRETCH = 7
_LEAST = 60
"""Characters; the standing sentence of a short chapter may well be the same every year."""
_MOST = Decimal("0.5")
_SENTENCE = re.compile("[^。！？；\n]+")
_SET_ASIDE = re.compile(r"[\W\d_〇一二三四五六七八九十百千万亿]+")


def check_repeated(case: Case) -> Iterator[Finding]:
    """Chapters whose text is mostly last year's."""
    if case.previous is None:
        return
    for section in case.sections:
        before = case.previous.texts.get(section.id, "")
        known = case.memo(_stretches_of, before)
        share = case.memo(_share_of, section.text, known, case.memo)
        if share > _MOST:
            message = f"“{section.title}”的文字有 {share:.0%} 与上年报告相同：应按今年的情况重写"
            yield Finding(case.rules["Y-DUP"], section.id, message)


class _Stretches(frozenset[str]):
    """The stretches of one text; told from others at a glance, as comparing them takes long."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def _stretches_of(text: str) -> _Stretches:
    then = _SET_ASIDE.sub("", text)
    return _Stretches(then[i : i + _STRETCH] for i in range(len(then) - _STRETCH + 1))


def _share_of(text: str, known: _Stretches, memo: Memo) -> Decimal:
    """What part of a text is last year's; after a keystroke only one sentence is compared again."""
    counts = [memo(_repeated_in, found[0], known) for found in _SENTENCE.finditer(text)]
    length = sum(length for _, length in counts)
    if length < _LEAST or not known:
        return Decimal(0)
    return Decimal(sum(same for same, _ in counts)) / length


def _repeated_in(sentence: str, known: _Stretches) -> tuple[int, int]:
    """Characters of a sentence that are last year's, and all; none where it is too short to say."""
    now = _SET_ASIDE.sub("", sentence)
    if len(now) < _STRETCH:
        return 0, 0
    places = range(len(now) - _STRETCH + 1)
    found = [start for start in places if now[start : start + _STRETCH] in known]
    same = sum(min(_STRETCH, gap) for gap in map(sub, found[1:], found))
    return same + (_STRETCH if found else 0), len(now)
