"""What the file looks like, as LibreOffice sets it; skipped where no office suite is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.model.document import Document, PrintedTable
from app.word.writer import write_document

TOOLS = ("soffice", "pdftotext")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def set_in_pages(document: Document, folder: Path) -> Path:
    source = folder / "report.docx"
    source.write_bytes(write_document(document))
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "report.pdf"


def pages_of(pdf: Path, *options: str) -> list[str]:
    command = ["pdftotext", *options, str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]


def test_a_city_report_is_set_as_offices_set_it(city_document: Document, tmp_path: Path) -> None:
    pdf = set_in_pages(city_document, tmp_path)
    pages = ["".join(page.split()) for page in pages_of(pdf)]
    everything = "".join(pages)
    assert 4 <= len(pages) <= 7, "pages"
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in page
        assert len(page) > 20, "a page with nothing but its number"

    tables = {block.key: block for block in city_document.blocks if isinstance(block, PrintedTable)}
    for table in tables.values():
        for cell in (cell for line in table.lines for cell in line):
            words = "".join(cell.text.split())
            assert cell.vertical or set(words) <= set(everything)
            assert cell.is_figure is False or words in everything
    narrow = pages_of(pdf, "-raw")
    joined = re.sub(r"\s+", "", "".join(narrow))
    labels = [
        cell.text for line in tables["requests"].lines[3:] for cell in line if not cell.is_figure
    ]
    assert [label for label in labels if label not in joined] == []

    own = [
        page
        for page in pages
        if "信访举报投诉" in page or "上年结转政府" in page or "结转下年度继续" in page
    ]
    assert own
    assert all("申请人情况" in page for page in own)
