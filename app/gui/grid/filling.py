"""Blocks of cells: copied, pasted, filled, emptied.  Each is one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.gui.grid.choosing import Choosing
from app.gui.grid.model import GridModel
from app.gui.grid.places import Place
from app.model.address import Address
from app.model.arithmetic import typed_figure
from app.model.edits import put_figures
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.source import SourceCell, SourceTable

Rows = Sequence[Sequence[str | None]]


class Filling:
    """What is done to the selected cells of one table."""

    def __init__(self, grid: GridModel, choosing: Choosing) -> None:
        self._grid = grid
        self._choosing = choosing

    # -- out -----------------------------------------------------------------------------------

    def copied(self) -> QMimeData | None:
        """The selected block as text and as a table of a page; None where nothing is selected."""
        chosen = self._choosing.chosen
        if not chosen:
            return None
        lines = {line: at for at, line in enumerate(dict.fromkeys(line for line, _ in chosen))}
        positions = {p: at for at, p in enumerate(sorted({position for _, position in chosen}))}
        cells = [SourceCell(self._text(p), lines[p[0]], positions[p[1]]) for p in chosen]
        return _mime(SourceTable(len(lines), len(positions), tuple(cells)))

    def copied_with_names(self) -> QMimeData:
        """The whole table as it is printed."""
        table = self._grid.table
        names = [SourceCell(x.text, x.line, x.position, x.across, x.down) for x in table.labels]
        figures = [
            SourceCell(self._grid.look(c.address).text, c.line, c.position, c.across)
            for c in table.figures
        ]
        return _mime(SourceTable(table.line_count, len(table.widths), (*names, *figures)))

    def _text(self, place: Place) -> str:
        return self._grid.look(self._grid.figures[place].address).text

    # -- in ------------------------------------------------------------------------------------

    def paste(self, mime: QMimeData) -> tuple[str, bool]:
        """Put a block in; returns what is to be said of it, and whether all of it went in.

        A block with names of rows or columns goes where they say; any other from the first
        selected cell on.  One value goes into every selected cell, and a block that fits the
        selection several times is repeated.  Computed cells keep what is computed.
        """
        from app.services.blocks import read_block, rows_of  # noqa: PLC0415  brings lxml along
        from app.services.pasting import differing, place_by_names  # noqa: PLC0415  the same

        chosen = self._choosing.chosen
        tables = read_block(mime.html() if mime.hasHtml() else "", mime.text())
        if not tables or not chosen:
            return "", True
        session = self._grid.session
        origin = self._grid.figures[chosen[0]].address
        named = place_by_names(tables, session.form, origin)
        if named:
            figures = {a: figure for placed in named for a, figure in placed.figures.items()}
            totals = {a: figure for placed in named for a, figure in placed.totals.items()}
            said = [placed.sentence() for placed in named]
            is_whole = not any(placed.left or placed.taken_as for placed in named)
        else:
            figures, totals, outside = self._placed(rows_of(tables[0]), chosen)
            words = f"粘贴了 {len(figures)} 格；有 {outside} 格超出表格，没有放入"
            said = [words] if outside else []
            is_whole = not outside
        self._put(figures, "粘贴")
        wrong = differing(totals, session.assessment.values, session.form)
        return "；".join(filter(None, [*said, wrong])), is_whole and not wrong

    def _placed(
        self, rows: Rows, chosen: Sequence[Place]
    ) -> tuple[dict[Address, Figure], dict[Address, Figure], int]:
        """Figures by place: those to put in, those for computed cells, and how many fall out."""
        places = self._choosing.places
        if len(rows) == len(rows[0]) == 1 and (text := rows[0][0]) is not None:
            figure = typed_figure(text)
            inputs = [p for p in chosen if p in places.fillable]
            return {self._address(p): figure for p in inputs}, {}, 0
        figures: dict[Address, Figure] = {}
        totals: dict[Address, Figure] = {}
        outside = 0
        for start in self._repeats(rows, chosen):
            lines = [start, *places.way(start, 1, 0)]
            for at, row in enumerate(rows):
                reach = [] if at >= len(lines) else self._from(lines[at])
                for step, text in enumerate(row):
                    if text is None:
                        continue
                    if step >= len(reach):
                        outside += 1
                        continue
                    address = self._address(reach[step])
                    into = totals if self._grid.is_derived(address) else figures
                    into[address] = typed_figure(text)
        return figures, {a: f for a, f in totals.items() if not f.is_blank}, outside

    def _from(self, place: Place) -> Sequence[Place]:
        return [place, *self._choosing.places.way(place, 0, 1)]

    def _repeats(self, rows: Rows, chosen: Sequence[Place]) -> list[Place]:
        """Where a block begins: once, or as often as it fits a selection without remainder."""
        lines = list(dict.fromkeys(line for line, _ in chosen))
        own = [[p for p in chosen if p[0] == line] for line in lines]
        is_block = all([p[1] for p in line] == [p[1] for p in own[0]] for line in own)
        high, wide = len(rows), len(rows[0])
        fits_down = len(own) == 1 or len(own) % high == 0
        fits_across = len(own[0]) == 1 or len(own[0]) % wide == 0
        if not (is_block and fits_down and fits_across):
            return [chosen[0]]
        return [line[at] for line in own[::high] for at in range(0, len(line), wide)]

    # -- filling -------------------------------------------------------------------------------

    def clear(self) -> None:
        """Empty the selected cells."""
        self._put({self._address(p): BLANK for p in self._choosing.chosen}, "清除")

    def zeros(self, *, everywhere: bool) -> int:
        """Put 0 into every blank cell of the selection, or of the table; returns how many."""
        places = self._choosing.places.fillable if everywhere else self._choosing.chosen
        report = self._grid.session.report
        addresses = [self._address(p) for p in places if p in self._choosing.places.fillable]
        blanks = [a for a in addresses if report.figure(a).is_blank]
        self._put(dict.fromkeys(blanks, parse_figure("0")), "空白处填 0")
        return len(blanks)

    def along(self, lines: int, columns: int) -> None:
        """Fill down or to the right: the first cell of each column or line goes into the rest.

        Where a single one is selected, it takes what stands above it or at its left.
        """
        chosen = self._choosing.chosen
        figures: dict[Address, Figure] = {}
        for place in chosen:
            back = self._choosing.places.way(place, -lines, -columns)
            own = [p for p in back if p in chosen]
            if own or len({p[0] if lines else p[1] for p in chosen}) == 1:
                source = own[-1] if own else next(iter(back), place)
                figures[self._address(place)] = self._figure(source)
        self._put(figures, "向下填充" if lines else "向右填充")

    def drag(self, source: Sequence[Place], target: Sequence[Place]) -> None:
        """Fill the cells of `target` with the pattern of `source`, repeated on every side."""
        figures: dict[Address, Figure] = {}
        lines = sorted({line for line, _ in source})
        top, left = min(lines), min(position for _, position in source)
        by_line = {line: [p for p in source if p[0] == line] for line in lines}
        places = self._choosing.places
        for place in target:
            if place in source:
                continue
            column = [line for line in places.column_of(place) if line in source]
            if column:  # above or below the source: the pattern of its column
                ahead = len([p for p in places.column_of(place) if top <= p[0] < place[0]])
                behind = len([p for p in places.column_of(place) if place[0] <= p[0] < top])
                at = column[(ahead - behind) % len(column)]
            else:
                row = by_line.get(place[0])
                if not row:
                    continue
                ahead = len([p for p in places.line_of(place) if left <= p[1] < place[1]])
                behind = len([p for p in places.line_of(place) if place[1] <= p[1] < left])
                at = row[(ahead - behind) % len(row)]
            figures[self._address(place)] = self._figure(at)
        self._put(figures, "拖动填充")

    def _figure(self, place: Place) -> Figure:
        """What a cell shows: what was typed, or what is computed."""
        address = self._address(place)
        if self._grid.is_derived(address):
            return parse_figure(self._grid.look(address).text)
        return self._grid.session.report.figure(address)

    def _address(self, place: Place) -> Address:
        return self._grid.figures[place].address

    def _put(self, figures: dict[Address, Figure], label: str) -> None:
        session = self._grid.session
        inputs = {a: f for a, f in figures.items() if a not in session.form.derived}
        tables = dict.fromkeys(session.form.tables[a.table].name for a in inputs)
        words = f"{label}：{'、'.join(tables)} {len(inputs)} 格"
        session.edit(put_figures(session.report, session.form, inputs, words))


def _mime(table: SourceTable) -> QMimeData:
    from app.services.blocks import as_html, as_text  # noqa: PLC0415  brings lxml along

    mime = QMimeData()
    mime.setText(as_text(table))
    mime.setHtml(as_html(table))
    return mime


def put_on_clipboard(mime: QMimeData | None) -> None:
    """Hand a block to other programs."""
    if mime is not None:
        QGuiApplication.clipboard().setMimeData(mime)
