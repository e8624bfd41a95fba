"""Documents to be set, and what poppler reads in the PDF files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pdf_lines import Line, read_lines
from PySide6.QtWidgets import QApplication

from app.gui.print.boxes import Page
from app.gui.print.pages import Typesetter
from app.model.document import Document
from app.model.report import Report, Slot
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose

_TEXT = (
    "（一）主动公开。坚持以公开为常态、不公开为例外，全年发布“政策解读”等信息 1206 条，"
    "及时回应社会关切，不断提高政府工作的透明度，保障公众的知情权、参与权和监督权。\n"
    "（二）依申请公开。规范登记、审核、办理、答复、归档各个环节，全年没有一件逾期答复。"
)


@pytest.fixture
def document_of(catalogue: Catalogue) -> Callable[[Report], Document]:
    """A report as it is printed."""

    def build(report: Report) -> Document:
        form = catalogue.form_of(report)
        return compose(form, report, compute(form, report))

    return build


@pytest.fixture
def sample_document(document_of: Callable[[Report], Document], sample: Report) -> Document:
    return document_of(sample)


@pytest.fixture
def city_report(published_report: Callable[[str], Report]) -> Report:
    """A city's figures and as much text as departments write."""
    slots = dict(published_report("suqian_2024").slots)
    slots[Slot("text", "overview")] = "\n".join([_TEXT] * 6)
    slots[Slot("text", "problems")] = "\n".join([_TEXT] * 2)
    slots[Slot("field", "contact")] = "某某市人民政府办公室，电话 0000-12345678"
    slots[Slot("field", "signature_unit")] = "宿迁市人民政府"
    slots[Slot("field", "signature_date")] = date(2025, 3, 5)
    return Report(slots)


@pytest.fixture
def city_document(document_of: Callable[[Report], Document], city_report: Report) -> Document:
    return document_of(city_report)


@pytest.fixture
def typeset(qapp: QApplication) -> Callable[[Document], list[Page]]:
    """Set a document."""
    assert qapp is not None  # fonts need one
    return lambda document: Typesetter().pages(document)


@pytest.fixture
def lines_of(tmp_path: Path) -> Callable[[bytes], list[Line]]:
    """Read the lines of a PDF file with poppler."""
    return lambda data: read_lines(data, tmp_path / "read.pdf")
