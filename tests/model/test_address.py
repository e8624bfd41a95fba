"""The name of a figure."""

from __future__ import annotations

import pytest

from app.model.address import Address, MalformedAddressError


def test_a_damaged_address_is_told_on_one_line() -> None:
    """Guards the sentence for a damaged file against lines and length that come from the file."""
    with pytest.raises(MalformedAddressError) as caught:
        Address.parse("requests.\nreceived" + "x" * 100)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 90
