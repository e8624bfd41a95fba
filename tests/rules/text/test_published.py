"""Texts that are right: the sample and the statements of published reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import PUBLISHED

from app.model.edits import put_text
from app.model.form import Form
from app.model.places import slot_of
from app.model.report import Report
from app.rules.assess import assess
from app.rules.case import Case
from app.rules.text.check import check_texts
from app.services.catalogue import Catalogue


def test_the_sample_gives_nothing(form_2021: Form, catalogue: Catalogue, sample: Report) -> None:
    """Guards the sample: no Q-FEE, Q-BASIS, Q-PERIOD, P-MOBILE, nor any other of this family."""
    assert list(check_texts(Case.of(form_2021, sample, catalogue.rules))) == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_statements_of_published_reports_give_nothing(
    catalogue: Catalogue,
    published_data: Callable[[str], dict[str, object]],
    published_report: Callable[[str], Report],
    name: str,
) -> None:
    """Guards precision on sentences that were published as they are."""
    report = published_report(name)
    statements = published_data(name)["statements"]
    assert isinstance(statements, list)
    text = "\n".join(str(statement["text"]).replace("N", "34") for statement in statements)
    report.apply(put_text(report, slot_of("overview"), text, ""))
    found = assess(catalogue.form_of(report), report, catalogue.rules).findings
    assert [f for f in found if f.rule.id[0] in "QP"] == []
