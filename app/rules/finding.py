"""A finding: what is wrong, exactly where, and both numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.model.address import Address
from app.model.rule import Rule, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule at one place.

    `cells` are all figures involved, `focus` those of them where the fault shows (tinted in the
    grid, and where a click goes); `quote` with `span` is the piece of a chapter's text, for a
    finding about text.
    """

    rule: Rule
    section: str
    message: str
    cells: tuple[Address, ...] = ()
    focus: tuple[Address, ...] = ()
    quote: str | None = None
    span: tuple[int, int] | None = None
    expected: Decimal | None = None
    actual: Decimal | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity
