"""What a chapter, a row or a column of the form is about, in words for clerks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Explanation:
    """A short text, and the article that it rests on; empty where none is certain."""

    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TableExplanations:
    """Rows and columns of one table, by key."""

    rows: Mapping[str, Explanation] = field(default_factory=dict[str, Explanation])
    columns: Mapping[str, Explanation] = field(default_factory=dict[str, Explanation])

    def overlaid(self, other: TableExplanations) -> TableExplanations:
        """These, and where the other has its own, that."""
        return TableExplanations({**self.rows, **other.rows}, {**self.columns, **other.columns})


@dataclass(frozen=True, slots=True)
class Explanations:
    """Chapters by id, tables by key; what has no explanation is not there."""

    chapters: Mapping[str, Explanation] = field(default_factory=dict[str, Explanation])
    tables: Mapping[str, TableExplanations] = field(default_factory=dict[str, TableExplanations])

    def overlaid(self, other: Explanations) -> Explanations:
        """These, and where the other has its own, that."""
        nothing = TableExplanations()
        tables = {
            key: self.tables.get(key, nothing).overlaid(other.tables.get(key, nothing))
            for key in {**self.tables, **other.tables}
        }
        return Explanations({**self.chapters, **other.chapters}, tables)
