"""From the text of a chapter to statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.model.phrasebook import NUMBERS, UNSAID, Phrasebook, Saying
from app.rules.case import Memo
from app.rules.prose.clauses import Clause, clauses
from app.rules.prose.lexicon import LIST, Lexicon, Token, masked
from app.rules.prose.patterns import Match, Patterns
from app.rules.prose.quantities import (
    Read,
    Understood,
    breakdowns,
    growths,
    shares,
)
from app.rules.prose.remarks import CARRIES, has_scope, is_silent, spoken_of, who_and_when
from app.rules.prose.scope import Reporter, Scope, resolve_years
from app.rules.prose.statement import Statement

_SENTENCE = re.compile(r"[^。！？!?]+(?:[。！？!?]+(?=其中)[^。！？!?]+)*[。！？!?]?")
"""Up to a full stop; 其中 behind one goes on with what was said before."""

_LONGEST_SENTENCE = 1500


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said up to some clause."""

    text: str
    topic: str
    base: str = UNSAID
    kinds: frozenset[str] = frozenset()
    is_carried_done: bool = False
    scope: Scope = field(default_factory=Scope)
    clauses: list[tuple[Clause, Statement | None]] = field(default_factory=list)


class ProseReader:
    """Reads chapters with the words of one phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book

    def prepare(self) -> None:
        """Compile everything now, which the first text would else have to wait for."""
        _ = self._lexicon, self._patterns  # made by being asked for

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.book)

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.book)

    def read(
        self, text: str, reporter: Reporter, topic: str, memo: Memo
    ) -> Iterator[tuple[int, Read]]:
        """What each sentence says, with the place where it begins.

        `topic` is what the chapter is about by its title, if that says so; `memo` keeps what the
        sentences were found to say, so that after a keystroke only one is read again.
        """
        position = 0
        for paragraph in masked(text, reporter.names).split("\n"):
            base = UNSAID
            for match in _SENTENCE.finditer(paragraph):
                if len(match[0]) > _LONGEST_SENTENCE:
                    continue
                read = memo(self._read, match[0], reporter, topic, base)
                topic, base = read.topic, read.base
                yield position + match.start(), read
            position += len(paragraph) + 1

    def _read(self, text: str, reporter: Reporter, topic: str, base: str) -> Read:
        """What a sentence says, in which the names of the office are masked."""
        says = self._lexicon.may_say_something(text)
        is_read = self._lexicon.is_sentence if says else self._lexicon.may_change_topic
        if not is_read(text):
            return Read(topic=topic, base=base)
        tokens = resolve_years(self._lexicon.tokens(text, 0, len(text)), reporter)
        ended = self._last_topic(tokens, topic)
        if not says:
            return Read(topic=ended, base=base)
        kinds = frozenset(token.kind for token in tokens)
        state = _Sentence(text, self._first_topic(tokens, topic), base, kinds)
        found = self._sentence(tokens, reporter, state)
        return Read(
            tuple(understood.said for understood in found if understood.said),
            tuple(breakdowns(found)),
            tuple(shares(found)),
            tuple(growths(found)),
            ended,
            state.base if state.base in _LASTING else UNSAID,
        )

    def _last_topic(self, tokens: Sequence[Token], before: str) -> str:
        topics = self.book.topics
        return next(
            (topics[t.kind] for t in reversed(spoken_of(tokens)) if t.kind in topics), before
        )

    def _first_topic(self, tokens: Sequence[Token], before: str) -> str:
        topics = self.book.topics
        return next((topics[t.kind] for t in spoken_of(tokens) if t.kind in topics), before)

    def _sentence(
        self, tokens: Sequence[Token], reporter: Reporter, state: _Sentence
    ) -> list[Understood]:
        outside: list[Scope] = []
        for clause in clauses(tokens):
            while len(outside) > clause.depth:
                state.scope = outside.pop()
            while len(outside) < clause.depth:
                outside.append(replace(state.scope))
            self._clause(clause, state, reporter)
        return _without_contradicted_claims(state.clauses)

    def _clause(self, clause: Clause, state: _Sentence, reporter: Reporter) -> None:
        tokens = clause.tokens
        said = None
        if tokens[0].kind == "among" and state.text[tokens[0].start - 1] in _FULL_STOPS:
            state.base = _REOPENED.get(state.base, state.base)
        if not is_silent(tokens):
            said = self._said(tokens, state, reporter)
            if said is None and (counted := _counted_before(tokens, state)):
                said = self._said((counted, *tokens), state, reporter)
            if said is None:
                state.scope.take(who_and_when(tokens), state.text, reporter)
        state.is_carried_done |= _says_carried_done(tokens, state)
        state.clauses.append((clause, said))
        state.topic = self._last_topic(tokens, state.topic)
        if said is None:
            state.base = self._subject(tokens, state.base)

    def _said(
        self, tokens: Sequence[Token], state: _Sentence, reporter: Reporter
    ) -> Statement | None:
        for match in self._patterns.matches(tokens):
            if self._fits(match, tokens, state, reporter):
                return self._state(match, tokens, state)
        return None

    def _subject(self, tokens: Sequence[Token], before: str) -> str:
        """行政复议方面，维持3件: what is spoken of is what the next number is a part of."""
        subjects = self.book.subjects
        return next((subjects[t.kind] for t in reversed(tokens) if t.kind in subjects), before)

    def _fits(
        self, match: Match, tokens: Sequence[Token], state: _Sentence, reporter: Reporter
    ) -> bool:
        saying = match.saying
        if not _may_be_said(saying, state):
            return False
        scope = replace(state.scope)
        scope.take(tokens[: match.first], state.text, reporter)
        topic = self._last_topic(tokens[: match.last + 1], state.topic)
        if saying.topic and topic not in (saying.topic, ""):
            return False
        if saying.claims_zero and any(token.kind == "rest" for token in tokens):
            return False
        if not _has_meaning(saying, self._subject(tokens[: match.last + 1], state.base)):
            return False
        state.scope = scope
        return scope.is_ours

    def _state(self, match: Match, tokens: Sequence[Token], state: _Sentence) -> Statement:
        saying = match.saying
        phrase = tokens[match.first : match.last + 1]
        span = (phrase[0].start, phrase[-1].end)
        reading, unit, number = None, "", span
        if match.number is not None:
            token = tokens[match.number]
            reading, unit, number = token.reading, token.unit, (token.start, token.number_end)
        if saying.base == "carried_in" and any(token.kind == "among" for token in tokens):
            self._include_carried(state)
        base = self._subject(tokens[: match.last + 1], state.base)
        said = Statement(saying, reading, number, span, unit, base, including=False)
        if saying.base and saying.base != "carried_in":
            state.base = self._base(saying.base, tokens, state)
        return said

    def _base(self, base: str, tokens: Sequence[Token], state: _Sentence) -> str:
        """行政复议3件、行政诉讼2件: what follows such a list is about both.

        收办1286件，其中新收1244件、上年结转42件: parts of a number do not take its place.
        """
        if state.base == "handled" and any(token.kind == "among" for token in tokens):
            return state.base
        listed = bool(state.clauses) and state.clauses[-1][0].ended in {LIST, ""}
        return _TOGETHER.get(frozenset({state.base, base}), base) if listed else base

    def _include_carried(self, state: _Sentence) -> None:
        """含上年结转: the number right before it counts what was carried over."""
        if state.clauses:
            clause, said = state.clauses[-1]
            if said is not None and said.saying.including:
                state.clauses[-1] = (clause, replace(said, including=True))
                state.base = "handled"


_TOGETHER = {
    frozenset({"review", "litigation"}): "both",
    frozenset({"direct", "after_review"}): "litigation",
}

_FULL_STOPS = "。！？!?"
_REOPENED = {"concluded": "any"}
"""收到36件，办结37件。其中自然人32件: behind a full stop it may be any of the numbers before."""

_LASTING = frozenset({"received", "handled"})
"""What further sentences of a paragraph count from, too: 从申请主体看，自然人……"""


def _counted_before(tokens: Sequence[Token], state: _Sentence) -> Token | None:
    """8件申请依法延期，顺延至下年度: the number of a clause that says nothing by itself."""
    if not state.clauses or any(token.reading for token in tokens if token.kind in NUMBERS):
        return None
    clause, said = state.clauses[-1]
    if said is not None or not CARRIES.intersection(token.kind for token in tokens):
        return None
    counts = [token for token in clause.tokens if token.kind == "count"]
    return counts[0] if len(counts) == 1 and not has_scope(clause.tokens) else None


def _may_be_said(saying: Saying, state: _Sentence) -> bool:
    """Whether the words of the sentence and what it said before leave room for this."""
    if (saying.beside and not saying.beside & state.kinds) or saying.unless & state.kinds:
        return False
    if saying.base == "concluded" and state.is_carried_done:
        return False
    return not (saying.claims_zero and _is_about_carried(state))


def _says_carried_done(tokens: Sequence[Token], state: _Sentence) -> bool:
    """上年结转6件均已答复: what is said to be answered after that is of the new ones alone."""
    kinds = {token.kind for token in tokens}
    if "conclude" not in kinds or any(token.reading and token.kind in NUMBERS for token in tokens):
        return False
    return _is_about_carried(state)


def _is_about_carried(state: _Sentence) -> bool:
    """上年结转3件，均已办结: what is claimed is not claimed of all requests.

    It is where the new ones were counted before: 新收33件、上年结转3件，均已办结.
    """
    bases = [said.saying.base for _, said in state.clauses if said]
    clause, said = state.clauses[-1] if state.clauses else (None, None)
    if clause is None or said is None or said.saying.base != "carried_in":
        return False
    return not clause.ended or not _LASTING.intersection(bases)


def _without_contradicted_claims(
    clauses: Sequence[tuple[Clause, Statement | None]],
) -> list[Understood]:
    """全部办结，3件结转下年度: who gives a number does not claim that there is none."""
    counted = [said.saying.meanings for _, said in clauses if said and said.reading]
    return [
        Understood(
            clause,
            said if said and (said.reading or said.saying.meanings not in counted) else None,
        )
        for clause, said in clauses
    ]


def _has_meaning(saying: Saying, base: str) -> bool:
    return any(UNSAID in meanings or base in meanings for meanings in saying.meanings.values())
