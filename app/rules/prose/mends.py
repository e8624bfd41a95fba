"""Mends of numbers in the text: the table's number into the sentence, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.edits import put_figures, put_reference, put_text, words_of
from app.model.form import Form
from app.model.numbers import Figure, format_number, is_writable
from app.model.places import is_chapter
from app.model.references import Reference
from app.model.report import Edit, Report, Slot
from app.rules.case import PREAMBLE, text_at
from app.rules.figures import Values
from app.rules.finding import Finding
from app.rules.prose.numerals import read_numeral, write_like

NUMBERS_OF_TABLES = frozenset(
    {"X-NEW", "X-DONE", "X-CARRY", "X-RESULT", "X-WHO", "X-DISPUTE", "X-DISCLOSURE"}
)
"""Rules whose findings are about one number of the text and one sum of cells."""

RULES = NUMBERS_OF_TABLES | {"X-PCT"}
"""All rules that a number put into the sentence mends."""

_MONEY = re.compile(r"\s*(?P<unit>万元|亿元|元)")
_WAN_IN = {"元": Decimal(10_000), "亿元": Decimal("0.0001")}


def prose_mends(finding: Finding, form: Form, report: Report, values: Values) -> Iterator[Edit]:
    """The number that belongs into the sentence, in the manner of the one that stands there.

    Where the sum is a single cell, also a reference to it, which follows the table from then on;
    where that is to be filled in, also the text's number into that cell: which of
    the two is wrong only a person knows.
    """
    text = text_at(report, finding.section)
    start, end = finding.span or (0, 0)
    if finding.expected is None or finding.quote is None or text[start:end] != finding.quote:
        return
    money = _MONEY.match(text, end)
    worth = _WAN_IN.get(money["unit"], Decimal(1)) if money else Decimal(1)
    value = finding.expected if worth == 1 else _plain(finding.expected * worth)
    number = write_like(finding.quote, value)
    if number is not None and number != finding.quote:
        kind = Slot("field", PREAMBLE) if finding.section == PREAMBLE else None
        slot = kind or Slot("text", finding.section)
        yield put_text(report, slot, text[:start] + number + text[end:], f"文字改为 {number}")
    if worth == 1:
        yield from _link(finding, report, values)
    yield from _into_the_table(finding, form, report)


def _link(finding: Finding, report: Report, values: Values) -> Iterator[Edit]:
    if finding.rule.id not in NUMBERS_OF_TABLES or not is_chapter(finding.section):
        return
    if len(finding.focus) != 1 or finding.span is None or finding.expected is None:
        return
    (cell,) = finding.focus
    words = words_of(report, values, cell)
    if words is not None and words == format_number(finding.expected):
        link = Reference(*finding.span, cell)
        yield put_reference(report, finding.section, link, words, "连到表中的数")


def _into_the_table(finding: Finding, form: Form, report: Report) -> Iterator[Edit]:
    if finding.rule.id not in NUMBERS_OF_TABLES or len(finding.cells) != 1:
        return
    (cell,) = finding.cells
    reading = read_numeral(finding.quote or "")
    if cell in form.derived or finding.actual is None or reading is None or reading.step > 1:
        return
    value = _plain(finding.actual)
    if is_writable(value) and (form.kind(cell) == "amount" or value == value.to_integral_value()):
        figure = Figure(value)
        yield put_figures(report, form, {cell: figure}, f"表中改为 {format_number(value)}")


def _plain(value: Decimal) -> Decimal:
    """Without exponent, and without zeros behind the point that nobody wrote."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return value.quantize(Decimal(1))
    whole = value.to_integral_value()
    return whole if value == whole else value
