"""Keeps the preview true: sets the report anew a moment after the last key, in small steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.gui.print.boxes import Page
from app.gui.print.pages import Typesetter
from app.model.document import Document

_WAITS_MS = 150
"""After the last change; typing on does not set a page for every letter."""

STEP_MS = 12.0
"""How long work on the preview may hold up the window at a time."""


def work_for(steps: Iterator[object], milliseconds: float) -> bool:
    """Go on with a piece of work for so long; whether it is done."""
    end = time.perf_counter() + milliseconds / 1000
    return all(time.perf_counter() < end for _ in steps)


class Follower(QObject):
    """Typesets in steps between the events of the window, in its own thread.

    Not in another: Python runs one at a time anyway, and then nobody tells which page is whose.
    """

    typeset = Signal(object, object)
    """The Document and its list of Pages."""

    def __init__(self, compose: Callable[[], Document], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typesetter = Typesetter()
        self._compose = compose
        self._steps: Iterator[object] | None = None
        self._pages: list[Page] = []
        self._document: Document | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._begin)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def follow(self) -> None:
        """Something has changed: set it anew in a moment."""
        self._turn.stop()
        self._wait.start(_WAITS_MS)

    def follow_now(self) -> None:
        """Set it without waiting for another key."""
        self._wait.stop()
        self._begin()

    def rest(self) -> None:
        """Nobody is looking."""
        self._wait.stop()
        self._turn.stop()

    def _begin(self) -> None:
        self._document = self._compose()
        self._pages = []
        self._steps = self._collect(self._document)
        self._turn.start()

    def _collect(self, document: Document) -> Iterator[object]:
        for page in self.typesetter.steps(document):
            if page is not None:
                self._pages.append(page)
            yield

    def _go_on(self) -> None:
        if self._steps is None or not work_for(self._steps, STEP_MS):
            return
        self._turn.stop()
        self._steps = None
        self.typeset.emit(self._document, self._pages)
