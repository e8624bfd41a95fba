"""Our own sentences on wording and privacy, one by one: each gives what its label says."""

from __future__ import annotations

import pytest
from corpus.runner import ROOT, Sentence, read_sentences, run

from app.services.catalogue import Catalogue

SENTENCES = [s for s in read_sentences(ROOT / "development") if s.file.endswith("_own.toml")]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s.text[:24])
def test_a_sentence_gives_what_its_label_says(catalogue: Catalogue, sentence: Sentence) -> None:
    """Guards precision and recall: rule and quoted words, and nothing else of their group."""
    assert run([sentence], catalogue).faults == []


def test_there_are_enough_sentences_and_enough_that_say_nothing() -> None:
    """Guards the corpus itself: most of what a report says is right."""
    assert len(SENTENCES) >= 60
    assert sum(not sentence.expect for sentence in SENTENCES) >= 25
