"""From the text of a chapter to statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.model.phrasebook import UNSAID, Phrasebook, Saying
from app.rules.case import Memo
from app.rules.prose.clauses import Clause, clauses
from app.rules.prose.lexicon import Lexicon, Token, masked
from app.rules.prose.patterns import Match, Patterns
from app.rules.prose.scope import Reporter, Scope, resolve_years
from app.rules.prose.statement import Statement

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_LONGEST_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class _Read:
    statements: tuple[Statement, ...]
    topic: str


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said up to some clause."""

    text: str
    topic: str
    base: str = UNSAID
    scope: Scope = field(default_factory=Scope)
    found: list[Statement] = field(default_factory=list)


class ProseReader:
    """Reads chapters with the words of one phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.book)

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self.book)

    def statements(self, text: str, reporter: Reporter, topic: str, memo: Memo) -> list[Statement]:
        """Everything a chapter says about the tables, in reading order.

        `topic` is what the chapter is about by its title, if that says so; `memo` keeps what the
        paragraphs were found to say.
        """
        found: list[Statement] = []
        position = 0
        for paragraph in text.split("\n"):
            if paragraph:
                read = self._remembered(paragraph, reporter, topic, memo)
                topic = read.topic
                found += [statement.moved(position) for statement in read.statements]
            position += len(paragraph) + 1
        return found

    def _remembered(self, paragraph: str, reporter: Reporter, topic: str, memo: Memo) -> _Read:
        return memo(self._read, paragraph, reporter, topic)

    def _read(self, paragraph: str, reporter: Reporter, topic: str) -> _Read:
        found: list[Statement] = []
        text = masked(paragraph, reporter.names)
        for sentence in _SENTENCE.finditer(text):
            start, end = sentence.span()
            if end - start > _LONGEST_SENTENCE:
                continue
            tokens = resolve_years(self._lexicon.tokens(text, start, end), reporter)
            if self._lexicon.may_say_something(sentence[0]):
                found += self._sentence(paragraph, tokens, reporter, topic)
            topic = self._last_topic(tokens, topic)
        return _Read(tuple(found), topic)

    def _last_topic(self, tokens: Sequence[Token], before: str) -> str:
        topics = self.book.topics
        return next((topics[t.kind] for t in reversed(tokens) if t.kind in topics), before)

    def _sentence(
        self, text: str, tokens: Sequence[Token], reporter: Reporter, topic: str
    ) -> list[Statement]:
        own_topic = next(
            (self.book.topics[t.kind] for t in tokens if t.kind in self.book.topics), topic
        )
        state = _Sentence(text, own_topic)
        outside: list[Scope] = []
        for clause in clauses(tokens):
            while len(outside) > clause.depth:
                state.scope = outside.pop()
            while len(outside) < clause.depth:
                outside.append(replace(state.scope))
            self._clause(clause, state, reporter)
        return state.found

    def _clause(self, clause: Clause, state: _Sentence, reporter: Reporter) -> None:
        tokens = clause.tokens
        kinds = {token.kind for token in tokens}
        if not kinds & _SILENT:
            for match in self._patterns.matches(tokens):
                if self._fits(match, tokens, state, reporter):
                    self._state(match, tokens, state)
                    break
            else:
                state.scope.take(_not_organs(tokens), state.text, reporter)
        state.topic = self._last_topic(tokens, state.topic)

    def _fits(
        self, match: Match, tokens: Sequence[Token], state: _Sentence, reporter: Reporter
    ) -> bool:
        saying = match.saying
        scope = replace(state.scope)
        scope.take(tokens[: match.first], state.text, reporter)
        topic = self._last_topic(tokens[: match.last + 1], state.topic)
        if saying.topic and topic != saying.topic:
            return False
        if not _has_meaning(saying, state.base):
            return False
        state.scope = scope
        return scope.is_ours

    def _state(self, match: Match, tokens: Sequence[Token], state: _Sentence) -> None:
        saying = match.saying
        phrase = tokens[match.first : match.last + 1]
        span = (phrase[0].start, phrase[-1].end)
        reading, unit, number = None, "", span
        if match.number is not None:
            token = tokens[match.number]
            reading, unit, number = token.reading, token.unit, (token.start, token.number_end)
        kinds = {token.kind for token in tokens}
        if saying.base == "carried_in" and "among" in kinds:
            self._include_carried(state)
        statement = Statement(saying, reading, number, span, unit, state.base, including=False)
        state.found.append(statement)
        if saying.base and saying.base != "carried_in":
            state.base = saying.base

    def _include_carried(self, state: _Sentence) -> None:
        """含上年结转: the number right before it counts what was carried over."""
        if state.found and state.found[-1].saying.including:
            state.found[-1] = replace(state.found[-1], including=True)
            state.base = "handled"


_SILENT = frozenset({"compare", "vague", "narrow", "plan"})


def _not_organs(tokens: Sequence[Token]) -> list[Token]:
    """Other organs named in a clause that gives no number are not who the next one is about."""
    return [token for token in tokens if token.kind != "organ"]


def _has_meaning(saying: Saying, base: str) -> bool:
    return any(UNSAID in meanings or base in meanings for meanings in saying.meanings.values())
