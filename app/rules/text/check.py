"""The texts of a report, each read once until it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from app.rules.case import Case
from app.rules.finding import Finding, Rewording
from app.rules.text.facts import Facts
from app.rules.text.folding import fold
from app.rules.text.reading import Rules, applies, read_text


def check_texts(case: Case) -> Iterator[Finding]:
    """Everything that a text of the report says and must not say, or must say and does not."""
    rules = tuple(rule for rule in case.rules.values() if rule.wordings)
    reader = case.memo(_reader, rules)
    for place, text in case.texts.items():
        yield from case.memo(reader, place, text, Facts.of(case, place))
    yield from _silences(case, rules)


def _reader(rules: Rules) -> Callable[[str, str, Facts], tuple[Finding, ...]]:
    """Reads with these rules, and is told from others at a glance: their hash is slow."""
    return partial(read_text, rules)


def _silences(case: Case, rules: Rules) -> Iterator[Finding]:
    """Chapters in which, and after which, something is not said; an empty one is no silence."""
    for rule in rules:
        for wording in rule.wordings:
            if wording.lacks is None:
                continue
            places = list(case.texts)
            for index, place in enumerate(places):
                text, facts = case.texts[place], Facts.of(case, place)
                if not text.strip() or not applies(wording, place, facts):
                    continue
                rest = "\n".join(case.texts[other] for other in places[index:])
                if wording.lacks.search(fold(rest).text):
                    continue
                put = wording.put
                end = len(text.rstrip())
                rewordings = (
                    (Rewording(f"写入“{put}”", (end, len(text)), f"\n{put}"),) if put else ()
                )
                title = case.report.section(place).title
                message = wording.message.format(**facts.words, quote=title, right="")
                yield Finding(rule, place, message, rewordings=rewordings)
