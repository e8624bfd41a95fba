"""Questions that no pattern can answer, asked about what a pattern has found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from app.model.chapters import chinese_number
from app.model.wording import Judge
from app.rules.text.facts import Facts
from app.rules.text.numerals import number_of, year_number
from app.rules.text.units import is_another_unit

Answer = Callable[[re.Match[str], Facts], str | None]
"""None: nothing is wrong.  Otherwise the text that would be right, empty where nobody knows."""

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


def _identity_number(found: re.Match[str], _facts: Facts) -> str | None:
    return "" if is_identity_number(found["at"]) else None


def _card_number(found: re.Match[str], _facts: Facts) -> str | None:
    number = found["at"]
    return "" if passes_luhn(number) and not is_identity_number(number) else None


def _another_year(found: re.Match[str], facts: Facts) -> str | None:
    """The report's year, where the group `written` is another one."""
    year = year_number(found["written"])
    return None if facts.year is None or year in (None, facts.year) else str(facts.year)


def _another_period(found: re.Match[str], facts: Facts) -> str | None:
    """The period with the report's year in it; as it is where only its last day is wrong."""
    if facts.year is None:
        return None
    words, year = found.groupdict(), str(facts.year)
    written = [words[name] for name in ("first", "last") if words[name]]
    wrong = [text for text in written if year_number(text) != facts.year]
    last_day = tuple(number_of(words[name]) for name in ("month", "day"))
    if not wrong and last_day == (12, 31):
        return None
    right = found["at"]
    for text in wrong:
        right = right.replace(text, year)
    return right


def _plan_of_past(found: re.Match[str], facts: Facts) -> str | None:
    """A plan for the report's year or one before; 本年度 stands for the report's year."""
    written = found["written"]
    year = facts.year if written is None else year_number(written)
    return "" if facts.year is not None and year is not None and year <= facts.year else None


def _another_unit(found: re.Match[str], facts: Facts) -> str | None:
    return facts.unit if is_another_unit(found["name"], facts.unit) else None


def _another_count(found: re.Match[str], facts: Facts) -> str | None:
    """How many chapters there are, in the digits that the group `number` uses."""
    written = found["number"]
    if not facts.count or number_of(written) == facts.count:
        return None
    return str(facts.count) if written.isdigit() else chinese_number(facts.count)


JUDGES: Mapping[Judge, Answer] = {
    "another_year": _another_year,
    "another_period": _another_period,
    "plan_of_past": _plan_of_past,
    "another_unit": _another_unit,
    "another_count": _another_count,
    "identity_number": _identity_number,
    "card_number": _card_number,
}
"""Every judge that a wording can name."""
