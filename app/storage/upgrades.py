"""Project files of earlier versions, brought to today's shape one version at a time.

Every version that was ever released is read for ever: its samples stay in `tests/old_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

import msgspec

Entry = dict[str, object]
Upgrade = Callable[[Entry], Entry]
"""From the decoded file of one version to that of the next, `nianbao` apart."""

UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType({})
"""By the version that each starts from.  0.1 is the first: version 1 needs none."""


def upgraded(data: bytes, version: int, newest: int) -> Entry:
    """A sound JSON object of an earlier version as one of the newest; numbers keep their digits."""
    entry = cast("Entry", msgspec.json.Decoder(float_hook=Decimal).decode(data))
    for step in range(version, newest):
        entry = UPGRADES[step](entry)
    return entry | {"nianbao": newest}
