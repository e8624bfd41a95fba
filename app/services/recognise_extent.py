"""Which lines of a file are a report: not its table of contents, not another report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model.chapters import leading_number, without_number
from app.model.form import Form
from app.services.recognise_chapters import MAX_TITLE, Line
from app.services.recognise_title import SENTENCE, first_line, is_title_end
from app.services.wording import fold

_CONTENTS = "目录"
_LEADER = re.compile(r"[\s.·…⋯-]*\d*$")
"""Dots and the number of a page behind a title in a table of contents."""
_LEAST_AGAIN = 3
"""So many chapters that come again are another report."""
_LEAST_TABLES = 2
"""The same of tables, where chapters have no titles."""
_LEAST_LABELS, _LONG = 3, 4
"""So many labels of so many characters make a table one of the form's."""
_NEAR = 12
"""Lines between the title of a report and its first chapter."""
_CAPTION = re.compile(r"^附[件表:]?|表\w?$|\d{4}年(?!\d+月)")
_WHOLE_TITLE = re.compile(r"\d{4}年度?.*信息公开.*(?:报告|年报)")


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without a table of contents, all of whose lines come again further down."""
    for at, line in enumerate(lines):
        if fold(line.text) != _CONTENTS:
            continue
        end = at + 1
        later = {fold(other.text) for other in lines[at + 1 :] if other.text}
        while end < len(lines) and (bare := _bare(lines[end])) and bare in later:
            later = {fold(other.text) for other in lines[end + 1 :] if other.text}
            if bare not in later:
                break
            end += 1
        if end > at + 1:
            return [*lines[:at], *lines[end:]]
    return list(lines)


def _bare(line: Line) -> str:
    return fold(_LEADER.sub("", line.text)) if line.text else ""


def reports_in(lines: Sequence[Line], forms: Sequence[Form]) -> list[Sequence[Line]]:
    """The lines of each report, one after the other; nearly always all lines are one report.

    Another one begins where chapters come again that have been, else where tables do.
    """
    if starts := _starts(_titles(lines, forms[0]), _LEAST_AGAIN):
        begins = [_title_above(lines, after, at) or at for after, at in starts]
    else:
        starts = _starts(_kinds_of_tables(lines, forms), _LEAST_TABLES)
        begins = [
            _title_above(lines, after, at) or _caption_above(lines, at) for after, at in starts
        ]
    return [
        lines[begin:end] for begin, end in zip([0, *begins], [*begins, len(lines)], strict=True)
    ]


_Place = tuple[int, str]
"""Index of a line, and the chapter or table of the form that stands there."""


def _starts(places: Sequence[_Place], least: int) -> list[tuple[int, int]]:
    """Where so much comes again that it is another report: the place before, and the place."""
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for number, (index, key) in enumerate(places):
        again = seen & {other for _, other in places[number:]} if key in seen else ()
        if len(again) >= least:
            found.append((places[number - 1][0] + 1, index))
            seen = set()
        seen.add(key)
    return found


def _titles(lines: Sequence[Line], form: Form) -> list[_Place]:
    titles = {fold(without_number(t)): s.id for s in form.sections for t in (s.title, *s.aliases)}
    return [
        (index, titles[words])
        for index, line in enumerate(lines)
        if line.text
        and len(line.text) <= MAX_TITLE
        and (line.role == "heading1" or leading_number(line.text) is not None)
        and (words := fold(without_number(line.text))) in titles
    ]


def _kinds_of_tables(lines: Sequence[Line], forms: Sequence[Form]) -> list[_Place]:
    """Tables of the forms; the pages of one that is split count once."""
    at = [index for index, line in enumerate(lines) if line.table is not None]
    if len(at) < 2 * _LEAST_TABLES:
        return []
    labels = [
        (key, {fold(label.text) for label in table.labels if len(label.text) >= _LONG})
        for form in forms
        for key, table in form.tables.items()
    ]
    found: list[_Place] = []
    for index in at:
        table = lines[index].table
        words = {fold(cell.text) for cell in table.cells if cell.text} if table else set[str]()
        hits, key = max((len(words & known), key) for key, known in labels)
        if hits >= _LEAST_LABELS and (not found or found[-1][1] != key):
            found.append((index, key))
    return found


def _title_above(lines: Sequence[Line], start: int, index: int) -> int:
    """The first line of the title over a report, 0 where there is none."""
    ends = [end for end in range(index, start, -1) if is_title_end(lines[end - 1])]
    whole = [end for end in ends if _WHOLE_TITLE.search(fold(lines[end - 1].text))]
    near = [end for end in ends if end > index - _NEAR]
    return first_line(lines, start, (whole or near)[0]) if whole or near else 0


def _caption_above(lines: Sequence[Line], index: int) -> int:
    """The first of the lines that name the table below them; the table's own where none does."""
    while (text := lines[index - 1].text) and len(text) <= MAX_TITLE:
        if SENTENCE.search(text) or not _CAPTION.search(fold(text)):
            break
        index -= 1
    return index
