"""SourceDocument → Report: a file of any origin understood by what its words mean.

What cannot be placed for certain becomes a doubt for a person to look at, never a silent guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.model.chapters import chinese_number
from app.model.evidence import NO_TITLE, AlteredLabel, no_table, old_rows
from app.model.form import Form
from app.model.quotes import shortened
from app.model.report import Doubt, Report, Slot, Value
from app.model.source import (
    SeveralReportsError,
    SourceDocument,
    SourceParagraph,
    SourceTable,
    UnreadableError,
)
from app.services.catalogue import Catalogue
from app.services.compose import CONTACT_LEAD
from app.services.recognise_chapters import Chapter, Line, find_chapters
from app.services.recognise_extent import reports_in, without_contents
from app.services.recognise_sheets import parts_of_sheet, printed_words
from app.services.recognise_tables import TablesRead, absences, read_tables
from app.services.recognise_title import (
    ORGAN,
    SENTENCE,
    commonest_organ,
    commonest_year,
    period_year,
    title_place,
    unit_and_year,
)
from app.services.wording import fold, with_digits

_NOTHING = "不像一份政府信息公开工作年度报告：没有找到规定的章和表"
_MAX_SIGNATURE = 60
_DATE = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_CHINESE_DATE = re.compile(
    "[〇○零一二三四五六七八九]{4}年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)日"
)
_SMALL_NUMBERS = {chinese_number(number): number for number in range(1, 32)}


@dataclass(slots=True)
class _Reading:
    slots: dict[Slot, Value] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, name: str, value: Value | None) -> None:
        if value:
            self.slots[Slot("field", name)] = value

    def doubt(self, message: str, quote: str = "") -> None:
        self.doubts.append(Doubt(message, quote=quote))


def recognise(source: SourceDocument, catalogue: Catalogue) -> Report:
    """Understand a file; raise UnreadableError where it has neither a chapter nor a table.

    Raises SeveralReportsError for a file with more than one report: which of them is meant is not
    for the program to say.
    """
    newest = catalogue.form_for_year(max(catalogue.first_years.values()))
    lines = without_contents(_lines(source, catalogue))
    parts = reports_in(lines, _likeliest_first(newest, catalogue))
    if len(parts) > 1:
        raise _several(source, parts, catalogue)
    reading = _Reading()
    reading.doubts += [Doubt(note) for note in source.notes]
    chapters, doubts = find_chapters(lines, newest)
    opening = lines[: chapters[0].line] if chapters else lines
    place = title_place(opening, source)
    title = "".join(line.text for line in opening[place.start : place.end])
    for text in place.passed_over:
        reading.doubt(f"题目上面的“{shortened(text)}”不像题目，读作前言", text)
    unit, year = unit_and_year(title, source)
    if year is None:
        year = _year_from_text(lines, reading)
    form = catalogue.form_for_year(year) if year else newest
    tables = read_tables(_tables(lines), _likeliest_first(form, catalogue))
    if not tables.found and not any(chapter.is_certain for chapter in chapters):
        raise UnreadableError(_NOTHING)

    chapters = _chapters_of_tables(reading, form, lines, chapters, tables.found)
    chapter_lines = _chapter_lines(lines, chapters)
    if chapters:
        last = chapter_lines[chapters[-1].id]
        is_own = bool(title) and source.title == title
        chapter_lines[chapters[-1].id] = _take_signature(last, unit, reading, is_own=is_own)
    _put_particulars(reading, form, unit or _unit_from_text(lines, title, reading), year, title)
    _put_preamble(reading, [*opening[: place.start], *opening[place.end :]])
    _put_chapters(reading, form, chapters, chapter_lines, tables)
    _put_figures(reading, form, tables)
    pictured = {
        chapter.id
        for chapter in chapters
        if any(line.has_picture for line in (lines[chapter.line], *chapter_lines[chapter.id]))
    }
    _put_evidence(reading, form, title, tables)
    for key, absence in absences(form, tables, pictured if source.tells_pictures else None):
        reading.slots[no_table(key)] = absence
    return Report(reading.slots, (*reading.doubts, *doubts, *tables.doubts))


def _several(
    source: SourceDocument, parts: Sequence[Sequence[Line]], catalogue: Catalogue
) -> SeveralReportsError:
    documents = [
        replace(
            source,
            blocks=tuple(
                line.table or SourceParagraph(line.text, line.role, line.has_picture)
                for line in part
            ),
        )
        for part in parts
    ]
    names = [_name(recognise(document, catalogue), document) for document in documents]
    return SeveralReportsError(names, documents)


def _name(report: Report, source: SourceDocument) -> str:
    """Whose report of which year; where that is not known, how it begins."""
    if report.unit and report.year:
        return f"{report.unit} {report.year} 年"
    words = next(_words_of(source), "")
    known = report.unit or (f"{report.year} 年" if report.year else "没有读出单位和年份")
    return f"{known}，从“{shortened(words, 30)}”起"


def _words_of(source: SourceDocument) -> Iterator[str]:
    for block in source.blocks:
        texts = (
            [block.text] if isinstance(block, SourceParagraph) else (c.text for c in block.cells)
        )
        yield from (text for text in texts if text.strip())


def _lines(source: SourceDocument, catalogue: Catalogue) -> list[Line]:
    lines: list[Line] = []
    for block in _blocks(source, catalogue):
        if isinstance(block, SourceTable):
            lines.append(Line("", None, block))
        else:
            stripped = (text.strip() for text in block.text.split("\n"))
            lines += (Line(text, block.role) for text in stripped if text)
            if block.has_picture and lines:
                lines[-1] = lines[-1]._replace(has_picture=True)
    return lines


def _blocks(
    source: SourceDocument, catalogue: Catalogue
) -> Iterator[SourceParagraph | SourceTable]:
    for block in source.blocks:
        if isinstance(block, SourceTable) and block.is_sheet:
            yield from parts_of_sheet(block, printed_words(catalogue))
        else:
            yield block


def _tables(lines: Sequence[Line]) -> list[tuple[SourceTable, bool]]:
    """All tables, each with whether it directly follows another."""
    return [
        (line.table, index > 0 and lines[index - 1].table is not None)
        for index, line in enumerate(lines)
        if line.table is not None
    ]


def _likeliest_first(form: Form, catalogue: Catalogue) -> list[Form]:
    others = sorted(
        (other for other in catalogue.forms.values() if other.id != form.id),
        key=lambda other: catalogue.first_years[other.id],
        reverse=True,
    )
    return [form, *others]


# -- particulars ------------------------------------------------------------------------------


def _put_particulars(
    reading: _Reading, form: Form, unit: str, year: int | None, title: str
) -> None:
    reading.put("unit", unit)
    reading.put("year", year)
    standard = form.standard_title(unit, year)
    if title and "".join(title.split()) != "".join(standard.split()):
        reading.put("doc_title", title)


def _year_from_text(lines: Sequence[Line], reading: _Reading) -> int | None:
    if year := period_year(lines):
        return year
    year = commonest_year(lines)
    words = f"题目和统计期限里没有报告年份，按文中最多的“{year}年”读入"
    reading.doubt(words if year else "没有读出报告年份")
    return year


def _unit_from_text(lines: Sequence[Line], title: str, reading: _Reading) -> str:
    """The unit that signs, or an organ that the text names repeatedly; always in doubt."""
    signed = reading.slots.get(Slot("field", "signature_unit"))
    unit = signed if isinstance(signed, str) else commonest_organ(lines)
    words = f"题目里没有单位名称，按{'落款' if signed else '文中'}的“{unit}”读入"
    reading.doubt(words if unit else "没有读出单位名称", shortened(title))
    return unit


# -- text --------------------------------------------------------------------------------------


def _put_preamble(reading: _Reading, opening: Sequence[Line]) -> None:
    texts = [line.text for line in opening if line.text]
    contact: list[str] = []
    while texts and texts[-1].startswith(CONTACT_LEAD):
        contact.insert(0, texts.pop().removeprefix(CONTACT_LEAD).strip())
    reading.put("preamble", "\n".join(texts))
    reading.put("contact", "\n".join(contact))


def _chapter_lines(lines: Sequence[Line], chapters: Sequence[Chapter]) -> dict[str, Sequence[Line]]:
    starts = [chapter.line for chapter in chapters]
    ends = [*starts, len(lines)][1:]
    return {
        chapter.id: lines[chapter.line + 1 : end]
        for chapter, end in zip(chapters, ends, strict=True)
    }


def _chapters_of_tables(
    reading: _Reading,
    form: Form,
    lines: Sequence[Line],
    chapters: Sequence[Chapter],
    found: Mapping[str, int],
) -> list[Chapter]:
    """An unknown chapter that holds one of the form's tables is that table's chapter."""
    places = [index for index, line in enumerate(lines) if line.table is not None]
    known = {chapter.id for chapter in chapters}
    result = list(chapters)
    for spec in form.sections:
        if spec.table is None or spec.table not in found or spec.id in known:
            continue
        before = [c for c in result if c.line < places[found[spec.table]]]
        holder = before[-1] if before else None
        if holder is not None and form.section(holder.id) is None:
            result[result.index(holder)] = replace(holder, id=spec.id)
            reading.doubt(f"把“{holder.title}”当作“{spec.title}”这一章", holder.title)
    return result


def _put_chapters(
    reading: _Reading,
    form: Form,
    chapters: Sequence[Chapter],
    chapter_lines: dict[str, Sequence[Line]],
    tables: TablesRead,
) -> None:
    """Titles and texts; a table whose chapter has no title in the file still has its chapter."""
    ids = [chapter.id for chapter in chapters]
    for spec in form.sections:
        if spec.table in tables.found and spec.id not in ids:
            ids.insert(form.place_of(spec.id, ids), spec.id)
    reading.slots[Slot("field", "sections")] = tuple(ids)
    for chapter in chapters:
        reading.slots[Slot("title", chapter.id)] = chapter.title
        lines = [
            line
            for index, line in enumerate(chapter_lines[chapter.id])
            if not _is_caption(chapter_lines[chapter.id], index, form)
        ]
        _doubt_text_after_table(reading, chapter, lines)
        text = "\n".join(line.text for line in lines if line.text)
        if text:
            reading.slots[Slot("text", chapter.id)] = text
    present = {chapter.id for chapter in chapters}
    for spec in form.sections:
        if spec.id not in present:
            reading.doubt(f"没有找到“{spec.title}”这一章")


def _is_caption(lines: Sequence[Line], index: int, form: Form) -> bool:
    """The title of a table printed once more directly over it: no text of the report."""
    if not lines[index].text or index + 1 >= len(lines) or lines[index + 1].table is None:
        return False
    return fold(lines[index].text) in {fold(table.title) for table in form.tables.values()}


def _doubt_text_after_table(reading: _Reading, chapter: Chapter, lines: Sequence[Line]) -> None:
    tables = [index for index, line in enumerate(lines) if line.table is not None]
    if not tables:
        return
    after = [line.text for line in lines[tables[0] :] if line.text]
    if after:
        sentence = f"“{chapter.title}”表后的文字读作本章正文，导出时印在表的前面"
        reading.doubt(sentence, shortened("\n".join(after), 80))


# -- signature ---------------------------------------------------------------------------------


def _take_signature(
    lines: Sequence[Line], unit: str, reading: _Reading, *, is_own: bool
) -> Sequence[Line]:
    """Take unit and date off the end of the last chapter; returns what is left of it.

    `is_own`: a file of this program, whose style for signatures is then believed.
    """
    rest = list(lines)
    dated: Line | None = None
    day = _date(rest[-1].text) if rest else None
    if day is not None:
        reading.put("signature_date", day)
        dated = rest.pop()
    elif rest and _DATE.fullmatch(with_digits(fold(rest[-1].text))):
        reading.doubt(f"落款日期“{rest[-1].text}”不是一天", rest[-1].text)
    if rest and _is_signature_unit(rest[-1], unit, dated, is_own=is_own):
        reading.put("signature_unit", rest.pop().text)
    return rest


def _is_signature_unit(line: Line, unit: str, dated: Line | None, *, is_own: bool) -> bool:
    """Whether a last line is the unit that signs, given the line with the date below it."""
    if line.role == "signature":
        return bool(line.text)
    if is_own and (dated is None or dated.role == "signature"):
        return False
    if not line.text or len(line.text) > _MAX_SIGNATURE or SENTENCE.search(line.text):
        return False
    words, known = fold(line.text), fold(unit)
    if known and words == known:
        return True
    return dated is not None and (words.endswith(ORGAN) or (bool(known) and known.endswith(words)))


def _date(text: str) -> date | None:
    words = fold(text)
    if found := _CHINESE_DATE.fullmatch(words):
        month, day = (_SMALL_NUMBERS.get(found[index], 0) for index in (1, 2))
        words = f"{with_digits(words)[:5]}{month}月{day}日"
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


# -- figures -----------------------------------------------------------------------------------


def _put_figures(reading: _Reading, form: Form, tables: TablesRead) -> None:
    reading.slots[Slot("field", "forms")] = tuple(
        f"{key}={tables.forms[key]}" for key in form.tables
    )
    reading.slots |= {Slot("cell", address): figure for address, figure in tables.cells.items()}
    reading.slots |= {
        Slot("printed", address): figure for address, figure in tables.printed.items()
    }


def _put_evidence(reading: _Reading, form: Form, title: str, tables: TablesRead) -> None:
    """What the report cannot show by itself: labels, old rows, what is not there at all."""
    if not title:
        reading.slots[NO_TITLE] = "1"
    for key in form.tables:
        if rows := tables.old_rows.get(key):
            reading.slots[old_rows(key)] = rows
        for label, printed in tables.labels.get(key, {}).items():
            reading.slots[AlteredLabel(key, label, printed).slot] = printed
