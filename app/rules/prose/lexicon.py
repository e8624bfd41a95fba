"""From text to tokens: known words by their kind, numbers with their unit, years, brackets."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from app.model.phrasebook import Phrasebook
from app.rules.prose.numerals import (
    CHINESE_NUMERAL,
    NUMERAL,
    Reading,
    half_width,
    read_numeral,
)

UNKNOWN, OWN, YEAR, MONTH, PLAIN, THING = "unknown", "own", "year", "month", "plain", "thing"
STOP, LIST, OPEN, CLOSE, COLON = "stop", "list", "open", "close", "colon"
"""Kinds that no list of words makes: text between known words, the office's own name, years and
months, numbers that count nothing, numbers of things that no table counts, and punctuation."""

MADE = (UNKNOWN, OWN, YEAR, MONTH, PLAIN, THING, STOP, LIST, OPEN, CLOSE, COLON)

LISTING = frozenset({"among", "apiece", "share", "up", "down", "become", "fee"})
"""Words that hold numbers of a text against each other."""

_MOST_NUMBERS = 40
"""With a unit, in a sentence; what has more is a table that was pasted into the text."""

_MASK = "\ue000"
_LONGEST_TITLE = 120
_SHELF = 20
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_PUNCTUATION = {
    **dict.fromkeys("，,；;。！!？?", STOP),
    **dict.fromkeys("（([【", OPEN),
    **dict.fromkeys("）)]】", CLOSE),
    "、": LIST,
    "：": COLON,
    ":": COLON,
}


class Token(NamedTuple):
    """A piece of text; for numbers with their worth and unit, for years the year.

    `number_end` is where the digits end and the counter begins.
    """

    kind: str
    start: int
    end: int
    reading: Reading | None = None
    unit: str = ""
    number_end: int = 0


class Lexicon:
    """All words of a phrasebook, ready to be found."""

    def __init__(self, book: Phrasebook) -> None:
        self._kinds = {word: kind for kind, words in book.words.items() for word in words}
        self._counters = frozenset(book.counters)
        units = "|".join(
            sorted((*_MONEY, "%", *book.counters, *book.other_units), key=len, reverse=True)
        )
        number = rf"(?P<digits>{NUMERAL})(?P<scale>\s*[万亿](?!元))?\s*(?P<vague>[余多来几])?\s*"
        self._token = re.compile(
            rf"(?P<space>\s+)|(?P<own>{_MASK}+)|(?P<word>{_any_of(self._kinds)})"
            rf"|(?P<title>《[^《》]{{0,{_LONGEST_TITLE}}}》)"
            r"|(?P<web>[A-Za-z][A-Za-z0-9.:/@_-]*)"
            r"|(?P<document>[〔\[【]\s*(?:19|20)\d\d\s*[〕\]】]\s*\d*\s*号?)"
            r"|(?P<item>[（(][一二三四五六七八九十0-9]{1,3}[）)]|\d{1,2}[.、](?!\d)"
            r"|[一二三四五六七八九十]是)"
            rf"|(?P<ordinal>第\s*(?:[0-9]+|[{CHINESE_NUMERAL}]+)\s*[^\s，。；、]?)"
            r"|(?P<phone>\d{3,4}[-—]\d{6,8})"
            r"|(?P<year>(?:(?:19|20)\d\d|二[〇零一二三四五六七八九]{3})\s*年度?)"
            r"|(?P<month>\d{1,2}\s*月(?:份|底|末)?(?:\s*\d{1,2}\s*日)?)"
            rf"|(?P<number>{number}(?:(?P<unit>{units})(?!(?<=部)[分门委署队])(?!(?<=个)[人月])"
            r"(?:次)?)?)"
            r"|(?P<mark>[，,；;。！!？?（()）\[\]【】、：:])"
        )
        counted = rf"[0-9{CHINESE_NUMERAL}]\s*[余多来几]?\s*(?:{units})"
        self._counted = re.compile(counted)
        self._hit = re.compile(f"{counted}|{self._any_of_kinds(book.claiming)}")
        phrases = (step for saying in book.sayings for phrase in saying.phrases for step in phrase)
        self._telling = re.compile(
            self._any_of_kinds(LISTING.union(*(step.kinds for step in phrases)))
        )
        self._topic = re.compile(self._any_of_kinds(book.topics))

    def may_change_topic(self, text: str) -> bool:
        """Whether there is a word that says what it is about; most sentences have none."""
        return self._topic.search(text) is not None

    def may_say_something(self, text: str) -> bool:
        """Whether there is a number with a unit or a claim without one, and a word of a phrase."""
        return self._hit.search(text) is not None and self._telling.search(text) is not None

    def is_sentence(self, text: str) -> bool:
        """Whether it has no more numbers than people put into one sentence."""
        return sum(1 for _ in self._counted.finditer(text)) <= _MOST_NUMBERS

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """Pieces of one sentence in order; words without meaning for us and spaces are left out.

        Words of one kind that follow each other count as one (依申请公开 申请).
        """
        tokens: list[Token] = []
        known = start
        for found in self._token.finditer(text, start, end):
            if known < found.start():
                tokens.append(Token(UNKNOWN, known, found.start()))
            known = found.end()
            kind = self._kinds[found[0]] if found.lastgroup == "word" else None
            if kind is not None and tokens and tokens[-1].kind == kind:
                tokens[-1] = Token(kind, tokens[-1].start, known)
            elif token := self._token_of(found):
                tokens.append(token)
        if known < end:
            tokens.append(Token(UNKNOWN, known, end))
        return tokens

    def _any_of_kinds(self, kinds: Container[str]) -> str:
        return _any_of(word for word, kind in self._kinds.items() if kind in kinds)

    def _token_of(self, found: re.Match[str]) -> Token | None:
        group = found.lastgroup or ""
        start, end = found.span()
        if group == "word":
            kind = self._kinds[found[0]]
            return None if kind == FILLER else Token(kind, start, end)
        if group == "number":
            return self._number(found)
        if group == "space":
            return None
        kind = _PUNCTUATION[found[0]] if group == "mark" else _KINDS.get(group, UNKNOWN)
        return Token(kind, start, end, _year_or_month(found[0]) if kind in _DATED else None)

    def _number(self, found: re.Match[str]) -> Token:
        start, end = found.span()
        number_end = found.end("scale") if found["scale"] else found.end("digits")
        unit = found["unit"] or ""
        reading = read_numeral(found.string[start:number_end])
        if reading is None or found["vague"]:
            return Token(PLAIN, start, end)
        if not unit or (found["digits"] == "一" and unit != "件" and unit not in _MONEY):
            return Token(PLAIN, start, end)
        if unit in _MONEY:
            worth = _MONEY[unit]
            reading = Reading(reading.value * worth, reading.step * worth)
            return Token("money", start, end, reading, unit, number_end)
        if unit == "%":
            return Token("percent", start, end, reading, "%", number_end)
        kind = "count" if unit in self._counters else THING
        return Token(kind, start, end, reading, unit, number_end)


FILLER = "filler"
_KINDS = {"own": OWN, "year": YEAR, "month": MONTH, "item": STOP}
_DATED = frozenset({YEAR, MONTH})


def masked(text: str, names: Iterable[str]) -> str:
    """The same text, equally long, narrow digits, the names of the office made recognisable."""
    text = half_width(text)
    for name in names:
        if name and name in text:
            text = text.replace(name, _MASK * len(name))
    return text


def _year_or_month(text: str) -> Reading | None:
    return read_numeral(text.partition("年")[0].partition("月")[0].strip())


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of these words, branching by the first character."""
    ordered = sorted(words, key=lambda word: (word[:1], -len(word), word))
    branches: dict[str, str] = {}
    for first, group in groupby(ordered, key=lambda word: word[:1]):
        tails = "|".join(re.escape(word[1:]) for word in group)
        branches[first] = f"{re.escape(first)}(?:{tails})"
    if not branches:
        return "(?!)"
    return f"(?=[{''.join(map(re.escape, branches))}])(?:{'|'.join(_shelved(branches))})"


def _shelved(branches: Mapping[str, str]) -> Iterator[str]:
    """Branches in shelves, so that not each of them is tried at each place of a text."""
    firsts = list(branches)
    for start in range(0, len(firsts), _SHELF):
        some = firsts[start : start + _SHELF]
        signs = "".join(re.escape(first) for first in some)
        yield f"(?=[{signs}])(?:{'|'.join(branches[first] for first in some)})"
