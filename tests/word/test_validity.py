"""Every part against the schemas of Office Open XML (ECMA-376, transitional).

openxml-audit carries the schemas and rules of Microsoft's Open XML SDK.  python-docx and
LibreOffice, which read the files in other tests, are the other two independent readers.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from app.model.document import Cover, Document
from app.model.house import Setting
from app.word.writer import write_document

NO_FAULT = "relationships/theme' is missing"
"""The SDK wants a theme; ECMA-376-1, 14.2.7, does not, and all programs open files without one."""


def faults(data: bytes, folder: Path) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(path)
    found = [f"{e.part_uri} {e.path} {e.description}" for e in result.errors]
    return [fault for fault in found if NO_FAULT not in fault]


def with_change(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with one piece of one part put in place of another."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w") as changed,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            changed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "deviations",
    [
        {},
        {"has_seal": False, "has_page_numbers": False},
        {"body.bold": True, "title.bold": True, "heading3.bold": True, "heading1.size": 18.0},
        {"body.family": "宋体", "table.family": "Some Face", "table.fallbacks": ()},
    ],
)
def test_every_part_follows_the_schemas(
    city_document: Document, deviations: dict[str, Setting], tmp_path: Path
) -> None:
    document = replace(city_document, house=city_document.house.altered(deviations))
    assert faults(write_document(document), tmp_path) == []


def test_a_file_with_every_kind_of_block_follows_the_schemas(
    small_document: Document, tmp_path: Path
) -> None:
    covered = replace(small_document, cover=Cover(("甲局", "年度报告"), "甲局", ""))
    for document in (small_document, covered, replace(small_document, blocks=())):
        assert faults(write_document(document), tmp_path) == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"<w:cantSplit/>", b"<w:cantSplyt/>"),
        ("word/document.xml", b'w:hRule="atLeast"', b'w:hRule="sometimes"'),
        ("word/document.xml", b'<w:pStyle w:val="Title"/>', b"<w:pStyle/>"),
        ("word/styles.xml", b"<w:keepNext/>", b'<w:jc w:val="center"/><w:keepNext/>'),
        ("word/settings.xml", b"<w:zoom", b'<w:themeFontLang w:val="en-US"/><w:zoom'),
        ("word/fontTable.xml", b'w:val="86"', b'w:val="many"'),
    ],
)
def test_a_fault_in_a_part_is_found(
    small_document: Document, part: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    """Guards the check itself: wrong names, values, order, and what is missing."""
    broken = with_change(write_document(small_document), part, old, new)
    assert faults(broken, tmp_path) != []
