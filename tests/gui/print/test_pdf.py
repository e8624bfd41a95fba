"""The PDF file, read by programs of others; skipped where poppler is not installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_lines import Line

from app.gui.print.pdf import typeset_pdf
from app.model.document import Document, Paragraph, PrintedTable, Run
from app.word.writer import write_document

MM = 72 / 25.4
POPPLER = ("pdftotext", "pdffonts", "pdfinfo")
needs_poppler = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in POPPLER), reason="poppler is not installed"
)
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")

pytestmark = pytest.mark.usefixtures("qapp")


def output_of(tool: str, data: bytes, folder: Path) -> str:
    path = folder / "file.pdf"
    path.write_bytes(data)
    done = subprocess.run([tool, str(path)], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def text_of(data: bytes, folder: Path) -> str:
    path = folder / "text.pdf"
    path.write_bytes(data)
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def test_the_same_document_gives_the_same_bytes(sample_document: Document) -> None:
    assert typeset_pdf(sample_document) == typeset_pdf(sample_document)


def test_the_file_says_nothing_of_who_made_it_when(city_document: Document) -> None:
    data = typeset_pdf(city_document)
    assert b"(D:20" not in data
    assert b"CreateDate" not in data
    assert b"uuid:" not in data
    assert b"/Author" not in data


def test_the_command_needs_no_display(sample_path: Path, tmp_path: Path) -> None:
    """And the file is that of the window: same faces, same places."""
    target = tmp_path / "年报.pdf"
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "app", "export", str(sample_path), "-o", str(target)]
    done = subprocess.run(command, env=bare, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_folder_that_is_missing_is_one_sentence(sample_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "没有" / "年报.pdf"
    command = [sys.executable, "-m", "app", "export", str(sample_path), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("无法保存“年报.pdf”：文件夹不存在")


@needs_poppler
def test_title_page_size_and_fonts(city_document: Document, tmp_path: Path) -> None:
    data = typeset_pdf(city_document)
    about = output_of("pdfinfo", data, tmp_path)
    assert re.search(rf"Title:\s+{city_document.title}\n", about)
    assert re.search(rf"Subject:\s+{city_document.unit}\n", about)
    assert "Creator" not in about
    assert "Author" not in about
    assert "Date" not in about
    assert re.search(r"Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts \(A4\)", about)
    fonts = output_of("pdffonts", data, tmp_path).splitlines()[2:]
    assert len(fonts) >= 4
    for font in fonts:
        embedded, _subset, mapped = font.split()[-5:-2]
        assert (embedded, mapped) == ("yes", "yes"), font


@needs_poppler
def test_every_word_can_be_found(city_document: Document, tmp_path: Path) -> None:
    """Han characters whose glyph also is a radical (人, 一, 大, 工) come out as themselves."""
    whole = text_of(typeset_pdf(city_document), tmp_path)
    assert "\t" not in whole  # the glyph of a space is one
    text = "".join(whole.split())
    for block in city_document.blocks:
        if isinstance(block, Paragraph):
            assert "".join(block.text.split())[:20] in text
        else:
            for cell in (cell for line in block.lines for cell in line):
                assert cell.vertical or cell.down > 1 or "".join(cell.text.split()) in text
    assert not re.search("[\u2e80-\u2fdf]", text)


@needs_poppler
def test_a_full_line_of_28_reaches_from_edge_to_edge_at_the_pitch(
    sample_document: Document, lines_of: Callable[[bytes], list[Line]]
) -> None:
    document = replace(sample_document, blocks=(Paragraph("body", (Run("国" * 28 * 30),)),))
    lines = [line for line in lines_of(typeset_pdf(document)) if "国" in line.text]
    first = lines[1:22]
    for line in first:
        assert len(line.text) == 28
        assert line.left == pytest.approx(28 * MM, abs=MM)
        assert line.right == pytest.approx((210 - 26) * MM, abs=MM)
    for upper, lower in pairwise(first):
        assert lower.top - upper.top == pytest.approx(28, abs=0.2)


@needs_poppler
def test_page_numbers_stand_at_the_outer_edge(
    city_document: Document, lines_of: Callable[[bytes], list[Line]]
) -> None:
    numbers = [
        line for line in lines_of(typeset_pdf(city_document)) if re.fullmatch(r"—\d+—", line.text)
    ]
    assert len(numbers) >= 4
    for line in numbers:
        page = line.page
        assert line.text == f"—{page}—"
        outer = line.right if page % 2 else line.left
        edge = (210 - 26) * MM - 14 if page % 2 else 28 * MM + 14
        assert outer == pytest.approx(edge, abs=MM)
        assert line.top < (262 + 7 + 2) * MM < line.bottom + 2 * MM


@needs_poppler
@needs_office
@pytest.mark.parametrize("name", ["sample", "city"])
def test_pages_end_about_where_the_word_file_ends_them(
    name: str,
    sample_document: Document,
    city_document: Document,
    lines_of: Callable[[bytes], list[Line]],
    tmp_path: Path,
) -> None:
    document = sample_document if name == "sample" else city_document
    source = tmp_path / "report.docx"
    source.write_bytes(write_document(document))
    command = [
        "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    theirs = lines_of((tmp_path / "report.pdf").read_bytes())
    ours = lines_of(typeset_pdf(document))
    assert abs(theirs[-1].page - ours[-1].page) <= 1
    heads = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role == "heading1"]
    for head in heads:
        places = [
            next(line.page for line in lines if line.text.startswith("".join(head.split())))
            for lines in (theirs, ours)
        ]
        assert abs(places[0] - places[1]) <= 1
    tables = sum(isinstance(block, PrintedTable) for block in document.blocks)
    assert tables == 3
