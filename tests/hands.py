"""What hands do: type, drag a mouse, answer a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

Dialog = TypeVar("Dialog", bound=QDialog)


def type_keys(qtbot: QtBot, text: str) -> None:
    """Type at whatever has the focus, with Return and Tab for their characters."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None
        special = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(character)
        if special is not None:
            qtbot.keyClick(target, special)
        else:
            qtbot.keyClicks(target, character)
        QApplication.processEvents()


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


def answer_dialog(kind: type[Dialog], act: Callable[[Dialog], object]) -> None:
    """Do this with the next dialog of a kind, however long it and its focus take to come.

    To be called before what shows it.  A dialog that is still there afterwards is given up, so
    that a fault in `act` does not leave everything waiting for an answer.
    """

    def look() -> None:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, look)
        elif focus is None or focus.window() is not dialog:
            dialog.activateWindow()  # as a desktop does when a dialog opens
            QTimer.singleShot(20, look)
        else:
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    QTimer.singleShot(0, look)
