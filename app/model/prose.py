"""Text of other programs as paragraphs of a chapter: words only, one paragraph a line."""

from __future__ import annotations

import re

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
_AFTER_NUMBER = re.compile(
    r"^([（(][〇一二三四五六七八九十\d]{1,3}[）)]|[〇一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])\s+"  # noqa: RUF001
)


def paragraphs_of(text: str) -> str:
    """What is pasted into a chapter: without indents, blank lines, marks that cannot be seen.

    Word puts a tab behind the numbers that it counts itself; other tabs part cells of a table.
    """
    lines = _UNSEEN.sub("", _ENDS.sub("\n", text)).split("\n")
    tidy = (_AFTER_NUMBER.sub(r"\1", line.strip()) for line in lines)
    joined = (line.replace("\t", "　").replace("\u00a0", " ") for line in tidy)
    return "\n".join(line for line in joined if line.strip())
