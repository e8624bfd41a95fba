"""`layout.toml`: every value is there and can be used, or one sentence says where not."""

from __future__ import annotations

import pytest

from app.model.house import HouseStyle
from app.paths import resource
from app.storage.layout_file import decode_layout, entry_of, settings_of
from app.storage.strict import MalformedError

GOOD = resource("formats/2021/layout.toml").read_text(encoding="utf-8")


def swapped(old: str, new: str) -> bytes:
    """The shipped file with the first such piece put in place of another."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1).encode()


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_shipped_files_are_read(year: int) -> None:
    """Guards the shipped style: faces of GB/T 9704-2012 as offices apply it."""
    house = decode_layout(resource(f"formats/{year}/layout.toml").read_bytes())
    faces = (house.title, house.heading1, house.heading2, house.heading3, house.body)
    assert [(face.family, face.size, face.bold) for face in faces] == [
        ("方正小标宋简体", 22, False),
        ("黑体", 16, False),
        ("楷体_GB2312", 16, False),
        ("仿宋_GB2312", 16, False),
        ("仿宋_GB2312", 16, False),
    ]
    assert (house.page_number.family, house.page_number.size) == ("宋体", 14)
    assert (house.has_cover, house.has_preamble, house.has_seal) == (False, True, True)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("pitch = 28.0", "", "缺少“pitch”"),
        ("pitch = 28.0", "pitch = '28'", "pitch：应为小数，实为文字"),
        ("pitch = 28.0", "pitch = 280", "pitch：不能大于 60.0"),
        ("pitch = 28.0", "pitsch = 28.0", "不认识的项“pitsch”"),
        ("size = 22.0", "", "title：缺少“size”"),
        ("size = 22.0", "size = 1", "title.size：不能小于 5.0"),
        ("top = 37.0", "top = 370", "margins.top：不能大于 80.0"),
        ("[heading3]", "[heading4]", "不认识的项“heading4”"),
        ("has_cover = false", "has_cover = 0", "has_cover：应为是否值，实为整数"),
        ("[margins]", "[margins", "第 15 行第 9 列：不是正确的 TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, sentence: str) -> None:
    """Guards a county's own file: what is wrong, and where."""
    with pytest.raises(MalformedError) as caught:
        decode_layout(swapped(old, new))
    assert str(caught.value) == sentence


def test_values_go_through_a_file_and_back(house: HouseStyle) -> None:
    """Guards the project file: no value changes on its way."""
    settings = house.altered({"pitch": 28.95, "title.bold": True}).settings
    assert settings_of(entry_of(settings)) == settings
    assert settings_of(entry_of({})) == {}
