"""Mends that bring chapters, title and labels to the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.model.edits import (
    arrange_sections,
    drop_evidence,
    rename_section,
    restore_section,
    set_particular,
    write_text,
)
from app.model.evidence import NO_TITLE, altered_labels
from app.model.form import Form
from app.model.report import Edit, Report
from app.rules.finding import Finding
from app.rules.structure import CHAPTER_NUMBER


def chapter_mends(finding: Finding, form: Form, report: Report) -> Iterator[Edit]:
    """Edits that put a finding about the frame of the report right."""
    mend = _MENDS.get(finding.rule.id)
    if mend is not None:
        yield from mend(finding, form, report)


def _restore(finding: Finding, form: Form, report: Report) -> Iterator[Edit]:
    """A missing chapter, or the title that it has lost, comes back."""
    if finding.section not in report.section_ids:
        yield restore_section(report, form, finding.section, "补上这一章")
    elif not report.section(finding.section).title:
        yield restore_section(report, form, finding.section, "补上标题")


def _arrange(_finding: Finding, form: Form, report: Report) -> Iterator[Edit]:
    """The required chapters change places among themselves; the office's own stay."""
    order = [spec.id for spec in form.sections]
    required = iter(sorted((i for i in report.section_ids if i in order), key=order.index))
    ids = tuple(next(required) if i in order else i for i in report.section_ids)
    yield arrange_sections(report, ids, "按规定的次序排列")


def _retitle(finding: Finding, form: Form, report: Report) -> Iterator[Edit]:
    spec = form.section(finding.section)
    title = spec.title if spec else report.section(finding.section).title
    edit = rename_section(report, finding.section, title, "改用规定的标题" if spec else "改正编号")
    if not edit.is_empty:
        yield edit


def _relevel(finding: Finding, _form: Form, report: Report) -> Iterator[Edit]:
    """一、 becomes （一）, unless the chapter has （一） below it already."""
    text = report.section(finding.section).text
    if "（一）" not in text:
        yield write_text(report, finding.section, CHAPTER_NUMBER.sub(r"（\1）", text), "改为（一）")


def _entitle(_finding: Finding, _form: Form, report: Report) -> Iterator[Edit]:
    if report.unit and report.year:
        label = "改用规定的题目"
        yield Edit(
            label,
            set_particular(report, "doc_title", None, label).changes
            + drop_evidence(report, (NO_TITLE,), label).changes,
        )


def _relabel(finding: Finding, _form: Form, report: Report) -> Iterator[Edit]:
    """The program prints the form's labels: what the file had can be forgotten."""
    slots = [a.slot for a in altered_labels(report) if a.printed == finding.quote]
    yield drop_evidence(report, slots, "改用规定的文字")


_MENDS: Mapping[str, Callable[[Finding, Form, Report], Iterator[Edit]]] = {
    "S-MISSING": _restore,
    "S-ORDER": _arrange,
    "S-TITLE": _retitle,
    "S-LEVEL": _relevel,
    "S-DOCTITLE": _entitle,
    "S-LABEL": _relabel,
}
