"""Other programs that make PDF files; played by small scripts, and once by the real one."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from app.model.document import Document
from app.model.form import Form
from app.model.report import Report
from app.rules.figures import compute
from app.services.compose import compose
from app.services.office import OfficeError, Suite, installed_suites

scripts = pytest.mark.skipif(sys.platform == "win32", reason="scripts start by their first line")


@pytest.fixture
def document(sample: Report, form_2021: Form) -> Document:
    return compose(form_2021, sample, compute(form_2021, sample))


def played_by(folder: Path, script: str) -> Suite:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Suite("LibreOffice", program)


@scripts
def test_it_is_found_on_the_path_and_only_once(tmp_path: Path) -> None:
    played_by(tmp_path, "")
    (tmp_path / "libreoffice").symlink_to(tmp_path / "soffice")
    found = installed_suites({"PATH": str(tmp_path)})
    assert [(suite.name, suite.program.name) for suite in found] == [("LibreOffice", "soffice")]


@scripts
@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 3", "它报告出错（3）"),
        ("exit 0", "没有得到 PDF 文件"),
        ('for last; do :; done; echo hello > "${last%.docx}.pdf"', "得到的不是 PDF 文件"),
        ("sleep 60", "等了 1 秒没有结果"),
    ],
)
def test_each_failure_is_one_sentence(
    script: str, sentence: str, document: Document, tmp_path: Path
) -> None:
    with pytest.raises(OfficeError) as caught:
        played_by(tmp_path, script).pdf_of(document, seconds=1)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_program_that_is_gone_is_one_sentence(document: Document, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="启动不了"):
        Suite("LibreOffice", tmp_path / "soffice").pdf_of(document)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_the_real_one_makes_a_pdf_file(document: Document) -> None:
    suite = installed_suites()[0]
    assert suite.pdf_of(document).startswith(b"%PDF-")
