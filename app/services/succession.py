"""This year's report started from last year's."""

from __future__ import annotations

from app.model.address import Address
from app.model.blank import blank_report
from app.model.drafts import Draft
from app.model.edits import add_section, put_draft, put_figures, set_house, set_particular
from app.model.form import Form
from app.model.numbers import Figure
from app.model.places import PREAMBLE
from app.model.report import Edit, Report
from app.services.catalogue import Catalogue
from app.services.previous import previous_of

_KEPT_PARTICULARS = ("scope", "contact", "signature_unit")
_CARRIED_OUT, _CARRIED_IN = ("requests", "carried_out"), ("requests", "carried_in")
_IN_FORCE = "in_force"


def succeed(previous: Report, catalogue: Catalogue, unit: str, year: int) -> Report:
    """A report for `year` with what stays from last year's.

    Kept are the particulars, the office's layout, the chapters of the office's own (their titles)
    and, by column, the requests carried over as this year's 上年结转, where the previous report is
    that of the year directly before; all other figures and all texts start blank, because they
    must be this year's.  Such a report is also attached, to be compared with.  Last year's texts
    lie beside the preamble and their chapters as drafts.
    """
    form = catalogue.form_for_year(year)
    report = blank_report(form, unit or previous.unit, year)
    label = "从上年报告开始"
    for name in _KEPT_PARTICULARS:
        value = getattr(previous, name)
        if value:
            report.apply(set_particular(report, name, value, label))
    report.apply(set_house(report, previous.house, label))
    if previous.preamble.strip():
        draft = Draft(previous.preamble, previous.year)
        report.apply(put_draft(report, PREAMBLE, draft, label))
    for position, section in enumerate(previous.sections):
        chapter = section.id
        if form.section(section.id) is None:
            place = min(position, len(report.section_ids))
            edit, chapter = add_section(report, place, section.title, label)
            report.apply(edit)
        if section.text.strip():
            draft = Draft(section.text, previous.year)
            report.apply(put_draft(report, chapter, draft, label))
    if previous.year == year - 1:
        report.apply(_carry_over(previous, report, form, label))
        last = previous_of(previous, catalogue)
        report.apply(set_particular(report, "previous", last, label))
    return report


def carried(form: Form) -> frozenset[Address]:
    """The cells of last year's report whose figures go on into this year's, or bear on them."""
    return frozenset(
        a for a in form.addresses if (a.table, a.row) == _CARRIED_OUT or a.column == _IN_FORCE
    )


def _carry_over(previous: Report, report: Report, form: Form, label: str) -> Edit:
    figures = {
        Address(*_CARRIED_IN, address.column): previous.figure(address)
        for address in form.addresses
        if (address.table, address.row) == _CARRIED_OUT
    }
    known = {a: Figure(figure.value) for a, figure in figures.items() if figure.value is not None}
    return put_figures(report, form, known, label)
