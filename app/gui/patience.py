"""What the user asks for while the forms are still being loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Act = Callable[[], object]


class Patience:
    """Has the last wish wait until it can be fulfilled; the window itself never waits."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_waiting = False
        self._wish: Act | None = None

    def begin(self) -> None:
        """From now on wishes wait."""
        self._is_waiting = True

    def do(self, act: Act) -> None:
        """Do it, now or as soon as possible; a later wish takes the place of one that waits."""
        if self._is_waiting:
            self._wish = act
            self._window.setCursor(Qt.CursorShape.BusyCursor)
        else:
            act()

    def end(self) -> None:
        """Everything is there: do what was wished for."""
        wish, self._wish, self._is_waiting = self._wish, None, False
        self._window.unsetCursor()
        if wish is not None:
            wish()
