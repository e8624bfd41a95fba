"""Document → workbook: the tables with live totals and checks, and the texts on a last sheet.

What goes on paper of a table's sheet (its print area) is the form; the checks stand beside and
below it.  The last sheet names the texts in their order, with the place of each table, so that
the whole report can be read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from app.model.document import Document, PrintedCell, PrintedCheck, PrintedTable
from app.sheet.formulas import Places, check_formula, check_outcome, total_formula
from app.sheet.grid import Area, Cell, Sheet, Style
from app.sheet.heights import height_of
from app.sheet.names import CONTENTS_HEAD, CONTENTS_SHEET, GOES_ON, KINDS, TABLE_KIND
from app.sheet.workbook import write_workbook

_TWIPS = 70
"""Of a printed column that make one character of a sheet's: wider than on paper."""
_CHECK_WIDTH = 20.0
_TEXT_WIDTHS = (10.0, 90.0)
_LONGEST = 16_000
"""Characters; a cell of a workbook holds 32,767 at most."""
_WIDE = 12
"""A table of more columns is printed on its side."""

_TITLE = Style(is_bold=True, is_bordered=False)
_LABEL, _ROW_LABEL = Style(), Style(align="left")
_STACKED = Style(is_stacked=True)
_BRIEF = Style(align="left", is_faint=True, is_bordered=False, is_wrapped=False)
_CHECK = Style(is_faint=True, is_bordered=False, is_wrapped=False)
_HEAD, _TEXT = Style(is_bold=True), Style(align="left")


def write_tables(document: Document) -> bytes:
    """The bytes of an .xlsx file; raises nothing that depends on the texts."""
    tables = [block for block in document.blocks if isinstance(block, PrintedTable)]
    names = {table.key: table.name or table.key for table in tables}
    sheets = [_TableSheet(table, names[table.key]).sheet() for table in tables]
    texts = [row for kind, text in _texts(document, names) for row in _split(kind, text)]
    return write_workbook([*sheets, _contents(texts)], document.title, document.unit)


# -- texts -------------------------------------------------------------------------------------


def _texts(document: Document, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, PrintedTable):
            yield TABLE_KIND, names[block.key]
        else:
            yield KINDS[block.role], block.text


def _contents(texts: Iterable[tuple[str, str]]) -> Sheet:
    lines = [CONTENTS_HEAD, *texts]
    cells = tuple(
        Cell(Area(line, position), words, _TEXT if line else _HEAD)
        for line, pair in enumerate(lines)
        for position, words in enumerate(pair)
    )
    heights = {line: height_of([(text, _TEXT_WIDTHS[1])]) for line, (_, text) in enumerate(lines)}
    whole = Area(0, 0, len(lines), len(CONTENTS_HEAD))
    return Sheet(CONTENTS_SHEET, cells, _TEXT_WIDTHS, heights, printed=whole, head=1)


def _split(kind: str, text: str) -> Iterator[tuple[str, str]]:
    yield kind, text[:_LONGEST]
    for start in range(_LONGEST, len(text), _LONGEST):
        yield GOES_ON, text[start : start + _LONGEST]


# -- a table -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Checks:
    """Checks of one kind: in a column at the right of the table, or in a line below it."""

    brief: Area
    outcomes: tuple[tuple[Area, PrintedCheck], ...]

    @property
    def whole(self) -> Area:
        """Everything between the first outcome and the last."""
        (line, position, _, _), last = self.outcomes[0][0], self.outcomes[-1][0]
        return Area(line, position, last.line - line + 1, last.position - position + 1)


class _TableSheet:
    """Where everything of one table stands on its sheet; the title takes the first line."""

    def __init__(self, table: PrintedTable, name: str) -> None:
        self._table = table
        self._name = name
        self._placed = [
            (Area(index + 1, cell.position, cell.down, cell.across), cell)
            for index, line in enumerate(table.lines)
            for cell in line
        ]
        self._places: Places = {
            cell.figure.address: area for area, cell in self._placed if cell.figure is not None
        }
        self._widths = tuple(width / _TWIPS for width in table.widths)
        self._checks = self._place_checks()

    def sheet(self) -> Sheet:
        """The sheet with all its cells."""
        table = self._table
        width = len(table.widths)
        title = Cell(Area(0, 0, 1, width), table.title, _TITLE)
        cells = [title, *(self._cell(area, cell) for area, cell in self._placed)]
        for checks in self._checks:
            cells.append(Cell(checks.brief, checks.outcomes[0][1].brief, _BRIEF))
            cells += (self._outcome(area, check) for area, check in checks.outcomes)
        beside = sum(1 for checks in self._checks if checks.brief.position >= width)
        return Sheet(
            self._name,
            tuple(cells),
            (*self._widths, *(_CHECK_WIDTH for _ in range(beside))),
            self._heights(),
            printed=Area(0, 0, len(table.lines) + 1, width),
            head=table.head + 1 if table.head else 0,
            is_wide=width > _WIDE,
            alarms=tuple(checks.whole for checks in self._checks),
        )

    def _cell(self, area: Area, cell: PrintedCell) -> Cell:
        figure = cell.figure
        if figure is None:
            return Cell(area, cell.text, self._label_style(area, cell))
        formula = "" if figure.formula is None else total_formula(figure.formula, self._places)
        content = cell.text if figure.number is None else figure.number
        style = Style(format="" if figure.number is None else _format(figure.number))
        return Cell(area, content, style, formula)

    def _label_style(self, area: Area, cell: PrintedCell) -> Style:
        if cell.vertical:
            return _STACKED
        is_row = area.line > self._table.head and cell.role == "row" and cell.down == 1
        return _ROW_LABEL if is_row else _LABEL

    def _outcome(self, area: Area, check: PrintedCheck) -> Cell:
        outcome = check_outcome(check)
        return Cell(area, outcome, _CHECK, check_formula(check, self._places))

    def _place_checks(self) -> list[_Checks]:
        """Each kind stands beside its lines where every line has one, else below its columns."""
        right, below = len(self._table.widths), len(self._table.lines) + 1
        found: list[_Checks] = []
        for _, group in groupby(self._table.checks, key=lambda check: check.brief):
            checks = list(group)
            foci = [self._places[check.focus] for check in checks]
            if len({area.line for area in foci}) == len(foci):
                areas = [Area(area.line, right) for area in foci]
                brief = Area(min(area.line for area in foci) - 1, right)
                right += 1
            else:
                areas = [Area(below, area.position) for area in foci]
                brief = Area(below, 0)
                below += 1
            found.append(_Checks(brief, tuple(zip(areas, checks, strict=True))))
        return found

    def _heights(self) -> dict[int, float]:
        """Of each line by its longest label; what is merged downwards finds room by itself."""
        lines: dict[int, list[tuple[str, float]]] = {0: [(self._table.title, sum(self._widths))]}
        for area, cell in self._placed:
            if cell.down == 1:
                width = sum(self._widths[area.position : area.position + area.across])
                lines.setdefault(area.line, []).append((cell.text, width))
        return {line: height_of(texts) for line, texts in lines.items()}


def _format(number: Decimal) -> str:
    """A number format that shows the decimals that are printed, and no others."""
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return "0." + "0" * decimals if decimals > 0 else "0"
