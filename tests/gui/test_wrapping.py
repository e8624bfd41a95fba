"""Guards where names in the head of a table break: between words, which have two characters."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.gui.grid.wrapping import wrapped
from app.gui.theme import window_font
from app.model.form import Label
from app.services.catalogue import Catalogue


@pytest.mark.parametrize(
    ("text", "fits", "wanted"),
    [
        ("社会公益组织", 6, "社会公益组织"),
        ("社会公益组织", 5, "社会公益\n组织"),
        ("社会公益组织", 4, "社会公益\n组织"),
        ("社会公益组织", 3, "社会\n公益\n组织"),
        ("法律服务机构", 2, "法律\n服务\n机构"),
        ("自然人", 2, "自然\n人"),
        ("商业企业", 3, "商业\n企业"),
    ],
)
def test_names_break_between_words(
    qapp: QApplication, catalogue: Catalogue, text: str, fits: int, wanted: str
) -> None:
    assert qapp
    metrics = QFontMetrics(window_font())
    label: Label = next(
        x for x in catalogue.forms["2021"].tables["requests"].labels if x.text == text
    )
    width = metrics.horizontalAdvance("社" * fits) + 2
    assert wrapped(label, metrics, width) == wanted
