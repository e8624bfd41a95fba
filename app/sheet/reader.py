""".xlsx and .xls → SourceDocument: each sheet a table, and the sheet of texts of our own workbooks.

Of a sheet with a print area only that is read: what stands beside it is nobody's form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.markup.limits import MAX_ROWS, MAX_WIDTH
from app.markup.package import FAULTS, Package, PackageError
from app.model.document import ParagraphRole
from app.model.source import (
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
    UnreadableError,
)
from app.sheet.cells import ReadSheet, read_sheets
from app.sheet.grid import Area
from app.sheet.names import BOOK, CONTENTS_HEAD, CONTENTS_SHEET, GOES_ON, KINDS, TABLE_KIND

_NAMED = 6
_BROKEN = "工作簿已损坏，读不出内容"
_ROLES: dict[str, ParagraphRole] = {
    KINDS["title"]: "title",
    KINDS["heading1"]: "heading1",
    KINDS["signature"]: "signature",
    KINDS["date"]: "signature",
}
"""What recognition asks about; the words of the others tell what they are."""

SourceBlock = SourceParagraph | SourceTable


def is_workbook(data: bytes) -> bool:
    """Whether a zip file is a workbook."""
    try:
        return BOOK in Package(data)
    except (*FAULTS, PackageError):
        return False


def read_workbook(data: bytes) -> SourceDocument:
    """Read a workbook; raise UnreadableError with one Chinese sentence for any other bytes."""
    try:
        package = Package(data)
        sheets = read_sheets(package)
        title, unit = package.properties()
    except PackageError as error:
        raise UnreadableError(str(error)) from error
    except FAULTS as error:
        raise UnreadableError(_BROKEN) from error
    return _document(sheets, title, unit)


def read_old_workbook(data: bytes) -> SourceDocument:
    """Read an .xls or .et file; raise UnreadableError with one Chinese sentence."""
    from app.sheet.old_workbook import OLD_FAULTS, read_old_sheets  # noqa: PLC0415  seldom needed

    try:
        return _document(read_old_sheets(data), "", "")
    except PackageError as error:
        raise UnreadableError(str(error)) from error
    except OLD_FAULTS as error:
        raise UnreadableError(_BROKEN) from error


def _document(sheets: Sequence[ReadSheet], title: str, unit: str) -> SourceDocument:
    notes = [_unsolved(sheet) for sheet in sheets if sheet.unsolved]
    contents = next((sheet for sheet in sheets if _is_contents(sheet)), None)
    if contents is None:
        blocks = [
            replace(table, is_sheet=True)
            for sheet in sheets
            if (table := _table(sheet, notes)) is not None
        ]
        return SourceDocument(tuple(blocks), notes=tuple(notes))
    tables = {s.name: t for s in sheets if s is not contents and (t := _table(s, notes))}
    blocks = tuple(_in_order(contents, tables))
    return SourceDocument(blocks, unit=unit, title=title, notes=tuple(notes))


def _unsolved(sheet: ReadSheet) -> str:
    places = "、".join(sheet.unsolved[:_NAMED])
    if len(sheet.unsolved) > _NAMED:
        places += f" 等 {len(sheet.unsolved)} 格"
    return f"工作表“{sheet.name}”的 {places}是公式，文件里没有存结果，读作空白"


def _is_contents(sheet: ReadSheet) -> bool:
    return (
        sheet.name == CONTENTS_SHEET
        and tuple(sheet.texts.get((0, position), "") for position in range(len(CONTENTS_HEAD)))
        == CONTENTS_HEAD
    )


def _in_order(contents: ReadSheet, tables: dict[str, SourceTable]) -> Iterator[SourceBlock]:
    """Texts and tables as the sheet of texts lists them; tables that it forgets come last."""
    left = dict(tables)
    lines = sorted({line for line, _ in contents.texts} - {0})
    rows = [[contents.texts.get((line, position), "") for position in range(2)] for line in lines]
    whole: list[tuple[str, str]] = []
    for kind, text in rows:
        if kind == GOES_ON and whole:
            whole[-1] = (whole[-1][0], whole[-1][1] + text)
        else:
            whole.append((kind, text))
    for kind, text in whole:
        if kind != TABLE_KIND:
            yield SourceParagraph(text, _ROLES.get(kind))
        elif text in left:
            yield left.pop(text)
    yield from left.values()


def _table(sheet: ReadSheet, notes: list[str]) -> SourceTable | None:
    area = sheet.printed or _used(sheet)
    if area is None:
        return None
    if area.down > MAX_ROWS or area.across > MAX_WIDTH:
        notes.append(f"工作表“{sheet.name}”太大，没有读入")
        return None
    return SourceTable(area.down, area.across, tuple(_cells(sheet, area)))


def _used(sheet: ReadSheet) -> Area | None:
    """The smallest area with every text in it; None for an empty sheet."""
    if not sheet.texts:
        return None
    lines = [line for line, _ in sheet.texts]
    positions = [position for _, position in sheet.texts]
    line, position = min(lines), min(positions)
    edges: Sequence[Area] = [a for a in sheet.merged if (a.line, a.position) in sheet.texts]
    down = max(max(lines) + 1, *(a.line + a.down for a in edges), 0) - line
    across = max(max(positions) + 1, *(a.position + a.across for a in edges), 0) - position
    return Area(line, position, down, across)


def _cells(sheet: ReadSheet, area: Area) -> Iterator[SourceCell]:
    """Cells of an area, merged ones whole, as far as they lie in it."""
    merged = {(a.line, a.position): a for a in sheet.merged}
    covered: set[tuple[int, int]] = set()
    for line in range(area.line, area.line + area.down):
        for position in range(area.position, area.position + area.across):
            if (line, position) in covered:
                continue
            own = merged.get((line, position), Area(line, position))
            down = min(own.down, area.line + area.down - line)
            across = min(own.across, area.position + area.across - position)
            covered |= {(line + d, position + a) for d in range(down) for a in range(across)}
            text = sheet.texts.get((line, position), "")
            yield SourceCell(text, line - area.line, position - area.position, across, down)
