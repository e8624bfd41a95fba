"""Where in a file that was read something stands that an import was not sure of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.model.address import Address
from app.model.evidence import altered_labels
from app.model.form import Form, Label
from app.model.report import Report
from app.model.source import SourceCell, SourceDocument, SourceTable
from app.services.recognise_cells import Vocabulary
from app.services.wording import fold, without_any_number


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A block of the file by its index; in a table also a line and, where known, a position."""

    block: int
    line: int | None = None
    position: int | None = None


def describe_place(source: SourceDocument, place: SourcePlace) -> str:
    """The place in words, counted as a reader counts: 第 3 张表第 12 行, 第 5 段."""
    before = source.blocks[: place.block + 1]
    tables = sum(isinstance(block, SourceTable) for block in before)
    if place.line is None:
        return f"第 {len(before) - tables} 段"
    return f"第 {tables} 张表第 {place.line + 1} 行"


class Locator:
    """Finds doubts in the file they came from; what cannot be found has no place."""

    def __init__(self, source: SourceDocument, form: Form, report: Report) -> None:
        self._source = source
        self._form = form
        self._altered: dict[tuple[str, str], str] = {
            (altered.table, fold(altered.printed)): altered.label
            for altered in altered_labels(report)
        }

    def place_of(self, cells: Sequence[Address], quote: str) -> SourcePlace | None:
        """By the labels of the cells, else by the words quoted."""
        found = self._by_labels(cells, quote) if cells else None
        return found or self._by_words(quote)

    # -- by labels -----------------------------------------------------------------------------

    @cached_property
    def _labelled(self) -> Mapping[str, Sequence[tuple[int, SourceTable, dict[SourceCell, Label]]]]:
        """For each table of the form the file's tables with labels of it, the likeliest first."""
        found: dict[str, list[tuple[int, SourceTable, dict[SourceCell, Label]]]] = {}
        for key, table in self._form.tables.items():
            vocabulary = Vocabulary(table)
            found[key] = [
                (index, block, labels)
                for index, block in enumerate(self._source.blocks)
                if isinstance(block, SourceTable)
                and (labels := dict(self._labels_in(block, key, vocabulary)))
            ]
            found[key].sort(key=lambda entry: len(entry[2]), reverse=True)
        return found

    def _labels_in(
        self, block: SourceTable, key: str, vocabulary: Vocabulary
    ) -> Iterator[tuple[SourceCell, Label]]:
        for cell in block.cells:
            word = fold(cell.text)
            own = self._altered.get((key, word))
            label = vocabulary.exact.get(fold(own) if own else word)
            if label is None and vocabulary.is_beside:
                label = vocabulary.numberless.get(without_any_number(word))
            if label is not None and word:
                yield cell, label

    def _by_labels(self, cells: Sequence[Address], quote: str) -> SourcePlace | None:
        first = cells[0]
        for index, table, labels in self._labelled.get(first.table, ()):
            rows = [c for c, label in labels.items() if _is(label, "row", first.row)]
            columns = [c for c, label in labels.items() if _is(label, "column", first.column)]
            for row in rows:
                place = _meeting(table, row, columns, "" if len(cells) > 1 else quote)
                if place is not None:
                    line, position = place
                    return SourcePlace(index, line, None if len(cells) > 1 else position)
        return None

    # -- by words ------------------------------------------------------------------------------

    def _by_words(self, quote: str) -> SourcePlace | None:
        words = quote.strip().split("\n")[0].removesuffix("…").strip()
        if not words:
            return None
        for index, block in enumerate(self._source.blocks):
            if not isinstance(block, SourceTable):
                if words in " ".join(block.text.split()) or words in block.text:
                    return SourcePlace(index)
                continue
            for cell in block.cells:
                if words == cell.text.strip() or (len(words) > 1 and words in cell.text):
                    return SourcePlace(index, cell.line, cell.position)
            if words in " ".join(" ".join(c.text for c in block.cells).split()):
                return SourcePlace(index, 0)
        return None


def _is(label: Label, role: str, key: str) -> bool:
    return label.role == role and label.key == key


def _meeting(
    table: SourceTable, row: SourceCell, columns: Sequence[SourceCell], quote: str
) -> tuple[int, int | None] | None:
    """Line and position of the figure that a row's and a column's label name.

    Rows are named at the left of their figures, or over them with the columns' names between.
    """
    below = [c for c in columns if c.line > row.line and _covers(row, c.position)]
    if below:
        column = below[0]
        under = [c for c in table.cells if c.line > column.line and c.position == column.position]
        return (under[0].line, under[0].position) if under else None
    right = [
        c
        for c in table.cells
        if row.line <= c.line < row.line + row.down and c.position > row.position
    ]
    if not right:
        return None
    quoted = [c for c in right if quote and c.text.strip() == quote.strip()]
    named = [c for c in right if any(_covers(head, c.position) for head in columns)]
    both = [c for c in quoted if c in named]
    chosen = next(iter(both or quoted or named), None)
    return row.line, None if chosen is None else chosen.position


def _covers(head: SourceCell, position: int) -> bool:
    return head.position <= position < head.position + head.across
