"""Sentences of our own, labelled by hand, in a report that is otherwise faultless."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.model.edits import put_text
from app.model.form import Form
from app.model.places import slot_of
from app.model.report import Edit, Report, Slot
from app.rules.case import Case
from app.rules.text.check import check_texts
from app.services.catalogue import Catalogue

FOLDER = Path(__file__).parents[2] / "corpus" / "development"

Sentence = dict[str, object]


def sentences() -> list[Sentence]:
    """All of the files whose names end in _own."""
    found: list[Sentence] = []
    for path in sorted(FOLDER.glob("[pq]_own.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    return found


SENTENCES = sentences()


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: str(s["text"])[:24])
def test_a_sentence_gives_what_its_label_says(
    form_2021: Form,
    catalogue: Catalogue,
    clean_report: Callable[[Form], Report],
    sentence: Sentence,
) -> None:
    """Guards precision and recall: rule and quoted words, in reading order, and nothing else."""
    report = clean_report(form_2021)
    place = str(sentence["section"])
    report.apply(put_text(report, slot_of(place), str(sentence["text"]), ""))
    for field, value in (("unit", "示例市民政局"), ("year", 2024)):
        given = sentence.get(field, value)
        assert isinstance(given, str | int)
        report.apply(Edit("", (report.change(Slot("field", field), given),)))
    found = check_texts(Case.of(form_2021, report, catalogue.rules))
    expected = sentence["expect"]
    assert isinstance(expected, list)
    assert sorted((f.rule.id, f.quote or "") for f in found) == sorted(map(tuple, expected))


def test_there_are_enough_sentences_and_enough_that_say_nothing() -> None:
    """Guards the corpus itself: most of what a report says is right."""
    assert len(SENTENCES) >= 60
    assert sum(not sentence["expect"] for sentence in SENTENCES) >= 25
