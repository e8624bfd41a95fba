"""Checks of the chapters: S-MISSING."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.case import Case
from app.rules.finding import Finding


def check_structure(case: Case) -> Iterator[Finding]:
    """Required chapters that are absent, and those that must say something and are empty."""
    form, report, rules = case.form, case.report, case.rules
    present = set(report.section_ids)
    for spec in form.sections:
        if spec.id not in present:
            yield Finding(rules["S-MISSING"], spec.id, f"缺少规定的一章：“{spec.title}”")
        elif not report.section(spec.id).title:
            yield Finding(rules["S-MISSING"], spec.id, f"缺少规定的章标题：“{spec.title}”")
        elif spec.must_have_text and not report.section(spec.id).text.strip():
            title = report.section(spec.id).title
            yield Finding(rules["S-MISSING"], spec.id, f"“{title}”没有内容：这一章不能空")
