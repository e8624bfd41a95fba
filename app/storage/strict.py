"""Strict decoding of JSON and TOML: every error becomes one Chinese sentence with its place."""

from __future__ import annotations

import re
import tomllib
from typing import TypeVar

import msgspec

T = TypeVar("T")

_PLACE = re.compile(r" - at (?:`key` in )?`\$?(?P<place>[^`]*)`$")
_REASONS = (
    (re.compile(r"Object contains unknown field `(?P<name>.*)`"), "不认识的项“{name}”"),
    (re.compile(r"Object missing required field `(?P<name>.*)`"), "缺少“{name}”"),
    (re.compile(r"Expected `(?P<want>[^`]*)`, got `(?P<got>[^`]*)`"), "应为{want}，实为{got}"),
    (re.compile(r"Expected `str` matching regex .*"), "只能用小写字母、数字和下划线，以字母开头"),
    (re.compile(r"Expected `(?:str|array)` of length >= 1"), "不能为空"),
    (re.compile(r"Expected `str` of length <= (?P<name>\d+)"), "不能超过 {name} 个字"),
    (re.compile(r"Expected `(?:int|float)` >= (?P<name>[\d.]+)"), "不能小于 {name}"),
    (re.compile(r"Expected `(?:int|float)` <= (?P<name>[\d.]+)"), "不能大于 {name}"),
    (re.compile(r"Invalid enum value '(?P<name>.*)'"), "不认识的值“{name}”"),
)
_KINDS = {
    "int": "整数",
    "float": "小数",
    "decimal": "数",
    "str": "文字",
    "bool": "是否值",
    "null": "空值",
    "date": "日期",
    "datetime": "日期",
    "array": "列表",
    "object": "一组项",
}
_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")


class MalformedError(ValueError):
    """A file that does not say what it must; `place` is a path such as `tables[1].lines[3]`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}：{reason}" if place else reason)
        self.place = place
        self.reason = reason


def decode_json(data: bytes, kind: type[T]) -> T:
    """Decode and validate; raise MalformedError naming the place."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(error) from error


def decode_toml(data: bytes, kind: type[T]) -> T:
    """Decode and validate; raise MalformedError naming the place."""
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8")), kind)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        place = f"第 {found['line']} 行第 {found['column']} 列" if found else "文件末尾"
        raise MalformedError(place, "不是正确的 TOML") from error
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(error) from error


def decoded(value: object, kind: type[T], place: str) -> T:
    """Validate a part that was read as plain values; raise MalformedError below `place`."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        inner = _malformed(error)
        where = ".".join(filter(None, (place, inner.place)))
        raise MalformedError(where, inner.reason) from error


def encode_json(value: object) -> bytes:
    """UTF-8, indented, characters as themselves, decimals as numbers with their own digits."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    return msgspec.json.format(encoder.encode(value), indent=2) + b"\n"


def _malformed(error: Exception) -> MalformedError:
    text = str(error)
    place = _PLACE.search(text)
    where = place["place"].lstrip(".") if place else ""
    reason = text[: place.start()] if place else text
    for pattern, sentence in _REASONS:
        if found := pattern.fullmatch(reason):
            words = found.groupdict()
            named = {
                name: _in_words(word) if name != "name" else word for name, word in words.items()
            }
            return MalformedError(where, sentence.format(**named))
    if isinstance(error, UnicodeDecodeError):
        return MalformedError(where, "不是 UTF-8 文字")
    return MalformedError(where, "内容不完整或不合规定")


def _in_words(kinds: str) -> str:
    """`int | null` → 整数或空值."""
    return "或".join(_KINDS.get(kind, "别的内容") for kind in kinds.split(" | "))
