"""Which paragraphs of a file are chapter titles, and of which chapters.

A title is known by its words; its number, the heading style of the file and the gap it fills
between other titles only help to decide between candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from app.model.chapters import leading_number, without_number
from app.model.document import ParagraphRole
from app.model.form import Form, SectionSpec
from app.model.quotes import shortened
from app.model.report import Doubt
from app.model.source import SourceTable
from app.services.wording import fold

MAX_TITLE: Final = 60
"""Characters; longer paragraphs are text."""
_MAX_OWN_TITLE = 40

_EXACT, _ALIAS, _SIMILAR = 20.0, 16.0, 6.0
_RIGHT_NUMBER, _ANY_NUMBER, _HEADING = 3.0, 1.0, 4.0
_LEAST_SIMILARITY = 0.6
_STYLED_TITLES = 3
"""So many titles in the heading style show that the file uses the style for its titles."""


class Line(NamedTuple):
    """One line of the file's text, or a table; `has_picture` where one stands in or behind it."""

    text: str
    role: ParagraphRole | None = None
    table: SourceTable | None = None
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title found: index of its line, the chapter it opens, and whether the words fit exactly."""

    line: int
    id: str
    title: str
    number: int | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    text: str
    number: int | None
    words: str
    is_heading: bool


def find_chapters(lines: Sequence[Line], form: Form) -> tuple[list[Chapter], list[Doubt]]:
    """Chapters in the order of the file, the office's own as extra-1, extra-2 and on."""
    candidates = [
        candidate
        for index, line in enumerate(lines)
        if line.table is None and (candidate := _candidate(index, line)) is not None
    ]
    prescribed = _prescribed(candidates, form.sections)
    doubts = [
        Doubt(f"“{chapter.title}”当作“{form_title}”这一章", quote=chapter.title)
        for chapter in prescribed
        if not chapter.is_certain and (form_title := _form_title(form, chapter.id))
    ]
    own, unsure = _own(candidates, prescribed)
    doubts += unsure
    chapters = sorted([*prescribed, *own], key=lambda chapter: chapter.line)
    return chapters, doubts


def _form_title(form: Form, section_id: str) -> str:
    spec = form.section(section_id)
    return spec.title if spec else ""


def _candidate(index: int, line: Line) -> _Candidate | None:
    if not line.text or len(line.text) > MAX_TITLE:
        return None
    number = leading_number(line.text)
    words = fold(without_number(line.text))
    is_heading = line.role == "heading1"
    return _Candidate(index, line.text, number, words, is_heading) if words else None


def _prescribed(candidates: Sequence[_Candidate], specs: Sequence[SectionSpec]) -> list[Chapter]:
    """The chapters of the form: the best pairs of title and chapter first, each used once."""
    pairs = [
        (score, -candidate.line, spec, candidate, score >= _ALIAS)
        for place, spec in enumerate(specs, 1)
        for candidate in candidates
        if (score := _score(candidate, spec, place)) > 0
    ]
    pairs.sort(key=lambda pair: pair[:2], reverse=True)
    styled = sum(1 for _, _, _, c, is_certain in pairs if is_certain and c.is_heading)
    chosen: dict[str, Chapter] = {}
    used: set[int] = set()
    for _, _, spec, candidate, is_certain in pairs:
        if spec.id in chosen or candidate.line in used:
            continue
        if styled >= _STYLED_TITLES and not candidate.is_heading and candidate.number is None:
            continue  # a sentence that happens to be a title's words
        used.add(candidate.line)
        chosen[spec.id] = Chapter(
            candidate.line, spec.id, candidate.text, candidate.number, is_certain
        )
    return list(chosen.values())


def _score(candidate: _Candidate, spec: SectionSpec, place: int) -> float:
    title = fold(without_number(spec.title))
    if candidate.words == title:
        score = _EXACT
    elif candidate.words in (fold(without_number(alias)) for alias in spec.aliases):
        score = _ALIAS
    elif candidate.number is not None or candidate.is_heading:
        similarity = SequenceMatcher(None, candidate.words, title, autojunk=False)
        if similarity.real_quick_ratio() < _LEAST_SIMILARITY:
            return 0
        if (ratio := similarity.ratio()) < _LEAST_SIMILARITY:
            return 0
        score = _SIMILAR * ratio
    else:
        return 0
    if candidate.number is not None:
        score += _RIGHT_NUMBER if candidate.number == place else _ANY_NUMBER
    return score + (_HEADING if candidate.is_heading else 0)


def _own(
    candidates: Sequence[_Candidate], prescribed: Sequence[Chapter]
) -> tuple[list[Chapter], list[Doubt]]:
    """Chapters of the office's own: in the heading style, or filling a gap in the numbers."""
    taken = {chapter.line for chapter in prescribed}
    uses_style = sum(candidate.is_heading for candidate in candidates if candidate.line in taken)
    free = [c for c in candidates if c.line not in taken]
    bounds = sorted(prescribed, key=lambda chapter: chapter.line)
    found: list[_Candidate] = []
    doubts: list[Doubt] = []
    for place, chapter in enumerate(bounds):
        end = bounds[place + 1].line if place + 1 < len(bounds) else None
        after = bounds[place + 1].number if place + 1 < len(bounds) else None
        inside = [c for c in free if c.line > chapter.line and (end is None or c.line < end)]
        styled = [c for c in inside if c.is_heading and c.number is not None]
        if uses_style >= _STYLED_TITLES and (
            styled or chapter.number is None or after == chapter.number + 1
        ):
            found += styled
            continue
        if chapter.number is None or (end is not None and after is None):
            continue
        in_sequence = _sequence(inside, chapter.number + 1, after)
        found += in_sequence
        if not in_sequence:
            doubts += _passed_over(inside, chapter)
    if bounds and (first := bounds[0].number) is not None:
        found += _sequence([c for c in free if c.line < bounds[0].line], 1, first)
    found.sort(key=lambda candidate: candidate.line)
    own = [
        Chapter(c.line, f"extra-{place}", c.text, c.number, is_certain=True)
        for place, c in enumerate(found, 1)
    ]
    return own, doubts


def _sequence(inside: Sequence[_Candidate], first: int, end: int | None) -> list[_Candidate]:
    """Short numbered paragraphs that count on from `first`, up to before `end`."""
    found: list[_Candidate] = []
    for candidate in inside:
        number = first + len(found)
        if end is not None and number >= end:
            break
        if candidate.number == number and _looks_like_title(candidate.text):
            found.append(candidate)
    return found


def _looks_like_title(text: str) -> bool:
    return len(text) <= _MAX_OWN_TITLE and not text.rstrip().endswith(("。", "；", "，", ";", ","))


def _passed_over(inside: Sequence[_Candidate], chapter: Chapter) -> list[Doubt]:
    """A paragraph numbered like the next chapter, where the numbers leave no room for one."""
    if chapter.id == "overview":
        return []  # aspects numbered like chapters: text, and a check of its own
    return [
        Doubt(
            f"“{shortened(candidate.text)}”编号像一章，与前后的编号接不上，读作“{chapter.title}”的正文",
            quote=candidate.text,
        )
        for candidate in inside
        if candidate.number == (chapter.number or 0) + 1 and _looks_like_title(candidate.text)
    ][:1]
