"""The edits that users make, each built whole before it is applied.

Every function returns an Edit for the report as it is now and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.model.address import Address
from app.model.chapters import with_number
from app.model.drafts import Draft
from app.model.form import Form
from app.model.house import Setting
from app.model.numbers import BLANK, Figure
from app.model.places import slot_of, text_at
from app.model.previous import Previous
from app.model.references import Reference, References, carried, replaced, resolved, shown
from app.model.report import Change, Edit, Kind, Report, Slot, Value


def put_figures(report: Report, form: Form, figures: Mapping[Address, Figure], label: str) -> Edit:
    """Put figures into input cells; computed cells among them are left alone.

    Printed figures of an imported file that depend on a changed cell are dropped with it: they
    were sums of other numbers.
    """
    changes: dict[Slot, Change] = {}
    for address, figure in figures.items():
        if address in form.derived or address not in form.known:
            continue
        change = report.change(Slot("cell", address), None if figure == BLANK else figure)
        if change.before == change.after:
            continue
        changes[change.slot] = change
        for dependent in form.dependents.get(address, ()):
            slot = Slot("printed", dependent)
            if report.get(slot) is not None:
                changes[slot] = report.change(slot, None)
    return Edit(label, tuple(changes.values()))


def put_figures_as_read(
    report: Report, form: Form, figures: Mapping[Address, Figure], label: str
) -> Edit:
    """Put right what an import read: of inputs, and of totals that the file prints.

    Other than by typing, no printed total is dropped: it is what the file has.
    """
    changes: list[Change] = []
    for address, figure in figures.items():
        if address not in form.derived:
            slot = Slot("cell", address)
            changes.append(report.change(slot, None if figure == BLANK else figure))
        elif report.printed(address) is not None or figure != BLANK:
            changes.append(report.change(Slot("printed", address), figure))
    return Edit(label, tuple(change for change in changes if change.before != change.after))


def take_computed(report: Report, addresses: Iterable[Address], label: str) -> Edit:
    """Use the computed totals in place of the printed ones."""
    slots = (Slot("printed", address) for address in dict.fromkeys(addresses))
    return Edit(label, tuple(report.change(s, None) for s in slots if report.get(s) is not None))


def keep_printed(report: Report, label: str, *, keep: bool) -> Edit:
    """Write printed totals of an imported file as they stood there, or as computed."""
    return _single(report, Slot("field", "keep_printed"), keep or None, label)


def set_house(report: Report, deviations: Mapping[str, Setting], label: str) -> Edit:
    """Replace all that a report deviates from the form's house style; {} goes back to it."""
    wanted = {Slot("house", name): value for name, value in deviations.items()}
    slots = dict.fromkeys((*(Slot("house", name) for name in report.house), *wanted))
    changes = (report.change(slot, wanted.get(slot)) for slot in slots)
    return Edit(label, tuple(change for change in changes if change.before != change.after))


def set_particular(
    report: Report, name: str, value: str | int | date | Previous | None, label: str
) -> Edit:
    """Set unit, year, scope, preamble, contact, signature or last year's; "" and None empty it."""
    return _single(report, Slot("field", name), value or None, label)


def put_text(
    report: Report, slot: Slot, text: str, label: str, links: References | None = None
) -> Edit:
    """Replace a text: of a chapter, or a particular; an empty one leaves the slot empty.

    `links` are the references in the new text; without them those of the old one are kept as far
    as their own digits have not changed.
    """
    edit = _single(report, slot, text or None, label)
    if slot.kind != "text" or not isinstance(slot.key, str):
        return edit
    before = report.links(slot.key)
    if links is None:
        links = carried(before, report.section(slot.key).text, text) if before else ()
    if links == before:
        return edit
    return Edit(label, (*edit.changes, report.change(Slot("links", slot.key), links or None)))


def words_of(
    report: Report, values: Mapping[Address, Decimal | None], address: Address
) -> str | None:
    """What a reference to a cell shows, None where the form has no such cell.

    `values` are the figures as computed; where a table prints another total, the text does too.
    """
    if address not in values:
        return None
    printed = report.printed(address)
    value = values[address]
    if printed is not None and (value is None or report.keeps_printed):
        value = printed.value
    return shown(value)


def put_reference(report: Report, section_id: str, link: Reference, words: str, label: str) -> Edit:
    """Have a piece of a chapter's text show a cell; an empty piece is a place between two words.

    `link` names the piece as it is now, `words` are what takes its place.
    """
    start, end, _ = link
    text = report.section(section_id).text
    links = replaced(report.links(section_id), link, len(words))
    after = text[:start] + words + text[end:]
    return put_text(report, Slot("text", section_id), after, label, links)


def follow_figures(
    report: Report, values: Mapping[Address, Decimal | None], label: str = "正文随表更新"
) -> Edit:
    """Bring the references in all texts in line with the tables, of which these are the figures."""
    changes: list[Change] = []
    for section_id in report.linked_sections:
        before = report.section(section_id).text
        text, links = resolved(
            before, report.links(section_id), lambda cell: words_of(report, values, cell)
        )
        changes.append(report.change(Slot("text", section_id), text or None))
        changes.append(report.change(Slot("links", section_id), links or None))
    return Edit(label, tuple(change for change in changes if change.before != change.after))


def write_text(report: Report, section_id: str, text: str, label: str) -> Edit:
    """Replace the text of a chapter."""
    return put_text(report, Slot("text", section_id), text, label)


def put_draft(report: Report, place: str, draft: Draft | None, label: str) -> Edit:
    """Lay last year's text beside a chapter or the preamble; None puts it away."""
    return _single(report, Slot("draft", place), draft, label)


def adopt_draft(report: Report, place: str, text: str, label: str) -> Edit:
    """Make `text` that of the place, behind what is written there, and put its draft away."""
    written = text_at(report, place).rstrip()
    whole = f"{written}\n{text}" if written else text
    taken = put_text(report, slot_of(place), whole, label)
    return taken.then(put_draft(report, place, None, label))


def put_aside(report: Report, fingerprint: str, reason: str | None, label: str) -> Edit:
    """Keep why a finding is set aside; None lists it again."""
    return _single(report, Slot("aside", fingerprint), reason or None, label)


def set_year(report: Report, year: int, form: Form, label: str) -> Edit:
    """Set the report year; a report without any figure takes the tables of that year's form."""
    changes = [report.change(Slot("field", "year"), year)]
    if not any(report.cell_addresses) and not any(report.printed_addresses):
        forms = tuple(f"{key}={table.form}" for key, table in form.tables.items())
        changes.append(report.change(Slot("field", "forms"), forms))
    return Edit(label, tuple(change for change in changes if change.before != change.after))


def rename_section(report: Report, section_id: str, title: str, label: str) -> Edit:
    """Give a chapter another title; its number stays what its place makes it."""
    number = report.section_ids.index(section_id) + 1
    return _single(report, Slot("title", section_id), with_number(title, number), label)


def add_section(report: Report, position: int, title: str, label: str) -> tuple[Edit, str]:
    """Insert a chapter of the office's own at a position; also returns its id."""
    taken = set(report.section_ids)
    number = next(n for n in range(1, len(taken) + 2) if f"extra-{n}" not in taken)
    section_id = f"extra-{number}"
    ids = list(report.section_ids)
    ids.insert(position, section_id)
    return Edit(label, _reordered(report, tuple(ids), {section_id: title})), section_id


def restore_section(report: Report, form: Form, section_id: str, label: str) -> Edit:
    """Put a prescribed chapter back that is missing, or give it its title."""
    title = form.title_of(section_id)
    ids = report.section_ids
    if section_id not in ids:
        place = form.place_of(section_id, ids)
        ids = (*ids[:place], section_id, *ids[place:])
    return Edit(label, _reordered(report, ids, {section_id: title}))


def remove_section(report: Report, section_id: str, label: str) -> Edit:
    """Take a chapter out, with its title and text."""
    ids = tuple(other for other in report.section_ids if other != section_id)
    kinds: tuple[Kind, ...] = ("title", "text", "links", "draft")
    gone = (Slot(kind, section_id) for kind in kinds)
    removed = tuple(report.change(slot, None) for slot in gone if report.get(slot) is not None)
    return Edit(label, _reordered(report, ids, {}) + removed)


def move_section(report: Report, section_id: str, position: int, label: str) -> Edit:
    """Put a chapter at another position (counted without it)."""
    ids = [other for other in report.section_ids if other != section_id]
    ids.insert(position, section_id)
    return Edit(label, _reordered(report, tuple(ids), {}))


def arrange_sections(report: Report, ids: Sequence[str], label: str) -> Edit:
    """Put the chapters into another order; their numbers follow."""
    return Edit(label, _reordered(report, tuple(ids), {}))


def drop_evidence(report: Report, slots: Iterable[Slot], label: str) -> Edit:
    """Forget what an import saw: it is put right."""
    return Edit(label, tuple(report.change(s, None) for s in slots if report.get(s) is not None))


def _single(report: Report, slot: Slot, value: Value | None, label: str) -> Edit:
    change = report.change(slot, value)
    return Edit(label, () if change.before == change.after else (change,))


def _reordered(
    report: Report, ids: tuple[str, ...], new_titles: Mapping[str, str]
) -> tuple[Change, ...]:
    """The new order, and the titles whose numbers change with it."""
    changes = [report.change(Slot("field", "sections"), ids)]
    for index, section_id in enumerate(ids):
        title = new_titles.get(section_id, report.section(section_id).title)
        changes.append(report.change(Slot("title", section_id), with_number(title, index + 1)))
    return tuple(change for change in changes if change.before != change.after)
