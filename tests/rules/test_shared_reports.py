"""Reports as cities published them, figures and sentences: only what is known to be wrong is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import PUBLISHED

from app.model.edits import put_text
from app.model.places import slot_of
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue

SENTENCES = json.loads(
    (Path(__file__).parents[1] / "data" / "published_sentences.json").read_text(encoding="utf-8")
)
"""The statements of each report in the words of such reports; what does not hold among them."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_only_statements_that_do_not_hold_are_found(
    catalogue: Catalogue,
    published_data: Callable[[str], dict[str, object]],
    published_report: Callable[[str], Report],
    name: str,
) -> None:
    """Guards precision: no error or warning on published reports but for `holds: false`."""
    report = published_report(name)
    text = "\n".join((report.section("overview").text, *SENTENCES[name]))
    report.apply(put_text(report, slot_of("overview"), text, ""))
    found = assess(catalogue.form_of(report), report, catalogue.rules).findings
    assert not [f for f in found if f.severity == "error"]
    false = set(_numbers(published_data(name), holds=False))
    wrong = {f.quote for f in found if f.severity == "warning"}
    assert wrong <= false, [f.message for f in found]
    assert {f.quote for f in found if f.rule.id.startswith("X-")} == false


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_sentences_say_every_number_of_the_statements(
    published_data: Callable[[str], dict[str, object]], name: str
) -> None:
    """Guards the test above: it is about all that was published."""
    text = "".join(SENTENCES[name])
    for holds in (True, False):
        assert all(number in text for number in _numbers(published_data(name), holds=holds))


def _numbers(data: dict[str, object], *, holds: bool) -> Iterator[str]:
    statements = data["statements"]
    assert isinstance(statements, list)
    for statement in statements:
        if statement["holds"] is holds:
            numbers = statement["n"]
            if isinstance(numbers, dict):
                numbers = [n for v in numbers.values() for n in (v if isinstance(v, list) else [v])]
            yield from map(str, numbers if isinstance(numbers, list) else [numbers])
