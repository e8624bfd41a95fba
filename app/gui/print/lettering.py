"""Text to letters of known width, and lines of letters to words with places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from app.gui.print.boxes import Style, Word
from app.gui.print.breaking import CLOSERS, Cluster, Line, clean, is_wide, letters, spaced
from app.gui.print.faces import Faces

Alignment = Literal["left", "centre", "right", "justified"]

_LOOSEST = 0.5
"""Ems: a line that would need wider gaps than this between letters is left ragged."""


def clusters_of(pieces: Sequence[tuple[str, Style]], faces: Faces) -> list[Cluster]:
    """The letters of a stretch of text without line breaks; `pieces` each in one style."""
    found: list[Cluster] = []
    for mark, (text, style) in enumerate(pieces):
        width = faces.width
        found += [
            Cluster(letter, width(letter, style), is_wide(letter), mark)
            for letter in letters(clean(text))
        ]
    return spaced(found, pieces[0][1].face.size) if pieces else found


class Setter:
    """Puts letters of one paragraph into places."""

    def __init__(self, clusters: Sequence[Cluster], styles: Sequence[Style]) -> None:
        self._clusters = clusters
        self._styles = styles

    def natural_width(self, line: Line) -> float:
        """How wide a line is before it is stretched, spaces at its end aside."""
        shown = self._shown(line)
        return _width(shown) - line.squeeze

    def words(
        self, line: Line, left: float, width: float, baseline: float, alignment: Alignment
    ) -> tuple[Word, ...]:
        """The words of a line that is `width` wide from `left`."""
        shown = self._shown(line)
        if not shown:
            return ()
        free = width - _width(shown) + line.squeeze
        gap = 0.0
        if alignment == "justified":
            gap = self._gap(shown, free)
        elif alignment != "left":
            left += max(free, 0.0) / (2 if alignment == "centre" else 1)
        marks = sum(c.text in CLOSERS for c in shown[:-1])
        give = line.squeeze / marks if marks else 0.0
        return tuple(self._placed(shown, left, baseline, gap, give))

    def _shown(self, line: Line) -> Sequence[Cluster]:
        end = line.end
        while end > line.start and self._clusters[end - 1].text in " \t\u3000":
            end -= 1
        return self._clusters[line.start : end]

    def _gap(self, shown: Sequence[Cluster], free: float) -> float:
        """Space between neighbours that fills the line; none within Latin words."""
        if free <= 0:
            return 0.0
        places = sum(_opens(a, b) for a, b in pairwise(shown))
        em = self._styles[0].face.size
        return free / places if places and free / places <= _LOOSEST * em else 0.0

    def _placed(
        self, shown: Sequence[Cluster], x: float, baseline: float, gap: float, give: float
    ) -> Iterator[Word]:
        """Letters that follow each other at equal distances are one word."""
        begin, start = x, 0
        for place, cluster in enumerate(shown):
            x += cluster.width
            is_last = place == len(shown) - 1
            following = cluster if is_last else shown[place + 1]
            opens = not is_last and _opens(cluster, following)
            gives = give if cluster.text in CLOSERS and not is_last else 0.0
            if not is_last:
                x += following.lead + (gap if opens else 0.0) - gives
            if (
                is_last
                or following.mark != cluster.mark
                or following.is_wide != cluster.is_wide
                or following.lead
                or gives
                or opens != cluster.is_wide
                or cluster.text == "\t"
                or following.text == "\t"
            ):
                text = "".join(c.text for c in shown[start : place + 1])
                style = self._styles[cluster.mark]
                if text != "\t":
                    spacing = style.spacing + gap if cluster.is_wide else 0.0
                    yield Word(begin, baseline, text, style, cluster.is_wide, round(spacing, 4))
                begin, start = x, place + 1


def _width(clusters: Sequence[Cluster]) -> float:
    return sum(c.width + c.lead for c in clusters) - (clusters[0].lead if clusters else 0.0)


def _opens(before: Cluster, after: Cluster) -> bool:
    """Whether justification may widen the gap between two letters."""
    return before.is_wide or after.is_wide or before.text == " "
