"""`charts.toml` → which figures of a form are shown in pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.model.chart import ChartSpec, FigureSpec
from app.model.expression import ExpressionError, parse_expression
from app.model.form import Table
from app.storage.strict import MalformedError, decode_toml

Words = Annotated[str, msgspec.Meta(min_length=1)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=12)]


class _FigureEntry(msgspec.Struct, forbid_unknown_fields=True):
    label: Label
    table: Words
    value: Words
    unit: Words = "件"
    tone: Literal["main", "second"] = "main"


class _ChartEntry(msgspec.Struct, forbid_unknown_fields=True):
    key: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
    figures: Annotated[list[_FigureEntry], msgspec.Meta(min_length=1)]
    compares: bool = False
    shares: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    charts: list[_ChartEntry]
    tiles: list[_FigureEntry] = []


def decode_charts(
    data: bytes, tables: Mapping[str, Table]
) -> tuple[tuple[ChartSpec, ...], tuple[FigureSpec, ...]]:
    """Charts, and the figures shown in large type; raise MalformedError with the place."""
    file = decode_toml(data, _File)
    charts: list[ChartSpec] = []
    for number, entry in enumerate(file.charts):
        place = f"charts[{number}]"
        if entry.key in (chart.key for chart in charts):
            raise MalformedError(f"{place}.key", f"“{entry.key}”出现了两次")
        labels = [figure.label for figure in entry.figures]
        if len(set(labels)) < len(labels):
            raise MalformedError(f"{place}.figures", "有两个名称相同")
        figures = _figures(entry.figures, tables, f"{place}.figures")
        charts.append(ChartSpec(entry.key, entry.title, figures, entry.compares, entry.shares))
    return tuple(charts), _figures(file.tiles, tables, "tiles")


def _figures(
    entries: list[_FigureEntry], tables: Mapping[str, Table], place: str
) -> tuple[FigureSpec, ...]:
    return tuple(
        _figure(entry, tables, f"{place}[{number}]") for number, entry in enumerate(entries)
    )


def _figure(entry: _FigureEntry, tables: Mapping[str, Table], place: str) -> FigureSpec:
    if entry.table not in tables:
        raise MalformedError(f"{place}.table", f"没有表“{entry.table}”")
    try:
        total = parse_expression(entry.value, tables[entry.table], {})
    except ExpressionError as error:
        raise MalformedError(f"{place}.value", str(error)) from error
    return FigureSpec(entry.label, total, entry.unit, entry.tone)


def charts_path(form: Path) -> Path:
    """Where the charts of a form's file are declared."""
    return form.with_name("charts.toml")
