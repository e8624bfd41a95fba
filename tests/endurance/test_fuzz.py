"""A few damaged inputs into every opener; `fuzz.py` is the same with as many as one has time for."""

from __future__ import annotations

import pytest
from fuzz import run
from openers import OPENERS

_SLOW = {"pdf": 12, "xls": 40, "md": 40, "docx": 40, "xlsx": 40}


@pytest.mark.usefixtures("qapp")  # else the PDF exporter makes an application of its own kind
@pytest.mark.parametrize("name", OPENERS)
def test_damage_is_one_sentence_or_a_report(name: str) -> None:
    assert run(name, _SLOW.get(name, 100), first=1) == []
