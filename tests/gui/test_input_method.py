"""Chinese input on Linux goes through a plugin that is really shipped."""

from __future__ import annotations

import pytest

from app.gui.input_method import choose_input_method


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, None),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, None),
        ({"QT_IM_MODULES": "wayland;fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, None),
    ],
)
def test_ibus_is_chosen_where_only_an_unshipped_plugin_is_asked_for(
    environment: dict[str, str], chosen: str | None
) -> None:
    assert choose_input_method(environment) == chosen
