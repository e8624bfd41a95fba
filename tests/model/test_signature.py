"""Where the signature stands: the two cases of GB/T 9704-2012, 7.3.5."""

from __future__ import annotations

import pytest

from app.model.signature import signature_indents, width_in_characters

DATE = "2025年1月17日"
WIDTH = 7.5
"""Three Chinese characters, seven digits, five gaps between them."""


def test_digits_count_half() -> None:
    """Guards the measure that all places below rest on."""
    assert width_in_characters(DATE) == 6.5
    assert width_in_characters("教育局") == 3.0


@pytest.mark.parametrize(
    ("unit", "left"),
    [("教育局", 12.5), ("某某市人民政府办公室", 12.5), ("很" * 20, 7.5), ("很" * 60, 0.0)],
)
def test_with_a_seal_both_have_the_centre_line_of_the_date(unit: str, left: float) -> None:
    """Guards 7.3.5.1: the date four characters from the margin, the unit centred above it."""
    assert signature_indents(unit, DATE, 28, has_seal=True) == (left, left)
    if left == 12.5:
        centre = (left + 28) / 2
        assert 28 - (centre + WIDTH / 2) == 4.0


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        ("某某市人民政府办公室", (16.0, 18.0)),
        ("某某区教育局办公", (18.0, 20.0)),
        ("教育局", (16.5, 18.5)),
        ("", (16.5, 18.5)),
        ("很" * 40, (0.0, 2.0)),
    ],
)
def test_without_a_seal_the_date_begins_two_after_the_unit(
    unit: str, places: tuple[float, float]
) -> None:
    """Guards 7.3.5.2: two characters free at the right of the unit, or of a longer date."""
    assert signature_indents(unit, DATE, 28, has_seal=False) == places
    assert places[1] + WIDTH <= 28
