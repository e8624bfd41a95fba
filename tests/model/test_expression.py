"""The language of formulas: sums and differences of cells, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.expression import ExpressionError, expand_range, parse_expression


class Sheet:
    """Three rows of three columns; row `c` has no figure in column `z`."""

    key = "t"
    row_keys = ("a", "b", "c")
    column_keys = ("x", "y", "z")

    def has(self, row: str, column: str) -> bool:
        """Whether the sheet has this cell."""
        return (row, column) != ("c", "z")


SHEET = Sheet()
BOUND = {"row": "b", "column": "y"}
VALUES: dict[Address, Decimal | None] = {
    Address("t", row, column): Decimal(10 * r + c)
    for r, row in enumerate("abc", 1)
    for c, column in enumerate("xyz", 1)
}


def terms(text: str) -> list[str]:
    """The signed cells of an expression."""
    linear = parse_expression(text, SHEET, BOUND)
    return [f"{'+' if sign > 0 else '-'}{a.row}.{a.column}" for sign, a in linear.terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.x", "+a.x"),
        (" a.x ", "+a.x"),
        ("-a.x", "-a.x"),
        ("a.x + b.y", "+a.x +b.y"),
        ("a.x-b.y-c.x", "+a.x -b.y -c.x"),
        ("a.x - (b.y - c.x)", "+a.x -b.y +c.x"),
        ("-(a.x + b.y)", "-a.x -b.y"),
        ("a.x - (-b.y)", "+a.x +b.y"),
        ("((a.x))", "+a.x"),
        ("{row}.{column}", "+b.y"),
        ("{row}.x + a.{column}", "+b.x +a.y"),
        ("sum(a:c.x)", "+a.x +b.x +c.x"),
        ("sum(a.x:z)", "+a.x +a.y +a.z"),
        ("sum(b:c.y:z)", "+b.y +b.z +c.y"),
        ("sum({row}.x:z)", "+b.x +b.y +b.z"),
        ("sum(a:b.{column})", "+a.y +b.y"),
        ("sum(a.x)", "+a.x"),
        ("a.x - sum(b.x:y)", "+a.x -b.x -b.y"),
        ("sum(a:a.x)", "+a.x"),
        ("\na.x\t+\nb.x", "+a.x +b.x"),
    ],
)
def test_sums_are_read(text: str, expected: str) -> None:
    """Guards the grammar: signs, brackets, ranges, bound variables."""
    assert terms(text) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "+", "-", "()", "a", "x", ".", "a.", ".x", "a.x.y", "a.x b.y", "a.x +", "+ a.x", "--a.x",
        "a.x ++ b.y", "(a.x", "a.x)", "(a.x))", "a.x)(", "sum", "sum()", "sum(a.x", "sum (a.x)",
        "sum(a.x, b.x)", "sum(a.x + b.x)", "sum(-a.x)", "sum(sum(a.x))", "sum((a.x))", "max(a.x)",
        "a.x * b.x", "a.x / b.x", "a.x ** 2", "2 * a.x", "1", "0", "a.x + 1", "1.5", "a.1", "1.x",
        "'a'.x", '"a".x', "a['x']", "a[0]", "a.x()", "a.__class__", "__import__", "__import__('os')",
        "lambda: 0", "a.x if b.x else c.x", "a.x == b.x", "a.x > b.x", "a.x and b.x", "not a.x", "a:b.x",
        "a.x:y", "{row}", "{row}.x:y", "{table}.x", "{row:b}.x", "{row}a.x", "a{row}.x", "{{row}}.x",
        "{}.x", "{row.x", "row}.x", "q.x", "a.q", "sum(q:c.x)", "sum(a:q.x)", "sum(c:a.x)", "sum(a:.x)",
        "sum(:a.x)", "sum(a:b:c.x)", "sum(:.x)", "c.z", "A.x", "a.X", "甲.x", "a．x", "a.x；b.x", "a.x;b.x",  # noqa: RUF001
        "a.x # b", "a.x\\", "a .x", "a. x", "$a.x", "@a.x", "a.x!", "a,x", "t.a.x", "=a.x", "a.x\0",
        "\N{ARABIC-INDIC DIGIT ONE}.x", "f'{a}'", "%s.x", "`a`.x", "a->x", "\ud800",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    """Guards the data file: no call, attribute, number, name or text gets through."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text, SHEET, BOUND)
    assert str(caught.value).startswith(f"算式“{text}”第 ")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "(" * 100_000 + "a.x" + ")" * 100_000,
        "-(" * 50_000 + "a.x" + ")" * 50_000,
        "sum(" * 25_000,
        "a" * 100_000,
        "a." * 50_000,
        "a:" * 50_000 + ".x",
        "{" * 100_000,
        "{row}" * 20_000,
        " " * 100_000,
        "1" * 100_000,
        "a.x " * 25_000,
        "a.x" + ")" * 100_000,
        "+" * 100_000,
    ],
    ids=lambda text: f"{text[:6]}…{len(text)}",
)
def test_bombs_are_refused_at_once(text: str) -> None:
    """Guards against nesting and length: an error, no exhausted stack, no endless search."""
    with pytest.raises(ExpressionError):
        parse_expression(text, SHEET, BOUND)


def test_a_long_honest_sum_is_read() -> None:
    """Guards the limit of depth against refusing what is merely long."""
    assert len(terms(" + ".join(["a.x"] * 20_000))) == 20_000
    assert terms("(" * 20 + "a.x" + ")" * 20) == ["+a.x"]
    with pytest.raises(ExpressionError, match="括号太深"):
        terms("(" * 21 + "a.x" + ")" * 21)


@given(st.text("abcxyz.:+-(){}rowsum 1'*_", max_size=30))
def test_any_text_is_read_as_cells_or_refused(text: str) -> None:
    """Guards robustness: nothing but ExpressionError comes out, and only cells of the sheet."""
    try:
        linear = parse_expression(text, SHEET, BOUND)
    except ExpressionError:
        return
    assert linear.terms
    assert all(a.table == "t" and SHEET.has(a.row, a.column) for a in linear.addresses)


def test_an_error_says_where(  # the place counts from 1, as people count
) -> None:
    """Guards the place in the sentence."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression("a.x + ?", SHEET, BOUND)
    assert str(caught.value) == "算式“a.x + ?”第 6 个字符处：应为单元格或 sum(…)"


@pytest.mark.parametrize(
    ("text", "value"),
    [("a.x + b.y", 33), ("a.x - b.y", -11), ("sum(a:b.x:y)", 66), ("-(a.x - c.y)", 21)],
)
def test_values_are_added_with_their_signs(text: str, value: int) -> None:
    """Guards evaluation."""
    assert parse_expression(text, SHEET, BOUND).evaluate(VALUES) == value


def test_one_blank_makes_the_sum_unknown() -> None:
    """Guards blanks: never taken for 0, whatever their sign."""
    blank = VALUES | {Address("t", "b", "y"): None}
    assert parse_expression("a.x + b.y", SHEET, BOUND).evaluate(blank) is None
    assert parse_expression("a.x - b.y", SHEET, BOUND).evaluate(blank) is None
    assert parse_expression("a.x - c.y", SHEET, BOUND).evaluate(blank) == -21


@pytest.mark.parametrize(
    ("part", "keys"), [("a", ["a"]), ("a:c", ["a", "b", "c"]), ("b:b", ["b"]), ("b:c", ["b", "c"])]
)
def test_ranges_follow_the_order_of_the_form(part: str, keys: list[str]) -> None:
    """Guards ranges: both ends belong to them."""
    assert expand_range(part, "abc") == keys


@pytest.mark.parametrize("part", ["d", "a:d", "d:a", "c:a", "", ":", "a:", ":a"])
def test_ranges_with_unknown_or_reversed_ends_are_refused(part: str) -> None:
    """Guards ranges: a reversed one is a mistake, not an empty sum."""
    with pytest.raises(KeyError):
        expand_range(part, ["a", "b", "c"])
