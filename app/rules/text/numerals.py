"""Years and small numbers as texts write them: 2024, 二〇二四, 六."""

from __future__ import annotations

from app.model.chapters import CHINESE_NUMBERS

_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_YEAR_LENGTH = 4


def year_number(written: str) -> int | None:
    """A year in digits of either kind; None for anything else."""
    digits = written.translate(_DIGITS)
    return int(digits) if len(digits) == _YEAR_LENGTH and digits.isdecimal() else None


def chinese_year(year: str) -> str:
    """`2024` → `二〇二四`."""
    return year.translate(_CHINESE)


def number_of(written: str) -> int | None:
    """A number below 100 in digits or Chinese numerals; None for anything else."""
    if written.isdecimal():
        return int(written)
    return CHINESE_NUMBERS.get("十" if written == "一十" else written)
