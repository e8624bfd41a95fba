"""The title in lines: names and words whole, lines alike, the year with what it dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.signature import width_in_characters
from app.model.title import title_lines

REST = "2024年政府信息公开工作年度报告"
FULL = 20.1
"""Characters of 22 pt on a line of 156 mm."""


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("清河市教育局", ("清河市教育局",)),
        ("某某市住房和城乡建设局", ("某某市住房和城乡建设局",)),
        ("甲" * 20, ("甲" * 20,)),
        (
            "中国（某某）自由贸易试验区某某片区管理委员会",
            ("中国（某某）自由贸易试验区", "某某片区管理委员会"),
        ),
        (
            "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府办公室",
            ("新疆维吾尔自治区伊犁哈萨克自治州", "察布查尔锡伯自治县人民政府办公室"),
        ),
        (
            "某某省某某市某某经济技术开发区市场监督管理局",
            ("某某省某某市某某", "经济技术开发区市场监督管理局"),
        ),
        (
            "某某自治州某某市乡村振兴和城市管理综合服务中心办公室",
            ("某某自治州某某市乡村振兴和城市管理", "综合服务中心办公室"),
        ),
    ],
)
def test_a_unit_is_broken_between_words(unit: str, lines: tuple[str, ...]) -> None:
    """Guards names: 人民政府, 办公室 and their like stay whole, both lines are alike."""
    assert title_lines(unit + REST, unit, FULL) == (*lines, REST)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于公布哈尔滨市南岗区2024年度政府信息公开工作年度报告的通知",
            ("关于公布哈尔滨市南岗区", "2024年度政府信息公开工作年度报告的通知"),
        ),
        (
            "2024年某某省某某市某某经济技术开发区市场监督管理局政府信息公开工作年度报告",
            ("2024年某某省某某市某某经济技术开发区", "市场监督管理局政府信息公开工作年度报告"),
        ),
        ("", ("",)),
    ],
)
def test_a_title_of_its_own_keeps_the_year_with_what_follows(
    title: str, lines: tuple[str, ...]
) -> None:
    """Guards titles that do not begin with the unit."""
    assert title_lines(title, "某某局", FULL) == lines


@given(st.text("某市县区局人民政府办公室2024年度报告工作 ", max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_no_line_too_long(title: str, characters: int) -> None:
    """Guards against words that are cut off, whatever the name."""
    lines = title_lines(title, "", characters)
    assert "".join(lines) == title
    assert len(lines) == 1 or max(map(width_in_characters, lines)) <= characters
