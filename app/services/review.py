"""What of a file just read a person has to look at, one matter after the other."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.model.address import Address
from app.model.edits import put_figures_as_read, take_computed
from app.model.form import Form
from app.model.numbers import BLANK, Figure, format_number
from app.model.report import Edit, Report
from app.model.source import SourceDocument
from app.rules.figures import Values, compute
from app.services.compose import differing_totals
from app.services.source_places import Locator, SourcePlace

Kind = Literal["figures", "totals", "words"]
KINDS: Mapping[Kind, str] = {
    "figures": "没有把握的数",
    "totals": "印的总计与计算的不同",
    "words": "没有放到位，或按近似的词认出",
}
"""In the order in which they are looked at."""

Decision = Literal["accepted", "corrected", "blanked", "computed"]
DECISIONS: Mapping[Decision, str] = {
    "accepted": "照读到的",
    "corrected": "已改正",
    "blanked": "留空",
    "computed": "用计算值",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to be accepted, corrected or left blank, with its quote and place in the file."""

    kind: Kind
    message: str
    cells: tuple[Address, ...] = ()
    quote: str = ""
    place: SourcePlace | None = None


def matters_of(form: Form, report: Report, source: SourceDocument) -> list[Matter]:
    """All doubts of an import and all printed totals that differ from the computed ones."""
    locator = Locator(source, form, report)
    doubted = [
        Matter("figures" if d.cells else "words", d.message, d.cells, d.quote)
        for d in report.doubts
    ]
    known = {cell for matter in doubted for cell in matter.cells}
    values = compute(form, report)
    found = [*doubted, *_totals(form, report, values, known)]
    placed = [
        Matter(m.kind, m.message, m.cells, m.quote, locator.place_of(m.cells, m.quote))
        for m in found
    ]
    order = list(KINDS)
    return sorted(placed, key=lambda matter: order.index(matter.kind))


def _totals(form: Form, report: Report, values: Values, known: set[Address]) -> list[Matter]:
    found: list[Matter] = []
    blank: dict[str, list[Address]] = {}
    for address in differing_totals(report, values):
        printed, value = report.printed(address), values[address]
        if address in known or printed is None or value is None:
            continue
        if printed == BLANK:
            blank.setdefault(address.table, []).append(address)
            continue
        both = f"文件印的是 {printed.text}，算得 {format_number(value)}"
        found.append(
            Matter("totals", f"{form.describe(address)}：{both}", (address,), printed.text)
        )
    found += [
        Matter("totals", f"{form.tables[key].name}有 {len(cells)} 个总计在文件里空着", tuple(cells))
        for key, cells in blank.items()
    ]
    return found


def concerning(matters: Sequence[Matter], cells: Container[Address]) -> list[Matter]:
    """Those of the matters that touch some cells."""
    return [m for m in matters if any(cell in cells for cell in m.cells)]


class Review:
    """The matters of one file and what has been decided of each; no decision is final."""

    def __init__(self, matters: Sequence[Matter]) -> None:
        self.matters = tuple(matters)
        self.decisions: dict[int, Decision] = {}

    @property
    def left(self) -> int:
        """How many have not been decided."""
        return len(self.matters) - len(self.decisions)

    @property
    def changed(self) -> int:
        """How many were decided otherwise than as read."""
        return sum(decision != "accepted" for decision in self.decisions.values())

    def next_open(self, after: int) -> int | None:
        """The next one not decided, round and round; None where all are."""
        count = len(self.matters)
        order = [(after + step) % count for step in range(1, count + 1)] if count else []
        return next((index for index in order if index not in self.decisions), None)

    def accept_rest(self) -> None:
        """Take everything that is left as it was read."""
        for index in range(len(self.matters)):
            self.decisions.setdefault(index, "accepted")


def correction(
    report: Report, form: Form, matter: Matter, figures: Mapping[Address, Figure], label: str
) -> Edit:
    """What the file really says in the cells of a matter; its printed totals stay beside them."""
    wanted = {address: figures.get(address, BLANK) for address in matter.cells}
    return put_figures_as_read(report, form, wanted, label)


def use_computed(report: Report, matter: Matter) -> Edit:
    """The computed totals in place of the printed ones."""
    return take_computed(report, matter.cells, "用计算值")
