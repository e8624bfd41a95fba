"""`text_rules.toml` → what the checks of texts look for, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated

import msgspec

from app.model.wording import Judge, Wording
from app.storage.rules_file import RulesFileError
from app.storage.strict import MalformedError, decode_toml, decoded

Words = Annotated[str, msgspec.Meta(min_length=1)]

_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")
_FACTS = frozenset(
    {"quote", "most", "year", "next_year", "unit", "notice", "count", "where", "right"}
)


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    places: Annotated[list[Words], msgspec.Meta(min_length=1)]
    message: Words
    find: Words | None = None
    lacks: Words | None = None
    most: int = 0
    unless: list[Words] = []
    judge: Judge | None = None
    put: str | None = None
    since: int = 0
    until: int = 9999
    off: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    rules: dict[str, list[dict[str, object]]]
    fragments: dict[str, Words] = {}


def read_text_rules(path: Path) -> dict[str, tuple[Wording, ...]]:
    """The wordings of every rule in the file; raise RulesFileError for any fault in it."""
    try:
        read = decode_toml(path.read_bytes(), _File)
        fragments = _nested(read.fragments)
        return {
            rule: tuple(
                _wording(f"rules.{rule}[{index}]", entry, fragments)
                for index, entry in enumerate(entries)
            )
            for rule, entries in read.rules.items()
        }
    except OSError as error:
        raise RulesFileError(path, "读不到文件") from error
    except MalformedError as error:
        raise RulesFileError(path, str(error)) from error


def _nested(fragments: Mapping[str, str]) -> dict[str, str]:
    """Fragments with those before them put in."""
    whole: dict[str, str] = {}
    for name, pattern in fragments.items():
        whole[name] = _filled(f"fragments.{name}", pattern, whole)
    return whole


def _filled(place: str, pattern: str, fragments: Mapping[str, str]) -> str:
    def insert(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise MalformedError(place, f"没有片段“{found[1]}”")
        return f"(?:{fragments[found[1]]})"

    return _FRAGMENT.sub(insert, pattern)


def _wording(place: str, written: object, fragments: Mapping[str, str]) -> Wording:
    entry = decoded(written, _Entry, place)
    if sum((entry.find is not None, entry.lacks is not None, entry.most > 0)) != 1:
        raise MalformedError(place, "“find”“lacks”“most”应有且只有一个")
    find = _pattern(f"{place}.find", [entry.find], fragments)
    names = _FACTS | set(find.groupindex if find else ())
    for key, template in (("message", entry.message), ("put", entry.put or "")):
        _require_known(f"{place}.{key}", template, names)
    return Wording(
        frozenset(entry.places),
        entry.message,
        find,
        _pattern(f"{place}.lacks", [entry.lacks], fragments),
        entry.most,
        _pattern(f"{place}.unless", entry.unless, fragments),
        entry.judge,
        entry.put,
        entry.since,
        entry.until,
        entry.off,
    )


def _pattern(
    place: str, patterns: Iterable[str | None], fragments: Mapping[str, str]
) -> re.Pattern[str] | None:
    """One pattern for all alternatives; None for none."""
    written = [_filled(place, pattern, fragments) for pattern in patterns if pattern is not None]
    if not written:
        return None
    try:
        return re.compile("|".join(written))
    except re.error as error:
        raise MalformedError(place, "不是正确的正则式") from error


def _require_known(place: str, template: str, names: Iterable[str]) -> None:
    try:
        used = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise MalformedError(place, "花括号不成对") from error
    if unknown := sorted(used - set(names)):
        raise MalformedError(place, f"不认识的项“{unknown[0]}”")
