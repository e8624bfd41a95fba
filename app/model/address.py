"""The address of one figure: the same in files, findings, tests and text references."""

from __future__ import annotations

from typing import NamedTuple, Self

_LONGEST_QUOTE = 60


class MalformedAddressError(ValueError):
    """A text that is not `table.row.column`."""

    def __init__(self, text: str) -> None:
        shown = " ".join(text.splitlines())[:_LONGEST_QUOTE]
        super().__init__(f"“{shown}”不是单元格地址（应为 表.行.列）")
        self.text = text


_LAST_YEARS = "previous."


class Address(NamedTuple):
    """Table, row and column of a figure, by key, never by position."""

    table: str
    row: str
    column: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `requests.received.natural`; raise MalformedAddressError on anything else."""
        parts = text.split(".")
        if len(parts) != len(cls._fields) or not all(part.isidentifier() for part in parts):
            raise MalformedAddressError(text)
        return cls(*parts)

    @property
    def last_years(self) -> Self:
        """The same figure in last year's report, where checks compare with it."""
        return self._replace(table=f"{_LAST_YEARS}{self.table}")

    @property
    def is_last_years(self) -> bool:
        """Whether this is a figure of last year's report and stands in no table of this one."""
        return self.table.startswith(_LAST_YEARS)

    def __str__(self) -> str:
        return f"{self.table}.{self.row}.{self.column}"
