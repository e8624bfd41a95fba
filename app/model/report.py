"""One report: only what cannot be computed, changed only by invertible edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, Self, cast

from app.model.address import Address
from app.model.drafts import Draft
from app.model.house import Setting
from app.model.numbers import BLANK, Figure
from app.model.previous import Previous
from app.model.references import References

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years that a report can have; files and input fields hold to the same."""

Kind = Literal[
    "cell", "printed", "field", "title", "text", "draft", "aside", "house", "links", "evidence"
]
"""cell: an input; printed: a derived figure as an imported file had it; field: a particular
(unit, year, sections, last year's report …); title, text: of the section named by the key; draft:
last year's text beside it, or beside the preamble; aside: why a finding, named by its fingerprint,
was set aside; house: a value of the house style that is not the form's; links: the references in
the text of a section; evidence: what an import saw (see `model/evidence`)."""


class Slot(NamedTuple):
    """One place of a report that holds one value; the unit of change."""

    kind: Kind
    key: Address | str


_YEAR = Slot("field", "year")

Value = Figure | str | float | date | tuple[str, ...] | References | Previous | Draft


@dataclass(frozen=True, slots=True)
class Change:
    """One slot before and after; None means that the slot is empty."""

    slot: Slot
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Edit:
    """What one action of the user changes, with the words that undo shows for it."""

    label: str
    changes: tuple[Change, ...]

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(
            self.label, tuple(Change(c.slot, c.after, c.before) for c in reversed(self.changes))
        )

    def then(self, later: Edit) -> Edit:
        """One edit for two that follow each other; slots that end as they began are left out."""
        merged = {change.slot: change for change in self.changes}
        for change in later.changes:
            earlier = merged.get(change.slot)
            merged[change.slot] = replace(change, before=earlier.before) if earlier else change
        return Edit(self.label, tuple(c for c in merged.values() if c.before != c.after))

    @property
    def is_empty(self) -> bool:
        """True where nothing changes."""
        return all(change.before == change.after for change in self.changes)


class StaleEditError(RuntimeError):
    """An edit made for another state of the report: applying it would lose something."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(f"edit does not fit the report at {slot.kind} {slot.key}")


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter as it stands in a report; `id` is a section of the form or `extra-N`."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something an import could not read for certain, to be looked at by a person."""

    message: str
    cells: tuple[Address, ...] = ()
    quote: str = ""


class Report:
    """The content of one annual report.

    Held as slots, so that every change of whatever kind goes the same way: `apply(edit)` is the
    only mutator, checks that the edit fits, and is undone by applying the inverse.
    """

    def __init__(self, slots: Mapping[Slot, Value], doubts: Iterable[Doubt] = ()) -> None:
        self._slots: dict[Slot, Value] = dict(slots)
        self.doubts: tuple[Doubt, ...] = tuple(doubts)
        """What the import that made this report was not sure of; no part of the user's edits."""

    def apply(self, edit: Edit) -> None:
        """Change the report; raise StaleEditError, changing nothing, if `before` does not hold."""
        for change in edit.changes:
            if self._slots.get(change.slot) != change.before:
                raise StaleEditError(change.slot)
        for change in edit.changes:
            if change.after is None:
                self._slots.pop(change.slot, None)
            else:
                self._slots[change.slot] = change.after

    def get(self, slot: Slot) -> Value | None:
        """The value of a slot, None where it is empty."""
        return self._slots.get(slot)

    def change(self, slot: Slot, after: Value | None) -> Change:
        """The change that puts `after` into a slot."""
        return Change(slot, self._slots.get(slot), after)

    def copy(self) -> Self:
        """A report of its own with the same content."""
        return type(self)(self._slots, self.doubts)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Report)
            and self._slots == other._slots
            and self.doubts == other.doubts
        )

    __hash__ = None  # type: ignore[assignment]  # mutable

    # -- particulars ---------------------------------------------------------------------------

    @property
    def unit(self) -> str:
        """Full name of the reporting organ, empty where not yet known."""
        return self._text_field("unit")

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return cast("int | None", self._slots.get(_YEAR))

    @property
    def doc_title(self) -> str:
        """A title of its own, where it is not the standard one."""
        return self._text_field("doc_title")

    @property
    def scope(self) -> str:
        """本机关, 本级 or 全域; empty where not said."""
        return self._text_field("scope")

    @property
    def preamble(self) -> str:
        """What stands before 一、; paragraphs separated by line feeds."""
        return self._text_field("preamble")

    @property
    def contact(self) -> str:
        """Address, telephone: printed as the last paragraph of the preamble."""
        return self._text_field("contact")

    @property
    def signature_unit(self) -> str:
        """The unit that signs at the end; empty for a report without signature."""
        return self._text_field("signature_unit")

    @property
    def signature_date(self) -> date | None:
        """The day it was signed."""
        return cast("date | None", self._slots.get(Slot("field", "signature_date")))

    @property
    def forms(self) -> dict[str, str]:
        """For each table the id of the form whose rows it has."""
        pairs = cast("tuple[str, ...]", self._slots.get(Slot("field", "forms"), ()))
        return dict(pair.split("=", 1) for pair in pairs)

    @property
    def keeps_printed(self) -> bool:
        """Whether totals of an imported file go out as they stood there, right or wrong."""
        return bool(self._slots.get(Slot("field", "keep_printed"), False))

    @property
    def house(self) -> dict[str, Setting]:
        """What of the house style is not as in the form's, by dotted name."""
        return {
            cast("str", slot.key): cast("Setting", value)
            for slot, value in self._slots.items()
            if slot.kind == "house"
        }

    @property
    def previous(self) -> Previous | None:
        """Last year's report as it was attached to this one, None where none is."""
        return cast("Previous | None", self._slots.get(Slot("field", "previous")))

    def _text_field(self, name: str) -> str:
        return cast("str", self._slots.get(Slot("field", name), ""))

    # -- chapters ------------------------------------------------------------------------------

    @property
    def section_ids(self) -> tuple[str, ...]:
        """Chapters in the order in which they stand in the report."""
        return cast("tuple[str, ...]", self._slots.get(Slot("field", "sections"), ()))

    def section(self, section_id: str) -> Section:
        """One chapter; an unknown id reads as empty."""
        title = cast("str", self._slots.get(Slot("title", section_id), ""))
        text = cast("str", self._slots.get(Slot("text", section_id), ""))
        return Section(section_id, title, text)

    @property
    def sections(self) -> tuple[Section, ...]:
        """All chapters, in order."""
        return tuple(self.section(section_id) for section_id in self.section_ids)

    def draft(self, place: str) -> Draft | None:
        """Last year's text that waits beside a chapter or the preamble, None where none does."""
        return cast("Draft | None", self._slots.get(Slot("draft", place)))

    def links(self, section_id: str) -> References:
        """The stretches of a chapter's text that show figures of the tables."""
        return cast("References", self._slots.get(Slot("links", section_id), ()))

    @property
    def linked_sections(self) -> list[str]:
        """Chapters with references in their text, each once."""
        return [cast("str", slot.key) for slot in self._slots if slot.kind == "links"]

    # -- figures -------------------------------------------------------------------------------

    def figure(self, address: Address) -> Figure:
        """What stands in an input cell."""
        return cast("Figure", self._slots.get(Slot("cell", address), BLANK))

    def printed(self, address: Address) -> Figure | None:
        """A derived figure as the imported file had it; None where there is none to compare."""
        return cast("Figure | None", self._slots.get(Slot("printed", address)))

    @property
    def figures(self) -> Mapping[Address, Figure]:
        """What stands in the input cells that hold something; for whoever asks for many."""
        return {
            cast("Address", slot.key): cast("Figure", value)
            for slot, value in self._slots.items()
            if slot.kind == "cell"
        }

    @property
    def printed_figures(self) -> Mapping[Address, Figure]:
        """The derived figures that still are as the imported file had them."""
        return {
            cast("Address", slot.key): cast("Figure", value)
            for slot, value in self._slots.items()
            if slot.kind == "printed"
        }

    @property
    def printed_addresses(self) -> Iterator[Address]:
        """Derived cells that still have the figure of the imported file."""
        return (cast("Address", slot.key) for slot in self._slots if slot.kind == "printed")

    @property
    def cell_addresses(self) -> Iterator[Address]:
        """Input cells that hold something."""
        return (cast("Address", slot.key) for slot in self._slots if slot.kind == "cell")

    @property
    def asides(self) -> Mapping[str, str]:
        """Why findings were set aside, by their fingerprints; never printed anywhere."""
        return {
            cast("str", slot.key): cast("str", value)
            for slot, value in self._slots.items()
            if slot.kind == "aside"
        }

    @property
    def slots(self) -> Mapping[Slot, Value]:
        """Everything it holds, for files and for comparison; not to be changed."""
        return self._slots
