"""Whose numbers a sentence gives, and of which year: those of others are nobody's business here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.prose.lexicon import MONTH, OWN, YEAR, Token
from app.rules.text.units import region_of

SCOPES = (
    YEAR,
    MONTH,
    OWN,
    "this_year",
    "last_year",
    "next_year",
    "part_year",
    "us",
    "whole",
    "organ",
)
"""Kinds of words that say whose number it is, and of which year."""

_REGION = re.compile(r"^.*(?P<level>[省市县区州旗镇乡盟]|街道)$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|办事处)$")
_SMALL = ("镇", "乡", "街道")
"""Offices that call themselves by this one word."""

_DEPARTMENT = re.compile(r"(?:政府办公室|[局办厅])$")
_ITSELF = ("机关", "本级")
_SHORT = re.compile(r"^.{1,12}?[省市县区州旗盟]")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports on which year; what `全市` and `我局` mean depends on it."""

    unit: str
    year: int | None
    scope: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the office may be called in its own text, longest first."""
        if level := self._region:
            governed = (self.unit, f"{level}人民政府", f"{level}政府")
            return (*governed, f"{level}办事处", level) if level in _SMALL else governed
        short = _SHORT.sub("", self.unit, count=1)
        names = (self.unit, short) if len(short) > 1 else (self.unit,)
        if kind := _DEPARTMENT.search(self.unit):
            level = region_of(self.unit)[-1:]
            names = (*names, *((f"{level}{kind[0]}",) if level else ()), kind[0])  # 市局, 局
        whole = (f"{name}{part}" for name in names for part in _ITSELF)
        return (*whole, *(name for name in names if len(name) > 1))

    def is_whole(self, word: str) -> bool:
        """Whether 全市, 全县, 全区 … is what this report covers."""
        return bool(self._region) and word.endswith(self._region)

    @property
    def _region(self) -> str:
        found = _REGION.match(_GOVERNMENT.sub("", self.unit))
        return found["level"] if found else ""


@dataclass(slots=True)
class Scope:
    """What has been said so far in a sentence about year and organ."""

    of_year: bool = True
    of_office: bool = True

    @property
    def is_ours(self) -> bool:
        """Whether numbers are those of the report."""
        return self.of_year and self.of_office

    def take(self, tokens: Iterable[Token], text: str, reporter: Reporter) -> None:
        """Go on with words that stand before a number."""
        for token in tokens:
            kind = token.kind
            if kind == YEAR:
                self.of_year = token.reading is not None and token.reading.value == reporter.year
            elif kind == MONTH:
                self.of_year = token.reading is not None and token.reading.value == _DECEMBER
            elif kind == "this_year":
                self.of_year = True
            elif kind in {"last_year", "next_year", "part_year"}:
                self.of_year = False
            elif kind in {OWN, "us"}:
                self.of_office = True
            elif kind == "whole":
                self.of_office = reporter.is_whole(text[token.start : token.end])
            elif kind == "organ":
                self.of_office = False


def resolve_years(tokens: Iterable[Token], reporter: Reporter) -> list[Token]:
    """Years in digits by what they are to the report: this_year, last_year, next_year."""
    named = (
        {}
        if reporter.year is None
        else {
            reporter.year: "this_year",
            reporter.year - 1: "last_year",
            reporter.year + 1: "next_year",
        }
    )
    return [
        token._replace(kind=named.get(int(token.reading.value), YEAR))
        if token.kind == YEAR and token.reading is not None
        else token
        for token in tokens
    ]
