"""A small document with every kind of block, and Word packages of other programs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from app.model.document import Document, Paragraph, PrintedCell, PrintedTable, Run
from app.model.house import HouseStyle


@pytest.fixture
def small_document(house: HouseStyle) -> Document:
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
        Paragraph("signature", (Run("某某局"),), 13.5),
        Paragraph("date", (Run("2025年1月17日"),), 13.5),
    )
    return Document("某某局2024年政府信息公开工作年度报告", "某某局", blocks, house)


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
