"""Text of a cell ↔ figure: plain numbers, numbers in disguise, junk, blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.numbers import (
    BLANK,
    MAX_DIGITS,
    Figure,
    format_number,
    is_not_applicable,
    is_too_long,
    is_whole,
    is_writable,
    parse_figure,
)


@st.composite
def plain_numbers(draw: st.DrawFn) -> Decimal:
    """Numbers that a form can print: at most MAX_DIGITS digits, with or without decimals."""
    decimals = draw(st.integers(0, 6))
    digits = draw(st.integers(0, 10 ** (MAX_DIGITS - decimals) - 1).map(str))
    fraction = draw(st.text("0123456789", min_size=decimals, max_size=decimals))
    room = MAX_DIGITS - decimals
    whole = digits[:room]
    sign = draw(st.sampled_from(["", "-"]))
    number = Decimal(f"{sign}{whole}" + (f".{fraction}" if fraction else ""))
    return number or abs(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("12", "12"),
        (" 12 ", "12"),
        ("\u3000１２\t", "12"),
        ("1,234", "1234"),
        ("1，234，567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("11398889", "11398889"),
        ("59237.2449", "59237.2449"),
        ("100.50", "100.50"),
        ("0.5", "0.5"),
        ("．5".replace("．", "0．"), "0.5"),  # noqa: RUF001
        ("+4", "4"),
        ("＋4", "4"),
        ("007", "7"),
        ("-3", "-3"),
        ("－3", "-3"),
        ("−3", "-3"),
        ("–3", "-3"),  # noqa: RUF001
        ("—3", "-3"),
        ("﹣3", "-3"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("0\u200b", "0"),
        ("\ufeff7", "7"),
        ("9" * MAX_DIGITS, "9" * MAX_DIGITS),
    ],
)
def test_plain_numbers_have_a_value_and_no_raw_text(text: str, value: str) -> None:
    """Guards what counts as a plain number, however a keyboard or a page writes it."""
    figure = parse_figure(text)
    assert figure == Figure(Decimal(value))
    assert figure.text == value
    assert not figure.is_blank


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0件", "0"),
        ("３件", "3"),
        ("3 件", "3"),
        ("1,234件", "1234"),
        ("251000元", "251000"),
        ("12.5万元", "12.5"),
        ("-2项", "-2"),
        ("减4", "-4"),
        ("减 4", "-4"),
        ("增4", "4"),
    ],
)
def test_numbers_in_disguise_keep_their_text_beside_the_value(text: str, value: str) -> None:
    """Guards N-TEXT: units and 增/减 are read, and still reported."""
    figure = parse_figure(f" {text} ")
    assert figure == Figure(Decimal(value), text)
    assert figure.text == text


@pytest.mark.parametrize(
    "text",
    [
        "abc", "约10", "1.2.3", "1e9", "1E+9", "1,23", "12,34", "1,2345", ",123", "1.", ".5", "--3",
        "+-3", "3-", "1/2", "=1+1", "0x10", "1_000", "∞", "nan", "NaN", "Infinity", "３件多", "件",
        "减", "减-4", "1 2", "1\n2", "十二", "/", "—", "无", "3%", "¥3", "<b>3</b>",
        "9" * (MAX_DIGITS + 1), "1" * 40, "0." + "1" * 40, "1" * 40 + "件", "1" * 100_000,
    ],
)  # fmt: skip
def test_junk_keeps_its_text_and_has_no_value(text: str) -> None:
    """Guards against guessing: what is no number stays as it stood, and is never refused."""
    assert parse_figure(text) == Figure(None, text)
    assert parse_figure(text).text == text


@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\u3000", "\u00a0", "\u200b", "\ufeff \u200b"])
def test_nothing_visible_is_blank(text: str) -> None:
    """Guards blanks: a blank is neither 0 nor text."""
    assert parse_figure(text) == BLANK
    assert parse_figure(text).is_blank
    assert parse_figure(text).value is None
    assert BLANK.text == ""


def test_zero_is_not_blank() -> None:
    """Guards the difference that C-EMPTY stands on."""
    assert Figure(Decimal(0)) != BLANK
    assert not Figure(Decimal(0)).is_blank
    assert not Figure(None, "/").is_blank


@given(plain_numbers())
def test_what_is_written_is_read_back(number: Decimal) -> None:
    """Guards files and exports: parse(format(x)) is x, digit for digit."""
    figure = parse_figure(format_number(number))
    assert figure.raw is None
    assert figure.value is not None
    assert figure.value.as_tuple() == number.as_tuple()
    assert is_writable(number)


@given(st.text())
def test_any_text_is_kept_or_read(text: str) -> None:
    """Guards paste: whatever is put into a cell, nothing is raised and nothing is lost."""
    figure = parse_figure(text)
    if figure.raw is not None:
        assert figure.raw == text.strip()
    assert parse_figure(figure.text) == figure
    assert figure.value is None or is_writable(figure.value)


@given(plain_numbers(), plain_numbers())
def test_figures_are_equal_where_they_are_written_alike(one: Decimal, other: Decimal) -> None:
    """Guards edits: 100.5 typed over 100.50 is a change, though the numbers are equal."""
    alike = format_number(one) == format_number(other)
    assert (Figure(one) == Figure(other)) == alike
    assert not alike or hash(Figure(one)) == hash(Figure(other))


def test_decimals_are_part_of_a_figure() -> None:
    """Guards printed decimals."""
    assert Figure(Decimal("100.50")) != Figure(Decimal("100.5"))
    assert Figure(Decimal(3)) != Figure(Decimal(3), "3件")
    assert Figure(Decimal(3)) != 3


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "\N{FULLWIDTH SOLIDUS}",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "无",
        "空",
        "没有",
        "不适用",
        "N/A",
        "n/a",
        "na",
    ],
)
def test_signs_of_not_applicable(text: str) -> None:
    """Guards C-SLASH."""
    assert is_not_applicable(text)
    assert parse_figure(text) == Figure(None, text)


@pytest.mark.parametrize("text", ["0", "无0", "0/", "1-2", "无法", "-3", "件", ""])
def test_other_texts_are_no_sign_of_not_applicable(text: str) -> None:
    """Guards C-SLASH against claiming what is N-TEXT or plain."""
    assert not is_not_applicable(text)


@pytest.mark.parametrize(
    ("text", "too_long"),
    [("9" * 15, False), ("9" * 16, True), ("1,000,000,000,000,000", True), ("x" * 40, False)],
)
def test_numbers_that_are_too_long(text: str, *, too_long: bool) -> None:
    """Guards the limit of 15 digits."""
    assert is_too_long(text) is too_long


@pytest.mark.parametrize(
    ("text", "whole"), [("3", True), ("0", True), ("3.0", False), ("2.5", False)]
)
def test_whole_numbers_are_written_without_decimals(text: str, *, whole: bool) -> None:
    """Guards N-INT."""
    assert is_whole(Decimal(text)) is whole


@pytest.mark.parametrize(
    "text", ["NaN", "Infinity", "-Infinity", "1E+3", "1E+999999", "1E-16", "9" * 16]
)
def test_numbers_that_no_form_can_print(text: str) -> None:
    """Guards project files: such a number in a file is damage."""
    assert not is_writable(Decimal(text))


@pytest.mark.parametrize("text", ["0", "-3", "100.50", "9" * 15, "0.000000000000001"])
def test_numbers_that_a_form_can_print(text: str) -> None:
    """Guards against refusing what parse_figure gives."""
    assert is_writable(Decimal(text))
    assert parse_figure(text).value is None or parse_figure(text) == Figure(Decimal(text))


@pytest.mark.parametrize("text", ["20①", "5²", "①", "²", "٣", "20¹"])
def test_marks_and_digits_of_other_scripts_are_no_figures(text: str) -> None:
    """A mark of a footnote must not become part of a figure."""
    assert parse_figure(text) == Figure(raw=text)
