"""Where lines end; plain letters of one width, no font."""

from __future__ import annotations

import pytest

from app.gui.print.breaking import (
    Cluster,
    balanced,
    break_lines,
    clean,
    is_wide,
    letters,
    spaced,
)


def set_in(text: str, width: float) -> list[str]:
    """Break a text whose Chinese letters are 1 wide, the others 0.5."""
    clusters = [Cluster(c, 1.0 if is_wide(c) else 0.5, is_wide(c), 0) for c in letters(text)]
    lines = break_lines(clusters, lambda _line: width, 1.0)
    return ["".join(c.text for c in clusters[line.start : line.end]) for line in lines]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("全年发布信息", 4, ["全年发布", "信息"]),
        ("全年发布，信息", 4, ["全年发", "布，信息"]),  # nothing on the line gives way
        ("全、年，发布。信息", 7, ["全、年，发布。", "信息"]),
        ("全、年，发，布。信息", 7, ["全、年，发，布。", "信息"]),  # drawn in
        ("依据《条例》规定", 3, ["依据", "《条", "例》规", "定"]),
        ("依据（见前）规定", 3, ["依据", "（见", "前）规", "定"]),
        ("他说“不公开”了", 3, ["他说", "“不公", "开”了"]),
        ("自2021年1月起", 3, ["自2021", "年1月", "起"]),
        ("信息——即数据", 3, ["信息", "——即", "数据"]),
        ("等等……以及", 3, ["等", "等……", "以及"]),
        ("占36.2%的", 4, ["占36.2%", "的"]),
    ],
)
def test_no_line_begins_or_ends_as_it_must_not(text: str, width: float, lines: list[str]) -> None:
    assert set_in(text, width) == lines


def test_a_long_address_is_broken_rather_than_a_line_left_empty() -> None:
    lines = set_in("网址http://www.example.gov.cn/zwgk/xxgkml/index.html查询", 14)
    assert lines[0].startswith("网址http")
    assert lines[0][-1] in "/."
    assert "".join(lines).endswith("index.html查询")


def test_nothing_is_lost_and_every_line_moves_on() -> None:
    for text in ("，，，，，，，，", "（（（（（（", "A" * 100, "　" * 30, "。" * 3 + "一" * 50):
        for width in (1, 2, 5):
            assert "".join(set_in(text, width)) == text


def test_spaces_between_lines_belong_to_none() -> None:
    assert set_in("一二三 四五六", 3) == ["一二三 ", "四五六"]


def test_lines_of_a_title_are_of_about_one_length() -> None:
    clusters = [Cluster(c, 1.0, is_wide=True, mark=0) for c in "某某市人民政府办公室政府信息公开"]
    lines = balanced(clusters, 14, 1.0)
    assert [line.end - line.start for line in lines] == [8, 8]
    assert len(balanced(clusters, 20, 1.0)) == 1


def test_chinese_and_latin_stand_a_little_apart() -> None:
    clusters = [Cluster(c, 1.0, is_wide(c), 0) for c in "共3件，A级"]
    leads = [cluster.lead for cluster in spaced(clusters, 10.0)]
    assert leads == [0, 2.0, 2.0, 0, 0, 2.0]


def test_what_cannot_be_seen_is_not_set() -> None:
    assert clean("甲\x00乙\x0b\u200f丙\ufeff丁\t戊\u3000己") == "甲乙丙丁\t戊\u3000己"


def test_what_belongs_to_one_letter_stays_with_it() -> None:
    assert list(letters("e\u0301甲👨\u200d👩\u200d👧乙\ufe0f")) == [
        "e\u0301",
        "甲",
        "👨\u200d👩\u200d👧",
        "乙\ufe0f",
    ]
