"""All rules by id, with the phrases that the rules about prose are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.model.phrasebook import Phrasebook
from app.model.rule import Rule


class Rulebook(Mapping[str, Rule]):
    """The catalogue of checks; what a check needs that stands neither in form nor report."""

    def __init__(self, rules: Mapping[str, Rule], phrases: Phrasebook) -> None:
        self._rules = dict(rules)
        self.phrases = phrases

    def __getitem__(self, rule: str) -> Rule:
        return self._rules[rule]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)
