"""Files of other programs → Report: the one place that knows all readers."""

from __future__ import annotations

from app.model.report import Report
from app.model.source import (
    NoSuchReportError,
    SeveralReportsError,
    SourceDocument,
    UnreadableError,
)
from app.pdf.reader import is_pdf, read_pdf
from app.plain.reader import is_text, read_text
from app.services.catalogue import Catalogue
from app.services.old_files import is_old, read_old
from app.services.recognise import recognise
from app.sheet.reader import is_workbook, read_workbook
from app.web.reader import is_page, read_page
from app.word.reader import read_document

_ZIP = b"PK\x03\x04"


def read_foreign(
    data: bytes, catalogue: Catalogue, number: int | None = None
) -> tuple[Report, SourceDocument]:
    """The report in a file, whatever its name says, and what stands in the file.

    `number` says which one, counted from 1; of a file with several SeveralReportsError asks for
    it.  Raises UnreadableError with one sentence.
    """
    source = _source(data)
    try:
        report = recognise(source, catalogue)
    except SeveralReportsError as error:
        if number is None:
            raise
        if number > len(error.parts):
            raise NoSuchReportError(number, len(error.parts)) from error
        source = error.parts[number - 1]
        return recognise(source, catalogue), source
    if number is not None and number > 1:
        raise NoSuchReportError(number)
    return report, source


def _source(data: bytes) -> SourceDocument:
    if data.startswith(_ZIP):
        return read_workbook(data) if is_workbook(data) else read_document(data)
    if is_old(data):
        return read_old(data)
    if is_pdf(data):
        return read_pdf(data)
    if is_page(data):
        return read_page(data)
    if is_text(data):
        return read_text(data)
    raise UnreadableError("不是阳光年报文件，也不是 Word 文件、网页、工作簿、PDF 文件或文本")
