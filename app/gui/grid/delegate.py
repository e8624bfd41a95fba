"""How a cell of a grid is drawn and typed into."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.gui.grid.model import CellLook, GridModel
from app.gui.grid.wrapping import wrapped
from app.gui.theme import Theme, figure_font
from app.model.form import Label

Index = QModelIndex | QPersistentModelIndex
_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_LEFT = (
    int(Qt.AlignmentFlag.AlignLeft)
    | int(Qt.AlignmentFlag.AlignVCenter)
    | int(Qt.TextFlag.TextWordWrap)
)
_CORNER = 8
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
_ALWAYS_LEAVE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class GridDelegate(QStyledItemDelegate):
    """Draws labels and figures with brushes made once, and opens the cell editor."""

    left_by_key = Signal(int, int)
    """The editor was left by a key that moves: lines and columns to go."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.typed = True
        """Whether the editor was opened by typing: then arrow keys leave it, as in Excel."""
        self._figure_font = figure_font()
        self._bold_font = QFont(self._figure_font)
        self._bold_font.setBold(True)
        self.restyle(theme)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        colour = theme.colour
        self._ink, self._ink2 = QPen(colour("ink")), QPen(colour("ink2"))
        self._grid = colour("grid")
        self._label = QBrush(colour("label"))
        self._background = {
            "input": QBrush(colour("card")),
            "blank": QBrush(colour("card")),
            "derived": QBrush(colour("derived")),
        }
        self._hatch = QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern)
        self._tint = {name: QBrush(colour(f"{name}_soft")) for name in ("error", "warning", "hint")}
        self._mark = {name: QBrush(colour(name)) for name in ("error", "warning", "hint")}
        self._mark_pen = {name: QPen(colour(name)) for name in ("error", "warning", "hint")}
        self._frame = QPen(colour("accent"), 2)
        selected = QColor(colour("accent"))
        selected.setAlpha(36)
        self._selected = QBrush(selected)

    # -- drawing -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        look = model.look(index.row(), index.column())
        if look is not None:
            state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
            self._paint_figure(painter, rect, look, state.value)
            return
        label = model.label(index.row(), index.column())
        if label is not None:
            painter.setFont(option.font)  # type: ignore[attr-defined]
            view: QAbstractItemView = option.widget  # type: ignore[attr-defined]
            self.paint_label(painter, rect, label, view.viewport().rect())

    def paint_label(
        self, painter: QPainter, rect: QRect, label: Label, visible: QRect | None = None
    ) -> None:
        """Draw a printed label with its right and lower border.

        A label that spans many lines has its words in the middle of what is visible of it.
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

    def _paint_border(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._grid)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._grid)

    def _paint_figure(self, painter: QPainter, rect: QRect, look: CellLook, state: int) -> None:
        severity = look.severity
        tinted = severity is not None and look.kind != "blank"
        background = self._tint[severity] if tinted and severity else self._background[look.kind]
        painter.fillRect(rect, background)
        if look.kind == "blank":
            painter.fillRect(rect, self._hatch)
        if state & _SELECTED:
            painter.fillRect(rect, self._selected)
        if look.text:
            painter.setFont(self._bold_font if severity == "error" else self._figure_font)
            pen = self._ink2 if look.kind == "derived" else self._ink
            painter.setPen(self._mark_pen[severity] if severity else pen)
            painter.drawText(rect, _CENTRE, look.text)
        if tinted and severity:
            corner = QPointF(rect.right(), rect.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mark[severity])
            painter.drawPolygon(
                QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)])
            )
        self._paint_border(painter, rect)
        if state & _FOCUSED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._frame)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    # -- typing --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("cell", "true")
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        model = index.model()
        if isinstance(model, GridModel) and (cell := model.figure(index.row(), index.column())):
            editor.setAccessibleName(model.table.describe(cell.address))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if plain and key in _MOVES and (self.typed or key in _ALWAYS_LEAVE):
            assert isinstance(editor, QWidget)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            lines, columns = _MOVES[key]
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if back and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                lines = -lines
            self.left_by_key.emit(lines, columns)
            return True
        return super().eventFilter(editor, event)
