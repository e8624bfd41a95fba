"""Work that takes longer than a user notices, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

_FAREWELL = 20.0
"""Seconds that leaving the program waits for a file that is being written."""


class Background(QObject):
    """One piece of work at a time; what follows happens in the window's own thread."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, is_awaited: bool = True) -> None:
        """`is_awaited`: whether leaving the program waits for it; nothing is lost by reading."""
        super().__init__(parent)
        self._thread: Thread | None = None
        self._ended.connect(self._follow)
        application = QCoreApplication.instance()
        if application is not None and is_awaited:
            application.aboutToQuit.connect(self.wait)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None

    def run(
        self,
        work: Callable[[], object],
        then: Callable[[], object],
        failed: Callable[[Exception], object],
    ) -> bool:
        """Begin; False where something else is still under way.

        `failed` gets whatever the work raises: an error in a thread has nobody else to tell.
        """
        if self.is_busy:
            return False

        def act() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001  told in the window's thread
                fault = error
                self._tell(lambda: failed(fault))
            else:
                self._tell(then)

        self._thread = Thread(target=act, daemon=True)
        self._thread.start()
        return True

    def _tell(self, action: Callable[[], object]) -> None:
        """From the thread: go on in the window's own, unless the window has gone meanwhile."""
        if isValid(self):
            self._ended.emit(action)

    def _follow(self, action: Callable[[], object]) -> None:
        self._thread = None
        action()

    def wait(self) -> None:
        """Until it is done, or no longer than leaving may take."""
        if self._thread is not None:
            self._thread.join(_FAREWELL)
