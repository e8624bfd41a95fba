"""Which lines of a file are the report: not its table of contents, not a second report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model.chapters import leading_number, without_number
from app.model.form import Form
from app.model.quotes import shortened
from app.model.report import Doubt
from app.services.recognise_chapters import MAX_TITLE, Line
from app.services.recognise_title import first_line, is_title_end
from app.services.wording import fold

_CONTENTS = "目录"
_LEADER = re.compile(r"[\s.·…⋯-]*\d*$")
"""Dots and the number of a page behind a title in a table of contents."""
_LEAST_AGAIN = 3
"""So many chapters that come again are another report."""
_NEAR = 12
"""Lines between the title of a report and its first chapter."""


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


def first_report(lines: Sequence[Line], form: Form) -> tuple[Sequence[Line], list[Doubt]]:
    """The lines of the first report, and a doubt that says where another begins."""
    titles = {fold(without_number(t)): s.id for s in form.sections for t in (s.title, *s.aliases)}
    places = [
        (index, titles[words])
        for index, line in enumerate(lines)
        if line.text
        and len(line.text) <= MAX_TITLE
        and leading_number(line.text) is not None
        and (words := fold(without_number(line.text))) in titles
    ]
    for place, (index, key) in enumerate(places):
        before = {other for _, other in places[:place]}
        again = before & {other for _, other in places[place:]}
        if key not in before or len(again) < _LEAST_AGAIN:
            continue
        previous = places[place - 1][0]
        start = _title_above(lines, previous + 1, index)
        quote = shortened(lines[start].text)
        return lines[:start], [
            Doubt(f"文件里不止一份报告，只读了前一份；从“{quote}”起没有读入", quote=quote)
        ]
    return lines, []


def _title_above(lines: Sequence[Line], start: int, index: int) -> int:
    """The first line of the title over a chapter, or the chapter itself where there is none."""
    for end in range(index, max(start, index - _NEAR), -1):
        if is_title_end(lines[end - 1]):
            return first_line(lines, start, end)
    return index
