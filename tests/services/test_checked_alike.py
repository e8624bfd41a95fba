"""A file and the project made of it give the same findings: what the import saw is kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import foreign
import pytest
from misprints import at

from app.exporters import all_exporters
from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Edit, Report, Slot
from app.model.source import UnreadableError
from app.rules.assess import assess
from app.rules.figures import compute
from app.rules.finding import Finding
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.opening import open_report
from app.services.saving import save_report


def _checked(path: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    report = open_report(path, catalogue)
    return assess(catalogue.form_of(report), report, catalogue.rules).findings


def _by_way_of_a_project(path: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    project = path.with_suffix(".nianbao")
    save_report(open_report(path, catalogue), project)
    return _checked(project, catalogue)


@pytest.mark.parametrize("kind", ["html", "xlsx", "md", "pdf"])
def test_files_of_other_programs(
    kind: str, tmp_path: Path, catalogue: Catalogue, form_2021: Form
) -> None:
    """Guards the contract: labels, titles, order and old rows of the file are evidence."""
    seen: set[str] = set()
    for seed in range(6):
        made = foreign.make(form_2021, foreign.published("suqian_2024"), kind, random.Random(seed))  # noqa: S311
        path = tmp_path / f"{seed}.{kind}"
        path.write_bytes(made.data)
        try:
            findings = _checked(path, catalogue)
        except UnreadableError:
            continue
        assert _by_way_of_a_project(path, catalogue) == findings
        seen |= {finding.rule.id for finding in findings}
    assert len(seen) > 2, "the files are not faultless"


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx"])
def test_our_own_files_with_faults(
    suffix: str,
    tmp_path: Path,
    catalogue: Catalogue,
    form_2021: Form,
    clean_report: Callable[[Form], Report],
) -> None:
    report = clean_report(form_2021)
    faults = {at("requests.granted.natural"): "/", at("disputes.review.other"): "3件"}
    figures = {address: parse_figure(text) for address, text in faults.items()}
    report.apply(put_figures(report, form_2021, figures, ""))
    title = report.change(Slot("title", "overview"), "一、主动公开政府信息情况")
    report.apply(Edit("", (title,)))
    path = tmp_path / f"报告{suffix}"
    all_exporters().export(compose(form_2021, report, compute(form_2021, report)), path)
    findings = _checked(path, catalogue)
    assert {"C-SLASH", "N-TEXT", "S-TITLE"} <= {finding.rule.id for finding in findings}
    assert _by_way_of_a_project(path, catalogue) == findings
