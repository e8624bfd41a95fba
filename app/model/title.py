"""Where the title of a report is broken: words whole, lines alike (GB/T 9704-2012, 7.3.1).

Word or LibreOffice would break it wherever a line is full; a title says what it says only when its
lines end with a word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from app.model.signature import width_in_characters

_WORDS = (
    "政府信息公开工作",
    "政府信息公开",
    "人民政府",
    "管理委员会",
    "委员会",
    "街道办事处",
    "办事处",
    "办公厅",
    "办公室",
    "监督管理局",
    "管理局",
    "高新技术产业开发区",
    "经济技术开发区",
    "开发区",
    "示范区",
    "服务中心",
    "指挥部",
    "领导小组",
    "社会保障",
    "人力资源和",
    "住房和",
    "城乡建设",
    "城市管理",
    "自然资源",
    "生态环境",
    "市场监督",
    "退役军人",
    "文化和旅游",
    "广播电视",
    "工作年度报告",
    "年度报告",
)
"""Words of names and titles inside which no line ends; longest first where one begins another."""

_WORD = re.compile("|".join(_WORDS))
_PLACE = re.compile(r"[^\d省市县区州盟旗镇乡]{1,12}?(?:[省市县区州盟旗镇乡](?![场村域镇容])|街道)")
_YEAR = re.compile(r"(?:\d{4}|[〇零一二三四五六七八九]{4})年度?")

_LEADING = ("和", "与", "及", "（", "〔", "《", "“")
"""What belongs to the word after it, and so ends no line."""


def title_lines(title: str, unit: str, characters: float) -> tuple[str, ...]:
    """The lines of a title, of at most so many characters of its own size; joined they are it.

    The unit, where the title begins with it, and the rest stand on lines of their own.
    """
    if unit and title.startswith(unit) and title != unit:
        parts = (unit, title.removeprefix(unit))
    else:
        parts = (title,)
    return tuple(line for part in parts for line in _broken(part, characters))


def _broken(text: str, characters: float) -> tuple[str, ...]:
    """Fewest lines that end with words; among those the ones most alike, the longest not last."""
    width = width_in_characters(text)
    if width <= characters:
        return (text,)
    fewest = math.ceil(width / characters)
    for places in (sorted(_ends_of_words(text)), range(1, len(text))):
        for count in (fewest, fewest + 1):
            if math.comb(len(places), count - 1) > 20_000:  # noqa: PLR2004  no title that is read
                continue
            choices = [_cut(text, ends) for ends in combinations(places, count - 1)]
            fitting = [c for c in choices if max(map(width_in_characters, c)) <= characters]
            if fitting:
                return min(fitting, key=_unevenness)
    return (text,)


def _cut(text: str, ends: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in pairwise((0, *ends, len(text))))


def _unevenness(lines: tuple[str, ...]) -> tuple[float, float]:
    widths = [width_in_characters(line) for line in lines]
    return max(widths) - min(widths), widths[-1]


def _ends_of_words(text: str) -> Iterator[int]:
    """Places where a line may end: after names of places, around known words, before a year."""
    forbidden = {
        place
        for pattern in (_WORD, _YEAR)
        for found in pattern.finditer(text)
        for place in range(found.start() + 1, found.end())
    }
    forbidden |= {found.end() for found in _YEAR.finditer(text)}
    ends = {found.end() for pattern in (_WORD, _PLACE) for found in pattern.finditer(text)}
    ends |= {found.start() for pattern in (_WORD, _YEAR) for found in pattern.finditer(text)}
    forbidden |= {place for place in ends if text[:place].endswith(_LEADING)}
    return (place for place in ends if 0 < place < len(text) and place not in forbidden)
