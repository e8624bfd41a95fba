"""Report → Graphic: the figures that pictures show, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.model.address import Address
from app.model.chart import Bar, Chart, ChartSpec, FigureSpec, Graphic, Tile
from app.model.form import Form
from app.model.numbers import format_number
from app.model.report import Report
from app.rules.figures import Values

UNKNOWN = "尚未填写"
"""In place of a figure that is blank, or of a sum with a blank in it."""

NOT_THERE = "上年报告没有"
"""In place of last year's, where that report does not have it."""

_LEAST_SHARE = Decimal("0.001")


def graphic_of(form: Form, report: Report, values: Values) -> Graphic:
    """Everything that pictures show of a report; a figure that is not known says so.

    What is compared with last year's report is there only where that is attached.
    """
    charts = tuple(
        _chart(spec, report, values)
        for spec in form.charts
        if not spec.compares or report.previous is not None
    )
    tiles = tuple(
        Tile(spec.label, UNKNOWN, "")
        if value is None
        else Tile(spec.label, format_number(value), spec.unit)
        for spec in form.tiles
        for value in (spec.sum.evaluate(values),)
    )
    year = "" if report.year is None else f"{report.year} 年"
    blank = any(bar.value is None and bar.tone != "earlier" for c in charts for bar in c.bars)
    notes = (f"“{UNKNOWN}”的项目不是 0",) if blank else ()
    return Graphic(report.unit, f"{year}政府信息公开工作年度报告", tiles, charts, notes)


def _chart(spec: ChartSpec, report: Report, values: Values) -> Chart:
    bars = _pairs(spec, report, values) if spec.compares else _parts(spec, values)
    return Chart(spec.key, spec.title, tuple(bars))


def _parts(spec: ChartSpec, values: Values) -> Iterator[Bar]:
    """A bar for each figure; of a whole that is known the share as well."""
    found = [figure.sum.evaluate(values) for figure in spec.figures]
    known = [value for value in found if value is not None]
    whole = sum(known, Decimal(0)) if spec.shares and len(known) == len(found) else Decimal(0)
    for figure, value in zip(spec.figures, found, strict=True):
        share = "" if not value or whole <= 0 else _share(value / whole)
        yield _bar(figure.label, figure, value, UNKNOWN, share)


def _share(part: Decimal) -> str:
    """In hundredths; what is there is never called 0.0%."""
    return "（不到 0.1%）" if part < _LEAST_SHARE else f"（{100 * part:.1f}%）"


def _pairs(spec: ChartSpec, report: Report, values: Values) -> Iterator[Bar]:
    """This year's figure, and below it last year's."""
    previous = report.previous
    before: Mapping[Address, Decimal] = {} if previous is None else previous.values
    last = previous.year if previous is not None else None
    this_year = "本年" if report.year is None else f"{report.year} 年"
    last_year = "上年" if last is None else f"{last} 年"
    for figure in spec.figures:
        yield _bar(f"{figure.label} {this_year}", figure, figure.sum.evaluate(values), UNKNOWN)
        earlier = FigureSpec(figure.label, figure.sum, figure.unit, "earlier")
        value = figure.sum.evaluate(before)
        yield _bar(f"{figure.label} {last_year}", earlier, value, NOT_THERE)


def _bar(
    label: str, figure: FigureSpec, value: Decimal | None, unknown: str, share: str = ""
) -> Bar:
    if value is None:
        return Bar(label, None, unknown, figure.tone)
    words = f"{format_number(value)} {figure.unit}{share}"
    return Bar(label, float(value), words, figure.tone)
