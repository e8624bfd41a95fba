"""House styles in files: `layout.toml` has every value, a project file what differs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from app.model.house import HouseStyle, Setting
from app.storage.strict import decode_toml

Family = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
FontSize = Annotated[float, msgspec.Meta(ge=5, le=72)]
Margin = Annotated[float, msgspec.Meta(ge=5, le=80)]
"""Millimetres; what printers can do at one end, and leaves room for text at the other."""


class FaceEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A face; what is left out is not changed."""

    family: Family | UnsetType = UNSET
    size: FontSize | UnsetType = UNSET
    fallbacks: tuple[Family, ...] | UnsetType = UNSET
    bold: bool | UnsetType = UNSET


class MarginsEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Margins; what is left out is not changed."""

    top: Margin | UnsetType = UNSET
    left: Margin | UnsetType = UNSET
    right: Margin | UnsetType = UNSET
    bottom: Margin | UnsetType = UNSET


class LayoutEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A house style, or the part of it that deviates; what is left out is not changed."""

    pitch: Annotated[float, msgspec.Meta(ge=10, le=60)] | UnsetType = UNSET
    characters: Annotated[int, msgspec.Meta(ge=15, le=50)] | UnsetType = UNSET
    latin: Family | UnsetType = UNSET
    has_cover: bool | UnsetType = UNSET
    has_preamble: bool | UnsetType = UNSET
    has_signature: bool | UnsetType = UNSET
    has_seal: bool | UnsetType = UNSET
    has_page_numbers: bool | UnsetType = UNSET
    margins: MarginsEntry | UnsetType = UNSET
    title: FaceEntry | UnsetType = UNSET
    heading1: FaceEntry | UnsetType = UNSET
    heading2: FaceEntry | UnsetType = UNSET
    heading3: FaceEntry | UnsetType = UNSET
    body: FaceEntry | UnsetType = UNSET
    table: FaceEntry | UnsetType = UNSET
    page_number: FaceEntry | UnsetType = UNSET


def decode_layout(data: bytes) -> HouseStyle:
    """All of a `layout.toml`; raise MalformedError with the place of what is wrong or missing."""
    decode_toml(data, LayoutEntry)  # knows the bounds, and what does not belong there
    return decode_toml(data, HouseStyle)  # knows what must not be missing


def settings_of(entry: LayoutEntry) -> dict[str, Setting]:
    """The values of an entry by their dotted names."""
    return dict(_flat(entry, ""))


def entry_of(settings: Mapping[str, Setting]) -> LayoutEntry:
    """Values by dotted names as they stand in a file; ValidationError for what no file may hold."""
    nested: dict[str, object] = {}
    groups: dict[str, dict[str, Setting]] = {}
    for name, value in settings.items():
        group, _, part = name.partition(".")
        if part:
            groups.setdefault(group, {})[part] = value
        else:
            nested[group] = value
    return msgspec.convert(nested | groups, LayoutEntry)


def _flat(entry: msgspec.Struct, prefix: str) -> Iterator[tuple[str, Setting]]:
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, msgspec.Struct):
            yield from _flat(value, f"{name}.")
        elif value is not UNSET:
            yield f"{prefix}{name}", value
