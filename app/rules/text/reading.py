"""Reads one text: finds the declared wordings, asks the judges, words the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.model.places import is_chapter
from app.model.quotes import shortened
from app.model.rule import Rule
from app.model.wording import CHAPTERS, Wording
from app.rules.finding import Finding, Rewording
from app.rules.text.facts import Facts
from app.rules.text.folding import Folded, fold
from app.rules.text.judges import JUDGES, Ruling
from app.rules.text.sentences import sentence_around

_MOST_HITS = 100
"""Of one rule in one text: whoever has that many mends the first ones and sees the rest."""

Rules = tuple[Rule, ...]


class Reader:
    """Reads texts by some rules, and remembers which of them are asked of a place."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._asked: dict[tuple[str, int | None], list[tuple[Rule, list[Wording]]]] = {}

    def read(self, place: str, text: str, facts: Facts) -> tuple[Finding, ...]:
        """All findings in a text; spans count in the text as it stands.

        Linear in the length of the text; the same text is always found the same.
        """
        folded = fold(text)
        return tuple(
            finding
            for rule, wordings in self._asked_of(place, facts)
            for finding in _without_overlaps(_of_rule(rule, wordings, place, folded, facts))
        )

    def _asked_of(self, place: str, facts: Facts) -> list[tuple[Rule, list[Wording]]]:
        key = (place, facts.year)
        if key not in self._asked:
            asked = ((r, [w for w in r.wordings if applies(w, place, facts)]) for r in self._rules)
            self._asked[key] = [(rule, wordings) for rule, wordings in asked if wordings]
        return self._asked[key]


def applies(wording: Wording, place: str, facts: Facts) -> bool:
    """Whether a wording is looked for at a place of a report of that year."""
    if wording.off or not (
        place in wording.places or (CHAPTERS in wording.places and is_chapter(place))
    ):
        return False
    if facts.year is None:
        return not wording.since
    return wording.since <= facts.year <= wording.until


def _of_rule(
    rule: Rule, wordings: Iterable[Wording], place: str, folded: Folded, facts: Facts
) -> Iterator[Finding]:
    for wording in wordings:
        if wording.find is not None:
            yield from _found(rule, wording, place, folded, facts)
        elif wording.most:
            length = sum(not character.isspace() for character in folded.origin)
            if length > wording.most:
                words = {**facts.words, "quote": str(length), "most": str(wording.most)}
                yield Finding(rule, place, wording.message.format(**words))


def _found(
    rule: Rule, wording: Wording, place: str, folded: Folded, facts: Facts
) -> Iterator[Finding]:
    assert wording.find is not None  # noqa: S101  asked by the caller
    judge = JUDGES[wording.judge] if wording.judge else None
    hits = 0
    for found in wording.find.finditer(folded.text):
        ruling = judge(found, facts) if judge else Ruling()
        if ruling is None or (wording.unless and _excused(wording.unless, folded.text, found)):
            continue
        span = folded.span(*found.span(ruling.at if ruling.at in wording.find.groupindex else 0))
        quote = folded.origin[slice(*span)]
        words = {
            **{name: value or "" for name, value in found.groupdict().items()},
            **facts.words,
            "quote": shortened(quote),
            "right": ruling.right or "",
        }
        known = judge is None or ruling.right is not None
        yield Finding(
            rule,
            place,
            wording.message.format(**words),
            quote=quote,
            span=span,
            rewordings=_rewordings(wording, span, quote, words) if known else (),
        )
        hits += 1
        if hits == _MOST_HITS:
            return


def _rewordings(
    wording: Wording, span: tuple[int, int], quote: str, words: dict[str, str]
) -> tuple[Rewording, ...]:
    if wording.put is None:
        return ()
    text = wording.put.format(**words)
    label = f"改为“{shortened(text)}”" if text else f"删去“{shortened(quote)}”"
    return (Rewording(label, span, text),) if text != quote else ()


def _excused(unless: re.Pattern[str], text: str, found: re.Match[str]) -> bool:
    """Whether the sentence around a hit says what makes it right."""
    return unless.search(text, *sentence_around(text, *found.span())) is not None


def _without_overlaps(findings: Iterator[Finding]) -> Iterator[Finding]:
    """In reading order; of those that overlap the one that begins first, of these the longest."""
    last = -1
    for finding in sorted(findings, key=_where):
        start, end = finding.span or (-1, -1)
        if start >= last or finding.span is None:
            yield finding
            last = max(last, end)


def _where(finding: Finding) -> tuple[int, int]:
    start, end = finding.span or (0, 0)
    return start, -end
