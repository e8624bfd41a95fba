"""What a check looks at: one state of a report with all that is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeVar, TypeVarTuple, cast

from app.model.form import Form
from app.model.places import CONTACT, DOC_TITLE, PREAMBLE, SIGNATURE, text_at
from app.model.previous import Previous
from app.model.report import Report, Section
from app.model.rulebook import Rulebook
from app.rules.figures import Values, as_printed, compute
from app.rules.finding import Finding

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_UNKNOWN = object()


class Memo:
    """Results of pure functions, kept from one assessment to the next.

    What the latest assessment did not ask for is forgotten, so that it holds one report's worth.
    A text that nobody has changed is therefore not read again after a keystroke elsewhere.
    """

    def __init__(self) -> None:
        self._before: dict[tuple[object, ...], object] = {}
        self._now: dict[tuple[object, ...], object] = {}

    def __call__(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """The function's result; all arguments must be hashable, and nothing else may matter."""
        key = (function, *arguments)
        result = self._now.get(key, _UNKNOWN)
        if result is _UNKNOWN:
            result = self._before.get(key, _UNKNOWN)
            if result is _UNKNOWN:
                result = function(*arguments)
            self._now[key] = result
        return cast("Result", result)

    def turn(self) -> None:
        """Begin another assessment."""
        self._before, self._now = self._now, {}


@dataclass(frozen=True)
class Case:
    """A report with its figures, last year's, and the rules with their phrases.

    `values` are the figures as computed, `printed` the same with totals as an imported file has
    them.  A check reads from here and nowhere else, and changes nothing.
    """

    form: Form
    report: Report
    rules: Rulebook
    values: Values
    printed: Values
    previous: Previous | None
    memo: Memo

    @classmethod
    def of(
        cls,
        form: Form,
        report: Report,
        rules: Rulebook,
        previous: Previous | None = None,
        memo: Memo | None = None,
    ) -> Self:
        """The case of a report as it is now, with all its figures computed.

        Last year's is the one given, else the one attached to the report; a report of any other
        year than the one before is not last year's and is left aside.
        """
        previous = previous or report.previous
        if previous is not None and not previous.precedes(report.year):
            previous = None
        values = compute(form, report)
        printed = as_printed(values, report)
        return cls(form, report, rules, values, printed, previous, memo or Memo())

    @cached_property
    def comparable(self) -> Values:
        """This year's figures as printed, and last year's under addresses of their own."""
        return self.printed if self.previous is None else {**self.previous.cells, **self.printed}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All chapters, in order."""
        return self.report.sections

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Everything in words, by its place, in reading order; spans of findings count in these."""
        places = (DOC_TITLE, PREAMBLE, CONTACT, *self.report.section_ids, SIGNATURE)
        return {place: text_at(self.report, place) for place in places}


Check = Callable[[Case], Iterable[Finding]]
"""A pure function: everything that is wrong in one respect."""
