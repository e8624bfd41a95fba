"""Years in last year's text: which of them must change in this year's, and to what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.model.drafts import Draft
from app.model.edits import adopt_draft
from app.model.report import Edit, Report
from app.rules.text.numerals import chinese_year, year_number

_YEAR = re.compile(
    r"(?<![\d〇○零一二三四五六七八九])(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})(?=\s*年)"
)
_TITLE = re.compile("《[^》]*》")
_NEAR = 1
"""The year before and the year after a report's own are spoken of from where it stands, and move
with it; what lies further off is history and stays."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a draft, by its place in the text; `moved` is what stands there a year on.

    `moved` is None for a year that no counting can settle: a person has to look.
    """

    start: int
    end: int
    written: str
    moved: str | None


def years_in(draft: Draft, year: int | None) -> list[YearMention]:
    """Years of a draft to be looked at for a report on `year`; those in titles 《…》 are names."""
    titles = [found.span() for found in _TITLE.finditer(draft.text)]
    step = None if year is None or draft.year is None else year - draft.year
    mentions: list[YearMention] = []
    for found in _YEAR.finditer(draft.text):
        number = year_number(found[0])
        if number is None or any(start <= found.start() < end for start, end in titles):
            continue
        moved = None
        if step is not None and draft.year is not None and abs(number - draft.year) <= _NEAR:
            digits = str(number + step)
            moved = digits if found[0].isascii() else chinese_year(digits)
        mentions.append(YearMention(found.start(), found.end(), found[0], moved))
    return mentions if step != 0 else []


def moved_text(draft: Draft, mentions: Sequence[YearMention]) -> str:
    """The text with every year that moves."""
    return "".join(_pieces(draft.text, mentions))


def _pieces(text: str, mentions: Sequence[YearMention]) -> Iterator[str]:
    begin = 0
    for mention in mentions:
        yield text[begin : mention.start]
        yield mention.written if mention.moved is None else mention.moved
        begin = mention.end
    yield text[begin:]


def describe_years(mentions: Sequence[YearMention]) -> str:
    """What would move to what, and what stays, in one line; empty for no year at all."""
    moving = Counter((m.written, m.moved) for m in mentions if m.moved is not None)
    staying = Counter(m.written for m in mentions if m.moved is None)
    words = [f"{before} → {after}（{count} 处）" for (before, after), count in moving.items()]
    words += [f"{year}（{count} 处，请自己看）" for year, count in staying.items()]
    return "，".join(words)


def adopt(report: Report, place: str, *, move_years: bool) -> Edit:
    """The edit that makes the draft of a chapter or of the preamble its text.

    Its years are moved or stay as they are.
    """
    draft = report.draft(place)
    if draft is None:
        return Edit("", ())
    text = draft.text
    if move_years:
        text = moved_text(draft, years_in(draft, report.year))
    label = "采用上年底稿并改年份" if move_years else "采用上年底稿"
    return adopt_draft(report, place, text, label)
