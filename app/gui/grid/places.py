"""Where the figures of a table stand to each other: what arrows, Enter and clicks on names go by.

A place is the line below the head and the position where a printed cell starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.model.form import Label, Table

Place = tuple[int, int]


class Places:
    """The geometry of one table; `fillable` are the places of its inputs."""

    def __init__(self, table: Table) -> None:
        self._head = table.head
        self._across = {(c.line - table.head, c.position): c.across for c in table.figures}
        self.all: tuple[Place, ...] = tuple(sorted(self._across))
        inputs = set(table.inputs)
        self.fillable: tuple[Place, ...] = tuple(
            sorted((c.line - table.head, c.position) for c in table.figures if c.address in inputs)
        )
        self._lines: dict[int, list[Place]] = {}
        for place in self.all:
            self._lines.setdefault(place[0], []).append(place)
        self._labels = table.labels

    def _covers(self, place: Place, position: int) -> bool:
        return place[1] <= position < place[1] + self._across[place]

    def at(self, line: int, position: int) -> Place | None:
        """The figure that a place of the grid belongs to."""
        row = self._lines.get(line, ())
        return next((place for place in row if self._covers(place, position)), None)

    def line_of(self, place: Place) -> Sequence[Place]:
        """The figures of a line, from left to right."""
        return self._lines[place[0]]

    def column_of(self, place: Place) -> list[Place]:
        """The figures above and below a place that stand over its first position."""
        return [other for other in self.all if self._covers(other, place[1])]

    def way(self, start: Place, lines: int, columns: int) -> list[Place]:
        """The figures from a place on in a direction, nearest first, without itself."""
        road = self.column_of(start) if lines else list(self.line_of(start))
        index = road.index(start)
        return road[index + 1 :] if lines + columns > 0 else road[:index][::-1]

    def jump(
        self, start: Place, lines: int, columns: int, is_filled: Callable[[Place], bool]
    ) -> Place:
        """Where Ctrl and an arrow lead: to the end of what is filled, or to where it begins."""
        way = self.way(start, lines, columns)
        if not way:
            return start
        if is_filled(start) and is_filled(way[0]):
            filled = [index for index, place in enumerate(way) if not is_filled(place)]
            return way[(filled[0] if filled else len(way)) - 1]
        return next((place for place in way if is_filled(place)), way[-1])

    def step(self, start: Place, lines: int, columns: int) -> Place | None:
        """The next place to fill: down or up a column, or on or back in reading order."""
        if lines:
            road = [place for place in self.column_of(start) if place in self.fillable]
            order = [place for place in road if (place[0] - start[0]) * lines > 0]
            return min(order, key=lambda place: abs(place[0] - start[0]), default=None)
        order = [p for p in self.fillable if (p > start) == (columns > 0) and p != start]
        return (min if columns > 0 else max)(order, default=None)

    def rectangle(self, corners: Iterable[Place]) -> list[Place]:
        """Every figure within the smallest rectangle around some figures."""
        found = list(corners)
        lines = [place[0] for place in found]
        lefts = [place[1] for place in found]
        rights = [place[1] + self._across[place] - 1 for place in found]
        return [
            place
            for place in self.all
            if min(lines) <= place[0] <= max(lines)
            and place[1] <= max(rights)
            and place[1] + self._across[place] - 1 >= min(lefts)
        ]

    def named_by(self, label: Label) -> list[Place]:
        """The figures that a printed name stands for: beside it, else below it, else all."""
        first, reach = label.line - self._head, range(label.position, label.position + label.across)
        beside = [
            place
            for place in self.all
            if first <= place[0] < first + label.down and place[1] >= reach.stop
        ]
        if beside and label.line >= self._head:
            return beside
        end = min(
            (
                other.line - self._head
                for other in self._labels
                if other.line >= max(label.line + label.down, self._head)
                and other.position < reach.stop
                and other.position + other.across > reach.start
            ),
            default=max(self._lines) + 1,
        )
        below = [
            place
            for place in self.all
            if first < place[0] < end and any(self._covers(place, p) for p in reach)
        ]
        return below or list(self.all)
