"""Keeping a report in its project file."""

from __future__ import annotations

from pathlib import Path

from app.model.report import Report
from app.storage.atomic import write_atomically
from app.storage.project import dump_project


def save_report(report: Report, path: Path) -> None:
    """Write the project file, whole or not at all; raise WriteError."""
    write_atomically(path, dump_project(report))


def file_stem(unit: str, year: int | None) -> str:
    """A name for the report's files, free of signs that file systems refuse."""
    title = f"{unit}{'' if year is None else year}年政府信息公开工作年度报告"
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < ord(" ") else c for c in title)[:120]
