"""How often the checks of text are right, on sentences that were labelled by hand."""

from __future__ import annotations

import pytest
from corpus.runner import ROOT, Outcome, read_sentences, run

from app.model.rule import Severity
from app.services.catalogue import Catalogue

PRECISION: dict[Severity, float] = {"error": 0.98, "warning": 0.95}
RECALL = 0.95


@pytest.fixture(scope="module", params=["X", "Q", "P"])
def outcome(request: pytest.FixtureRequest, catalogue: Catalogue) -> Outcome:
    """The development half, by groups: sentences that the phrases were made with."""
    own = (s for s in read_sentences(ROOT / "development") if s.about == request.param)
    return run(own, catalogue)


@pytest.mark.parametrize("severity", PRECISION)
def test_findings_in_texts_are_right(
    catalogue: Catalogue, outcome: Outcome, severity: Severity
) -> None:
    """Guards precision before recall: a false alarm costs more trust than a miss."""
    rules = [rule for rule in outcome.scores if catalogue.rules[rule].severity == severity]
    assert outcome.total(rules).precision >= PRECISION[severity], "\n".join(outcome.faults)


def test_what_is_wrong_is_found(outcome: Outcome) -> None:
    """Guards recall over all rules."""
    assert outcome.total(outcome.scores).recall >= RECALL, "\n".join(outcome.faults)


def test_no_sentence_of_the_development_half_is_judged_wrongly(outcome: Outcome) -> None:
    """Guards every word and phrase by itself: one lost sentence does not show in the shares."""
    assert outcome.faults == []
