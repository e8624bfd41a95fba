"""A file that was read comes into a report that is open, as one edit."""

from __future__ import annotations

from app.model.places import PREAMBLE
from app.model.report import Edit, Kind, Report, Slot

_REPLACED: frozenset[Kind] = frozenset({"cell", "printed", "title", "text", "links", "evidence"})
"""What a file stands for as a whole: what it has not got, the report has no longer."""

_WHOLE = frozenset({"forms", "sections", "doc_title"})
"""Particulars of which the same is true; of the others a file that is silent changes nothing."""


def take_over(report: Report, imported: Report, label: str) -> Edit:
    """The edit that gives an open report the figures, chapters and particulars of a file.

    What no file has stays: the layout, reasons why findings are set aside, last year's report and
    drafts of the preamble and of chapters that are still there.
    """
    slots = dict.fromkeys((*report.slots, *imported.slots))
    changes = (report.change(slot, imported.get(slot)) for slot in slots if _goes(slot, imported))
    return Edit(label, tuple(change for change in changes if change.before != change.after))


def _goes(slot: Slot, imported: Report) -> bool:
    kind, key = slot
    if kind == "field":
        return key in _WHOLE or (key != "previous" and imported.get(slot) is not None)
    if kind == "draft":
        return key not in (PREAMBLE, *imported.section_ids)
    return kind in _REPLACED


def without_doubts(report: Report) -> Report:
    """The report, every doubt of which somebody has settled."""
    return Report(report.slots)


def differs(report: Report, imported: Report) -> str:
    """That a file is of another office or year than the open report; empty where it is not."""
    ours, theirs = _whose(report), _whose(imported)
    known = all(ours) and all(theirs)
    if not known or ours == theirs:
        return ""
    (unit, year), (other, its) = ours, theirs
    return f"文件是“{other}”{its} 年的，打开的报告是“{unit}”{year} 年的"


def _whose(report: Report) -> tuple[str, int | None]:
    return report.unit, report.year
