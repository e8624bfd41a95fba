"""Reads one text: finds the declared wordings, asks the judges, words the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from app.model.places import is_chapter
from app.model.quotes import shortened
from app.model.rule import Rule
from app.model.wording import CHAPTERS, Wording
from app.rules.case import Memo
from app.rules.finding import Finding, Rewording
from app.rules.text.facts import Facts
from app.rules.text.folding import Folded, fold
from app.rules.text.judges import JUDGES, Ruling
from app.rules.text.sentences import blocks, sentence_around

_MOST_HITS = 100
"""Of one rule in one text: whoever has that many mends the first ones and sees the rest."""

Rules = tuple[Rule, ...]


Asked = list[tuple[Rule, list[Wording]]]


class Reader:
    """Reads texts by some rules, and remembers which of them are asked of a place."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._asked: dict[tuple[str, int | None], tuple[Asked, Asked]] = {}

    def read(
        self, place: str, text: str, facts: Facts, memo: Memo | None = None
    ) -> tuple[Finding, ...]:
        """All findings in a text, rule by rule; spans count in the text as it stands.

        Linear in the length of the text; the same text is always found the same.  `memo` keeps
        what was found in its blocks, so that after a keystroke only one of them is read again.
        """
        memo = memo or Memo()
        of_whole, of_blocks = self._asked_of(place, facts)
        found = _by_rules(of_whole, place, text, facts)
        for start, block in blocks(text) if of_blocks else ():
            for finding in memo(self._read_block, place, block, facts):
                found.append(_moved(finding, start))
        findings: list[Finding] = []
        for rule in dict.fromkeys(finding.rule for finding in found):
            same = (finding for finding in found if finding.rule is rule)
            findings += islice(_without_overlaps(same), _MOST_HITS)
        return tuple(findings)

    def _read_block(self, place: str, block: str, facts: Facts) -> tuple[Finding, ...]:
        return tuple(_by_rules(self._asked_of(place, facts)[1], place, block, facts))

    def _asked_of(self, place: str, facts: Facts) -> tuple[Asked, Asked]:
        """Wordings that are about the whole text, and those that stand within a sentence."""
        key = (place, facts.year)
        if key not in self._asked:
            of_whole: Asked = []
            of_blocks: Asked = []
            for rule in self._rules:
                wordings = [w for w in rule.wordings if applies(w, place, facts)]
                whole = [w for w in wordings if _is_of_whole(w)]
                parts = [w for w in wordings if not _is_of_whole(w)]
                of_whole += [(rule, whole)] if whole else []
                of_blocks += [(rule, parts)] if parts else []
            self._asked[key] = (of_whole, of_blocks)
        return self._asked[key]


def _is_of_whole(wording: Wording) -> bool:
    """Whether it is about the length of a text, or begins where the text does."""
    return wording.find is None or wording.find.pattern.startswith(r"\A")


def _by_rules(asked: Asked, place: str, text: str, facts: Facts) -> list[Finding]:
    if not asked:
        return []
    folded = fold(text)
    return [f for rule, wordings in asked for f in _of_rule(rule, wordings, place, folded, facts)]


def _moved(finding: Finding, by: int) -> Finding:
    """The same finding in a text of which its block begins so many characters later."""
    if finding.span is None or not by:
        return finding
    start, end = finding.span
    rewordings = tuple(
        replace(r, span=(r.span[0] + by, r.span[1] + by)) for r in finding.rewordings
    )
    return replace(finding, span=(start + by, end + by), rewordings=rewordings)


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


def _without_overlaps(findings: Iterable[Finding]) -> Iterator[Finding]:
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
