"""Where the title of a report stands, and whose report of which year it says that it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from app.model.source import SourceDocument
from app.services.recognise_chapters import Line
from app.services.wording import fold, with_digits

ORGAN: Final = tuple(
    "局 委 办 室 院 处 厅 部 站 所 会 队 镇 乡 政府 中心 街道 公司 大学 学校 集团".split()
)
"""How names of organs end."""
_REGION: Final = ("省", "市", "县", "区", "旗", "州", "盟")
"""How names of regions end, which stand before those of organs."""

SENTENCE: Final = re.compile("[。；;]")
_MAX_TITLE_LINES = 6
_MAX_TITLE_LINE = 60
_RED_HEAD = re.compile(r"(?:\(\d{4}\)第?\d+号|文件|^(?:索引号|公开方式|发布|来源|信息来源).*)$")
_LETTERSPACING = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_REPORT_WORDS = re.compile(r"(?:报告|年报)(?:\(.*\))?$")
_SUBJECT = re.compile("(?:政府)?信息公开|政务公开|年度?(?:工作)?报告|年报|^关于")
_ONLY_SUBJECT = re.compile(r"(?:关于)?(?:政府)?(?:信息|政务)公开(?:工作)?(?:情况)?(?:的)?")
_OF_A_SITE = re.compile("[>:|]|网|首页")
_ONLY_A_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_UNIT_YEAR = re.compile(r"^(?P<unit>.*?)(?:关于)?(?P<year>(?:19|20)\d\d)年度?")
_YEAR_UNIT = re.compile(r"^(?P<year>(?:19|20)\d\d)年度?(?P<unit>.+?)(?:关于)?政(?:府信息|务)公开")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_PERIOD = re.compile(
    r"(?P<year>20\d\d)年1月1日(?:0时)?起?(?:至|到|—|-|~|–)+(?P<end>20\d\d)?年?(?:同年|当年)?12月31日"  # noqa: RUF001
)
_ANY_YEAR = re.compile(r"(20\d\d)年")
_NAMED_ORGAN = re.compile(
    r"(?:联系|年度?|[由在对和与及]|(?<![\u4e00-\u9fff]))"
    r"(?=(?P<unit>[^\W\da-zA-Z_联系年我可有由在的及和与]{1,8}(?:省|市|县|区|旗|州|盟|镇|乡)"
    r"[^\W\da-zA-Z_]{0,20}?(?:局|委员会|厅|人民政府|办事处|中心)))"
)
_OFTEN = 2


class Title(NamedTuple):
    """First line of the title and first line after it, equal where there is none.

    `passed_over` are lines between it and the red head that are no part of it.
    """

    start: int
    end: int
    passed_over: tuple[str, ...] = ()


def title_place(opening: Sequence[Line], source: SourceDocument) -> Title:
    """Find the title in what stands before the first chapter."""
    styled = len(list(takewhile(lambda line: line.role == "title", opening)))
    if styled and "".join(line.text for line in opening[:styled]) == source.title:
        return Title(0, styled)
    start = len(list(takewhile(lambda line: _RED_HEAD.search(fold(line.text)), opening)))
    for index, line in enumerate(opening[start : start + _MAX_TITLE_LINES], start + 1):
        is_text = len(line.text) > _MAX_TITLE_LINE or SENTENCE.search(line.text)
        if line.table is not None or is_text:
            break
        if _REPORT_WORDS.search(fold(line.text)):
            first = first_line(opening, start, index)
            return Title(first, index, tuple(line.text for line in opening[start:first]))
    if styled:
        return Title(0, styled)
    is_year = start < len(opening) and _ONLY_A_YEAR.fullmatch(
        with_digits(fold(opening[start].text))
    )
    return Title(start, start + bool(is_year))


def is_title_end(line: Line) -> bool:
    """Whether a line may be the last one of a title: it ends like one, and is no sentence."""
    return (
        line.table is None
        and len(line.text) <= _MAX_TITLE_LINE
        and SENTENCE.search(line.text) is None
        and _REPORT_WORDS.search(fold(line.text)) is not None
    )


def first_line(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the title that ends before `end` begins: upwards, as long as lines are parts of one.

    Those are the subject, the year, and the unit, whose name may be set in two lines.  What else
    stands over a title (首页, the name of a site) would become part of the name.
    """
    first = end - 1
    has_year = _has_year(lines[first])
    while first > start and (line := lines[first - 1]).table is None:
        above = fold(line.text)
        is_name = above.endswith((*ORGAN, *_REGION, "关于"))
        is_whole = _names_a_unit(lines[first]) and not above.endswith(_REGION)
        is_subject = _ONLY_SUBJECT.fullmatch(above) is not None or (
            not has_year and _SUBJECT.search(above) is not None and not _OF_A_SITE.search(above)
        )
        if not is_subject and (not is_name or is_whole):
            break
        has_year = has_year or _has_year(line)
        first -= 1
    return first


def _has_year(line: Line) -> bool:
    return _YEAR.search(with_digits(fold(line.text))) is not None


def _names_a_unit(line: Line) -> bool:
    """Whether a line has the name of an organ before its year, or is one."""
    words = with_digits(fold(line.text))
    found = _UNIT_YEAR.match(words)
    unit = found["unit"] if found else words
    return bool(unit) and unit.endswith(ORGAN)


def unit_and_year(title: str, source: SourceDocument) -> tuple[str, int | None]:
    """From 〈单位〉〈年〉年…报告; the unit that the file says of itself where the title agrees."""
    if source.unit and title.startswith(source.unit):
        found = _UNIT_YEAR.match(with_digits(fold(title.removeprefix(source.unit))))
        return source.unit, int(found["year"]) if found else None
    words = with_digits(fold(title))
    found = _UNIT_YEAR.match(words)
    year = int(found["year"]) if found else None
    if source.unit and title == source.title:
        return source.unit, year
    if found and not found["unit"]:
        found = _YEAR_UNIT.match(words)
    return (_as_printed(title, found["unit"]) if found else ""), year


def _as_printed(title: str, unit: str) -> str:
    """The unit with its own brackets and digits, which folding has changed."""
    for start in (0, title.find("年") + 1):
        for end in range(start + 1, len(title) + 1):
            if fold(title[start:end]) == unit:
                return _LETTERSPACING.sub("", title[start:end]).strip()
    return unit


def period_year(lines: Sequence[Line]) -> int | None:
    """The year of the period that the report says it is of."""
    found = _PERIOD.search(_words(lines))
    return int(found["year"]) if found else None


def commonest_year(lines: Sequence[Line]) -> int | None:
    """The year that is named most often."""
    years = Counter(_ANY_YEAR.findall(_words(lines))).most_common(1)
    return int(years[0][0]) if years else None


def commonest_organ(lines: Sequence[Line]) -> str:
    """An organ with its region that the text names more than once, and oftener than any other."""
    text = "\n".join("".join(line.text.split()) for line in lines)
    names = Counter(found["unit"] for found in _NAMED_ORGAN.finditer(text))
    ranked = names.most_common(2)
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _words(lines: Sequence[Line]) -> str:
    return with_digits(fold("\n".join(line.text for line in lines)))
