"""The figures of a report as computed, and as the arithmetic checks take them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.model.address import Address
from app.model.form import Form
from app.model.numbers import BLANK
from app.model.report import Report

Values = Mapping[Address, Decimal | None]


def compute(form: Form, report: Report) -> dict[Address, Decimal | None]:
    """Value of every figure of the form; None for a blank, and for all that depends on one."""
    derived = form.derived
    figures = report.figures
    values: dict[Address, Decimal | None] = {
        address: None if address in derived else figures.get(address, BLANK).value
        for address in form.addresses
    }
    for address, expression in derived.items():
        values[address] = expression.evaluate(values)
    return values


def as_printed(values: Values, report: Report) -> Values:
    """The same, with derived figures as an imported file printed them.

    Where the file left one blank or unreadable the computed one stands in, so that one blank
    total is one finding and not many.
    """
    printed = {
        address: figure.value
        for address, figure in report.printed_figures.items()
        if figure.value is not None
    }
    return {**values, **printed} if printed else values
