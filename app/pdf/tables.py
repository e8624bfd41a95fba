"""Rules on a page → tables: cells are what no rule parts, so merged ones come out whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.markup.limits import MAX_ROWS, MAX_WIDTH, TOO_MANY_ROWS, TOO_WIDE
from app.model.source import UnreadableError
from app.pdf.marks import Rule

_SNAP = 2.5
"""Points: rules so near to each other are one (both sides of a thin area, a double rule)."""
_TOUCH = 4.0
"""Points that rules which meet may be apart."""

_MOST = 4_000
"""Rules of one page: with more of them it is a drawing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place on the grid of its table."""

    line: int
    position: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its edges, and its cells in reading order.

    `is_odd`: some cell is no rectangle, because rules are missing.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    is_odd: bool = False


def tables_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The tables that rules make, from top to bottom; frames around text alone are none."""
    flat, upright = _merged(across), _merged(down)
    if len(flat) + len(upright) > _MOST:
        return []
    found = [grid for rules in _connected(flat, upright) if (grid := _grid(*rules)) is not None]
    return sorted(found, key=lambda grid: grid.ys[0])


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one rule put together."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        begin = end = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if begin is None or end is None:
                begin, end = rule.start, rule.end
            elif rule.start <= end + _TOUCH:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, begin, end))
                begin, end = rule.start, rule.end
        if begin is not None and end is not None:
            found.append(Rule(at, begin, end))
    return found


def _connected(
    flat: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules by the tables that they belong to: those that touch each other."""
    group = list(range(len(flat) + len(upright)))

    def root(item: int) -> int:
        while group[item] != item:
            group[item] = group[group[item]]
            item = group[item]
        return item

    for one, rule in enumerate(flat):
        for other, wall in enumerate(upright, len(flat)):
            if (
                wall.start - _TOUCH <= rule.at <= wall.end + _TOUCH
                and rule.start - _TOUCH <= wall.at <= rule.end + _TOUCH
            ):
                group[root(one)] = root(other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for one, rule in enumerate(flat):
        found.setdefault(root(one), ([], []))[0].append(rule)
    for other, wall in enumerate(upright, len(flat)):
        found.setdefault(root(other), ([], []))[1].append(wall)
    return list(found.values())


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    if not flat or not upright:
        return None
    ys = _edges([r.at for r in flat], [e for w in upright for e in (w.start, w.end)])
    xs = _edges([w.at for w in upright], [e for r in flat for e in (r.start, r.end)])
    lines, width = len(ys) - 1, len(xs) - 1
    if lines < 1 or width < 1 or (lines == 1 and width == 1):
        return None
    if lines > MAX_ROWS:
        raise UnreadableError(TOO_MANY_ROWS)
    if width > MAX_WIDTH:
        raise UnreadableError(TOO_WIDE)
    regions = _regions(xs, ys, flat, upright)
    cells: list[Cell] = []
    is_odd = False
    for squares in regions:
        top, left = min(line for line, _ in squares), min(position for _, position in squares)
        down = max(line for line, _ in squares) + 1 - top
        across = max(position for _, position in squares) + 1 - left
        if down * across != len(squares):
            is_odd = True
            cells += [Cell(line, position) for line, position in squares]
        else:
            cells.append(Cell(top, left, across, down))
    cells.sort(key=lambda cell: (cell.line, cell.position))
    return Grid(tuple(xs), tuple(ys), tuple(cells), is_odd)


def _edges(inner: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where cells may end: at rules, and where rules themselves end, for a side without one."""
    found: list[float] = []
    for place in sorted([*inner, min(ends), max(ends)]):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _regions(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[Rule], upright: Sequence[Rule]
) -> list[list[tuple[int, int]]]:
    """Squares of the grid that no rule parts, together."""
    walls = _covered(xs[1:-1], upright, ys)
    floors = _covered(ys[1:-1], flat, xs)
    lines, width = len(ys) - 1, len(xs) - 1
    seen: set[tuple[int, int]] = set()
    regions: list[list[tuple[int, int]]] = []
    for line in range(lines):
        for position in range(width):
            if (line, position) in seen:
                continue
            region: list[tuple[int, int]] = []
            ahead = [(line, position)]
            seen.add((line, position))
            while ahead:
                at, place = ahead.pop()
                region.append((at, place))
                for to, is_open in (
                    ((at, place - 1), place > 0 and not walls[at][place - 1]),
                    ((at, place + 1), place + 1 < width and not walls[at][place]),
                    ((at - 1, place), at > 0 and not floors[place][at - 1]),
                    ((at + 1, place), at + 1 < lines and not floors[place][at]),
                ):
                    if is_open and to not in seen:
                        seen.add(to)
                        ahead.append(to)
            regions.append(region)
    return regions


def _covered(
    edges: Sequence[float], rules: Sequence[Rule], places: Sequence[float]
) -> list[list[bool]]:
    """For each stretch between two places, for each edge: whether a rule stands on it."""
    by_edge = [[rule for rule in rules if abs(rule.at - edge) <= _TOUCH] for edge in edges]
    return [
        [any(rule.start <= middle <= rule.end for rule in own) for own in by_edge]
        for middle in ((a + b) / 2 for a, b in pairwise(places))
    ]
