"""The numbers before chapter titles: 一、 二、 … kept right when chapters come, move and go."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_NUMBERED = re.compile(r"^\s*[〇一二三四五六七八九十]+\s*、\s*")


def chinese_number(number: int) -> str:
    """一 to 九十九, as chapters are counted."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else _DIGITS[tens])  # noqa: PLR2004  10 is 十, not 一十
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


def without_number(title: str) -> str:
    """The title alone: `一、总体情况` → `总体情况`."""
    return _NUMBERED.sub("", title).strip()


def with_number(title: str, number: int) -> str:
    """The title with another number, or with its first one."""
    return f"{chinese_number(number)}、{without_number(title)}"
