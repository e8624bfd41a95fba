"""Judges: check digits, years, names of offices."""

from __future__ import annotations

from typing import get_args

import pytest

from app.model.wording import Judge
from app.rules.text.judges import JUDGES, is_identity_number, passes_luhn
from app.rules.text.numerals import number_of, year_number
from app.rules.text.units import is_another_unit, region_of


def test_every_judge_that_a_file_can_name_exists() -> None:
    """Guards against a wording that would stop the program at its first hit."""
    assert set(JUDGES) == set(get_args(Judge))


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("320102 19850612 3454", True),
        ("110105194912310021", False),  # another check digit
        ("11010519491331002X", False),  # month 13
        ("1101051949123100", False),
    ],
)
def test_identity_numbers_have_a_birthday_and_a_check_digit(number: str, *, valid: bool) -> None:
    assert is_identity_number(number) is valid


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("6222021234567890128", True),
        ("6228 4801 2345 6789 00", True),
        ("6222021234567890127", False),
    ],
)
def test_cards_have_a_check_digit(number: str, *, valid: bool) -> None:
    assert passes_luhn(number) is valid


def test_years_and_numbers_in_either_digits() -> None:
    assert [year_number(text) for text in ("2024", "二〇二四", "二○二四", "24", "二四年")] == [
        2024,
        2024,
        2024,
        None,
        None,
    ]
    assert [number_of(text) for text in ("6", "六", "十", "三十一", "一十", "第")] == [
        6,
        6,
        10,
        31,
        10,
        None,
    ]


@pytest.mark.parametrize(
    ("unit", "region"),
    [
        ("示例市民政局", "示例市"),
        ("南岗区企业和投资服务局", "南岗区"),
        ("黑龙江省哈尔滨市南岗区企业和投资服务局", "黑龙江省哈尔滨市南岗区"),
        ("示例市市场监督管理局", "示例市"),
        ("示例市住房和城乡建设局", "示例市"),
        ("示例市城市管理局", "示例市"),
        ("民政局", ""),
    ],
)
def test_the_region_of_an_office(unit: str, region: str) -> None:
    assert region_of(unit) == region


@pytest.mark.parametrize(
    ("name", "unit", "another"),
    [
        ("示例市财政局", "示例市民政局", True),
        ("临河市民政局", "示例市民政局", True),
        ("认真总结示例市财政局", "示例市民政局", True),
        ("示例市民政局", "示例市民政局", False),
        ("市民政局", "示例市民政局", False),
        ("示例市人社局", "示例市人力资源和社会保障局", False),
        ("示例市市场监管局", "示例市市场监督管理局", False),
        ("示例市人民政府办公室", "示例市民政局", False),
        ("示例市人民政府", "示例市", False),
        ("示例市财政局", "", False),
    ],
)
def test_another_office_is_neither_the_same_by_a_short_name_nor_one_above(
    name: str, unit: str, *, another: bool
) -> None:
    assert is_another_unit(name, unit) is another
