"""Numbers before chapter titles, from 一 to 九十九."""

from __future__ import annotations

import pytest

from app.model.chapters import chinese_number, with_number, without_number

FIRST = (
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一".split()
)


def test_numbers_up_to_twenty_one_are_as_people_write_them() -> None:
    """Guards 十 against 一十, and 二十 against 二十〇."""
    assert [chinese_number(n) for n in range(1, 22)] == FIRST


@pytest.mark.parametrize(
    ("number", "text"), [(30, "三十"), (45, "四十五"), (90, "九十"), (91, "九十一"), (99, "九十九")]
)
def test_larger_numbers(number: int, text: str) -> None:
    """Guards the tens."""
    assert chinese_number(number) == text


def test_all_numbers_differ() -> None:
    """Guards each number, also of files with more chapters than any office writes."""
    assert len({chinese_number(n) for n in range(1, 5000)}) == 4999


@pytest.mark.parametrize("number", range(1, 1000))
def test_a_number_put_on_can_be_taken_off_and_changed(number: int) -> None:
    """Guards renumbering: off, on and over, for every number."""
    title = with_number("总体情况", number)
    assert without_number(title) == "总体情况"
    assert with_number(title, 1000 - number) == f"{chinese_number(1000 - number)}、总体情况"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("一、总体情况", "总体情况"),
        (" 十二 、 总体情况 ", "总体情况"),
        ("\u3000五、其他", "其他"),
        ("总体情况", "总体情况"),
        ("（一）总体情况", "（一）总体情况"),
        ("一总体情况", "一总体情况"),
        ("三公经费、会议费", "三公经费、会议费"),
        ("1、总体情况", "总体情况"),
        ("三.收到和处理", "收到和处理"),
        ("第一部分 总体情况", "总体情况"),
        ("第三方权益", "第三方权益"),
        ("2024年工作", "2024年工作"),
        ("", ""),
        ("一、", ""),
        ("一、二、三产业", "二、三产业"),
    ],
)
def test_only_a_chapter_number_is_taken_off(title: str, bare: str) -> None:
    """Guards titles that only look numbered."""
    assert without_number(title) == bare
