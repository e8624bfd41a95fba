"""Which tables of a file are those of the form, and where each figure belongs.

Rows and columns are known by the words printed beside and over the figures.  What cannot be
placed for certain is left out and reported; nothing is guessed from its place alone unless the
doubt says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.model.address import Address
from app.model.evidence import Absence
from app.model.form import Form, Table
from app.model.numbers import Figure, parse_figure
from app.model.quotes import shortened
from app.model.report import Doubt
from app.model.source import SourceCell, SourceTable
from app.services.recognise_cells import Placing, Vocabulary, place_exactly, place_figures
from app.services.wording import fold

_LEAST_ROW = 3
_ENOUGH_LABELS = 2
"""So many labels of at least four characters make a table one of the form's."""


@dataclass(slots=True)
class TablesRead:
    """Figures by address, the form chosen for each table, and what stayed doubtful."""

    forms: dict[str, str] = field(default_factory=dict)
    cells: dict[Address, Figure] = field(default_factory=dict)
    printed: dict[Address, Figure] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    """Keys of the tables that are there, with their places among the tables of the file."""
    doubts: list[Doubt] = field(default_factory=list)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each table the labels in other words: as the form has them, and as the file has."""
    old_rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each table the names of rows and columns that only an older form has."""


@dataclass(slots=True)
class _Piece:
    """A table of the file, with its later pages where it was split."""

    key: str
    table: SourceTable
    place: int


def read_tables(tables: Sequence[tuple[SourceTable, bool]], forms: Sequence[Form]) -> TablesRead:
    """Read every table; with each comes whether it directly follows the one before it.

    `forms` are all forms known, the likeliest first.
    """
    known = {
        key: [Vocabulary(form.tables[key]) for form in forms if key in form.tables]
        for key in forms[0].tables
    }
    read = TablesRead()
    pieces = _pieces(tables, known, read)
    for key, vocabularies in known.items():
        own = [piece.table for piece in pieces if piece.key == key]
        chosen = _choose(vocabularies, own)
        read.forms[key] = chosen.table.form
        if own:
            read.found[key] = min(piece.place for piece in pieces if piece.key == key)
            _read_table(own, chosen, read)
            read.old_rows[key] = _old_rows(own, vocabularies)
    return read


def absences(
    form: Form, read: TablesRead, pictured: Collection[str] | None
) -> Iterator[tuple[str, Absence]]:
    """Tables that are not there, and what is instead; each is a doubt.

    `pictured` are the chapters with a picture, None where nobody can tell.
    """
    for key, table in form.tables.items():
        if key in read.found:
            continue
        absence: Absence = "1"
        if pictured is not None:
            absence = "picture" if form.section_of(key).id in pictured else "none"
        read.doubts.append(Doubt(_ABSENCES[absence].format(f"{table.name}（{table.title}）")))
        yield key, absence


_ABSENCES: Mapping[Absence, str] = {
    "1": "没有找到{}，或者它是图片",
    "none": "没有找到{}",
    "picture": "{}是图片，里面的数没有读入",
}


def _pieces(
    tables: Iterable[tuple[SourceTable, bool]],
    known: Mapping[str, Sequence[Vocabulary]],
    read: TablesRead,
) -> list[_Piece]:
    pieces: list[_Piece] = []
    for place, (table, follows) in enumerate(tables):
        words = _words([table])
        hits = {
            key: max(len(words & vocabulary.distinctive) for vocabulary in vocabularies)
            for key, vocabularies in known.items()
        }
        key = max(hits, key=hits.__getitem__)
        last = pieces[-1] if pieces and follows else None
        goes_on = last is not None and (hits[last.key] or not hits[key])
        if last is not None and goes_on and last.table.width == table.width:
            last.table = _joined(last.table, table)
        elif hits[key] >= _ENOUGH_LABELS or (hits[key] and last is not None and last.key == key):
            pieces.append(_Piece(key, table, place))
        elif words:
            quote = shortened(" ".join(cell.text for cell in table.cells if cell.text.strip()))
            read.doubts.append(Doubt("有一张表不是规定的表，没有读入", quote=quote))
    return pieces


def _joined(first: SourceTable, second: SourceTable) -> SourceTable:
    shift = first.line_count
    moved = tuple(
        SourceCell(c.text, c.line + shift, c.position, c.across, c.down) for c in second.cells
    )
    return SourceTable(shift + second.line_count, first.width, first.cells + moved)


def _words(tables: Iterable[SourceTable]) -> set[str]:
    return {fold(cell.text) for table in tables for cell in table.cells if cell.text} - {""}


def _choose(vocabularies: Sequence[Vocabulary], tables: Sequence[SourceTable]) -> Vocabulary:
    """The form whose labels the table has; the likeliest one where several fit equally."""
    words = _words(tables)
    return max(vocabularies, key=lambda vocabulary: vocabulary.fit(words))


def _old_rows(tables: Sequence[SourceTable], vocabularies: Sequence[Vocabulary]) -> tuple[str, ...]:
    """Rows and columns of the file that an older form has and the one expected has not."""
    words = _words(tables)
    expected = vocabularies[0]
    found = {
        label.text: None
        for vocabulary in vocabularies[1:]
        if vocabulary.table.first_year < expected.table.first_year
        for word, label in vocabulary.exact.items()
        if label.role in ("row", "column") and word in words and word not in expected.exact
    }
    return tuple(found)


def _read_table(sources: Sequence[SourceTable], vocabulary: Vocabulary, read: TablesRead) -> None:
    table = vocabulary.table
    placing = Placing(table)
    exact = [placed for source in sources if (placed := place_exactly(source, vocabulary))]
    if exact:
        placing = exact[0]
        _report_others(placing, [other.texts for other in exact[1:]], len(sources) - len(exact))
    else:
        for source in sources:
            place_figures(source, vocabulary, placing)
    read.labels[table.key] = placing.altered
    read.doubts += placing.doubts
    read.doubts += _shifted_rows(table, placing.texts)
    _report_missing(table, placing.texts, read)
    for address in table.addresses:
        text = placing.texts.get(address)
        if text is None:
            continue
        figure = parse_figure(text)
        if address in table.derived:
            read.printed[address] = figure
        elif not figure.is_blank:
            read.cells[address] = figure
        if figure.raw is not None:
            sentence = f"{table.describe(address)}写的是“{shortened(figure.raw)}”，不是单纯的数"
            read.doubts.append(Doubt(sentence, (address,), figure.raw))


def _report_others(placing: Placing, others: Sequence[dict[Address, str]], smaller: int) -> None:
    """What stands in the file beside the whole table that was read, and may be the right one."""
    for other in others:
        different = tuple(a for a, text in other.items() if fold(text) != fold(placing.texts[a]))
        if different:
            name = placing.table.name
            sentence = f"{name}在文件里不止一张，有 {len(different)} 格不同，读的是前一张"
            placing.doubts.append(Doubt(sentence, different))
    if smaller:
        placing.doubt(f"之外另有 {smaller} 张表有相同的行名或列名，没有读入")


def _shifted_rows(table: Table, placed: Mapping[Address, str]) -> Iterator[Doubt]:
    """Rows that look moved by a column: blank at the start, and the total is not the sum."""
    for formula in table.formulas:
        cells = [a for a in formula.expression.addresses if a.row == formula.address.row]
        figures = [parse_figure(placed.get(address, "")) for address in cells]
        total = parse_figure(placed.get(formula.address, ""))
        if len(cells) < _LEAST_ROW or not figures[0].is_blank or all(f.is_blank for f in figures):
            continue
        added = sum((f.value for f in figures if f.value is not None), Decimal(0))
        if total.is_blank or total.value != added:
            row = table.row(formula.address.row)
            sentence = f"{table.name}“{row.full_label}”行第一格空白，各数可能错了一格"
            yield Doubt(sentence, (*cells, formula.address))


def _report_missing(table: Table, placed: Mapping[Address, str], read: TablesRead) -> None:
    for row in table.rows:
        missing = tuple(
            address
            for column in row.columns
            if (address := Address(table.key, row.key, column)) not in placed
        )
        if len(missing) == len(row.columns):
            sentence = f"{table.name}没有读到“{row.full_label}”行，各格留空"
        elif missing:
            labels = "、".join(f"“{table.column(a.column).label}”" for a in missing)
            sentence = f"{table.name}“{row.full_label}”行没有读到{labels}列，留空"
        else:
            continue
        read.doubts.append(Doubt(sentence, missing))
