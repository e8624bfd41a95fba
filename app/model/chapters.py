"""The numbers before chapter titles: 一、 二、 … kept right when chapters come, move and go."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = "[〇一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"^\s*(?:(?P<number>{_NUMERAL})\s*[、.．,，]|第{_NUMERAL}(?:部分|章)[、.．,，:：]?"  # noqa: RUF001
    r"|[0-9]{1,3}\s*[、.．])\s*"  # noqa: RUF001
)
"""一、 as the form has it, and what else stands before titles in published reports."""


def chinese_number(number: int) -> str:
    """一 to 九十九, as chapters are counted; digits for more, which no office writes."""
    tens, ones = divmod(number, 10)
    if tens >= len(_DIGITS):
        return str(number)
    return (
        ("" if tens < 2 else _DIGITS[tens])  # noqa: PLR2004  10 is 十, not 一十
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


def leading_number(title: str) -> int | None:
    """The number that a title begins with, as the form writes it: `四、…` is 4."""
    found = _NUMBERED.match(title)
    numeral = found["number"] if found else None
    return CHINESE_NUMBERS.get(numeral) if numeral else None


def without_number(title: str) -> str:
    """The title alone: `一、总体情况` → `总体情况`."""
    return _NUMBERED.sub("", title).strip()


def with_number(title: str, number: int) -> str:
    """The title with another number, or with its first one."""
    return f"{chinese_number(number)}、{without_number(title)}"


CHINESE_NUMBERS = {chinese_number(number): number for number in range(1, 100)}
