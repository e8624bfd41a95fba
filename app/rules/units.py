"""What can be told of a unit from its name alone; nothing wherever that is not certain."""

from __future__ import annotations

import re
from collections.abc import Collection

_GOVERNMENT = "人民政府"
_PLACE = re.compile("(?:省|市|县|区|州|旗|盟|镇|乡)$")
_NO_GOVERNMENT = re.compile(
    "(?:新区|开发区|园区|地区|林区|矿区|特区|景区|高新区|试验区|实验区|示范区|保税区|度假区"
    "|合作区|管理区|行政区|功能区|社区|校区|(?<!自治)州)$"
)
"""Places that end like one with a government of its own and may have none, or are ambiguous."""
_MAKERS = re.compile("(?:省|自治区|自治州)$")
_BELOW = re.compile("(?:县|旗|镇|乡|区)$")
_CITY = re.compile("(?:.*(?:省|自治区|自治州|地区|盟|市))?(?P<name>.+?)市$")
_FOR_THE_GOVERNMENT = re.compile("办公[厅室]$")
_CENTRAL = re.compile("^(?:国家|中国|中华|全国|国务院|中央|最高)")
_DEPARTMENT = re.compile("(?:局|厅|委员会|委|办事处|街道|队|站|所|中心)$")
_LOCAL = re.compile("省|市(?!场)|县|区(?!域)|自治州|旗|盟|镇(?!街)|街道")


def has_no_letter(unit: str) -> bool:
    """Whether something was entered and no character of it can be part of a name: a year."""
    return bool(unit.strip()) and not any(character.isalpha() for character in unit)


def is_government(unit: str) -> bool:
    """Whether it is the government of a place, or the place as it names itself in such reports."""
    if unit.endswith(_GOVERNMENT):
        return True
    return _PLACE.search(unit) is not None and _NO_GOVERNMENT.search(unit) is None


def is_department(unit: str) -> bool:
    """Whether it is certainly a department, whose report is due by the end of January."""
    return _DEPARTMENT.search(unit) is not None


def cannot_make_rules(unit: str, county_cities: Collection[str]) -> bool:
    """Whether it certainly cannot issue 规章.

    `county_cities` are known 县级市, without 市; any other city may be one with districts.  False
    for ministries, offices of a government (which may report for it) and everything else of which
    the name does not tell.
    """
    if not is_government(unit):
        is_local = _LOCAL.search(unit) is not None and _CENTRAL.search(unit) is None
        return is_local and is_department(unit) and _FOR_THE_GOVERNMENT.search(unit) is None
    place = unit.removesuffix(_GOVERNMENT)
    if _MAKERS.search(place) or _NO_GOVERNMENT.search(place):
        return False
    city = _CITY.search(place)
    return _BELOW.search(place) is not None or (city is not None and city["name"] in county_cities)
