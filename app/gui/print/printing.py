"""Pages onto paper, by the system's own print dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.gui.print.boxes import Page
from app.gui.print.faces import Faces
from app.gui.print.painting import paint


class NoPrinterError(RuntimeError):
    """There is nothing to print on."""

    def __init__(self) -> None:
        super().__init__("没有找到打印机。可以导出 PDF，拿到能打印的电脑上打印。")


class PrintError(RuntimeError):
    """A printer that refused."""

    def __init__(self, name: str) -> None:
        super().__init__(f"打印机“{name}”没有接受打印任务，请看它是否连着、有没有纸。")


def ask_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """The printer and pages that the user chooses; None where they think better of it.

    Raise NoPrinterError where no printer is installed.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinterError
    printer = make_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def make_printer(title: str) -> QPrinter:
    """The usual printer, set to A4 without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    return printer


def print_pages(printer: QPrinter, pages: Sequence[Page], faces: Faces) -> int:
    """Print the pages that were chosen; returns how many, raise PrintError."""
    printer.setFullPage(True)  # the dialog may have taken it back
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    chosen = list(pages[first - 1 : last])
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        raise PrintError(printer.printerName())
    for page in chosen:
        if page is not chosen[0] and not printer.newPage():
            painter.end()
            raise PrintError(printer.printerName())
        paint(painter, page, faces, printer.resolution() / 72)
    painter.end()
    return len(chosen)
