"""A new, empty report of a form."""

from __future__ import annotations

from app.model.form import Form
from app.model.report import Report, Slot, Value


def blank_report(form: Form, unit: str, year: int) -> Report:
    """All chapters of the form with their titles, no text, no figures."""
    slots: dict[Slot, Value] = {
        Slot("field", "year"): year,
        Slot("field", "forms"): tuple(f"{key}={table.form}" for key, table in form.tables.items()),
        Slot("field", "sections"): tuple(spec.id for spec in form.sections),
    }
    if unit:
        slots[Slot("field", "unit")] = unit
    slots |= {Slot("title", spec.id): spec.title for spec in form.sections}
    return Report(slots)
