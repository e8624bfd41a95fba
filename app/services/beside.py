"""Last year's report beside this year's: figures with their change, texts with what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from app.model.address import Address
from app.model.chapters import without_number
from app.model.form import Form, Table
from app.model.numbers import format_number
from app.model.previous import Previous
from app.model.report import Report
from app.rules.figures import Values

_SENTENCE = re.compile(r"[^。；\n]*(?:[。；]|\n|$)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|.", re.DOTALL)
"""A number is another number as a whole; everything else goes character by character."""

_MOST_STEPS = 1_500_000
"""Characters of one text times those of the other, up to which single words are compared."""

_LEAST_ALIKE = 2
"""Single characters that two sentences share say nothing."""

State = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """A stretch of a text: in both years, only in last year's, or only in this year's."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class FigurePair:
    """One cell in both years; None where a year's is blank or its form has no such cell."""

    address: Address
    last: Decimal | None
    this: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """This year's less last year's, None where either is not known."""
        return None if self.last is None or self.this is None else self.this - self.last

    @property
    def differs(self) -> bool:
        """Whether there is anything to see."""
        return self.last != self.this

    @property
    def change_words(self) -> str:
        """▲ 3, ▼ 2, 不变; empty where nothing can be said."""
        if self.change is None:
            return ""
        if not self.change:
            return "不变"
        return f"{'▲' if self.change > 0 else '▼'} {format_number(abs(self.change))}"

    @property
    def share_words(self) -> str:
        """The change in hundredths of last year's figure; empty where there was nothing."""
        if not self.change or not self.last:
            return ""
        return f"{self.change / abs(self.last) * 100:+.1f}%"


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """One chapter in both years; the text of a year that has not got it is None."""

    title: str
    table: str | None
    last: str | None
    this: str | None


def figures_beside(table: Table, previous: Previous, values: Values) -> list[FigurePair]:
    """Every figure of a table in the order of print."""
    return [
        FigurePair(address, previous.value(address), values[address]) for address in table.addresses
    ]


def chapters_beside(form: Form, report: Report, previous: Previous) -> list[ChapterPair]:
    """This year's chapters in their order, then those that only last year's report has.

    Chapters of the form meet by their ids, the office's own by their titles.
    """
    own = {
        without_number(title): section_id
        for section_id, title in previous.titles.items()
        if form.section(section_id) is None
    }
    found: list[ChapterPair] = []
    met: set[str] = set()
    for section in report.sections:
        spec = form.section(section.id)
        other = section.id if spec else own.get(without_number(section.title), "")
        met.add(other)
        table = spec.table if spec else None
        found.append(ChapterPair(section.title, table, previous.texts.get(other), section.text))
    found += [
        ChapterPair(previous.titles.get(key) or key, None, text, None)
        for key, text in previous.texts.items()
        if key not in met and text.strip()
    ]
    return found


def compare_texts(last: str, this: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, in order; together the pieces of each are the text."""
    before, after = _sentences(last), _sentences(this)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            left.append(Piece(old, "same"))
            right.append(Piece(new, "same"))
        else:
            gone, come = _words(old, new)
            left += gone
            right += come
    return left, right


def _sentences(text: str) -> list[str]:
    return [found for found in _SENTENCE.findall(text) if found]


def _words(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Two passages that are not the same, down to their words."""
    if not old or not new or len(old) * len(new) > _MOST_STEPS:
        return _piece(old, "gone"), _piece(new, "new")
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size >= _LEAST_ALIKE]
    left = _cut(before, [(m.a, m.a + m.size) for m in blocks], "gone")
    right = _cut(after, [(m.b, m.b + m.size) for m in blocks], "new")
    return list(left), list(right)


def _cut(tokens: Sequence[str], alike: Sequence[tuple[int, int]], other: State) -> Iterator[Piece]:
    begin = 0
    for start, end in alike:
        yield from _piece("".join(tokens[begin:start]), other)
        yield from _piece("".join(tokens[start:end]), "same")
        begin = end
    yield from _piece("".join(tokens[begin:]), other)


def _piece(text: str, state: State) -> list[Piece]:
    return [Piece(text, state)] if text else []
