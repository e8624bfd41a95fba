"""A finding: what is wrong, exactly where, and both numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.model.address import Address
from app.model.rule import Rule, Severity


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words that put a text right: `text` in the place of `span`; the label says so to the user."""

    label: str
    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule at one place.

    `cells` are all figures involved, `focus` those of them where the fault shows (tinted in the
    grid, and where a click goes); `quote` with `span` is the piece of a text, for a finding
    about one; `section` is then its place, a chapter or one of those in `rules.case`.
    `rewordings` are the changes of that text that are certain.
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
    rewordings: tuple[Rewording, ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity
