"""From the cells of one table of a file to the figures of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from app.model.address import Address
from app.model.form import Label, LabelRole, Table
from app.model.numbers import is_not_applicable, parse_figure
from app.model.quotes import shortened
from app.model.report import Doubt
from app.model.source import SourceCell, SourceTable
from app.services.wording import fold, without_any_number

_DISTINCTIVE_LENGTH = 4
_LEAST_LABEL = 2
_LEAST_SIMILARITY = 0.75
_LEAST_PREFIX = 4
_HEAD_LENGTH = 3
_COMPARED = 8_192
"""Pairs of labels whose likeness is kept: a hostile file repeats its misspelt labels."""
_MOST_GUESSES = 1_000
"""Unknown words of one table that are compared with the labels; the form has 150 in all.

What comes after them is in doubt as it is: guessing takes half a millisecond for each.
"""


class Vocabulary:
    """All words of one table of the form, folded, with what they mean."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.exact: dict[str, Label] = {}
        for label in table.labels:
            for text in (label.text, *label.aliases):
                self.exact.setdefault(fold(text), label)
        self.distinctive = {word for word in self.exact if len(word) >= _DISTINCTIVE_LENGTH}

    def fit(self, words: set[str]) -> int:
        """How well a table with these words is this one.

        A row that is absent although the group over it is there tells against it: the form
        before had such a group as a single row.
        """
        matched = len(words & self.exact.keys())
        absent = sum(
            1
            for row in self.table.rows
            if row.group and fold(row.group) in words and not self._row_words[row.key] & words
        )
        return matched - absent

    @cached_property
    def _row_words(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = {row.key: set() for row in self.table.rows}
        for word, label in self.exact.items():
            if label.role == "row":
                words[label.key].add(word)
        return words

    @cached_property
    def numberless(self) -> dict[str, Label]:
        """Row labels without their numbers, where that leaves them distinct."""
        found: dict[str, Label] = {}
        for word, label in self.exact.items():
            if label.role == "row" and (bare := without_any_number(word)):
                found.setdefault(bare, label)
        return found

    @cached_property
    def is_beside(self) -> bool:
        """Whether rows are named at the left of their figures, not over them."""
        lines = {label.line for label in self.table.labels if label.role == "row"}
        return any(cell.line in lines for cell in self.table.figures)

    def similar(self, word: str, roles: tuple[str, ...]) -> Label | None:
        """The one label that a misspelt or abridged word can only mean."""
        best: dict[tuple[str, str], tuple[float, Label]] = {}
        for known, label in self.exact.items():
            if label.role not in roles:
                continue
            ratio = _similarity(word, known)
            kept = best.get((label.role, label.key))
            if ratio >= _LEAST_SIMILARITY and (kept is None or ratio > kept[0]):
                best[(label.role, label.key)] = (ratio, label)
        ranked = sorted(best.values(), key=lambda pair: pair[0], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


@dataclass(slots=True)
class Placing:
    """What has been placed of one table, and what has not."""

    table: Table
    texts: dict[Address, str] = field(default_factory=dict)
    altered: dict[str, str] = field(default_factory=dict)
    """Labels that the file has in other words, as the form has them and as the file has."""
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, address: Address, text: str) -> None:
        """Place a text; a second, different one for the same cell is a doubt."""
        before = self.texts.get(address, "")
        if not before.strip():
            self.texts[address] = text
        elif text.strip() and fold(text) != fold(before):
            place = self.table.describe(address)
            both = f"先是“{shortened(before)}”，后是“{shortened(text)}”"
            sentence = f"{place}出现了两次：{both}，取前一个"
            self.doubts.append(Doubt(sentence, (address,), text))

    def note(self, label: Label, printed: str) -> None:
        """Remember a label whose words are not the form's; its number does not matter."""
        if without_any_number(fold(printed)) != without_any_number(fold(label.text)):
            self.altered.setdefault(label.text, " ".join(printed.split()))

    def doubt(self, sentence: str, quote: str = "") -> None:
        """Add a doubt about this table as a whole."""
        self.doubts.append(Doubt(f"{self.table.name}{sentence}", (), quote))


def place_exactly(source: SourceTable, vocabulary: Vocabulary) -> Placing | None:
    """The figures of a table that is the form's own, label for label; None for any other.

    Every label must stand exactly where the form prints it, so that a figure's place is as
    certain as its labels, whatever was written into the cell.
    """
    table = vocabulary.table
    caption = _caption_lines(source, vocabulary)
    if source.line_count - caption != table.line_count or source.width != len(table.widths):
        return None
    cells = {(cell.line - caption, cell.position): cell for cell in source.cells}
    placing = Placing(table)
    for label in table.labels:
        cell = cells.get((label.line, label.position))
        if cell is None or (cell.across, cell.down) != (label.across, label.down):
            return None
        word = fold(cell.text)
        if word != fold(label.text):
            if word not in {fold(alias) for alias in label.aliases}:
                return None
            placing.note(label, cell.text)
    for figure in table.figures:
        cell = cells.get((figure.line, figure.position))
        if cell is None or (cell.across, cell.down) != (figure.across, 1):
            return None
        placing.texts[figure.address] = cell.text
    return placing


def place_figures(source: SourceTable, vocabulary: Vocabulary, placing: Placing) -> None:
    """Place the figures of any table by the labels beside and over them."""
    _Reading(source, vocabulary, placing).place()


class _Reading:
    def __init__(self, source: SourceTable, vocabulary: Vocabulary, placing: Placing) -> None:
        self._vocabulary = vocabulary
        self._table = vocabulary.table
        self._placing = placing
        self._caption = _caption_lines(source, vocabulary)
        self._cells = [cell for cell in source.cells if cell.line >= self._caption]
        self._board: list[list[SourceCell | None]] = [
            [None] * source.width for _ in range(source.line_count)
        ]
        for cell in self._cells:
            for line in range(cell.line, min(cell.line + cell.down, source.line_count)):
                end = min(cell.position + cell.across, source.width)
                self._board[line][cell.position : end] = [cell] * (end - cell.position)
        self._labels: dict[SourceCell, Label] = {}
        self._edge = 0
        self._guesses = 0
        self._nearest: dict[tuple[int, int, LabelRole], Label | None] = {}

    def place(self) -> None:
        self._read_labels()
        lines: dict[int, list[SourceCell]] = {}
        for cell in self._cells:
            lines.setdefault(cell.line, []).append(cell)
        is_by_order = False
        for line in sorted(lines):
            cells = sorted(lines[line], key=lambda cell: cell.position)
            if self._place_moved(cells):
                continue
            free = [cell for cell in cells if cell not in self._labels]
            for cell in free:
                if cell.position < self._edge and cell.text.strip():
                    self._placing.doubt(f"里的“{shortened(cell.text)}”不是规定的行名", cell.text)
            figures = [cell for cell in free if cell.position >= self._edge]
            is_by_order |= bool(figures) and self._place_line(figures)
        if is_by_order:
            self._placing.doubt("有些列名没有认出，数按先后顺序读入")

    def _place_moved(self, line: Sequence[SourceCell]) -> bool:
        """Place a line whose name has slipped among the figures, or figures among the names.

        Its figures are taken in their order, all of them in doubt; False for any other line.
        """
        names = [c for c in line if (n := self._labels.get(c)) is not None and n.role == "row"]
        if not names or not self._vocabulary.is_beside:
            return False
        name = names[-1]
        cells = [cell for cell in line if cell.position > name.position]
        values = [cell for cell in cells if parse_figure(cell.text).value is not None]
        if not values or (name.position < self._edge <= values[0].position):
            return False
        row = self._labels[name].key
        addresses = [Address(self._table.key, row, c) for c in self._table.row(row).columns]
        cells = cells[cells.index(values[0]) :]
        texts = [cell.text for cell in cells]
        surplus = [text for text in texts[len(addresses) :] if text.strip()]
        for address, text in zip(addresses, texts + [""] * len(addresses), strict=False):
            self._placing.put(address, text)
        words = f"{self._table.name}“{self._table.row(row).full_label}”行错了格，各数按先后顺序读入"
        if surplus:
            words += f"，多出的“{shortened(' '.join(surplus))}”没有读入"
        self._placing.doubts.append(Doubt(words, tuple(addresses), " ".join(texts).strip()))
        return True

    def _place_line(self, cells: Sequence[SourceCell]) -> bool:
        """Place the figures of one line; True where only their order told the columns."""
        rows = [self._row_of(cell) for cell in cells]
        columns = [self._column_of(cell) for cell in cells]
        is_by_order = False
        only = rows[0] if len(set(rows)) == 1 else None
        if only is not None and None in columns:
            expected = self._table.row(only).columns
            fits = len(expected) == len(cells) and all(
                column in (None, key) for column, key in zip(columns, expected, strict=True)
            )
            if fits:
                columns, is_by_order = list(expected), True
        if only is not None:
            self._doubt_irregular(only, cells, columns)
        for cell, row, column in zip(cells, rows, columns, strict=True):
            if row is not None and column is not None and self._table.has(row, column):
                self._placing.put(Address(self._table.key, row, column), cell.text)
            elif cell.text.strip():
                self._placing.doubt(
                    f"第 {cell.line - self._caption + 1} 行的“{shortened(cell.text)}”"
                    "找不到对应的行名或列名，没有读入",
                    cell.text,
                )
        return is_by_order

    def _doubt_irregular(
        self, row: str, cells: Sequence[SourceCell], columns: Sequence[str | None]
    ) -> None:
        """A row with other cells than the head has columns may have all its figures moved."""
        heads = {label.key for label in self._labels.values() if label.role == "column"}
        wanted = [key for key in self._table.row(row).columns if key in heads]
        known = [column for column in columns if column is not None]
        left_over = any(
            column is None and cell.text.strip()
            for cell, column in zip(cells, columns, strict=True)
        )
        if known == wanted and not left_over:
            return
        whole = tuple(Address(self._table.key, row, key) for key in self._table.row(row).columns)
        words = f"“{self._table.row(row).full_label}”行的格数与表头对不上，各数可能错了位"
        self._placing.doubts.append(Doubt(f"{self._table.name}{words}", whole))

    def _read_labels(self) -> None:
        words = {cell: fold(cell.text) for cell in self._cells if not is_figure_text(cell.text)}
        for cell, word in words.items():
            label = self._vocabulary.exact.get(word)
            if label is not None:
                self._labels[cell] = label
        if self._vocabulary.is_beside:
            self._edge = self._left_edge(words)
        for cell, word in words.items():
            label = self._labels.get(cell)
            is_beside = cell.position < self._edge
            if label is not None and not (is_beside and label.role == "column"):
                continue
            found = self._weaker(word, is_beside=is_beside)
            if found is None:
                self._labels.pop(cell, None)
                continue
            self._labels[cell] = found
            if without_any_number(word) != without_any_number(fold(found.text)):
                self._placing.doubt(f"里的“{shortened(cell.text)}”当作“{found.text}”", cell.text)
        for cell, label in self._labels.items():
            self._placing.note(label, cell.text)

    def _left_edge(self, words: Mapping[SourceCell, str]) -> int:
        """Where figures begin: after the row labels, and not after the first head of a column.

        Heads of two characters do not count: 其他 may be a row that has lost its number.
        """
        found = self._labels.items()
        ends = [cell.position + cell.across for cell, label in found if label.role == "row"]
        heads = [
            cell.position
            for cell, label in found
            if label.role == "column" and len(words[cell]) >= _HEAD_LENGTH
        ]
        return min([*heads, max(ends)]) if ends else min(heads, default=0)

    def _weaker(self, word: str, *, is_beside: bool) -> Label | None:
        if len(word) < _LEAST_LABEL:
            return None
        if is_beside and (label := self._vocabulary.numberless.get(without_any_number(word))):
            return label
        if self._guesses >= _MOST_GUESSES:
            return None
        self._guesses += 1
        roles = ("row", "group", "text") if is_beside else ("column", "row", "group", "text")
        return self._vocabulary.similar(word, roles)

    def _row_of(self, cell: SourceCell) -> str | None:
        if not self._vocabulary.is_beside:
            label = self._above(cell.line, cell.position, "row")
            return label.key if label else None
        for position in range(cell.position - 1, -1, -1):
            beside = self._board[cell.line][position]
            if beside is None or position >= self._edge or not beside.text.strip():
                continue
            label = self._labels.get(beside)
            return label.key if label is not None and label.role == "row" else None
        return None

    def _column_of(self, cell: SourceCell) -> str | None:
        """The column that all of the cell stands under; None for none or for several."""
        keys = {
            label.key
            for position in range(cell.position, cell.position + cell.across)
            if (label := self._above(cell.line, position, "column"))
        }
        return keys.pop() if len(keys) == 1 else None

    def _above(self, line: int, position: int, role: LabelRole) -> Label | None:
        """The nearest label of a role over a place, found once for each."""
        if line == 0:
            return None
        place = (line, position, role)
        if place not in self._nearest:
            cell = self._board[line - 1][position]
            label = self._labels.get(cell) if cell is not None else None
            is_one = label is not None and label.role == role
            self._nearest[place] = label if is_one else self._above(line - 1, position, role)
        return self._nearest[place]


def is_figure_text(text: str) -> bool:
    """Whether a cell can only be a figure's: blank, a number, or a sign for nothing."""
    return not text.strip() or parse_figure(text).value is not None or is_not_applicable(text)


def _caption_lines(source: SourceTable, vocabulary: Vocabulary) -> int:
    """Lines at the top that hold nothing but the title of the table."""
    title = fold(vocabulary.table.title)
    count = 0
    for line in range(source.line_count):
        cells = [cell for cell in source.cells if cell.line == line]
        words = [word for cell in cells if (word := fold(cell.text))]
        if len(words) != 1 or without_any_number(words[0]) != title:
            break
        count += 1
    return count


@lru_cache(maxsize=_COMPARED)
def _similarity(word: str, known: str) -> float:
    bare, bare_known = without_any_number(word), without_any_number(known)
    shorter, longer = sorted((bare, bare_known), key=len)
    if len(shorter) >= _LEAST_PREFIX and longer.startswith(shorter):
        return 0.9 + len(shorter) / len(longer) / 10
    matcher = SequenceMatcher(None, bare, bare_known, autojunk=False)
    if matcher.real_quick_ratio() < _LEAST_SIMILARITY:
        return 0
    return matcher.ratio()
