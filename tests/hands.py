"""What a hand does with a mouse: press, go on, release."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


def drag(viewport: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move in two steps, release, as a mouse does."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    for kind, place, button, buttons in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, middle, none, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        spot = QPointF(viewport.mapToGlobal(place))
        held = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, QPointF(place), spot, button, buttons, held)
        QApplication.sendEvent(viewport, event)
