""".txt and .md → SourceDocument: lines of text, and tables drawn with `|` or tabs.

No library for Markdown: by its rules surplus cells of a row are dropped and the numbers of lists
are lost, which would be figures and titles of a report.  What counts here are lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from app.markup.encoding import decoded
from app.markup.flow import begins_anew, is_ended, is_page_number, joined
from app.markup.limits import (
    MAX_BLOCKS,
    MAX_CHARACTERS,
    MAX_ROWS,
    MAX_WIDTH,
    TOO_LONG,
    TOO_MANY_BLOCKS,
    TOO_MANY_ROWS,
    TOO_WIDE,
)
from app.model.document import ParagraphRole
from app.model.source import SourceDocument, SourceParagraph, SourceTable, UnreadableError
from app.plain.grid import grid_of

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_MAX_CONTROLS = 0.001
_MAX_UNREADABLE = 0.02
"""Of the characters: with more of them the bytes are no text."""
_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_RULER = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})\s+(?P<text>.+?)\s*#*\s*")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_INLINE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?(?:b|i|u|em|strong|span|font|sup|sub|p|div|center)(?:\s[^<>]*)?>"), ""),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\*)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
"""What Markdown writes around words, and what is meant by it."""
_LEAST_GOING_ON = 25
"""Characters of a line that is broken off; a shorter one without a stop is a title or a name."""
_PAGE_BREAK = "\f"


def is_text(data: bytes) -> bool:
    """Whether bytes are words that a person may have typed."""
    text, unreadable = decoded(data[: 4 * MAX_CHARACTERS + 1])
    return (
        unreadable <= max(1, _MAX_UNREADABLE * len(text))
        and len(_CONTROLS.findall(text)) <= _MAX_CONTROLS * len(text)
        and bool(text.strip())
    )


def read_text(data: bytes) -> SourceDocument:
    """Read a text or a Markdown file; raise UnreadableError with one Chinese sentence."""
    if len(data) > 4 * MAX_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    text, unreadable = decoded(data)
    lines = _LINE_END.sub("\n", text).replace("\x00", "").split("\n")
    if len(lines) > MAX_BLOCKS:
        raise UnreadableError(TOO_MANY_BLOCKS)
    is_markdown = any(map(_is_ruler, lines)) or any(map(_HEADING.fullmatch, lines))
    notes = [f"文件里有 {unreadable} 个字符读不出，以“\ufffd”代替"] if unreadable else []
    return SourceDocument(tuple(_blocks(lines, is_markdown=is_markdown)), notes=tuple(notes))


def _blocks(lines: Sequence[str], *, is_markdown: bool) -> Iterator[SourceParagraph | SourceTable]:
    """Tables are runs of lines of one kind; all else is joined to paragraphs."""
    held = ""
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end > at:
            if held:
                yield SourceParagraph(held)
            held = ""
            yield _table(lines[at:end], is_markdown=is_markdown)
            at = end
            continue
        line, role = _line(lines, at, is_markdown=is_markdown)
        at += 1
        if not line.strip():
            continue
        if held and role is None and _goes_on(held, line):
            held = joined(held, line)
            continue
        if held:
            yield SourceParagraph(held)
        held = ""
        if role is not None:
            yield SourceParagraph(line.strip(), role)
        else:
            held = line.strip()
    if held:
        yield SourceParagraph(held)


def _goes_on(held: str, line: str) -> bool:
    return len(held) >= _LEAST_GOING_ON and not is_ended(held) and not begins_anew(line)


def _line(lines: Sequence[str], at: int, *, is_markdown: bool) -> tuple[str, ParagraphRole | None]:
    """The words of a line, and what Markdown says of it; nothing for page numbers and rules."""
    line = lines[at]
    next_to_break = any(_PAGE_BREAK in near for near in lines[max(at - 1, 0) : at + 2])
    line = line.replace(_PAGE_BREAK, "")
    if is_page_number(line, may_be_bare=next_to_break):
        return "", None
    if not is_markdown:
        return line, None
    if _RULE.fullmatch(line):
        return "", None
    found = _HEADING.fullmatch(line)
    if found is None:
        return _plain(line), None
    words = _plain(found["text"])
    return words, "title" if len(found["level"]) == 1 and _is_first(lines, at) else "heading1"


def _is_first(lines: Sequence[str], at: int) -> bool:
    return not any(line.strip() for line in lines[:at])


def _plain(line: str) -> str:
    for pattern, meant in _INLINE:
        line = pattern.sub(meant, line)
    return html.unescape(line)


# -- tables ------------------------------------------------------------------------------------


def _is_ruler(line: str) -> bool:
    return "|" in line and _RULER.fullmatch(line) is not None


def _table_end(lines: Sequence[str], at: int) -> int:
    """Where a table that begins at a line ends; `at` itself where none does."""
    for is_row in (_has_bars, _has_tabs):
        end = at
        while end < len(lines) and is_row(lines[end]):
            end += 1
        if end - at >= 2:  # noqa: PLR2004  one line alone is text with a sign in it
            return end
    return at


def _has_bars(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and stripped.count("|") > 1


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip()


def _table(lines: Sequence[str], *, is_markdown: bool) -> SourceTable:
    rows = [_cells(line, is_markdown=is_markdown) for line in lines if not _is_ruler(line)]
    if len(rows) > MAX_ROWS:
        raise UnreadableError(TOO_MANY_ROWS)
    if max(map(len, rows), default=0) > MAX_WIDTH:
        raise UnreadableError(TOO_WIDE)
    return grid_of(rows)


def _cells(line: str, *, is_markdown: bool) -> list[str]:
    if not _has_bars(line):
        return [cell.strip() for cell in line.split("\t")]
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]
    return [_plain(cell) for cell in cells] if is_markdown else cells
