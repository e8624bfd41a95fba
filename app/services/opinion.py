"""Findings of one report or many as a workbook or a letter (意见) for whoever has to mend them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.model.chapters import chinese_number
from app.model.document import Document, Paragraph, ParagraphRole, Run
from app.model.form import Form
from app.model.opinion import Opinion, Remark
from app.model.quotes import shortened
from app.model.report import Report
from app.model.rule import SEVERITY_WORDS
from app.rules.finding import Finding
from app.services.places import place_name

_NAMED = 3
"""Cells that a remark names; the sentence has them all where it matters."""
_QUOTED = 200

LIST, LETTER = ".xlsx", ".docx"
KINDS = {LIST: "问题清单", LETTER: "校核意见"}
"""Endings of the files that findings are saved as, and what those are called."""


def opinion_of(
    file: str,
    form: Form,
    report: Report,
    findings: Iterable[Finding],
    set_aside: Iterable[tuple[Finding, str]] = (),
) -> Opinion:
    """The remarks on one report, in the order of its findings; those set aside come last."""
    judged = (*((finding, "") for finding in findings), *set_aside)
    remarks = tuple(_remark(form, report, finding, reason) for finding, reason in judged)
    return Opinion(file, report.unit, report.year, remarks)


def list_file(opinions: Sequence[Opinion]) -> bytes:
    """The bytes of a workbook with the remarks on any number of reports."""
    from app.sheet.opinions import write_list  # noqa: PLC0415  lxml costs the start-up 30 ms

    return write_list(opinions)


def letter_file(opinion: Opinion, form: Form) -> bytes:
    """The bytes of a Word file that says what is left of one report; laid out like the report."""
    from app.word.writer import write_document  # noqa: PLC0415  the same

    return write_document(letter(opinion, form))


def letter(opinion: Opinion, form: Form) -> Document:
    """What is left of a report in sentences, worst first, each with the way to mend it."""
    year = "" if opinion.year is None else f"{opinion.year}年"
    name = f"{year}政府信息公开工作年度报告校核意见"
    lines = (opinion.unit, name) if opinion.unit else (name,)
    blocks = (*(_paragraph("title", line) for line in lines), *_body(opinion))
    return Document("".join(lines), opinion.unit, blocks, form.house)


def _body(opinion: Opinion) -> Iterator[Paragraph]:
    counts = "，".join(
        f"{SEVERITY_WORDS[severity]} {len(found)} 处" for severity, found in opinion.by_severity
    )
    yield _paragraph("body", f"校核发现{counts}。" if counts else "校核没有发现问题。")
    for number, (severity, found) in enumerate(opinion.by_severity, 1):
        words = SEVERITY_WORDS[severity]
        yield _paragraph("heading1", f"{chinese_number(number)}、{words}（{len(found)} 处）")
        first: dict[str, int] = {}
        for place, remark in enumerate(found, 1):
            same = first.setdefault(remark.rule, place)
            yield _paragraph("body", f"{place}. {_sentence(remark, 0 if same == place else same)}")


def _sentence(remark: Remark, same: int) -> str:
    """What is wrong and how to mend it; `same` is the number where that has been said, else 0."""
    named = remark.cells or remark.place in remark.message
    place = "" if named else f"{remark.place}："
    mend = f"改法同第 {same} 条" if same else f"怎样改：{remark.remedy.rstrip('。')}"
    return f"{place}{remark.message.rstrip('。')}。{mend}（{remark.rule}）。"


def _paragraph(role: ParagraphRole, text: str) -> Paragraph:
    return Paragraph(role, (Run(text, "plain"),))


def _remark(form: Form, report: Report, finding: Finding, reason: str) -> Remark:
    cells = finding.focus or finding.cells
    known = [form.describe(cell) for cell in cells if cell in form.known]
    more = f" 等 {len(known)} 格" if len(known) > _NAMED else ""
    return Remark(
        finding.rule.id,
        finding.severity,
        place_name(form, report, finding.section),
        "、".join(known[:_NAMED]) + more,
        " ".join(finding.message.split()),
        shortened(finding.quote or "", _QUOTED),
        finding.expected,
        finding.actual,
        finding.rule.remedy,
        reason,
    )
