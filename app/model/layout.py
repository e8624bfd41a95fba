"""From the words printed on a form to the place and meaning of every figure.

A form file declares only labels, line by line, the way an HTML table is written.  Whatever a
line leaves open is figures: each takes its column from the nearest head above and its row from
the label at its left, or, where a line has none, from the nearest row label above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.address import Address
from app.model.form import Column, FigureCell, FigureKind, Label, LabelRole, Row


class LayoutError(ValueError):
    """Labels that do not make a table; `line` counts from 0."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A label as declared, before it has a place."""

    text: str
    role: LabelRole = "text"
    key: str = ""
    across: int = 1
    down: int = 1
    vertical: bool = False
    kind: FigureKind = "count"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Every printed cell of a table with its place and meaning."""

    labels: tuple[Label, ...]
    figures: tuple[FigureCell, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


def lay_out(table: str, width: int, lines: Sequence[Sequence[LabelSpec]]) -> Layout:
    """Place the labels and find the figures; raise LayoutError where they do not fit.

    `width` is the number of physical columns of the table.
    """
    board: list[list[Label | None]] = [[None] * width for _ in lines]
    labels: list[Label] = []
    kinds: dict[str, FigureKind] = {}
    for index, line in enumerate(lines):
        position = 0
        for spec in line:
            while position < width and board[index][position] is not None:
                position += 1
            label = _placed(spec, index, position)
            _occupy(board, label, width)
            labels.append(label)
            if spec.role == "column":
                kinds[spec.key] = spec.kind
    figures = [cell for index in range(len(lines)) for cell in _figures(table, board, index)]
    seen: set[Address] = set()
    for cell in figures:
        if cell.address in seen:
            raise LayoutError(cell.line, f"“{cell.address}”出现了两次")
        seen.add(cell.address)
    return Layout(
        tuple(labels), tuple(figures), _rows(labels, figures), _columns(labels, kinds, figures)
    )


def _placed(spec: LabelSpec, line: int, position: int) -> Label:
    return Label(
        spec.text,
        spec.role,
        spec.key,
        line,
        position,
        spec.across,
        spec.down,
        spec.vertical,
        spec.aliases,
    )


def _occupy(board: list[list[Label | None]], label: Label, width: int) -> None:
    if label.position + label.across > width or label.line + label.down > len(board):
        raise LayoutError(label.line, f"“{label.text}”超出了表格")
    for line in range(label.line, label.line + label.down):
        for position in range(label.position, label.position + label.across):
            if board[line][position] is not None:
                raise LayoutError(label.line, f"“{label.text}”与别的格重叠")
            board[line][position] = label


def _figures(table: str, board: list[list[Label | None]], line: int) -> list[FigureCell]:
    figures: list[FigureCell] = []
    position = 0
    while position < len(board[line]):
        if board[line][position] is not None:
            position += 1
            continue
        head = _above(board, line, position, "column")
        row = _left(board, line, position) or _above(board, line, position, "row")
        if head is None or row is None:
            raise LayoutError(line, f"第 {position + 1} 格没有行名或列名")
        across = head.position + head.across - position
        if any(board[line][position : position + across]):
            raise LayoutError(line, f"“{head.text}”列下第 {position + 1} 格与别的格重叠")
        figures.append(FigureCell(Address(table, row.key, head.key), line, position, across))
        position += across
    return figures


def _above(
    board: list[list[Label | None]], line: int, position: int, role: LabelRole
) -> Label | None:
    for upper in range(line - 1, -1, -1):
        label = board[upper][position]
        if label is not None and label.role == role:
            return label
    return None


def _left(board: list[list[Label | None]], line: int, position: int) -> Label | None:
    for left in range(position - 1, -1, -1):
        label = board[line][left]
        if label is not None and label.role == "row":
            return label
    return None


def _rows(labels: list[Label], figures: list[FigureCell]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for label in labels:
        if label.role != "row":
            continue
        columns = tuple(c.address.column for c in figures if c.address.row == label.key)
        if not columns:
            raise LayoutError(label.line, f"“{label.text}”行没有可填的格")
        group = next((g.text for g in labels if g.role == "group" and _covers(g, label)), "")
        rows.append(Row(label.key, label.text, group, columns))
    return tuple(rows)


def _covers(group: Label, row: Label) -> bool:
    """A group stands at the left of its rows, or over them where rows are set side by side."""
    beside = group.line <= row.line < group.line + group.down and group.position < row.position
    over = (
        group.position <= row.position
        and row.position + row.across <= group.position + group.across
        and group.line + group.down == row.line
    )
    return beside or over


def _columns(
    labels: list[Label], kinds: dict[str, FigureKind], figures: list[FigureCell]
) -> tuple[Column, ...]:
    """In the order in which a reader meets their figures; their heads may be stacked."""
    texts: dict[str, str] = {}
    for label in labels:
        if label.role == "column":
            texts.setdefault(label.key, label.text)
    order = dict.fromkeys(cell.address.column for cell in figures)
    return tuple(Column(key, texts[key], kinds[key]) for key in order)
