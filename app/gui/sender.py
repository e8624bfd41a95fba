"""Writes the files of a delivery beside the window, tells how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from app.gui.background import Background
from app.model.document import Document
from app.services.delivery import Delivery, Job, deliver


class Sender(QObject):
    """One delivery at a time."""

    begun = Signal(int, str)
    """A file is being written now: its number and name."""

    ended = Signal(object)
    """The Delivery."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stop = Event()

    def start(self, document: Document, jobs: Sequence[Job]) -> bool:
        """Begin; False where another delivery is under way."""
        outcome: list[Delivery] = []
        if self._background.is_busy:
            return False
        self._stop.clear()

        def work() -> None:
            outcome.append(deliver(document, jobs, self._tell, self._stop.is_set))

        return self._background.run(
            work,
            lambda: self.ended.emit(outcome[0]),
            lambda error: self.ended.emit(Delivery((), (type(error).__name__,), stopped=True)),
        )

    def cancel(self) -> None:
        """Write no further file; the one being written is finished."""
        self._stop.set()

    def _tell(self, number: int, path: Path) -> None:
        self.begun.emit(number, path.name)
