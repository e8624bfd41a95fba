"""Numbers as people write them in prose: 41, １,234, 三, 十二, 二〇, 1.2万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.model.numbers import MAX_DIGITS, format_number

CHINESE_NUMERAL = "〇零一二三四五六七八九两十百千万亿"
NUMERAL = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|[{CHINESE_NUMERAL}]+"
"""Pattern of a number without 万 or 亿 behind digits."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF05)}
_WIDE = re.compile(f"[{''.join(_FULL_WIDTH)}]")
"""Replaced one by one: few are there, and str.translate asks for every character."""

_FULL = str.maketrans({half: full for full, half in _FULL_WIDTH.items()})
_SCALES = {"": 0, "万": 4, "亿": 8}
_DIGITS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN = re.compile(r"(?P<digits>[0-9][0-9.,]*)(?P<gap>\s*)(?P<scale>[万亿]?)")
_MOST_CHINESE = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written number is worth; `step` is the worth of one in its last place."""

    value: Decimal
    step: Decimal

    def agrees(self, other: Decimal) -> bool:
        """Whether `other`, rounded or cut off as finely as this was written, is this."""
        if self.step == 1:
            return other == self.value
        gap = other - self.value
        return -self.step / 2 <= gap < self.step


def half_width(text: str) -> str:
    """The same text, as long as before, with digits, points and hundredths in their narrow form."""
    return _WIDE.sub(lambda found: _FULL_WIDTH[found[0]], text)


def read_numeral(written: str) -> Reading | None:
    """The worth of a written number, None for one too long or not a number at all."""
    if found := _WRITTEN.fullmatch(written):
        digits = found["digits"].replace(",", "")
        if sum(map(str.isdigit, digits)) > MAX_DIGITS or digits.count(".") > 1:
            return None
        bare = Decimal(digits)
        decimals = len(digits.partition(".")[2])
        power = _SCALES[found["scale"]]
        step = Decimal(1).scaleb(power - decimals)
        return Reading(bare.scaleb(power) if power else bare, step)
    if not written or len(written) > _MOST_CHINESE:
        return None
    value = _chinese(written)
    return None if value is None else Reading(Decimal(value), Decimal(1))


def write_like(written: str, value: Decimal) -> str | None:
    """`value` in the manner of `written`: Chinese numeral, 万 where exact, commas, full width.

    None where that manner cannot write it (a fraction in Chinese numerals).
    """
    found = _WRITTEN.fullmatch(half_width(written))
    if found is None:
        whole = value == value.to_integral_value() and value < 10**8
        return _in_chinese(int(value)) if whole else None
    text = format_number(value)
    if power := _SCALES[found["scale"]]:
        scaled = value.scaleb(-power).normalize()
        exponent = scaled.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -power:
            text = f"{scaled:f}{found['gap']}{found['scale']}"
    elif "," in written:
        whole_part, point, decimals = text.partition(".")
        text = f"{int(whole_part):,}{point}{decimals}"
    return text if half_width(written) == written else text.translate(_FULL)


def _chinese(text: str) -> int | None:
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    seen = False
    for character in text:
        if character in _DIGITS:
            digit, seen = _DIGITS[character], True
        elif character in _TENS:
            if not digit and (seen or character != "十") and not section:
                return None
            section += (digit or 1) * _TENS[character]
            digit, seen = 0, True
        else:
            if not section + digit:
                return None
            total = (total + section + digit) * 10 ** _SCALES[character]
            section = digit = 0
    return total + section + digit if seen else None


def _in_chinese(number: int) -> str:
    if number == 0:
        return "零"
    if number == 2:  # noqa: PLR2004  before a counter two is said otherwise
        return "两"
    high, low = divmod(number, 10_000)
    words = f"{_below_ten_thousand(high)}万" if high else ""
    if low:
        words += ("零" if high and low < 1000 else "") + _below_ten_thousand(low)  # noqa: PLR2004
    return words.removeprefix("一") if 10 <= number < 20 else words  # noqa: PLR2004


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            words += ("零" if gap and words else "") + "一二三四五六七八九"[digit - 1] + name
            gap = False
        else:
            gap = True
    return words
