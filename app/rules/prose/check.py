"""Statements of the text held against the tables: X-NEW, X-DONE, X-CARRY and their like."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.expression import Linear
from app.model.form import Form
from app.model.numbers import format_number
from app.model.phrasebook import Phrasebook
from app.model.quotes import shortened
from app.model.report import Report
from app.model.rule import Rule
from app.rules.case import DOC_TITLE, PREAMBLE, Case
from app.rules.figures import Values
from app.rules.finding import Finding
from app.rules.prose.passage import Chapter, Passage
from app.rules.prose.places import describe_sum, likely_source
from app.rules.prose.quantities import Read
from app.rules.prose.reader import ProseReader
from app.rules.prose.scope import Reporter
from app.rules.prose.statement import Statement
from app.rules.prose.sums import check_sums

_QUOTED = 40
_WORTH = Decimal(10_000)
"""Amounts stand in the tables in 万元."""


def check_prose(case: Case) -> Iterator[Finding]:
    """Every number of the text that is not what the tables have; blanks are not judged."""
    for passage, read in passages(case):
        for statement in read.statements:
            rule = case.rules[statement.saying.rule]
            if (finding := _judge(statement, rule, passage, case.form, case.printed)) is not None:
                yield finding
        yield from check_sums(read, passage, case)


@lru_cache(maxsize=2)
def reader_of(book: Phrasebook) -> ProseReader:
    """Compiled once for a phrasebook, whoever assesses by it."""
    return ProseReader(book)


def passages(case: Case, *, only: str | None = None) -> Iterator[tuple[Passage, Read]]:
    """Every paragraph of the report (of one place only), with what was read out of it."""
    form, report = case.form, case.report
    reader = reader_of(case.rules.phrases)
    reporter = Reporter(report.unit, report.year, report.scope)
    for place, text in case.texts.items():
        if not text or place == DOC_TITLE or only not in (None, place):
            continue
        spec = form.section(place)
        chapter = Chapter(place, spec.short if spec else _name(report, place), text)
        topic = (spec.table or "") if spec is not None else ""
        for position, read in reader.read(text, reporter, topic, case.memo):
            yield Passage(chapter, position), read


def _name(report: Report, place: str) -> str:
    return "前言" if place == PREAMBLE else report.section(place).title


def _judge(
    statement: Statement, rule: Rule, passage: Passage, form: Form, values: Values
) -> Finding | None:
    sums = statement.meanings(form)
    worth = _WORTH if statement.unit.endswith("元") else 1
    found = [_times(linear.evaluate(values), worth) for linear in sums]
    known = [value for value in found if value is not None]
    reading = statement.reading
    agrees = reading.agrees if reading else Decimal(0).__eq__
    if not known or len(known) < len(found) or any(map(agrees, known)):
        return None
    meant, expected = sums[0], known[0] / worth
    stated = Decimal(0) if reading is None else reading.value / worth
    return Finding(
        rule,
        passage.chapter.id,
        _sentence(statement, passage, form, meant, values),
        tuple(dict.fromkeys(address for linear in sums for address in linear.addresses)),
        meant.addresses,
        passage.quote(statement.span),
        passage.span(statement.span),
        expected,
        stated,
    )


def _sentence(
    statement: Statement, passage: Passage, form: Form, meant: Linear, values: Values
) -> str:
    words = shortened("".join(passage.quote(statement.phrase).split()), _QUOTED)
    value = meant.evaluate(values)
    there = "" if value is None else format_number(value)
    table = form.tables[statement.saying.table].name
    sentence = (
        f"{passage.chapter.name}里的“{words}”与{table}不符：{describe_sum(form, meant)}为 {there}"
    )
    if statement.reading is None:
        return sentence
    written = passage.quote(statement.span)
    source = likely_source(form, meant, statement.reading.value, values)
    return (
        f"{sentence}，{written} 是{source}的数" if source else f"{sentence}，文字写的是 {written}"
    )


def _times(value: Decimal | None, worth: Decimal | int) -> Decimal | None:
    return None if value is None else value * worth
