"""Checks of the chapters: S-MISSING."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.model.form import Form
from app.model.report import Report
from app.model.rule import Rule
from app.rules.finding import Finding


def check_structure(form: Form, report: Report, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Required chapters that are absent, and those that must say something and are empty."""
    present = set(report.section_ids)
    for spec in form.sections:
        if spec.id not in present:
            yield Finding(rules["S-MISSING"], spec.id, f"缺少规定的一章：“{spec.title}”")
        elif not report.section(spec.id).title:
            yield Finding(rules["S-MISSING"], spec.id, f"缺少规定的章标题：“{spec.title}”")
        elif spec.must_have_text and not report.section(spec.id).text.strip():
            title = report.section(spec.id).title
            yield Finding(rules["S-MISSING"], spec.id, f"“{title}”没有内容：这一章不能空")
