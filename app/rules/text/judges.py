"""Questions that no pattern can answer, asked about what a pattern has found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.model.chapters import chinese_number
from app.model.wording import Judge
from app.rules.text.facts import Facts
from app.rules.text.numerals import chinese_year, number_of, year_number
from app.rules.text.sentences import sentence_around
from app.rules.text.units import is_another_unit, is_same


class Ruling(NamedTuple):
    """Something is wrong: what would be right, None where nobody knows, and the group to quote."""

    right: str | None = None
    at: str = "at"


Judgement = Callable[[re.Match[str], Facts], Ruling | None]
"""None: nothing is wrong."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY = re.compile(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]"
)
_CHECK_DIGITS = "10X98765432"


def is_identity_number(text: str) -> bool:
    """Whether 18 signs are an identity-card number: GB 11643-1999, birthday and check digit."""
    digits = re.sub("[ -]", "", text).upper()
    if not _IDENTITY.fullmatch(digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return digits[17] == _CHECK_DIGITS[total % 11]


def passes_luhn(text: str) -> bool:
    """Whether digits have the check digit of bank cards (GB/T 17552, ISO/IEC 7812)."""
    digits = [int(digit) for digit in reversed(text) if digit.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _identity_number(found: re.Match[str], _facts: Facts) -> Ruling | None:
    return Ruling() if is_identity_number(found["at"]) else None


def _card_number(found: re.Match[str], _facts: Facts) -> Ruling | None:
    number = found["at"]
    return Ruling() if passes_luhn(number) and not is_identity_number(number) else None


def _another_year(found: re.Match[str], facts: Facts) -> Ruling | None:
    """The group `written` is not the report's year."""
    year = year_number(found["written"])
    return None if facts.year is None or year in (None, facts.year) else Ruling(str(facts.year))


def _work_of_another_year(found: re.Match[str], facts: Facts) -> Ruling | None:
    """The same for the office's own work.

    The `name`, if there is one, is the office's own, and the sentence does not speak of the
    report's year as well.
    """
    ruling = _another_year(found, facts)
    if ruling is None:
        return None
    if found.groupdict().get("since") and int(ruling.right or 0) > (
        year_number(found["written"]) or 0
    ):
        return None  # 2020年以来 goes on until today
    name = found.groupdict().get("name")
    if name and facts.unit and not is_same(name, facts.unit):
        return None
    sentence = found.string[slice(*sentence_around(found.string, *found.span()))]
    year = ruling.right or ""
    here = (year, chinese_year(year), "今年", "本年", "当年")
    return None if any(word in sentence for word in here) else ruling


def _another_period(found: re.Match[str], facts: Facts) -> Ruling | None:
    """Years of the `first` and the `last` day are the report's, and the last is 12月31日."""
    if facts.year is None:
        return None
    first, last = found["first"], found["last"]
    wrong = [text for text in (first, last) if text and year_number(text) != facts.year]
    if not wrong and tuple(number_of(found[name]) for name in ("month", "day")) == (12, 31):
        return None
    if not wrong:
        return Ruling()
    at = "at" if first in wrong and last in (None, *wrong) else "begin" if first in wrong else "end"
    right = found[at]
    for text in wrong:
        right = right.replace(text, str(facts.year))
    return Ruling(right, at)


def _plan_of_past(found: re.Match[str], facts: Facts) -> Ruling | None:
    """A plan for the report's year or one before; without `written` it is the report's year."""
    if facts.year is None:
        return None
    written = found.groupdict().get("written")
    year = facts.year if written is None else year_number(written)
    return Ruling() if year is not None and year <= facts.year else None


def _another_unit(found: re.Match[str], facts: Facts) -> Ruling | None:
    return Ruling(facts.unit) if is_another_unit(found["name"], facts.unit) else None


def _another_name(found: re.Match[str], facts: Facts) -> Ruling | None:
    """A name where nothing but the office's own can stand."""
    if not facts.unit or is_same(found["name"], facts.unit):
        return None
    return Ruling(facts.unit)


def _another_count(found: re.Match[str], facts: Facts) -> Ruling | None:
    """How many chapters there are, in the kind of digits that `number` uses.

    A list beside it that counts otherwise leaves it open which of the two is wrong.
    """
    written = found["number"]
    if not facts.count or number_of(written) == facts.count:
        return None
    listed = found["list"].count("、") + 1 if "、" in found["list"] else facts.count
    if listed != facts.count and "等" not in found["list"]:
        return Ruling()
    return Ruling(str(facts.count) if written.isdigit() else chinese_number(facts.count))


JUDGES: Mapping[Judge, Judgement] = {
    "another_year": _another_year,
    "work_of_another_year": _work_of_another_year,
    "another_period": _another_period,
    "plan_of_past": _plan_of_past,
    "another_unit": _another_unit,
    "another_name": _another_name,
    "another_count": _another_count,
    "identity_number": _identity_number,
    "card_number": _card_number,
}
"""Every judge that a wording can name."""
