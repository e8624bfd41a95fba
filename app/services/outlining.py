"""A missing aspect of a chapter is begun: its heading, numbered, where it belongs."""

from __future__ import annotations

from app.model.chapters import chinese_number
from app.model.edits import write_text
from app.model.form import SectionSpec
from app.model.report import Edit, Report
from app.rules.structure import aspect_places


def begin_aspect(report: Report, spec: SectionSpec, number: int) -> tuple[Edit, int]:
    """The edit that puts （n）名称。 before the aspects that follow, and the place to write on.

    `number` counts the aspects of the chapter from 0.
    """
    text = report.section(spec.id).text.rstrip("\n")
    lines = [
        None if place is None else text.rfind("\n", 0, place) + 1
        for _, place in aspect_places(spec, text)
    ]
    before = max((line for line in lines[:number] if line is not None), default=-1)
    behind = (line for line in lines[number + 1 :] if line is not None and line > before)
    heading = f"（{chinese_number(number + 1)}）{spec.aspects[number].name}。"
    at = min(behind, default=len(text))
    if at == len(text) and text:
        after, cursor = f"{text}\n{heading}", len(text) + 1 + len(heading)
    else:
        after, cursor = f"{text[:at]}{heading}\n{text[at:]}".rstrip("\n"), at + len(heading)
    label = f"补写“{spec.aspects[number].name}”"
    return write_text(report, spec.id, after, label), cursor
