"""Sums of the form as formulas of a sheet.

A blank is never 0: a formula gives nothing as long as one of its cells holds no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.model.address import Address
from app.model.document import PrintedCheck
from app.model.expression import Linear
from app.sheet.grid import Area

Places = Mapping[Address, Area]

_FITS = {"==": "平", ">=": "符合"}
MISSING = "有空白"


def total_formula(expression: Linear, places: Places) -> str:
    """What a derived figure is computed by."""
    return _guarded(expression.addresses, places, _sum(expression, places), '""')


def check_formula(check: PrintedCheck, places: Places) -> str:
    """平 or 符合 where a check holds, else what is left between its sides."""
    expected, actual = _sum(check.expected, places), _sum(check.actual, places)
    sign = "=" if check.relation == "==" else check.relation
    word = _FITS[check.relation]
    verdict = f'IF({actual}{sign}{expected},"{word}",{expected}-({actual}))'
    cells = (*check.expected.addresses, *check.actual.addresses)
    return _guarded(cells, places, verdict, f'"{MISSING}"')


def check_outcome(check: PrintedCheck) -> str | Decimal:
    """What the formula gives for the figures as they are printed."""
    if check.gap is None:
        return MISSING
    holds = check.gap == 0 or (check.relation == ">=" and check.gap < 0)
    return _FITS[check.relation] if holds else check.gap


def _guarded(cells: Iterable[Address], places: Places, then: str, otherwise: str) -> str:
    needed = list(dict.fromkeys(cells))
    areas = ",".join(area.name for area in _areas(needed, places))
    return f"IF(COUNT({areas})={len(needed)},{then},{otherwise})"


def _sum(expression: Linear, places: Places) -> str:
    added = [address for sign, address in expression.terms if sign > 0]
    taken = [address for sign, address in expression.terms if sign < 0]
    return _plus(added, places) + (f"-{_plus(taken, places)}" if taken else "")


def _plus(cells: Iterable[Address], places: Places) -> str:
    areas = _areas(cells, places)
    if len(areas) == 1 and areas[0].name == areas[0].first:
        return areas[0].name
    return f"SUM({','.join(area.name for area in areas)})" if areas else "0"


def _areas(cells: Iterable[Address], places: Places) -> list[Area]:
    """The cells as few rectangles: each grows rightwards or downwards while the next adjoins."""
    found: list[Area] = []
    for address in cells:
        line, position, _, across = place = places[address]
        if found:
            last = found[-1]
            if last.down == 1 and (line, position) == (last.line, last.position + last.across):
                found[-1] = last._replace(across=last.across + across)
                continue
            below = (last.line + last.down, last.position, last.across)
            if (line, position, across) == below:
                found[-1] = last._replace(down=last.down + 1)
                continue
        found.append(place)
    return found
