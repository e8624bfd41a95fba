"""What an import saw in its file and the report itself cannot show any more.

Kept as slots beside the content, so that checking a file and checking the project made from it
give the same findings, and so that a mend can take a piece of evidence away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.model.report import Report, Slot

NO_TITLE = Slot("evidence", "no_title")
"""The file has no title over the report."""

Absence = Literal["none", "picture", "1"]
"""The file has no such table, has a picture in its place, or its reader cannot tell which."""

_LABEL, _OLD_ROWS, _NO_TABLE = "label", "old_rows", "no_table"


@dataclass(frozen=True, slots=True)
class AlteredLabel:
    """A row or column whose name the file has in other words than the form."""

    table: str
    label: str
    printed: str

    @property
    def slot(self) -> Slot:
        """Where it is kept."""
        return Slot("evidence", f"{_LABEL} {self.table} {self.label}")


def no_table(table: str) -> Slot:
    """Where it is kept that the file has not got this table: an Absence."""
    return Slot("evidence", f"{_NO_TABLE} {table}")


def old_rows(table: str) -> Slot:
    """Where the names of rows and columns are kept that only an older form has."""
    return Slot("evidence", f"{_OLD_ROWS} {table}")


def altered_labels(report: Report) -> Iterator[AlteredLabel]:
    """Every altered name, in the order of the slots."""
    for slot, value in report.slots.items():
        if slot.kind == "evidence" and isinstance(value, str):
            kind, _, rest = str(slot.key).partition(" ")
            if kind == _LABEL:
                table, _, label = rest.partition(" ")
                yield AlteredLabel(table, label, value)


def rows_of_an_old_form(report: Report, table: str) -> tuple[str, ...]:
    """Names of rows and columns that only an older form has."""
    rows = report.get(old_rows(table))
    if not isinstance(rows, tuple):
        return ()
    return tuple(row for row in rows if isinstance(row, str))
