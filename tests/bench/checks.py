"""How fast and how right the checks are: a keystroke, a thousand reports, the labelled sentences."""

from __future__ import annotations

import random
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.report import Report
    from app.services.catalogue import Catalogue

TESTS = Path(__file__).resolve().parents[1]
SAMPLE = TESTS / "data" / "nangang-2021.nianbao"
_STROKES = 200
_REPORTS = 1000
_PROCESSES = 2


def keystrokes(show: Callable[[str, list[float], str], float]) -> None:
    """All figures and checks after a digit in the grid, and after a letter in a long chapter.

    Last year's report is at hand and had the same chapter, which is the most to be done.
    """
    from app.model.edits import put_figures, put_text
    from app.model.numbers import Figure
    from app.model.previous import Previous
    from app.model.report import Slot
    from app.rules.assess import Assessor
    from app.services.previous import previous_of

    catalogue, sample = _sample()
    form = catalogue.form_of(sample)
    assessor = Assessor(catalogue.rules)
    chapter = ("".join(section.text for section in sample.sections) * 10)[:5000]
    last = previous_of(sample, catalogue)
    previous = Previous(last.unit, 2020, last.values, {"overview": chapter})
    assessor.assess(form, sample, previous)

    def judged() -> float:
        begin = time.perf_counter()
        assessor.assess(form, sample, previous)
        return (time.perf_counter() - begin) * 1000

    inputs = form.tables["requests"].inputs
    times: list[float] = []
    for number in range(_STROKES):
        address = inputs[number * 7 % len(inputs)]
        sample.apply(put_figures(sample, form, {address: Figure(Decimal(number % 10))}, "填"))
        times.append(judged())
    show("all figures and checks: digit in a grid", times, "goal: median ≤ 2")

    for name, text in (
        ("paragraphs", chapter),
        ("one paragraph", chapter.replace("\n", "")),
    ):
        times = []
        for number in range(_STROKES // 4):
            typed = f"{text[:2500]}{'某' * (number + 1)}{text[2500:]}"
            sample.apply(put_text(sample, Slot("text", "overview"), typed, "写"))
            times.append(judged())
        show(f"all checks: letter in 5,000 chars, {name}", times[1:], "goal: median ≤ 10")


def reports() -> None:
    """A thousand reports whose numbers and sentences all differ, on two cores, reading aside."""
    with ProcessPoolExecutor(_PROCESSES) as pool:
        share = _REPORTS // _PROCESSES
        taken = list(pool.map(judge_many, [share] * _PROCESSES, range(_PROCESSES)))
    for name, slowest in zip(
        ("clock", "processor"), map(max, zip(*taken, strict=True)), strict=True
    ):
        print(
            f"checks of {_REPORTS} reports, {_PROCESSES} processes, by {name:<9}"
            f" {_REPORTS / slowest:8.0f} reports/s   goal: ≥ 200"
        )


def judge_many(count: int, seed: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor that the checks of so many reports take.

    Making the reports is not counted; the two differ where other programs are at work.
    """
    from app.rules.assess import Assessor

    catalogue, sample = _sample()
    form = catalogue.form_of(sample)
    assessor = Assessor(catalogue.rules)
    made = [_varied(sample, random.Random(seed * count + number)) for number in range(count)]  # noqa: S311
    begin = time.perf_counter(), time.process_time()
    for report in made:
        assessor.assess(form, report)
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


_UNBROKEN, _SENTENCE = 0, 1400
_PIECES = {
    "9s": "9",
    "brackets": "（",
    "件": "件",
    "commas": "，",
    "其中": "其中",
    "Chinese numerals": "一二三四五六七八九十百千万亿",
    "mixed": "（9件，其中三件、",
    "a sentence without end": "收到申请9件，其中自然人8件、法人1件，均已办结，",
}


def lengths(show: Callable[[str, list[float], str], float]) -> None:
    """A megabyte of what is no prose, without a stop and as sentences that are all different."""
    from app.rules.case import Memo
    from app.rules.prose.reader import ProseReader
    from app.rules.prose.scope import Reporter

    catalogue, sample = _sample()
    reader = ProseReader(catalogue.rules.phrases)
    reporter = Reporter(sample.unit, sample.year)
    list(reader.read("收到申请3件。", reporter, "requests", Memo()))
    for name, piece in _PIECES.items():
        whole = piece * (1_000_000 // len(piece.encode()))
        for length in (_UNBROKEN, _SENTENCE):
            text = whole
            if length:
                cut = range(0, len(whole), length)
                text = "".join(f"{at}号{whole[at : at + length]}。" for at in cut)
            begin = time.perf_counter()
            for _ in reader.read(text, reporter, "requests", Memo()):
                pass
            taken = (time.perf_counter() - begin) * 1000
            kind = "in sentences" if length else "unbroken"
            show(f"1 MB of {name}, {kind}", [taken], "goal: < 1,000")


def corpus() -> None:
    """Precision and recall of every rule on the labelled sentences, by halves."""
    sys.path.insert(0, str(TESTS))
    from corpus.runner import ROOT, read_sentences, run

    from app.services.catalogue import load_catalogue

    catalogue = load_catalogue()
    for half in ("development", "held_out", "held_out_2", "held_out_3", "held_out_4"):
        if not (ROOT / half).is_dir():
            continue
        outcome = run(read_sentences(ROOT / half), catalogue)
        print(f"{half}: {outcome.sentences} sentences, {len(outcome.faults)} judged wrongly")
        for rule, score in (
            *sorted(outcome.scores.items()),
            ("all", outcome.total(outcome.scores)),
        ):
            print(
                f"  {rule:<14} precision {score.precision:5.3f}  recall {score.recall:5.3f}"
                f"  right {score.right:4}  wrong {score.wrong:3}  missed {score.missed:3}"
            )


def _sample() -> tuple[Catalogue, Report]:
    from app.services.catalogue import load_catalogue
    from app.storage.project import load_project

    return load_catalogue(), load_project(SAMPLE.read_bytes())


def _varied(report: Report, chance: random.Random) -> Report:
    """The same report with other numbers and other words in every sentence."""
    from app.model.numbers import Figure
    from app.model.report import Report as Made

    def number(found: re.Match[str]) -> str:
        return str(chance.randrange(1, 10 ** len(found[0])))

    def words(text: str) -> str:
        numbered = re.sub(r"(?<!\d)\d{1,3}(?=[件项条次篇])", number, text)
        return re.sub(r"(?=[。；])", lambda _: f"某{chance.randrange(10**6)}", numbered)

    return Made(
        {
            slot: words(value)
            if slot.kind == "text" and isinstance(value, str)
            else Figure(Decimal(chance.randrange(500)))
            if slot.kind == "cell"
            else value
            for slot, value in report.slots.items()
        }
    )
