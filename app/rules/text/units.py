"""Names of offices: whether two of them are the same one, and of what region."""

from __future__ import annotations

import re

_REGION = re.compile(
    r"(?:[一-龥]{2,7}?(?:自治区|自治州|自治县|开发区|新区|[省市县区旗州盟]|[镇乡](?=人民|政府)))+"
)
_OF_ONE_LINE = re.compile(r"政府|党委|市委|县委|区委|省委|政务公开|人大|政协|纪委|监委|法院|检察院")


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
    """Whether a name is another office's than `unit`, and of no office above it.

    Nothing is said where the unit is not known.
    """
    if not unit:
        return False
    region = region_of(unit)
    if region and region in name:
        name = name[name.rindex(region) :]
    return not is_same(name, unit) and not _OF_ONE_LINE.search(name)
