"""A small document with every kind of block, and a report of a city's size as it is printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from app.model.document import Document, Paragraph, PrintedCell, PrintedTable, Run
from app.model.form import Form
from app.model.report import Report, Slot
from app.rules.figures import compute
from app.services.compose import compose

_TEXT = (
    "（一）主动公开。坚持以公开为常态、不公开为例外，全年发布“政策解读”等信息 1206 条，"
    "及时回应社会关切，不断提高政府工作的透明度，保障公众的知情权、参与权和监督权。\n"
    "（二）依申请公开。规范登记、审核、办理、答复、归档各个环节，全年没有一件逾期答复。"
)


@pytest.fixture
def small_document() -> Document:
    """Every role of a paragraph, a table with merged cells, words that need care in XML."""
    head = (
        PrintedCell("项目", 0, 2, 2, is_figure=False),
        PrintedCell("申请人", 2, 2, 1, is_figure=False),
    )
    columns = (
        PrintedCell("自然人", 2, 1, 1, is_figure=False),
        PrintedCell("总计", 3, 1, 1, is_figure=False),
    )
    first = (
        PrintedCell("三、结果", 0, 1, 2, is_figure=False, vertical=True),
        PrintedCell("1.公开", 1, 1, 1, is_figure=False),
        PrintedCell("12", 2, 1, 1, is_figure=True),
        PrintedCell("12345678", 3, 1, 1, is_figure=True),
    )
    second = (
        PrintedCell("2.“不公开”", 1, 1, 1, is_figure=False),
        PrintedCell("", 2, 1, 1, is_figure=True),
        PrintedCell("无 /\n3件", 3, 1, 1, is_figure=True),
    )
    blocks = (
        Paragraph("title", (Run("某某局"),)),
        Paragraph("title", (Run("2024年政府信息公开工作年度报告"),)),
        Paragraph("preamble", (Run("本报告依据《条例》编制，<A&B>\x00\x0b。"),)),
        Paragraph("heading1", (Run("一、总体情况"),)),
        Paragraph("body", (Run("（一）主动公开。", "heading2"), Run("发布“图解”\t3 条  共𠮷㐂。"))),
        Paragraph("heading1", (Run("二、主动公开政府信息情况"),)),
        PrintedTable("requests", (754, 921, 685, 685), 2, (head, columns, first, second)),
        Paragraph("body", (Run(" 没有收费。"),)),
        Paragraph("signature", (Run("某某局"),)),
        Paragraph("signature", (Run("2025年1月17日"),)),
    )
    return Document("某某局2024年政府信息公开工作年度报告", "某某局", blocks)


@pytest.fixture
def city_report(published_report: Callable[[str], Report]) -> Report:
    """A city's figures and as much text as departments write."""
    slots = dict(published_report("suqian_2024").slots)
    slots[Slot("text", "overview")] = "\n".join([_TEXT] * 6)
    slots[Slot("text", "problems")] = "\n".join([_TEXT] * 2)
    slots[Slot("field", "contact")] = "某某市人民政府办公室，电话 0000-12345678"
    slots[Slot("field", "signature_unit")] = "宿迁市"
    slots[Slot("field", "signature_date")] = date(2025, 3, 5)
    return Report(slots)


@pytest.fixture
def city_document(city_report: Report, form_2021: Form) -> Document:
    """The same as it is printed."""
    return compose(form_2021, city_report, compute(form_2021, city_report))


@pytest.fixture
def package_of() -> Callable[..., bytes]:
    """Make a package around the body of a document, as another program would write it."""

    def make(body: str, **parts: str) -> bytes:
        document = (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<w:body>{body}</w:body></w:document>"
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", document)
            for name, text in parts.items():
                package.writestr(name.replace("__", "/") + ".xml", text)
        return buffer.getvalue()

    return make
