"""All rules by id, with the phrases that the rules about prose are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.model.phrasebook import Phrasebook
from app.model.rule import Rule
from app.model.wording import Wording


class Rulebook(Mapping[str, Rule]):
    """The catalogue of checks; what a check needs that stands neither in form nor report."""

    def __init__(self, rules: Mapping[str, Rule], phrases: Phrasebook) -> None:
        self._rules = dict(rules)
        self.phrases = phrases

    def with_longest(self, most: int) -> Rulebook:
        """The same, where texts may have so many characters; 0 for no limit."""
        return Rulebook(
            {
                name: replace(rule, wordings=tuple(_limited(w, most) for w in rule.wordings))
                for name, rule in self._rules.items()
            },
            self.phrases,
        )

    def __getitem__(self, rule: str) -> Rule:
        return self._rules[rule]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def _limited(wording: Wording, most: int) -> Wording:
    """A wording about length with another limit; any other as it is."""
    return replace(wording, most=most or wording.most, off=most == 0) if wording.most else wording
