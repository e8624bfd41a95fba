"""What the places of findings are called, and findings as a list to paste elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from app.model.form import Form
from app.model.places import CONTACT, DOC_TITLE, PREAMBLE, SIGNATURE
from app.model.report import Report
from app.model.rule import SEVERITY_WORDS
from app.rules.finding import Finding

OUTSIDE_CHAPTERS = {
    DOC_TITLE: "文件标题",
    PREAMBLE: "前言",
    CONTACT: "联系方式",
    SIGNATURE: "落款",
}


def place_name(form: Form, report: Report, place: str) -> str:
    """A chapter's title as it stands in the report, or as the form has it.

    Outside of chapters it is 文件标题, 前言, 联系方式 or 落款.
    """
    if place in OUTSIDE_CHAPTERS:
        return OUTSIDE_CHAPTERS[place]
    own = report.section(place).title
    spec = form.section(place)
    return own or (spec.title if spec else place)


def listed(findings: Iterable[Finding], form: Form, report: Report) -> str:
    """One line a finding, parted by tabs: a spreadsheet takes it as rows, a text as lines."""
    lines = ["级别\t规则\t位置\t说明"]
    for finding in findings:
        place = place_name(form, report, finding.section)
        message = " ".join(finding.message.split())
        severity = SEVERITY_WORDS[finding.severity]
        lines.append(f"{severity}\t{finding.rule.id}\t{place}\t{message}")
    return "\n".join(lines) + "\n"
