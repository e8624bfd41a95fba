"""Sentences that the program writes for the user, from `resources/phrases.toml`."""

from __future__ import annotations

import msgspec

from app.paths import resource
from app.storage.strict import decode_toml


class _Phrases(msgspec.Struct, forbid_unknown_fields=True):
    preamble: str


def standard_preamble(year: int | None, notice: str) -> str:
    """Basis and period of a report, as the notice in force words them."""
    phrases = decode_toml(resource("phrases.toml").read_bytes(), _Phrases)
    return phrases.preamble.format(year="" if year is None else year, notice=notice)
