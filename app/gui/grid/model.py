"""The printed table as a Qt model: its lines below the head, its physical columns.

Text, kind and finding of every cell are kept ready for painting; after an edit they are made
anew and `dataChanged` goes out only for the cells that came out different.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.gui.grid.places import Places
from app.gui.session import Session
from app.model.address import Address
from app.model.arithmetic import typed_figure
from app.model.edits import put_figures
from app.model.form import FigureCell, Label, Table
from app.model.numbers import format_number
from app.model.rule import SEVERITY_WORDS, Severity
from app.rules.finding import Finding

Index = QModelIndex | QPersistentModelIndex
CellKind = Literal["input", "derived", "blank"]

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_COMPUTED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FILLABLE = _COMPUTED | Qt.ItemFlag.ItemIsEditable
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class CellLook:
    """All that painting a figure needs: a total of an imported file looks as the file has it."""

    text: str
    kind: CellKind
    severity: Severity | None


class GridModel(QAbstractTableModel):
    """One table of the open report."""

    followed = Signal()
    """Once after an edit that changed any cell."""

    def __init__(self, session: Session, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.table = table
        self.figures: dict[tuple[int, int], FigureCell] = {}
        """Figures by line below the head and position, where their printed cells start."""
        self.labels: dict[tuple[int, int], Label] = {}
        """Labels below the head, in the same way."""
        self._place: dict[Address, tuple[int, int]] = {}
        for cell in table.figures:
            place = (cell.line - table.head, cell.position)
            self.figures[place] = cell
            self._place[cell.address] = place
        self._flags = {
            place: _COMPUTED if cell.address in table.derived else _FILLABLE
            for place, cell in self.figures.items()
        }
        for label in table.labels:
            if label.line >= table.head:
                self.labels[label.line - table.head, label.position] = label
        self._findings: dict[Address, list[Finding]] = {}
        self._looks = self._make_looks()

    # -- shape ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.table.line_count - self.table.head

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.widths)

    def figure(self, line: int, position: int) -> FigureCell | None:
        """The figure whose printed cell starts there."""
        return self.figures.get((line, position))

    def spans(self) -> list[tuple[int, int, int, int]]:
        """Merged cells below the head: line, position, lines, columns."""
        labels = [(*place, label.down, label.across) for place, label in self.labels.items()]
        figures = [(*place, 1, cell.across) for place, cell in self.figures.items()]
        return [span for span in labels + figures if span[2:] != (1, 1)]

    def index_of(self, address: Address) -> QModelIndex:
        """Where a figure stands."""
        return self.index(*self._place[address])

    @cached_property
    def places(self) -> Places:
        """Where the figures stand to each other."""
        return Places(self.table)

    def look(self, address: Address) -> CellLook:
        """How a figure looks now."""
        return self._looks[address]

    # -- Qt ------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags.get((index.row(), index.column()), Qt.ItemFlag.NoItemFlags)

    def is_derived(self, address: Address) -> bool:
        """Whether a figure is computed and cannot be typed."""
        return address in self.table.derived

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        place = (index.row(), index.column())
        cell = self.figures.get(place)
        if cell is None:
            label = self.labels.get(place)
            return label.text if label and role == _DISPLAY else None
        if role in (_DISPLAY, _EDIT):
            return self._looks[cell.address].text
        if role == _TOOLTIP:
            return self._tooltip(cell.address)
        if role == _ACCESSIBLE:
            return f"{self.table.describe(cell.address)} {self._looks[cell.address].text or '空白'}"
        return None

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        cell = self.figures.get((index.row(), index.column()))
        if role != _EDIT or cell is None or self.is_derived(cell.address):
            return False
        words = f"填写{self.table.describe(cell.address)}"
        figure = typed_figure(str(value))
        session = self.session
        session.edit(put_figures(session.report, session.form, {cell.address: figure}, words))
        return True

    # -- following the report --------------------------------------------------------------------

    def _tooltip(self, address: Address) -> str | None:
        findings = self._findings.get(address)
        if not findings:
            return None
        return "\n".join(f"{SEVERITY_WORDS[f.severity]}：{f.message}" for f in findings)

    def _make_looks(self) -> dict[Address, CellLook]:
        session, table = self.session, self.table
        values, report = session.assessment.values, session.report
        self._findings = {}
        for finding in session.assessment.findings:
            for address in finding.focus:
                if address.table == table.key:
                    self._findings.setdefault(address, []).append(finding)
        looks: dict[Address, CellLook] = {}
        for address in table.addresses:
            found = self._findings.get(address)
            severity = found[0].severity if found else None
            printed = report.printed(address)
            if printed is not None:
                kind: CellKind = "blank" if printed.is_blank else "derived"
                looks[address] = CellLook(printed.text, kind, severity)
            elif address in table.derived:
                value = values[address]
                text = "" if value is None else format_number(value)
                looks[address] = CellLook(text, "derived", severity)
            else:
                figure = report.figure(address)
                kind = "blank" if figure.is_blank else "input"
                value = values[address]
                text = figure.text if figure.raw or value is None else format_number(value)
                looks[address] = CellLook(text, kind, severity)
        return looks

    def follow(self) -> None:
        """Make all looks anew and announce the cells that came out different."""
        before, self._looks = self._looks, self._make_looks()
        changed = [a for a, look in self._looks.items() if look != before[a]]
        for address in changed:
            index = self.index(*self._place[address])
            self.dataChanged.emit(index, index)
        if changed:
            self.followed.emit()
