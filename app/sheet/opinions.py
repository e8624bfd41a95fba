"""Remarks → workbook: one sheet with all that is to be mended, one with what was set aside.

The first sheet counts by report, so that whoever has many sees at once which to send back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.model.opinion import Opinion, Remark
from app.model.rule import SEVERITIES, SEVERITY_WORDS
from app.sheet.grid import Area, Cell, Sheet, Style
from app.sheet.heights import height_of
from app.sheet.workbook import write_workbook

_HEAD, _TEXT, _NUMBER = Style(is_bold=True), Style(align="left"), Style()
_COUNTS = ("单位", "年度", *SEVERITY_WORDS.values(), "写明不改", "文件", "说明")
_COUNT_WIDTHS = (30.0, 8.0, 8.0, 8.0, 8.0, 10.0, 40.0, 40.0)
_LIST = (
    ("单位", 18.0),
    ("年度", 7.0),
    ("级别", 6.0),
    ("编号", 13.0),
    ("位置", 24.0),
    ("单元格", 30.0),
    ("问题", 48.0),
    ("应为", 10.0),
    ("写的是", 10.0),
    ("原文", 22.0),
    ("怎样改", 36.0),
)
_REASON = ("不改的理由", 30.0)
_LONGEST = 16_000
"""Characters; a cell of a workbook holds 32,767 at most."""

Row = tuple[str | Decimal | None, ...]


def write_list(opinions: Sequence[Opinion]) -> bytes:
    """The bytes of an .xlsx file; texts are texts, whatever they begin with."""
    standing = [_row(o, remark) for o in opinions for remark in o.standing]
    aside = [(*_row(o, remark), remark.reason) for o in opinions for remark in o.set_aside]
    sheets = [
        _sheet("各报告", _COUNTS, _COUNT_WIDTHS, [_counts(o) for o in opinions]),
        _sheet("问题", *_columns(_LIST), standing),
    ]
    if aside:
        sheets.append(_sheet("写明不改的", *_columns((*_LIST, _REASON)), aside))
    units = {opinion.unit for opinion in opinions}
    return write_workbook(sheets, "校核问题清单", units.pop() if len(units) == 1 else "")


def _columns(pairs: Sequence[tuple[str, float]]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    return tuple(name for name, _ in pairs), tuple(width for _, width in pairs)


def _counts(opinion: Opinion) -> Row:
    year = None if opinion.year is None else Decimal(opinion.year)
    if opinion.fault:
        return (opinion.unit, year, *(None,) * 4, opinion.file, opinion.fault)
    found = dict(opinion.by_severity)
    counts = (Decimal(len(found.get(severity, ()))) for severity in SEVERITIES)
    aside = Decimal(len(opinion.set_aside))
    return (opinion.unit, year, *counts, aside, opinion.file, "")


def _row(opinion: Opinion, remark: Remark) -> Row:
    return (
        opinion.unit,
        None if opinion.year is None else Decimal(opinion.year),
        SEVERITY_WORDS[remark.severity],
        remark.rule,
        remark.place,
        remark.cells,
        remark.message,
        remark.expected,
        remark.actual,
        remark.quote,
        remark.remedy,
    )


def _sheet(name: str, head: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> Sheet:
    lines: list[Row] = [tuple(head), *rows]
    heights = {
        line: height_of([(c, w) for c, w in zip(row, widths, strict=True) if isinstance(c, str)])
        for line, row in enumerate(lines)
    }
    whole = Area(0, 0, len(lines), len(head))
    cells = tuple(_cells(lines))
    return Sheet(name, cells, tuple(widths), heights, whole, head=1, is_wide=True, is_list=True)


def _cells(lines: Sequence[Row]) -> Iterator[Cell]:
    for line, row in enumerate(lines):
        for position, content in enumerate(row):
            style = _HEAD if not line else _TEXT if isinstance(content, str) else _NUMBER
            words = content[:_LONGEST] if isinstance(content, str) else content
            yield Cell(Area(line, position), words, style)
