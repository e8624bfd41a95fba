"""Last year's report, as far as this year's is compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from app.model.address import Address


@dataclass(frozen=True)
class Previous:
    """Figures and texts of a report of the year before; nothing in it refers to a file.

    Attached to a report it is one value of it (`Report.previous`), so that it is kept, attached
    and taken off like any other.

    `values` holds the figures that are known, totals among them as printed where a file printed
    them; an address that the other year's form does not have is simply absent.  `texts` are the
    chapters' by their ids, and `titles` their titles.
    """

    unit: str
    year: int | None
    values: Mapping[Address, Decimal] = field(default_factory=dict[Address, Decimal])
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    titles: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def name(self) -> str:
        """What users know it by: unit and year."""
        return f"{self.unit}{'' if self.year is None else f' {self.year} 年'}报告"

    @cached_property
    def cells(self) -> Mapping[Address, Decimal]:
        """The figures under the addresses that checks have for them."""
        return {address.last_years: value for address, value in self.values.items()}

    def precedes(self, year: int | None) -> bool:
        """Whether it is the report of the year before; True where either year is not known."""
        return self.year is None or year is None or self.year == year - 1

    def value(self, address: Address) -> Decimal | None:
        """Last year's figure at an address, None where it is not known."""
        return self.values.get(address)
