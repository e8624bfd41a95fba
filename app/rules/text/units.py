"""Names of offices: whether two of them are the same one, and of what region."""

from __future__ import annotations

import re

_REGION = re.compile(
    r"(?:[一-龥]{2,7}?(?:自治区|自治州|自治县|开发区|新区|[省市县区旗州盟]"
    r"|[镇乡](?=人民|政府|\Z)|街道(?=办事处|\Z)))+"
)
_ABOVE = re.compile(
    r"政府|党委|[省市州县区旗]委(?!员)|政务公开|政公办|人大|政协|纪委|监委|法院|检察院"
)
"""Offices of the same place that a department names as its own superiors or controllers."""

_TOGETHER = re.compile(r"会同|联合|配合|协助|协同|邀请|督促|指导|商请")
"""Said of an office that the reporting one has done something with."""

_GOVERNMENT = re.compile(r"(?:政府|[省市州县区旗])$")
_HOLDS_ITS_OWN_KIND = "市区"
"""Levels at which a government's report also speaks of units below it that are called the same."""


def region_of(unit: str) -> str:
    """The place that an office's name begins with, empty where it begins with none."""
    found = _REGION.match(unit)
    return found[0] if found else ""


def is_same(one: str, other: str) -> bool:
    """Whether two names can be the same office's: one within the other, or its short form."""
    return is_within(one, other) or is_within(other, one)


def is_within(short: str, long: str) -> bool:
    """Whether all characters of a name come in another one, in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def is_another_unit(name: str, unit: str) -> bool:
    """Whether a name that stands for the reporting office is in fact another one's.

    Asked of running text, which also names offices above, below and beside: only one of the same
    place, or of a place of the same level, is taken for a remainder of somebody else's report.
    Nothing is said where one of the two names does not begin with a place.
    """
    if unit in name:  # 示例市民政局会同示例市财政局
        return False
    place = region_of(unit)
    if place and place in name:
        before, name = name[: name.rindex(place)], name[name.rindex(place) :]
        if _TOGETHER.search(before):
            return False
    other = region_of(name)
    if not place or not other or is_same(name, unit):
        return False
    governs = _GOVERNMENT.search(unit) is not None
    if place.endswith(other) or other.endswith(place):
        return not governs and _ABOVE.search(name) is None
    return other[-1] == place[-1] and not (governs and place[-1] in _HOLDS_ITS_OWN_KIND)
