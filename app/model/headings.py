"""Levels of headings, recognised from the text itself as GB/T 9704 numbers them.

一、 is a chapter title and never stands in a chapter's text; （一） is set in 楷体, with the
sentence running on in 仿宋; 1. and （1） look like body text unless an office wants otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_OPENING = r"[^。：:；;]{1,38}"
_SECOND = re.compile(rf"[（(][〇一二三四五六七八九十]+[）)]\s*{_OPENING}(?:[。：:]|$)")
_THIRD = re.compile(rf"(?:\d{{1,2}}[.．、](?!\d)|[（(]\d{{1,2}}[）)])\s*{_OPENING}(?:[。：:]|$)")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a paragraph; `length` counts its characters."""

    level: Literal[2, 3]
    length: int


def heading_of(paragraph: str) -> Heading | None:
    """The heading that a paragraph begins with, or is; None for plain text.

    It ends with its first full stop or colon; an opening sentence of more than 38 characters is
    a sentence, not a heading, and so is a numbered one (1. or （1）) that stands alone and ends
    with a stop.
    """
    if found := _SECOND.match(paragraph):
        return Heading(2, found.end())
    found = _THIRD.match(paragraph)
    if found is None or (found.end() == len(paragraph) and paragraph.endswith("。")):
        return None
    return Heading(3, found.end())


def second_level_length(paragraph: str) -> int:
    """How many characters at the start of a paragraph are a （一） heading; 0 for none."""
    heading = heading_of(paragraph)
    return heading.length if heading is not None and heading.level == 2 else 0  # noqa: PLR2004
