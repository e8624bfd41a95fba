"""Guards what is told of a unit from its name."""

from __future__ import annotations

import pytest

from app.rules.units import has_no_letter


@pytest.mark.parametrize("unit", ["2021", "20-21", "（2021）", "〇 1"])
def test_digits_alone_are_no_name(unit: str) -> None:
    assert has_no_letter(unit)


@pytest.mark.parametrize("unit", ["", " ", "南岗区", "110指挥中心", "2021年", "ABC"])
def test_everything_else_may_be_one(unit: str) -> None:
    assert not has_no_letter(unit)
