"""What of the report stands where on a page, so that a click leads to its editor."""

from __future__ import annotations

from dataclasses import dataclass

from app.gui.print.boxes import Page, Placed
from app.model.document import Document, Origin, Paragraph
from app.model.house import POINTS_PER_MM
from app.model.report import Slot


@dataclass(frozen=True, slots=True)
class Target:
    """A part of a page, in points, and what of the report is printed there."""

    left: float
    top: float
    right: float
    bottom: float
    origin: Origin

    def distance(self, x: float, y: float) -> float:
        """How far a point is from it; 0 inside."""
        across = max(self.left - x, x - self.right, 0.0)
        down = max(self.top - y, y - self.bottom, 0.0)
        return across + down


def targets_of(document: Document, page: Page) -> list[Target]:
    """Paragraphs and figures of a page, in the order in which they are read."""
    right = page.left + document.house.text_width * POINTS_PER_MM
    found: list[Target] = []
    for placed in page.placed:
        block = document.blocks[placed.block] if placed.block >= 0 else None
        if isinstance(block, Paragraph):
            if block.origin is not None:
                _add_line(found, page, placed, block.origin, right)
        else:
            found += [
                Target(
                    page.left + area.left,
                    placed.top + area.top,
                    page.left + area.right,
                    placed.top + area.bottom,
                    Origin(Slot("cell", area.address)),
                )
                for area in placed.box.areas
            ]
    return found


def _add_line(
    found: list[Target], page: Page, placed: Placed, origin: Origin, right: float
) -> None:
    """The lines of one paragraph are one target."""
    bottom = placed.top + placed.box.height
    if found and found[-1].origin is origin:
        found[-1] = Target(page.left, found[-1].top, right, bottom, origin)
    else:
        found.append(Target(page.left, placed.top, right, bottom, origin))


def target_at(targets: list[Target], x: float, y: float) -> Target | None:
    """What stands at a point of the page, or near it: labels of a table lead to its figures."""
    nearest = min(targets, key=lambda target: target.distance(x, y), default=None)
    return nearest if nearest is not None and nearest.distance(x, y) <= _NEAR else None


_NEAR = 320.0
"""Points: labels of table three are this far from their figures."""
