"""Levels of headings, recognised from the text itself as GB/T 9704 numbers them.

一、 is a chapter title and never stands in a chapter's text; （一） is set in 楷体, with the
sentence running on in 仿宋; 1. and （1） look like body text.
"""

from __future__ import annotations

import re

_SECOND = re.compile(r"[（(][〇一二三四五六七八九十]+[）)]\s*[^。：:；;]{1,38}(?:[。：:]|$)")


def second_level_length(paragraph: str) -> int:
    """How many characters at the start of a paragraph are a （一） heading; 0 for none.

    The heading ends with its first full stop or colon; an opening sentence of more than 38
    characters is a sentence, not a heading.
    """
    found = _SECOND.match(paragraph)
    return found.end() if found else 0
