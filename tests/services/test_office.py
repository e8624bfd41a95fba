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
from app.services import office
from app.services.compose import compose
from app.services.office import Automated, LibreOffice, OfficeError, installed_suites, pdf_of

scripts = pytest.mark.skipif(sys.platform == "win32", reason="scripts start by their first line")


@pytest.fixture
def document(sample: Report, form_2021: Form) -> Document:
    return compose(form_2021, sample, compute(form_2021, sample))


def played_by(folder: Path, script: str) -> LibreOffice:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return LibreOffice("LibreOffice", program)


@scripts
def test_it_is_found_on_the_path_and_only_once(tmp_path: Path) -> None:
    played_by(tmp_path, "")
    (tmp_path / "libreoffice").symlink_to(tmp_path / "soffice")
    found = installed_suites({"PATH": str(tmp_path)})
    assert found == (LibreOffice("LibreOffice", tmp_path / "soffice"),)


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
        pdf_of(played_by(tmp_path, script), document, seconds=1)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_program_that_is_gone_is_one_sentence(document: Document, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="启动不了"):
        pdf_of(LibreOffice("LibreOffice", tmp_path / "soffice"), document)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_the_real_one_makes_a_pdf_file(document: Document) -> None:
    suite = installed_suites()[0]
    assert pdf_of(suite, document).startswith(b"%PDF-")


def test_word_and_wps_come_first_where_windows_knows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the order, and that WPS under its two names is offered once."""
    known = {"Word.Application", "KWPS.Application", "WPS.Application"}
    monkeypatch.setattr(office, "_is_registered", known.__contains__)
    played_by(tmp_path, "")
    found = installed_suites({"PATH": str(tmp_path)})
    assert [suite.name for suite in found] == ["Word", "WPS", "LibreOffice"]
    assert found[1] == Automated("WPS", "KWPS.Application")


@scripts
@pytest.mark.parametrize(("ending", "number"), [(".pdf", "17"), (".docx", "12")])
def test_a_script_asks_word_for_the_file(
    ending: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards what the script host is called with: program, both files, number of the format."""
    host = tmp_path / "cscript.exe"
    host.write_text(
        '#!/bin/sh\nfor last; do :; done\nprintf "%s " "$last" "$5" "$8" > "$7"\n', encoding="utf-8"
    )
    host.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    source, target = tmp_path / "old.doc", tmp_path / f"new{ending}"
    Automated("Word", "Word.Application").convert(source, target)
    assert target.read_text("utf-8").split() == [number, "Word.Application", number]


def test_without_a_script_host_it_is_one_sentence(document: Document) -> None:
    with pytest.raises(OfficeError, match="用 Word 没有转换成功"):
        pdf_of(Automated("Word", "Word.Application"), document)
