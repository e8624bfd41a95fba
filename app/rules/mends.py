"""Mends that are certain: one click, one undo step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.model.address import Address
from app.model.edits import put_figures, put_text, take_computed
from app.model.form import Form
from app.model.numbers import Figure, format_number, is_not_applicable, parse_figure
from app.model.places import slot_of, text_at
from app.model.report import Edit, Report
from app.rules.figures import Values
from app.rules.finding import Finding
from app.rules.mends_form import chapter_mends
from app.rules.prose.mends import RULES as _PROSE
from app.rules.prose.mends import prose_mends

_ZERO = frozenset({"C-EMPTY", "C-SLASH"})
_NUMBER = frozenset({"N-TEXT"})
_TOTAL = frozenset({"C-EMPTY", "C-SLASH", "N-TEXT", "N-INT", "T3-ROW", "T3-SUM", "T4-SUM"})
_LAST_YEARS = frozenset({"Y-CARRY"})


def mends(finding: Finding, form: Form, report: Report, values: Values) -> Iterator[Edit]:
    """Edits that put a finding right; the label of each says what it does.

    Blanks and signs that stand for nothing become 0; a printed total that differs from the
    computed one gives way to it; a number with words around it loses the words; a carried-in
    count becomes last year's; chapters, titles and labels come to the form; words give way to
    those that are certain, a number of the text to the table's.  Only rules whose breach such an
    edit ends have it.
    """
    rule = finding.rule.id
    inputs = [address for address in finding.focus if address not in form.derived]
    if rule in _ZERO:
        yield from _zeros(inputs, form, report)
    if rule in _NUMBER:
        yield from _numbers(inputs, form, report)
    if rule in _TOTAL:
        yield from _totals(finding, form, report, values)
    if rule in _LAST_YEARS:
        yield from _carried_in(inputs, finding, form, report)
    yield from chapter_mends(finding, form, report)
    yield from _reworded(finding, report)
    if rule in _PROSE:
        yield from prose_mends(finding, form, report, values)


def _zeros(inputs: Sequence[Address], form: Form, report: Report) -> Iterator[Edit]:
    empty = [a for a in inputs if _stands_for_nothing(report.figure(a))]
    if empty:
        yield put_figures(report, form, dict.fromkeys(empty, parse_figure("0")), "填 0")


def _numbers(inputs: Sequence[Address], form: Form, report: Report) -> Iterator[Edit]:
    wordy = {
        a: Figure(figure.value)
        for a in inputs
        if (figure := report.figure(a)).raw is not None
        and figure.value is not None
        and not _in_another_unit(figure.raw)
    }
    if wordy:
        words = "只留下数" if len(wordy) > 1 else f"改为 {next(iter(wordy.values())).text}"
        yield put_figures(report, form, wordy, words)


def _carried_in(
    inputs: Sequence[Address], finding: Finding, form: Form, report: Report
) -> Iterator[Edit]:
    """What last year's report carried over is what this year's must begin with."""
    if finding.expected is not None and inputs:
        label = f"用上年的 {format_number(finding.expected)}"
        figures = dict.fromkeys(inputs, Figure(finding.expected))
        yield put_figures(report, form, figures, label)


def _stands_for_nothing(figure: Figure) -> bool:
    return figure.is_blank or (figure.raw is not None and is_not_applicable(figure.raw))


def _in_another_unit(raw: str) -> bool:
    """An amount in 元 where the form asks for 万元: taking the unit away would change its worth."""
    return raw.endswith("元") and not raw.endswith("万元")


def _totals(finding: Finding, form: Form, report: Report, values: Values) -> Iterator[Edit]:
    replaceable: list[Address] = []
    for address in finding.focus:
        printed = report.printed(address) if address in form.derived else None
        computed = values[address]
        if printed is not None and computed is not None and printed != Figure(computed):
            replaceable.append(address)
    if len(replaceable) == 1:
        value = values[replaceable[0]]
        shown = "" if value is None else f" {format_number(value)}"
        yield take_computed(report, replaceable, f"用计算值{shown}")
    elif replaceable:
        yield take_computed(report, replaceable, "用计算值")


def _reworded(finding: Finding, report: Report) -> Iterator[Edit]:
    slot = slot_of(finding.section)
    text = text_at(report, finding.section)
    if _still_says(text, finding):
        for rewording in finding.rewordings:
            start, end = rewording.span
            mended = text[:start] + rewording.text + text[end:]
            yield put_text(report, slot, mended, rewording.label)


def _still_says(text: str, finding: Finding) -> bool:
    """False where a text has been edited since it was judged: the span may be anything now."""
    return finding.span is None or text[slice(*finding.span)] == finding.quote
