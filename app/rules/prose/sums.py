"""Numbers of the text held against each other: X-PARTS, X-FEE, X-PCT."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.model.address import Address
from app.model.form import Form
from app.model.numbers import format_number
from app.model.rule import Rule
from app.rules.case import Case
from app.rules.figures import Values
from app.rules.finding import Finding
from app.rules.prose.passage import Passage
from app.rules.prose.quantities import Breakdown, Growth, Quantity, Read, Share, adds_up

_HUNDRED = Decimal(100)


def check_sums(read: Read, passage: Passage, case: Case) -> Iterator[Finding]:
    """Parts that do not make their whole, percentages that are not what the numbers give."""
    for breakdown in read.breakdowns:
        if not adds_up(breakdown) and not _is_of_tables(breakdown):
            yield _wrong_sum(breakdown, passage, case)
    for share in read.shares:
        yield from _check_share(share, passage, case)
    for growth in read.growths:
        yield from _check_growth(growth, passage, case)


def _is_of_tables(breakdown: Breakdown) -> bool:
    """Whether each of its numbers is held against the tables anyway."""
    return all(q.said is not None for q in (breakdown.whole, *breakdown.parts))


def _wrong_sum(breakdown: Breakdown, passage: Passage, case: Case) -> Finding:
    whole, unit = breakdown.whole, breakdown.whole.unit
    written = "＋".join(passage.quote(part.span) for part in breakdown.parts)
    money = unit.endswith("元")
    total = breakdown.sum / _worth(unit)
    stated = passage.quote(whole.span)
    sentence = (
        f"{passage.chapter.name}里的“{stated}{unit}”与各分项之和不符：{written} 等于 "
        f"{format_number(total)}，前面写的是 {stated}"
    )
    rule = "X-FEE" if breakdown.about_fees and (money or unit in _CASES) else "X-PARTS"
    sides = (total, whole.value / _worth(unit))
    return _finding(case.rules[rule], sentence, whole, passage, sides)


_CASES = frozenset({"件", "宗", "起", "份"})


def _worth(unit: str) -> Decimal:
    return {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}.get(unit, Decimal(1))


def _check_share(share: Share, passage: Passage, case: Case) -> Iterator[Finding]:
    wholes = [(q.value, passage.quote(q.span)) for q in share.wholes]
    if share.part.said is not None and share.part.said.saying.table == "requests":
        wholes += [(v, format_number(v)) for v in _all_requests(case.form, case.printed)]
    rates = [(share.part.value / whole * _HUNDRED, words) for whole, words in wholes if whole]
    if not rates or any(_is_near(rate, share.percent) for rate, _ in rates):
        return
    rate, whole = rates[-1] if not share.wholes else rates[0]
    expected = _rounded(rate, share.percent)
    part = passage.quote(share.part.span)
    sentence = (
        f"{passage.chapter.name}里的“{passage.quote(share.percent.span)}%”与算出的占比不符："
        f"{part}÷{whole} 等于 {format_number(expected)}%，"
        f"文字写的是 {passage.quote(share.percent.span)}%"
    )
    sides = (expected, share.percent.value)
    yield _finding(case.rules["X-PCT"], sentence, share.percent, passage, sides)


def _all_requests(form: Form, values: Values) -> Iterator[Decimal]:
    """What shares of requests are taken of: received, with those carried over, concluded."""
    found = [
        values.get(Address("requests", row, "total"))
        for row in ("received", "carried_in", "concluded")
        if form.tables["requests"].has(row, "total")
    ]
    if len(found) == 3 and all(value is not None for value in found):  # noqa: PLR2004
        received, carried_in, concluded = (value or Decimal(0) for value in found)
        yield from (received, received + carried_in, concluded)


def _check_growth(growth: Growth, passage: Passage, case: Case) -> Iterator[Finding]:
    before = growth.before.value if growth.before else _last_year(growth.now, case)
    if not before:
        return
    rate = (growth.now.value - before) / before * _HUNDRED
    stated = growth.percent.value * growth.direction
    if rate * growth.direction >= 0 and _is_near(abs(rate), growth.percent):
        return
    expected = _rounded(rate, growth.percent)
    written = passage.quote(growth.percent.span)
    sentence = (
        f"{passage.chapter.name}里的“{written}%”与算出的增减不符：由 {format_number(before)} 到 "
        f"{passage.quote(growth.now.span)}，{'增长' if rate >= 0 else '下降'} "
        f"{format_number(abs(expected))}%，文字写的是{'增长' if stated >= 0 else '下降'} {written}%"
    )
    sides = (abs(expected), abs(stated))
    yield _finding(case.rules["X-PCT"], sentence, growth.percent, passage, sides)


def _last_year(now: Quantity, case: Case) -> Decimal | None:
    """The same sum of last year's report, where the number is one of the tables'."""
    if now.said is None or case.previous is None:
        return None
    sums = now.said.meanings(case.form)
    if len(sums) != 1:
        return None
    total = Decimal(0)
    for sign, address in sums[0].terms:
        value = case.previous.value(address)
        if value is None:
            return None
        total += sign * value
    return total


def _is_near(rate: Decimal, percent: Quantity) -> bool:
    """Whether a percentage, rounded or cut off, is the one written."""
    return abs(rate - percent.value) < percent.reading.step


def _rounded(rate: Decimal, percent: Quantity) -> Decimal:
    return rate.quantize(percent.reading.step)


def _finding(
    rule: Rule, sentence: str, place: Quantity, passage: Passage, sides: tuple[Decimal, Decimal]
) -> Finding:
    expected, actual = sides
    return Finding(
        rule,
        passage.chapter.id,
        sentence,
        quote=passage.quote(place.span),
        span=passage.span(place.span),
        expected=expected,
        actual=actual,
    )
