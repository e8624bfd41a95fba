"""A file as read, before anybody knows what it means: paragraphs and tables of text.

Every reader (Word, web, sheet) returns this; recognition by meaning happens once,
in services.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.document import ParagraphRole


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph; line breaks inside it are line feeds.

    `role` is what the file itself says the paragraph is, by a named style; None where it says
    nothing.  A hint for recognition, never the only ground.  `has_picture`: one large enough to
    hold words stands in it.
    """

    text: str
    role: ParagraphRole | None = None
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell with its place on the physical grid of its table, merged cells resolved."""

    text: str
    line: int
    position: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as the sum of its cells; `line_count` × `width` is its physical grid.

    `is_sheet`: a whole sheet of a workbook, where titles, texts and several tables may stand.
    """

    line_count: int
    width: int
    cells: tuple[SourceCell, ...]
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """Blocks in reading order, and the unit and title that the file says of itself, if any.

    `notes` are sentences about what the reader could not take along; `tells_pictures` says that
    its paragraphs tell of every picture.
    """

    blocks: tuple[SourceParagraph | SourceTable, ...]
    unit: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
    tells_pictures: bool = False


class UnreadableError(ValueError):
    """A file that cannot be read; the message is one Chinese sentence for the user."""


class SeveralReportsError(UnreadableError):
    """A file with more than one report, one of which has to be chosen; `names`: whose each is."""

    def __init__(
        self, names: Sequence[str], parts: Sequence[SourceDocument], file: str = "文件"
    ) -> None:
        listed = "；".join(f"第 {number} 份：{name}" for number, name in enumerate(names, 1))
        super().__init__(f"{file}里有 {len(names)} 份报告（{listed}）")
        self.names = tuple(names)
        self.parts = tuple(parts)

    def of_file(self, name: str) -> SeveralReportsError:
        """The same, with the name of the file in its sentence."""
        return SeveralReportsError(self.names, self.parts, f"“{name}”")


class NoSuchReportError(UnreadableError):
    """A report was asked for by a number that the file has not got."""

    def __init__(self, number: int, count: int = 1) -> None:
        super().__init__(f"文件里只有 {count} 份报告，没有第 {number} 份")
