"""`statements.toml` → Phrasebook: what sentences can say about the tables.

A phrase is written as kinds of words in their order: `receive request? count`; `a|b` for either
of two kinds, `?` behind one that may be left out, count, money and percent for a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from app.model.expression import ExpressionError, Linear, parse_expression
from app.model.form import Form, Table
from app.model.phrasebook import NUMBERS, UNSAID, Meanings, Phrasebook, Saying, Step
from app.storage.damage import DamagedInstallationError
from app.storage.strict import MalformedError, decode_toml

_STEP = re.compile(r"(?P<kinds>[a-z_]+(?:\|[a-z_]+)*)(?P<optional>\??)")

_UNSAID = "unsaid"

Words = Annotated[str, msgspec.Meta(min_length=1)]
Sums = str | list[str]
"""One sum, or several of which each may be meant; those of other forms' rows do not count."""


class _SayingEntry(msgspec.Struct, forbid_unknown_fields=True):
    rule: Words
    table: Words
    phrases: list[Words]
    cells: Sums | dict[str, Sums]
    including: Sums = []
    topic: str = ""
    base: str = ""
    beside: list[str] = []
    unless: list[str] = []
    claims_zero: bool = False


class _UnitsEntry(msgspec.Struct, forbid_unknown_fields=True):
    count: list[Words]
    other: list[Words]


class _FileEntry(msgspec.Struct, forbid_unknown_fields=True):
    units: _UnitsEntry
    words: dict[str, list[Words]]
    before: list[str]
    after: list[str]
    claiming: list[str]
    topics: dict[str, list[str]]
    subjects: dict[str, list[str]]
    sayings: list[_SayingEntry]


class StatementsFileError(DamagedInstallationError):
    """A file of phrases that cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"词句文件 {path.name} 有误：{reason}")


def read_statements(path: Path, forms: Iterable[Form], rules: Iterable[str]) -> Phrasebook:
    """All words and phrases; raise StatementsFileError for any fault in the file.

    Each sum must be one of cells that at least one of `forms` has, each rule one of `rules`.
    """
    try:
        entry = decode_toml(path.read_bytes(), _FileEntry)
        return _phrasebook(entry, tuple(forms), frozenset(rules))
    except OSError as error:
        raise StatementsFileError(path, "读不到文件") from error
    except MalformedError as error:
        raise StatementsFileError(path, str(error)) from error


def _phrasebook(entry: _FileEntry, forms: tuple[Form, ...], rules: frozenset[str]) -> Phrasebook:
    _refuse_twins(entry.words)
    listed = {"before": entry.before, "after": entry.after, "claiming": entry.claiming}
    for place, kinds in {**listed, **entry.topics, **entry.subjects}.items():
        _require_known(kinds, entry.words, place)
    return Phrasebook(
        {kind: tuple(words) for kind, words in entry.words.items()},
        tuple(entry.units.count),
        tuple(entry.units.other),
        frozenset(entry.before),
        frozenset(entry.after),
        frozenset(entry.claiming),
        {kind: topic for topic, kinds in entry.topics.items() for kind in kinds},
        {kind: base for base, kinds in entry.subjects.items() for kind in kinds},
        tuple(
            _saying(saying, entry, forms, rules, f"sayings[{index}]")
            for index, saying in enumerate(entry.sayings)
        ),
    )


def _refuse_twins(words: Mapping[str, list[str]]) -> None:
    kind_of: dict[str, str] = {}
    for kind, listed in words.items():
        if kind in NUMBERS:
            raise MalformedError(f"words.{kind}", "这是数的种类，不能再列词")
        for word in listed:
            if word in kind_of:
                raise MalformedError(f"words.{kind}", f"“{word}”在 {kind_of[word]} 里已经有了")
            kind_of[word] = kind


def _require_known(kinds: Iterable[str], words: Mapping[str, object], place: str) -> None:
    for kind in kinds:
        if kind not in words and kind not in NUMBERS:
            raise MalformedError(place, f"没有“{kind}”这种词")


def _saying(
    entry: _SayingEntry,
    file: _FileEntry,
    forms: tuple[Form, ...],
    rules: frozenset[str],
    place: str,
) -> Saying:
    if entry.rule not in rules:
        raise MalformedError(f"{place}.rule", f"没有规则“{entry.rule}”")
    tables = {form.tables[entry.table].form: form.tables[entry.table] for form in forms
              if entry.table in form.tables}  # fmt: skip
    if not tables:
        raise MalformedError(f"{place}.table", f"没有表“{entry.table}”")
    _require_known(entry.beside, file.words, f"{place}.beside")
    _require_known(entry.unless, file.words, f"{place}.unless")
    by_base = entry.cells if isinstance(entry.cells, dict) else {_UNSAID: entry.cells}
    including = {_UNSAID: entry.including} if entry.including else {}
    return Saying(
        entry.rule,
        entry.table,
        tuple(
            _phrase(phrase, file, f"{place}.phrases[{index}]", claims=entry.claims_zero)
            for index, phrase in enumerate(entry.phrases)
        ),
        _meanings(by_base, tables, f"{place}.cells"),
        _meanings(including, tables, f"{place}.including"),
        entry.topic,
        entry.base,
        frozenset(entry.beside),
        frozenset(entry.unless),
        entry.claims_zero,
    )


def _phrase(phrase: str, file: _FileEntry, place: str, *, claims: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    for part in phrase.split():
        found = _STEP.fullmatch(part)
        if found is None:
            raise MalformedError(place, f"看不懂“{part}”")
        kinds = tuple(found["kinds"].split("|"))
        _require_known(kinds, file.words, place)
        steps.append(Step(kinds, bool(found["optional"])))
    numbers = sum(any(kind in ("count", "money") for kind in step.kinds) for step in steps)
    if numbers == claims or all(step.optional for step in steps):
        raise MalformedError(place, "不能有数，也不能全可省略" if claims else "要有一个数")
    certain = (step.kinds for step in steps if not step.optional)
    if claims and not any(set(file.claiming).issuperset(kinds) for kinds in certain):
        raise MalformedError(place, "没有 claiming 里的词，这样的句子不会被读到")
    return tuple(steps)


def _meanings(
    by_base: Mapping[str, Sums], tables: Mapping[str, Table], place: str
) -> dict[str, Meanings]:
    """Sums by form and base; a sum of rows that a form lacks is left out of it."""
    meanings: dict[str, Meanings] = {}
    fitted: set[str] = set()
    faults: dict[str, str] = {}
    for form, table in tables.items():
        bases: dict[str, tuple[Linear, ...]] = {}
        for base, sums in by_base.items():
            found: list[Linear] = []
            for text in [sums] if isinstance(sums, str) else sums:
                try:
                    found.append(parse_expression(text, table, {}))
                    fitted.add(text)
                except ExpressionError as error:
                    faults[text] = str(error)
            if found:
                bases[UNSAID if base == _UNSAID else base] = tuple(found)
        if bases:
            meanings[form] = bases
    for text in faults.keys() - fitted:
        raise MalformedError(place, faults[text])
    return meanings
