"""Checks of the chapters: S-MISSING, S-ORDER, S-TITLE, S-EXTRA, S-LEVEL, S-ASPECT.

国办公开办函〔2021〕30号 prescribes six chapters with their titles and order, and what the first
one speaks of; the form before had the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.model.chapters import with_number
from app.model.form import Aspect, Form, SectionSpec
from app.model.quotes import shortened
from app.model.report import Report, Section
from app.rules.case import Case
from app.rules.finding import Finding

CHAPTER_NUMBER = re.compile(r"^[ \t\u3000]*([〇一二三四五六七八九十]{1,3})[、.．]", re.MULTILINE)  # noqa: RUF001
"""A paragraph numbered as chapters are."""

_HEADING = re.compile(
    r"^[ \t\u3000]*(?:[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、)"
    r"\s*(?P<words>[^。：:；;\n]{1,38})",
    re.MULTILINE,
)
_HEADINGS_USED = 3
"""So many aspects with headings of their own show that each is meant to have one."""
_QUOTED = 20


def check_structure(case: Case) -> Iterator[Finding]:
    """All findings on the chapters of a report."""
    yield from _missing(case)
    yield from _order(case)
    yield from _titles(case)
    yield from _levels(case)
    yield from _aspects(case)


def _missing(case: Case) -> Iterator[Finding]:
    """Required chapters that are absent, and those that must say something and are empty."""
    report, rule = case.report, case.rules["S-MISSING"]
    present = set(report.section_ids)
    for spec in case.form.sections:
        if spec.id not in present:
            yield Finding(rule, spec.id, f"缺少规定的一章：“{spec.title}”")
        elif not report.section(spec.id).title:
            yield Finding(rule, spec.id, f"缺少规定的章标题：“{spec.title}”")
        elif spec.must_have_text and not report.section(spec.id).text.strip():
            title = report.section(spec.id).title
            yield Finding(rule, spec.id, f"“{title}”没有内容：这一章不能空")


def misplaced(form: Form, report: Report) -> tuple[Section, Section] | None:
    """The first two required chapters of which the later one belongs before the earlier."""
    order = [spec.id for spec in form.sections]
    present = [section for section in report.sections if section.id in order]
    for first, second in pairwise(present):
        if order.index(second.id) < order.index(first.id):
            return first, second
    return None


def _order(case: Case) -> Iterator[Finding]:
    found = misplaced(case.form, case.report)
    if found is not None:
        first, second = found
        message = f"章的次序与规定的不同：“{_title(case, second)}”应排在“{_title(case, first)}”前面"
        yield Finding(case.rules["S-ORDER"], second.id, message, quote=second.title or None)


def _title(case: Case, section: Section) -> str:
    return section.title or case.form.title_of(section.id)


def _titles(case: Case) -> Iterator[Finding]:
    """Titles in other words or with another number, and chapters of the office's own."""
    is_in_order = misplaced(case.form, case.report) is None
    for place, section in enumerate(case.sections):
        spec = case.form.section(section.id)
        if spec is None:
            advice = "确有需要的可以保留，内容属于总体情况的并入第一章"
            message = f"“{section.title}”不是规定的章：{advice}"
            yield Finding(case.rules["S-EXTRA"], section.id, message, quote=section.title or None)
        if not section.title:
            continue
        words, numbers = spec.title if spec else section.title, _numbers(case, place)
        wanted = [with_number(words, number) for number in numbers]
        if _bare(section.title) in map(_bare, wanted):
            continue
        renumbered = {_bare(with_number(section.title, n)) for n in numbers}
        is_number_alone = bool(renumbered & set(map(_bare, wanted)))
        if is_number_alone and not is_in_order:
            continue
        what = "编号不对" if is_number_alone else "不是规定的章标题"
        message = f"“{section.title}”{what}：应为“{wanted[0]}”"
        yield Finding(case.rules["S-TITLE"], section.id, message, quote=section.title)


def _numbers(case: Case, place: int) -> list[int]:
    """Numbers that a chapter may have: by its place, or as if no required one were absent."""
    ids = list(case.report.section_ids)
    own = ids[place]
    for spec in case.form.sections:
        if spec.id not in ids:
            ids.insert(case.form.place_of(spec.id, ids), spec.id)
    return list(dict.fromkeys([ids.index(own) + 1, place + 1]))


def _bare(title: str) -> str:
    return "".join(title.split())


def _levels(case: Case) -> Iterator[Finding]:
    """Paragraphs numbered as chapters are, inside one."""
    for section in case.sections:
        found = CHAPTER_NUMBER.search(section.text)
        if found is None:
            continue
        quote = shortened(section.text[found.start() :].partition("\n")[0], _QUOTED)
        message = f"“{section.title}”里的小标题“{quote}”编号不对：章里的小标题用（一）（二）"
        yield Finding(case.rules["S-LEVEL"], section.id, message, quote=found[0], span=found.span())


def _aspects(case: Case) -> Iterator[Finding]:
    for spec in case.form.sections:
        text = case.report.section(spec.id).text
        if not spec.aspects or not text.strip():
            continue
        missing = case.memo(_missing_aspects, spec, text)
        if missing:
            title = case.report.section(spec.id).title or spec.title
            message = f"“{title}”没有写到{'、'.join(missing)}：没有发生的也要写明"
            yield Finding(case.rules["S-ASPECT"], spec.id, message)


def _missing_aspects(spec: SectionSpec, text: str) -> tuple[str, ...]:
    return tuple(aspect.name for aspect, place in aspect_places(spec, text) if place is None)


def aspect_places(spec: SectionSpec, text: str) -> tuple[tuple[Aspect, int | None], ...]:
    """Where a text speaks of each aspect of a chapter; None for one that it does not speak of.

    An aspect is known by a heading; only where a text has few of these, words in it are enough.
    """
    headings = [(found.start(), found["words"]) for found in _HEADING.finditer(text)]

    def titled(aspect: Aspect) -> int | None:
        places = (at for at, words in headings if any(word in words for word in aspect.headings))
        return next(places, None)

    def named(aspect: Aspect) -> int | None:
        places = (at for word in aspect.words if (at := text.find(word)) >= 0)
        return min(places, default=None)

    places = [(aspect, titled(aspect)) for aspect in spec.aspects]
    if sum(place is not None for _, place in places) >= _HEADINGS_USED:
        return tuple(places)
    return tuple((aspect, named(aspect) if at is None else at) for aspect, at in places)
