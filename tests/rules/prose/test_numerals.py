"""Numbers as people write them, read and written back in the same manner."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.prose.numerals import half_width, read_numeral, write_like


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("41", "41"),
        ("1,234", "1234"),
        ("1.2万", "12000"),
        ("1.2 万", "12000"),
        ("3亿", "300000000"),
        ("100.50", "100.50"),
        ("〇", "0"),
        ("零", "0"),
        ("三", "3"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二〇", "20"),
        ("二〇二四", "2024"),
        ("一百零三", "103"),
        ("三百二十一", "321"),
        ("一千零五", "1005"),
        ("两千", "2000"),
        ("一万二千", "12000"),
        ("三亿", "300000000"),
    ],
)
def test_a_number_is_read(written: str, value: str) -> None:
    """Guards every manner of writing a number that reports have."""
    reading = read_numeral(written)
    assert reading is not None
    assert reading.value == Decimal(value)


@pytest.mark.parametrize("written", ["", "9" * 16, "1.2.3", "百", "三十百千万亿" * 10, "abc", "万"])
def test_what_is_no_number_is_none(written: str) -> None:
    """Guards against reading nonsense, or a number too long for any count."""
    assert read_numeral(written) is None


@pytest.mark.parametrize(
    ("written", "other", "agrees"),
    [
        ("41", "41", True),
        ("41", "41.5", False),
        ("1.2万", "12034", True),
        ("1.2万", "11960", True),
        ("1.2万", "12999", True),
        ("1.2万", "13000", False),
        ("1.2万", "11400", False),
        ("59237.24", "59237.2449", True),
        ("59237.24", "59237.2549", False),
    ],
)
def test_a_rounded_number_agrees_with_what_it_was_rounded_from(
    written: str, other: str, *, agrees: bool
) -> None:
    """Guards 1.2万 for 12,034: no finding where the text is only less exact than the table."""
    reading = read_numeral(written)
    assert reading is not None
    assert reading.agrees(Decimal(other)) is agrees


@pytest.mark.parametrize(
    ("written", "value", "text"),
    [
        ("41", "47", "47"),
        ("1,234", "1274", "1,274"),
        ("1,234", "12", "12"),
        ("\uff14\uff11", "47", "\uff14\uff17"),
        ("三", "4", "四"),
        ("三", "2", "两"),
        ("三", "12", "十二"),
        ("十二", "20", "二十"),
        ("三", "103", "一百零三"),
        ("三", "0", "零"),
        ("三", "1.5", None),
        ("1.2万", "13000", "1.3万"),
        ("1.2万", "12034", "1.2034万"),
        ("100.50万", "1005000", "100.5万"),
    ],
)
def test_a_number_is_written_in_the_manner_of_another(
    written: str, value: str, text: str | None
) -> None:
    """Guards the mend: Chinese numerals, commas, full width and 万 stay what they are."""
    assert write_like(written, Decimal(value)) == text


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_read_back(number: int) -> None:
    """Guards the numerals written into a sentence: they mean what was meant."""
    written = write_like("三", Decimal(number))
    assert written is not None
    reading = read_numeral(written)
    assert reading is not None
    assert reading.value == number


@given(st.text())
def test_narrow_digits_keep_every_place(text: str) -> None:
    """Guards spans: what is found in the narrow text stands at the same place in the real one."""
    assert len(half_width(text)) == len(text)
