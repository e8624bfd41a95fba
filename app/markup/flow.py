"""Lines that are one paragraph, in files that know lines only: plain text, pages of a PDF file."""

from __future__ import annotations

import re

_BEGINS = re.compile(
    r"\s*(?:[〇一二三四五六七八九十]{1,3}\s*[、.．]|第[〇一二三四五六七八九十]{1,3}[部章条]"  # noqa: RUF001
    r"|[(（][〇一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．)）](?!\d)|[①-⑳●■◆•·*-]\s*)"  # noqa: RUF001
)
"""Numbers of chapters, headings and lists: what they begin goes on from nothing."""
_DATE = re.compile(r"\s*[〇○零一二三四五六七八九\d]{4}\s*年.{1,5}月.{1,5}日\s*")
_ENDS = tuple("。！？!?；;：:…」』")
_LATIN = re.compile(r"[A-Za-z0-9,.;]")
_PAGE_NUMBER = re.compile(
    r"[-—–―－·•~～_\s]*第?\s*\d{1,3}\s*页?\s*(?:[/／,，共]\s*共?\s*\d{1,3}\s*页?)?[-—–―－·•~～_\s]*"  # noqa: RUF001
)
_BARE = re.compile(r"\s*\d*\s*")


def begins_anew(line: str) -> bool:
    """Whether a line can only be the first one of a paragraph: a number, or a date by itself."""
    return _BEGINS.match(line) is not None or _DATE.fullmatch(line) is not None


def is_ended(line: str) -> bool:
    """Whether a line closes a sentence, so that nothing says that it goes on."""
    return line.rstrip(" \u3000”’）)》").endswith(_ENDS)  # noqa: RUF001


def joined(first: str, second: str) -> str:
    """Two lines as one: Chinese without a space, Latin words with one."""
    first, second = first.rstrip(), second.lstrip()
    needs_space = _LATIN.match(first[-1:]) and second[:1].isascii() and second[:1].isalpha()
    return f"{first}{' ' if needs_space else ''}{second}"


def is_page_number(line: str, *, may_be_bare: bool) -> bool:
    """Whether a line is no more than the number of a page: `— 3 —`, `第 3 页`; `3` if allowed."""
    if not line.strip() or _PAGE_NUMBER.fullmatch(line) is None:
        return False
    return may_be_bare or _BARE.fullmatch(line) is None
