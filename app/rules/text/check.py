"""The texts of a report, each read once until it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.case import Case
from app.rules.finding import Finding, Rewording
from app.rules.text.facts import Facts
from app.rules.text.folding import fold
from app.rules.text.reading import Reader, Rules, applies


def check_texts(case: Case) -> Iterator[Finding]:
    """Everything that a text of the report says and must not say, or must say and does not."""
    rules = tuple(rule for rule in case.rules.values() if rule.wordings)
    reader = case.memo(Reader, rules)
    facts = {place: Facts.of(case, place) for place in case.texts}
    for place, text in case.texts.items():
        yield from case.memo(reader.read, place, text, facts[place], case.memo)
    yield from _silences(case, rules, facts)


def _silences(case: Case, rules: Rules, facts_of: Mapping[str, Facts]) -> Iterator[Finding]:
    """Chapters in which, and after which, something is not said; an empty one is no silence."""
    for rule in rules:
        for wording in rule.wordings:
            if wording.lacks is None:
                continue
            places = list(case.texts)
            for index, place in enumerate(places):
                text, facts = case.texts[place], facts_of[place]
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
