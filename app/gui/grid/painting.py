"""How the cells of a printed table are drawn, with brushes made once and words laid out once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPolygonF,
    QStaticText,
)

from app.gui.grid.model import CellLook
from app.gui.grid.wrapping import wrapped
from app.gui.theme import Theme, figure_font, scaled, window_font
from app.model.form import Label
from app.model.rule import SEVERITIES

_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_LEFT = (
    int(Qt.AlignmentFlag.AlignLeft)
    | int(Qt.AlignmentFlag.AlignVCenter)
    | int(Qt.TextFlag.TextWordWrap)
)
_CORNER = 8
_KEPT_TEXTS = 2000


class CellPainter:
    """Draws labels and figures in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.resize(1)
        self.restyle(theme)

    def resize(self, scale: float) -> None:
        """Take letters of another size; 1 is that of the window."""
        self.scale = scale
        self.label_font = scaled(window_font(), scale)
        self._figure_font = scaled(figure_font(), scale)
        self._bold_font = QFont(self._figure_font)
        self._bold_font.setBold(True)
        self._laid_out = lru_cache(_KEPT_TEXTS)(self._lay_out)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        colour = theme.colour
        self._ink, self._ink2 = QPen(colour("ink")), QPen(colour("ink2"))
        self._grid, self._edge = colour("grid"), colour("ink3")
        self._label = QBrush(colour("label"))
        self._background = {
            "input": QBrush(colour("card")),
            "blank": QBrush(colour("card")),
            "derived": QBrush(colour("derived")),
        }
        self._hatch = QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern)
        self._tint = {name: QBrush(colour(f"{name}_soft")) for name in SEVERITIES}
        self._mark = {name: QBrush(colour(name)) for name in SEVERITIES}
        self._mark_pen = {name: QPen(colour(name)) for name in SEVERITIES}
        self._frame = QPen(colour("accent"), 2)
        self._dashed = QPen(colour("accent"), 1, Qt.PenStyle.DashLine)
        self._accent, self._card = QBrush(colour("accent")), colour("card")
        selected = QColor(colour("accent"))
        selected.setAlpha(36)
        self._selected = QBrush(selected)

    @property
    def label_metrics(self) -> QFontMetrics:
        """Sizes of the words of labels."""
        return QFontMetrics(self.label_font)

    def paint_label(
        self, painter: QPainter, rect: QRect, label: Label, visible: QRect | None = None
    ) -> None:
        """Draw a printed label with its right and lower border; the painter has the label font.

        Below the head (`visible` is what is seen of the table) names of rows stand at the left,
        and a label that spans many lines has its words in the middle of what is seen of it.
        """
        words = rect.intersected(visible) if visible is not None and label.down > 1 else rect
        painter.fillRect(rect, self._label)
        painter.setPen(self._ink if label.role in ("row", "group") else self._ink2)
        if visible is not None and label.role == "row" and label.across + label.position > 1:
            painter.drawText(words.adjusted(7, 0, -5, 0), _LEFT, label.text)
        else:
            inner = words.adjusted(3, 0, -3, 0)
            text = wrapped(label, painter.fontMetrics(), inner.width())
            painter.drawText(inner, _CENTRE, text)
        self._paint_border(painter, rect)

    def paint_figure(
        self, painter: QPainter, rect: QRect, look: CellLook, *, selected: bool, current: bool
    ) -> None:
        """Draw a figure: ground by kind, hatched where blank, tint and corner for a finding."""
        severity = look.severity
        tint = severity if look.kind != "blank" else None
        painter.fillRect(rect, self._tint[tint] if tint else self._background[look.kind])
        if look.kind == "blank":
            painter.setBrushOrigin(rect.topLeft())  # else the lines break where it is scrolled
            painter.fillRect(rect, self._hatch)
        if selected:
            painter.fillRect(rect, self._selected)
        if look.text:
            bold = severity == "error"
            painter.setFont(self._bold_font if bold else self._figure_font)
            pen = self._ink2 if look.kind == "derived" else self._ink
            painter.setPen(self._mark_pen[severity] if severity else pen)
            text, width, height = self._laid_out(look.text, bold)
            left = rect.left() + max((rect.width() - width) / 2, 2)
            painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - height) / 2), text)
        if tint:
            corner = QPointF(rect.right(), rect.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mark[tint])
            painter.drawPolygon(
                QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)])
            )
        self._paint_border(painter, rect)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._frame)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def paint_outline(self, painter: QPainter, table: QRect, *, top: bool) -> None:
        """Draw the left border of a table, and the upper one: cells draw only the other two."""
        painter.fillRect(table.left(), table.top(), 1, table.height(), self._grid)
        if top:
            painter.fillRect(table.left(), table.top(), table.width(), 1, self._grid)

    def paint_edge(self, painter: QPainter, names: QRect) -> None:
        """Draw where the names of rows end that stay while the figures scroll under them."""
        painter.fillRect(names.left(), names.top(), 1, names.height(), self._grid)
        painter.fillRect(names.right() - 1, names.top(), 2, names.height(), self._edge)

    def paint_handle(self, painter: QPainter, handle: QRect, target: QRect) -> None:
        """Draw the square that fills when it is dragged, and a frame around what it will fill."""
        if not handle.isEmpty():
            painter.fillRect(handle, self._card)
            painter.fillRect(handle.adjusted(1, 1, 0, 0), self._accent)
        if not target.isEmpty():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._dashed)
            painter.drawRect(target.adjusted(0, 0, -1, -1))

    def _lay_out(self, words: str, bold: bool) -> tuple[QStaticText, float, float]:  # noqa: FBT001
        text = QStaticText(words)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(font=self._bold_font if bold else self._figure_font)
        size = text.size()
        return text, size.width(), size.height()

    def _paint_border(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._grid)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._grid)
