"""Mends of findings: what one would change, and all of a kind as one step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from app.model.address import Address
from app.model.form import Form
from app.model.numbers import Figure, format_number
from app.model.references import difference
from app.model.report import Change, Edit, Report
from app.rules.figures import Values, compute
from app.rules.finding import Finding
from app.rules.mends import mends
from app.services.places import OUTSIDE_CHAPTERS, place_name

_PARTICULARS = re.compile(r"[\d.,]+|“[^”]*”")
_AROUND = 10
"""Characters of a sentence shown on each side of what changes in it."""

_NOTHING = "空白"
_FIELDS = {
    **OUTSIDE_CHAPTERS,
    "unit": "单位名称",
    "year": "报告年度",
    "contact": "联系方式",
    "signature_unit": "落款单位",
    "signature_date": "落款日期",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change as people read it: where, what stands there, what will."""

    place: str
    before: str
    after: str


def kind_of(label: str) -> str:
    """The label of a mend without its own numbers and quoted words: 用计算值 62 → 用计算值."""
    return " ".join(_PARTICULARS.sub("", label).split())


@dataclass(frozen=True, slots=True)
class Mend:
    """What would mend one of several findings, once those before it are mended."""

    finding: Finding
    edit: Edit
    lines: tuple[Line, ...]


def mends_of_kind(findings: Iterable[Finding], kind: str, form: Form, report: Report) -> list[Mend]:
    """The mends of this kind of all these findings that have one.

    Each is made for the report as those before it leave it; a text is worked on from its end, so
    that the places of what is still to do stay right.
    """
    trial = report.copy()
    made: list[Mend] = []
    for finding in sorted(findings, key=lambda f: f.span or (0, 0), reverse=True):
        values = compute(form, trial)
        offered = mends(finding, form, trial, values)
        edit = next((e for e in offered if kind_of(e.label) == kind and not e.is_empty), None)
        if edit is not None:
            made.append(Mend(finding, edit, tuple(lines_of(edit, form, trial, values))))
            trial.apply(edit)
    return made


def as_one(kind: str, made: Sequence[Mend]) -> Edit:
    """One edit that does them all."""
    label = f"{kind}（{len(made)} 处）"
    return reduce(Edit.then, (mend.edit for mend in made), Edit(label, ()))


def lines_of(edit: Edit, form: Form, report: Report, values: Values) -> list[Line]:
    """What an edit for this state of the report changes, a line each."""
    return [line for change in edit.changes for line in _lines(change, form, report, values)]


def _lines(change: Change, form: Form, report: Report, values: Values) -> Iterator[Line]:
    kind, key = change.slot
    if isinstance(key, Address):
        table = form.tables[key.table]
        before = _shown(change.before)
        after = _shown(change.after)
        if kind == "printed" and change.after is None:
            value = values[key]
            after = _NOTHING if value is None else format_number(value)
        yield Line(table.describe(key), before, after)
    elif key == "sections":
        yield from _chapters(change, form, report)
    elif kind in {"text", "title"}:
        yield Line(place_name(form, report, key), *_difference(change))
    elif key in _FIELDS:
        yield Line(_FIELDS[key], *_difference(change))


def _shown(value: object) -> str:
    return (value.text if isinstance(value, Figure) else "") or _NOTHING


def _chapters(change: Change, form: Form, report: Report) -> Iterator[Line]:
    before = tuple(map(str, change.before if isinstance(change.before, tuple) else ()))
    after = tuple(map(str, change.after if isinstance(change.after, tuple) else ()))
    for section in after:
        if section not in before:
            yield Line(place_name(form, report, section), "没有这一章", "补上")
    if set(after) == set(before):
        yield Line("各章", "现在的顺序", "另一个顺序")


def _difference(change: Change) -> tuple[str, str]:
    """Both texts where they differ, with a few characters around."""
    before = "" if change.before is None else str(change.before)
    after = "" if change.after is None else str(change.after)
    start, end = difference(before, after)
    return _excerpt(before, start, end) or _NOTHING, _excerpt(after, start, end) or _NOTHING


def _excerpt(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    words = " ".join(text[first:last].split())
    return ("…" if first else "") + words + ("…" if last < len(text) else "")
