"""The house style: values by dotted names, and what follows from them."""

from __future__ import annotations

import pytest

from app.model.house import HouseStyle, Setting


def test_the_style_of_the_form_is_that_of_the_standard(house: HouseStyle) -> None:
    """Guards GB/T 9704-2012: 156 × 225 mm of text, 28 characters a line."""
    assert (house.text_width, house.text_height) == (156.0, 225.0)
    assert (house.characters, house.pitch) == (28, 28.0)
    assert house.letter_spacing == -0.25
    assert house.em == 15.75


@pytest.mark.parametrize(
    ("characters", "size", "spacing"), [(28, 16.0, -0.25), (27, 16.0, 0.35), (29, 15.0, 0.2)]
)
def test_a_full_line_has_its_characters_and_no_room_for_one_more(
    house: HouseStyle, characters: int, size: float, spacing: float
) -> None:
    """Guards the width of a line: as many characters as it should have, whatever their size."""
    altered = house.altered({"characters": characters, "body.size": size})
    width = altered.text_width * 72 / 25.4
    assert altered.letter_spacing == pytest.approx(spacing)
    assert characters * altered.em <= width < (characters + 1) * altered.em


@pytest.mark.parametrize(
    "deviations",
    [
        {},
        {"pitch": 28.95},
        {"body.family": "仿宋", "body.size": 15.0, "margins.left": 27.5, "has_cover": True},
        {"title.fallbacks": ("宋体",), "title.bold": True, "latin": "Arial"},
    ],
)
def test_deviations_make_the_style_they_were_taken_from(
    house: HouseStyle, deviations: dict[str, Setting]
) -> None:
    """Guards what a project keeps: exactly what differs."""
    altered = house.altered(deviations)
    assert altered.deviations(house) == deviations
    assert house.altered(altered.deviations(house)) == altered
    assert {name: altered.settings[name] for name in deviations} == deviations


def test_a_value_as_in_the_form_is_no_deviation(house: HouseStyle) -> None:
    """Guards the reset of a single value."""
    assert house.altered({"pitch": house.pitch}).deviations(house) == {}


@pytest.mark.parametrize("name", ["pitsch", "body.weight", "margins.inner", "spine.width"])
def test_a_name_that_is_none_is_refused(house: HouseStyle, name: str) -> None:
    """Guards against a setting that would silently change nothing."""
    with pytest.raises((TypeError, AttributeError)):
        house.altered({name: 1.0})
