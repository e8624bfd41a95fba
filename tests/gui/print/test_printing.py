"""Paper: the system's printer is played by a PDF file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.gui.main_window import MainWindow
from app.gui.print import printing
from app.gui.print.pages import Typesetter
from app.gui.print.printing import PrintError, make_printer, print_pages
from app.model.document import Document

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    made = make_printer("年度报告")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    return made


def count_of(path: Path) -> int:
    return path.read_bytes().count(b"/Type /Page\n")


def test_all_pages_are_printed(
    printer: QPrinter, sample_document: Document, tmp_path: Path
) -> None:
    typesetter = Typesetter()
    pages = typesetter.pages(sample_document)
    assert print_pages(printer, pages, typesetter.faces) == len(pages)
    assert count_of(tmp_path / "paper.pdf") == len(pages)


def test_only_the_chosen_pages_are_printed(
    printer: QPrinter, sample_document: Document, tmp_path: Path
) -> None:
    typesetter = Typesetter()
    printer.setFromTo(2, 3)
    assert print_pages(printer, typesetter.pages(sample_document), typesetter.faces) == 2
    assert count_of(tmp_path / "paper.pdf") == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_one_sentence(sample_document: Document, tmp_path: Path) -> None:
    broken = make_printer("年度报告")
    broken.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    broken.setOutputFileName(str(tmp_path / "没有" / "这个文件夹" / "paper.pdf"))
    typesetter = Typesetter()
    with pytest.raises(PrintError, match="没有接受打印任务"):
        print_pages(broken, typesetter.pages(sample_document), typesetter.faces)


def test_without_a_printer_the_window_says_so(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    opened.actions_["print"].trigger()
    assert "没有找到打印机" in opened.notice.sentence


def test_the_window_prints_on_the_printer_that_was_chosen(
    opened: MainWindow, printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    def choose(_parent: QWidget, title: str, pages: int) -> QPrinter:
        asked.append((title, pages))
        return printer

    choice: Callable[[QWidget, str, int], QPrinter] = choose
    monkeypatch.setattr(printing, "ask_printer", choice)
    opened.actions_["print"].trigger()
    assert asked == [("南岗区企业和投资服务局2021年政府信息公开工作年度报告", 5)]
    assert opened.notice.sentence == "已送去打印 5 页"
    assert count_of(tmp_path / "paper.pdf") == 5
