"""Documents of other programs, all variants mixed: every figure is right, or a doubt."""

from __future__ import annotations

import random
from collections import Counter

import foreign
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.catalogue import load_catalogue

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
