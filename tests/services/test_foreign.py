"""Documents of other programs, all variants mixed: every figure is right, or a doubt."""

from __future__ import annotations

import random
from collections import Counter

import foreign
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.catalogue import load_catalogue
from app.services.opening import open_report

CATALOGUE = load_catalogue()
FORM = CATALOGUE.forms["2021"]
FIGURES = {path.stem: foreign.published(path.stem) for path in foreign.REPORTS.glob("*.json")}


@pytest.mark.parametrize(("kind", "count"), [("html", 30), ("xlsx", 12), ("md", 20), ("pdf", 20)])
def test_no_figure_is_silently_wrong(
    kind: str, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("foreign") / "document"
    counts: Counter[str] = Counter()

    @settings(max_examples=count)
    @given(st.integers(0, 10**6), st.sampled_from(sorted(FIGURES)))
    def check(seed: int, name: str) -> None:
        figures = FIGURES[name]
        document = foreign.make(FORM, figures, kind, random.Random(seed))  # noqa: S311
        verdicts = foreign.judge(document, figures, CATALOGUE, path)
        wrong = [verdict for verdict in verdicts if verdict.startswith("wrong")]
        assert not wrong, (seed, name, document.variants)
        counts.update(verdicts)

    check()
    assert counts["right"] > counts["doubt"] + counts["refused"]


@pytest.mark.parametrize("name", ["npm-docx.docx", "libreoffice.docx"])
def test_word_files_of_other_programs_are_read_without_a_doubt(name: str) -> None:
    """Kept beside `data/foreign/make.py`, which had them written from the same content."""
    report = open_report(foreign.REPORTS.parent / "foreign" / name, CATALOGUE)
    assert (report.unit, report.year, report.doubts) == ("某某市", 2023, ())
    assert [section.id for section in report.sections] == [spec.id for spec in FORM.sections]
    form = CATALOGUE.form_of(report)
    for address, value in FIGURES["suqian_2023"].items():
        assert foreign.read_figure(report, form, address).value == value, address
