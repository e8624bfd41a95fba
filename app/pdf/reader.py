""".pdf with text → SourceDocument: the paragraphs and the ruled tables on its pages.

A scanned page has no text; it is reported, and so is a table whose rules are incomplete.
"""

from __future__ import annotations

from app.markup.limits import MAX_BLOCKS, TOO_MANY_BLOCKS
from app.model.document import ParagraphRole
from app.model.source import SourceDocument, SourceParagraph, SourceTable, UnreadableError
from app.pdf.layout import TableOnPage, in_order, pages_of
from app.pdf.lines import TextLine
from app.pdf.marks import Marks, Printed, read_marks
from app.pdf.paragraphs import column_of, joined, paragraphs_of
from app.pdf.swollen import require_bounded

_START = b"%PDF-"
_HEAD = 1024
"""Bytes within which a file may begin to be a PDF file (PDF 1.7, Annex H.3.4.1)."""
_FEW_LETTERS = 20
_SCANNED = "这份 PDF 是扫描的图片，没有可以读的文字，请改用 Word 文件或网页"
_EMPTY = "PDF 文件里没有文字"

SourceBlock = SourceParagraph | SourceTable


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF file."""
    return _START in data[:_HEAD]


def read_pdf(data: bytes) -> SourceDocument:
    """Read a PDF file; raise UnreadableError with one Chinese sentence for any other bytes."""
    require_bounded(data)
    printed = read_marks(data)
    if sum(len(page.letters) for page in printed.pages) < _FEW_LETTERS:
        is_scanned = any(page.has_pictures for page in printed.pages)
        raise UnreadableError(_SCANNED if is_scanned else _EMPTY)
    return _document(printed)


def _document(printed: Printed) -> SourceDocument:
    pages = pages_of(printed.pages)
    lines = [item for items in pages for item in items if isinstance(item, TextLine)]
    column = column_of(lines, printed.pages[0].width)
    blocks: list[SourceBlock] = []
    notes = list(_notes(printed.pages))
    for part in paragraphs_of(in_order(pages), column):
        if isinstance(part, TableOnPage):
            blocks.append(part.table)
            if part.is_odd:
                notes.append("PDF 里有一张表的边框不全，表里的数可能错了位")
        else:
            text = joined(part)
            blocks.append(SourceParagraph(text, _role(text, printed.title)))
    if len(blocks) > MAX_BLOCKS:
        raise UnreadableError(TOO_MANY_BLOCKS)
    has_title = any(isinstance(b, SourceParagraph) and b.role == "title" for b in blocks)
    title = next((b.text for b in blocks if isinstance(b, SourceParagraph) and b.role), "")
    return SourceDocument(
        tuple(blocks), printed.subject if has_title else "", title, tuple(dict.fromkeys(notes))
    )


def _role(text: str, title: str) -> ParagraphRole | None:
    bare = "".join(title.split())
    return "title" if bare and "".join(text.split()) == bare else None


def _notes(pages: tuple[Marks, ...]) -> list[str]:
    scanned = [
        number
        for number, page in enumerate(pages, 1)
        if page.has_pictures and len(page.letters) < _FEW_LETTERS
    ]
    unreadable = sum(letter.text == "\ufffd" for page in pages for letter in page.letters)
    notes: list[str] = []
    if scanned:
        notes.append(f"第 {'、'.join(map(str, scanned))} 页是图片，上面的字没有读入")
    if unreadable:
        notes.append(f"PDF 里有 {unreadable} 个字符读不出，以“\ufffd”代替")
    return notes
