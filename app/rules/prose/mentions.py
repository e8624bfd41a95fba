"""Numbers of a chapter that say what one cell of the tables has."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.address import Address
from app.model.edits import words_of
from app.model.references import Reference
from app.rules.case import Case
from app.rules.prose.check import passages
from app.rules.prose.statement import Statement


def mentions(case: Case, place: str) -> Iterator[Reference]:
    """Plain digits in the text of a place, each with the cell that it is about and equals.

    What is said of a sum of cells, in another unit or rounded, is none of them: a reference would
    show something else than what stands there.
    """
    for passage, read in passages(case, only=place):
        for statement in read.statements:
            written = passage.quote(statement.span)
            for address in _cells(statement, case):
                if words_of(case.report, case.values, address) == written:
                    yield Reference(*passage.span(statement.span), address)
                    break


def _cells(statement: Statement, case: Case) -> Iterator[Address]:
    """The cells it may mean by itself."""
    if statement.reading is None or (statement.unit.endswith("元") and statement.unit != "万元"):
        return
    for linear in statement.meanings(case.form):
        if len(linear.terms) == 1 and linear.terms[0][0] > 0:
            yield linear.terms[0][1]
