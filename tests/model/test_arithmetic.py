"""A sum typed into a cell is computed exactly or stays the text it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.arithmetic import typed_figure
from app.model.numbers import parse_figure


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("=12+3", "15"),
        ("＝１２＋２", "14"),
        ("= 1,200 - 200", "1000"),
        ("=2*(3+4)", "14"),
        ("=2×3÷4", "1.5"),
        ("=-3+5", "2"),
        ("=10/4", "2.5"),
        ("=100.50+1", "101.5"),
        ("=(((1)))", "1"),
        ("=7", "7"),
        ("12", "12"),
        ("１２", "12"),
        ("3。5", "3.5"),
    ],
)
def test_sums_and_numbers_of_chinese_keyboards(typed: str, value: str) -> None:
    figure = typed_figure(typed)
    assert (figure.value, figure.raw) == (Decimal(value), None)


@pytest.mark.parametrize(
    "typed",
    [
        "=10/3",
        "=1/0",
        "=SUM(1,2)",
        "=A1+1",
        "=1+",
        "=",
        "=(1",
        "=1)",
        "=1 2",
        "=9**9",
        "=__import__('os')",
        "=" + "(" * 30 + "1" + ")" * 30,
        "=999999999999999*999999999999999",
        "=" + "1+" * 200 + "1",
        "=cmd|' /C calc'!A0",
        "12+3",
        "完。",
    ],
)
def test_what_has_no_exact_result_stays_as_typed(typed: str) -> None:
    figure = typed_figure(typed)
    assert (figure.value, figure.raw) == (None, typed)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.data())
def test_agrees_with_whole_numbers(numbers: list[int], data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from("+-*")) for _ in numbers[1:]]
    text = str(numbers[0]) + "".join(s + str(n) for s, n in zip(signs, numbers[1:], strict=True))
    wanted = eval(text)  # noqa: S307  the rival: digits and signs drawn above
    figure = typed_figure("=" + text)
    assert figure.value == wanted if len(str(abs(wanted))) <= 15 else figure.value is None


@given(st.text(max_size=30))
def test_all_else_is_read_as_before(text: str) -> None:
    if not text.strip().startswith(("=", "＝")) and "。" not in text and chr(0xFF0E) not in text:
        assert typed_figure(text) == parse_figure(text)
