"""Numbers of a text that can be held against each other: wholes and parts, shares, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from app.model.phrasebook import NUMBERS, UNSAID
from app.rules.prose.clauses import Clause
from app.rules.prose.lexicon import LIST, THING
from app.rules.prose.numerals import Reading
from app.rules.prose.statement import Statement

_COUNTED = frozenset({"count", "money", THING})
_NUMBERS = frozenset((*NUMBERS, THING))
_CHANGE = {"up": 1, "down": -1}
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in the text, what it counts, and the statement that it is, if any."""

    reading: Reading
    unit: str
    span: tuple[int, int]
    said: Statement | None = None

    @property
    def value(self) -> Decimal:
        """What it is worth; money in 元."""
        return self.reading.value


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts: `共47件，其中网上41件、信函5件`.

    `about_fees` where the sentence is about a fee that was taken; `is_closed` where it is certain
    where the list ends.
    """

    whole: Quantity
    parts: tuple[Quantity, ...]
    about_fees: bool
    is_closed: bool

    @property
    def sum(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Share:
    """`41件，占82.7%`: the part, and the numbers before it that it may be a part of."""

    percent: Quantity
    part: Quantity
    wholes: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """`45件，较上年的60件下降33.3%`; without the number of last year `before` is None."""

    percent: Quantity
    now: Quantity
    before: Quantity | None
    direction: int


@dataclass(frozen=True, slots=True)
class Read:
    """All that a sentence was found to say.

    `topic` and `base` are what the next sentence of the paragraph goes on with.
    """

    statements: tuple[Statement, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    shares: tuple[Share, ...] = ()
    growths: tuple[Growth, ...] = ()
    topic: str = ""
    base: str = UNSAID


@dataclass(frozen=True)
class Understood:
    """A clause, and the statement that was found in it."""

    clause: Clause
    said: Statement | None

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of its tokens."""
        return frozenset([token.kind for token in self.clause.tokens])

    @cached_property
    def quantity(self) -> Quantity | None:
        """The number that it gives."""
        for token in self.clause.tokens:
            if token.kind in _NUMBERS and token.reading is not None:
                said = self.said if self.said and self.said.reading else None
                return Quantity(token.reading, token.unit, (token.start, token.number_end), said)
        return None


def breakdowns(sentence: Sequence[Understood]) -> Iterator[Breakdown]:
    """Wholes with parts behind 其中, of one unit, that stand in one list.

    Of a fee also in brackets or behind 分别为: 300元（纸质100元、光盘200元）.
    """
    about_fees = any("fee" in understood.kinds for understood in sentence)
    for place, understood in enumerate(sentence):
        among = "among" in understood.kinds and "rest" not in understood.kinds
        if not place or not (among or (about_fees and _begins_list(sentence, place))):
            continue
        following, is_closed = _parts(sentence[place:])
        for unit, parts in following.items():
            if not among and not unit.endswith("元"):
                continue
            whole = _whole(sentence[:place], unit, over_money=about_fees)
            if whole is None or _is_of_another(parts, whole, sentence[:place]):
                continue
            if len(parts) >= _FEWEST_PARTS:
                yield Breakdown(whole, tuple(parts), about_fees, is_closed)


def _is_of_another(
    parts: Sequence[Quantity], whole: Quantity, before: Sequence[Understood]
) -> bool:
    """新收198件，结转下年5件。其中甲局52件: a part that is too big is one of a number before."""
    biggest = max(part.value for part in parts)
    others = (u.quantity for u in before)
    return biggest > whole.value and any(
        q is not None and q.unit == whole.unit and q.value >= biggest for q in others
    )


def _begins_list(sentence: Sequence[Understood], place: int) -> bool:
    """Whether 分别为 or a bracket begins here; rates (每件10元) are no parts."""
    here, last = sentence[place], sentence[place - 1]
    if "apiece" not in here.kinds and here.clause.depth <= last.clause.depth:
        return False
    inside = (u for u in sentence[place:] if u.clause.depth >= here.clause.depth)
    return not any("narrow" in understood.kinds for understood in inside)


def _whole(before: Sequence[Understood], unit: str, *, over_money: bool) -> Quantity | None:
    """The number right before the list: nothing of the same unit stands between.

    `over_money`: nor does anything else than an amount: 对25件申请收取2950元，其中甲局16件1900元.
    """
    for understood in reversed(before):
        quantity = understood.quantity
        if quantity is not None and quantity.unit == unit:
            return quantity if not understood.kinds & _LOOSE else None
        passed_over = over_money and quantity is not None and quantity.unit.endswith("元")
        if quantity is not None and understood.clause.ended and not passed_over:
            return None
    return None


_LOOSE = frozenset({"vague", "among", "rest", "compare", "last_year", "up", "down", "plan"})
_BREAKS = frozenset(
    {"vague", "rest", "compare", "last_year", "up", "down", "etc", "partly", "plan"}
)


def _parts(following: Sequence[Understood]) -> tuple[dict[str, list[Quantity]], bool]:
    """Numbers of a list by unit; none where the list says that it is not whole (等, 其余).

    Also whether it is written with 、, so that another stop is its end.
    """
    members = list(_members(following))
    parts: dict[str, list[Quantity]] = {}
    for understood in members:
        if understood.kinds & _BREAKS:
            return {}, False
        if (quantity := understood.quantity) and quantity.unit != "%":
            parts.setdefault(quantity.unit, []).append(quantity)
    return parts, any(understood.clause.ended == LIST for understood in members)


def _members(following: Sequence[Understood]) -> Iterator[Understood]:
    """The clauses of a list of numbers, with a 其余 that stands behind it."""
    depth = following[0].clause.depth
    is_list = has_ended = False
    for place, understood in enumerate(following):
        clause, said = understood.clause, understood.said
        if clause.depth < depth:
            return
        if clause.depth > depth:
            continue
        if place and "rest" in understood.kinds:
            yield understood
            return
        if has_ended or understood.quantity is None or (said and said.saying.base):
            return
        if place and not is_list and "among" in understood.kinds:
            return
        yield understood
        has_ended = is_list and bool(clause.ended) and clause.ended != LIST
        is_list = is_list or clause.ended == LIST


def adds_up(breakdown: Breakdown) -> bool:
    """Whether the parts make the whole; the first few of them where the list may end there."""
    sums = list(accumulate(part.value for part in breakdown.parts))
    possible = sums[-1:] if breakdown.is_closed else sums[1:]
    return any(breakdown.whole.reading.agrees(total) for total in possible)


def shares(sentence: Sequence[Understood]) -> Iterator[Share]:
    """Percentages behind 占, with the number that they are about."""
    before: list[Quantity] = []
    for understood in sentence:
        quantity = understood.quantity
        if quantity is None:
            continue
        if quantity.unit != "%":
            before.append(quantity)
        elif "share" in understood.kinds and before:
            part = before[-1]
            same = tuple(q for q in before[:-1] if q.unit == part.unit)
            yield Share(quantity, part, same)


def growths(sentence: Sequence[Understood]) -> Iterator[Growth]:
    """Percentages behind 增长 or 下降, with this year's number and last year's if it is said."""
    now: Quantity | None = None
    before: Quantity | None = None
    for place, understood in enumerate(sentence):
        quantity = understood.quantity
        if quantity is None:
            continue
        kinds = understood.kinds
        if quantity.unit == "%":
            direction = sum(_CHANGE.get(kind, 0) for kind in kinds)
            if direction and now is not None:
                last = before or _last_year_behind(sentence[place + 1 :], now)
                yield Growth(quantity, now, last, direction)
            now = before = None
        elif before is not None and now is not None and _is_difference(quantity, now, before):
            continue
        elif "become" in kinds and now is not None and quantity.unit == now.unit:
            now, before = quantity, now
        elif kinds & {"compare", "last_year"} and now is not None and quantity.unit == now.unit:
            before = _before(now, quantity, understood)
        else:
            now, before = quantity, None


def _is_difference(quantity: Quantity, now: Quantity, before: Quantity) -> bool:
    """比上年的4377件多529件: neither this year's number nor last year's."""
    return quantity.unit == now.unit and quantity.value == abs(now.value - before.value)


def _last_year_behind(following: Sequence[Understood], now: Quantity) -> Quantity | None:
    """同比增长20%（上年50件）: last year's number right behind the percentage."""
    for understood in following[:1]:
        quantity = understood.quantity
        if quantity and quantity.unit == now.unit and "last_year" in understood.kinds:
            return quantity
    return None


def _before(now: Quantity, quantity: Quantity, understood: Understood) -> Quantity:
    """Last year's number: the one given, or this year's without the change (较上年增加6件)."""
    tokens = understood.clause.tokens
    number = next(i for i, token in enumerate(tokens) if token.kind in _COUNTED)
    change = sum(_CHANGE.get(token.kind, 0) for token in tokens[:number]) * quantity.value
    if not change:
        return quantity
    return Quantity(Reading(now.value - change, Decimal(1)), now.unit, quantity.span)
