"""One printed cell of a file altered, everything else as it stood."""

from __future__ import annotations

from decimal import Decimal

from app.model.address import Address
from app.model.form import Form
from app.model.numbers import Figure
from app.model.report import Edit, Report, Slot


def at(text: str) -> Address:
    """Short for Address.parse."""
    return Address.parse(text)


def with_figure(form: Form, report: Report, address: Address, figure: Figure) -> Report:
    """The report of a file that differs in one printed cell: totals stay as printed."""
    changed = report.copy()
    kind = "printed" if address in form.derived else "cell"
    changed.apply(Edit("", (changed.change(Slot(kind, address), figure),)))
    return changed


def printed_value(form: Form, report: Report, address: Address) -> Decimal:
    """What stands in a cell of a file, total or not."""
    figure = report.printed(address) if address in form.derived else report.figure(address)
    assert figure is not None
    assert figure.value is not None
    return figure.value
