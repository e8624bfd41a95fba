"""Report → Document: what will be printed, in order, ready for any writer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from app.model.address import Address
from app.model.document import (
    Block,
    Cover,
    Document,
    Origin,
    Paragraph,
    PrintedCell,
    PrintedCheck,
    PrintedFigure,
    PrintedTable,
    Run,
)
from app.model.form import Check, Form, Table
from app.model.headings import heading_of
from app.model.house import POINTS_PER_MM, HouseStyle
from app.model.numbers import BLANK, Figure, format_number, is_writable
from app.model.report import Report, Section, Slot
from app.model.signature import signature_indents
from app.model.title import title_lines
from app.rules.figures import Values
from app.services.charting import graphic_of

CONTACT_LEAD = "联系方式："


def compose(form: Form, report: Report, values: Values) -> Document:
    """Cover, title, preamble, chapters with their tables, signature: what the house style wants.

    Totals are written as computed, or as an imported file had them where the report says so; a
    total that cannot be computed because a cell is blank stays as it was printed, or blank.
    """
    title = effective_title(form, report)
    house = form.house.altered(report.house)
    lines = title_lines(title, report.unit, house.text_width * POINTS_PER_MM / house.title.size)
    blocks = tuple(_blocks(form, report, values, lines, house))
    cover = _cover(report, lines) if house.has_cover else None
    graphic = graphic_of(form, report, values)
    return Document(title, report.unit, blocks, house, cover, graphic)


def effective_title(form: Form, report: Report) -> str:
    """The title in one line: the report's own, or the standard one."""
    return report.doc_title or form.standard_title(report.unit, report.year)


def chinese_date(day: date) -> str:
    """As documents are dated: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def _cover(report: Report, lines: tuple[str, ...]) -> Cover:
    return Cover(lines, report.signature_unit or report.unit, _signed_on(report))


def _blocks(
    form: Form, report: Report, values: Values, title: tuple[str, ...], house: HouseStyle
) -> Iterator[Block]:
    named = Origin(Slot("field", "doc_title" if report.doc_title else "unit"))
    for line in title:
        yield Paragraph("title", (Run(line),), origin=named)
    if house.has_preamble:
        yield from _preamble(report)
    for section in _chapters(form, report):
        if section.title:
            headed = Origin(Slot("title", section.id))
            yield Paragraph("heading1", (Run(section.title),), origin=headed)
        for text, origin in _paragraphs(section.text, Slot("text", section.id)):
            yield _body(text, origin)
        spec = form.section(section.id)
        if spec is not None and spec.table is not None:
            yield _printed_table(form.tables[spec.table], report, values)
    if house.has_signature:
        yield from _signature(report, house)


def _preamble(report: Report) -> Iterator[Block]:
    for text, origin in _paragraphs(report.preamble, Slot("field", "preamble")):
        yield Paragraph("preamble", (Run(text),), origin=origin)
    written = Slot("field", "contact")
    contact = "；".join(text for text, _ in _paragraphs(report.contact, written))
    if contact:
        lead = "" if contact.startswith(CONTACT_LEAD) else CONTACT_LEAD
        yield Paragraph("preamble", (Run(lead + contact),), origin=Origin(written))


def _signature(report: Report, house: HouseStyle) -> Iterator[Block]:
    unit, day = report.signature_unit, _signed_on(report)
    unit_left, date_left = signature_indents(unit, day, house.characters, has_seal=house.has_seal)
    if unit:
        origin = Origin(Slot("field", "signature_unit"))
        yield Paragraph("signature", (Run(unit),), unit_left, origin)
    if day:
        origin = Origin(Slot("field", "signature_date"))
        yield Paragraph("date", (Run(day),), date_left, origin)


def _signed_on(report: Report) -> str:
    return chinese_date(report.signature_date) if report.signature_date else ""


def _chapters(form: Form, report: Report) -> list[Section]:
    """The chapters in order; a table that has figures is printed even where its chapter is gone."""
    chapters = list(report.sections)
    filled = {address.table for address in report.cell_addresses}
    for spec in form.sections:
        ids = [section.id for section in chapters]
        if spec.table in filled and spec.id not in ids:
            chapters.insert(form.place_of(spec.id, ids), Section(spec.id, spec.title, ""))
    return chapters


def differing_totals(report: Report, values: Values) -> list[Address]:
    """Totals that the imported file has otherwise than they are computed."""
    return [
        address
        for address in report.printed_addresses
        if (printed := report.printed(address)) is not None
        and values[address] is not None
        and printed != Figure(values[address])
    ]


def kept_totals(report: Report, values: Values) -> list[Address]:
    """Those of them that are written as they stood, because the report says so; no blank ones."""
    if not report.keeps_printed:
        return []
    return [a for a in differing_totals(report, values) if report.printed(a) != BLANK]


def replaced_totals(report: Report, values: Values) -> list[Address]:
    """Those of them that are written as computed."""
    kept = kept_totals(report, values)
    return [address for address in differing_totals(report, values) if address not in kept]


def _paragraphs(text: str, slot: Slot) -> Iterator[tuple[str, Origin]]:
    """The lines that have words, with where they stand in the text."""
    begin = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            start = begin + line.index(stripped)
            yield stripped, Origin(slot, start, start + len(stripped))
        begin += len(line) + 1


def _body(text: str, origin: Origin) -> Paragraph:
    """A paragraph of a chapter: its heading, if it begins with one, in a face of its own."""
    heading = heading_of(text)
    if heading is None:
        return Paragraph("body", (Run(text),), origin=origin)
    role: Literal["heading2", "heading3"] = "heading2" if heading.level == 2 else "heading3"  # noqa: PLR2004
    if heading.length == len(text):
        return Paragraph(role, (Run(text),), origin=origin)
    runs = (Run(text[: heading.length], role), Run(text[heading.length :]))
    return Paragraph("body", runs, origin=origin)


def _printed_table(table: Table, report: Report, values: Values) -> PrintedTable:
    lines: list[list[PrintedCell]] = [[] for _ in range(table.line_count)]
    for label in table.labels:
        lines[label.line].append(
            PrintedCell(
                label.text,
                label.position,
                label.across,
                label.down,
                is_figure=False,
                vertical=label.vertical,
                role=label.role,
            )
        )
    printed = {a: _printed_figure(table, report, a, values[a]) for a in table.addresses}
    numbers = {a: figure.value if figure.raw is None else None for a, figure in printed.items()}
    formulas = {formula.address: formula.expression for formula in table.formulas}
    for cell in table.figures:
        address, text = cell.address, printed[cell.address].text
        formula = formulas.get(address)
        if formula is not None and _shown(formula.evaluate(numbers)) != text:
            formula = None  # it would show another figure than the one that is published
        figure = PrintedFigure(address, numbers[address], formula)
        lines[cell.line].append(
            PrintedCell(text, cell.position, cell.across, 1, is_figure=True, figure=figure)
        )
    ordered = (tuple(sorted(line, key=lambda cell: cell.position)) for line in lines)
    return PrintedTable(
        table.key,
        table.widths,
        table.head,
        tuple(ordered),
        table.name,
        table.title,
        tuple(_printed_check(check, numbers) for check in table.checks if check.brief),
    )


def _printed_check(check: Check, numbers: Values) -> PrintedCheck:
    sides = check.expected.evaluate(numbers), check.actual.evaluate(numbers)
    gap = None if sides[0] is None or sides[1] is None else sides[0] - sides[1]
    return PrintedCheck(check.brief, check.relation, check.expected, check.actual, check.focus, gap)


def _shown(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _printed_figure(
    table: Table, report: Report, address: Address, value: Decimal | None
) -> Figure:
    """What stands in a cell on paper; `value` is what a total is computed to be."""
    if address not in table.derived:
        return report.figure(address)
    printed = report.printed(address) or BLANK
    if value is None or (report.keeps_printed and printed != BLANK):
        return printed
    return Figure(value) if is_writable(value) else Figure(raw=format_number(value))
