"""Words of a report found and replaced: in the particulars, the titles, the texts, the tables.

Figures are found and never replaced: a year written in a sentence may be a count in a table, and
what a text takes from a table follows the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.model.address import Address
from app.model.edits import put_text
from app.model.form import Form
from app.model.references import Reference, References
from app.model.report import Edit, Report, Slot

_FIELDS = ("unit", "doc_title", "preamble", "contact", "signature_unit")
"""Particulars with words, in the order of their page."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of a report that was looked for, by characters from `start` to before `end`."""

    slot: Slot
    start: int
    end: int
    can_be_replaced: bool


def search(form: Form, report: Report, words: str, *, exact: bool = False) -> tuple[Hit, ...]:
    """Every place of some words in the order of the report; `exact` tells A from a.

    A number is found in a cell that holds it, and nothing else.  What stands nowhere in the report
    is looked for among the names of rows, each by its first figure.
    """
    if not words:
        return ()
    pattern = re.compile(re.escape(words), 0 if exact else re.IGNORECASE)
    return tuple(_hits(form, report, pattern, words)) or tuple(_rows(form, report, pattern))


def _hits(form: Form, report: Report, pattern: re.Pattern[str], words: str) -> Iterator[Hit]:
    for name in _FIELDS:
        yield from _in_text(report, Slot("field", name), pattern)
    for section in report.sections:
        spec = form.section(section.id)
        yield from _in_text(report, Slot("title", section.id), pattern, fixed=spec is not None)
        if spec is not None and spec.table is not None:
            for address in form.tables[spec.table].inputs:
                if _is_in_cell(report, address, pattern, words):
                    yield Hit(Slot("cell", address), 0, 0, can_be_replaced=False)
        yield from _in_text(report, Slot("text", section.id), pattern)


def _rows(form: Form, report: Report, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for section in report.sections:
        spec = form.section(section.id)
        if spec is not None and spec.table is not None:
            table = form.tables[spec.table]
            for row in dict.fromkeys(address.row for address in table.inputs):
                if pattern.search(table.row(row).full_label):
                    first = next(address for address in table.inputs if address.row == row)
                    yield Hit(Slot("cell", first), 0, 0, can_be_replaced=False)


def _in_text(
    report: Report, slot: Slot, pattern: re.Pattern[str], *, fixed: bool = False
) -> Iterator[Hit]:
    text = report.get(slot)
    links: References = report.links(str(slot.key)) if slot.kind == "text" else ()
    for found in pattern.finditer(text if isinstance(text, str) else ""):
        start, end = found.span()
        is_tied = any(link.start < end and start < link.end for link in links)
        yield Hit(slot, start, end, can_be_replaced=not fixed and not is_tied)


def _is_in_cell(report: Report, address: Address, pattern: re.Pattern[str], words: str) -> bool:
    text = report.figure(address).text
    return text == words if words.isdigit() else bool(pattern.search(text))


def replace(report: Report, hits: Iterable[Hit], words: str, label: str) -> Edit:
    """Put other words into the place of hits of the report as it is; one edit for all of them."""
    by_slot: dict[Slot, list[Hit]] = {}
    for hit in hits:
        if hit.can_be_replaced:
            by_slot.setdefault(hit.slot, []).append(hit)
    edits = [_replaced(report, slot, own, words, label) for slot, own in by_slot.items()]
    return Edit(label, tuple(change for edit in edits for change in edit.changes))


def _replaced(report: Report, slot: Slot, hits: list[Hit], words: str, label: str) -> Edit:
    text = str(report.get(slot) or "")
    links = report.links(str(slot.key)) if slot.kind == "text" else ()
    pieces: list[str] = []
    reached = 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        pieces += (text[reached : hit.start], words)
        reached = hit.end

    def moved(link: Reference) -> Reference:
        shift = sum(len(words) - h.end + h.start for h in hits if h.end <= link.start)
        return Reference(link.start + shift, link.end + shift, link.address)

    links = tuple(map(moved, links))
    return put_text(report, slot, "".join((*pieces, text[reached:])), label, links)
