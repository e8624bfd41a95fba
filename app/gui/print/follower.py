"""Keeps the preview true: sets the report anew a moment after the last key, beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.gui.print.boxes import Page
from app.gui.print.pages import Typesetter
from app.model.document import Document

_WAITS_MS = 150
"""After the last change; typing on does not set a page for every letter."""

Done = Callable[[int, Document, list[Page]], None]


class Workshop:
    """A thread that typesets the newest document it was given; what is out of date is given up.

    It sees only documents, which never change, and has fonts of its own; it is one thread for all
    the time, because Qt keeps its fonts for each.  `done` is called in it.
    """

    def __init__(self, done: Done) -> None:
        self._done = done
        self._jobs: SimpleQueue[tuple[int, Document] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self.newest = 0
        """The number of the document that is wanted."""

    def take(self, document: Document) -> None:
        """Set this one, and no other any more."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="typesetting", daemon=True)
            self._thread.start()
        self.newest += 1
        self._jobs.put((self.newest, document))

    def give_up(self) -> None:
        """Nothing is wanted at the moment."""
        self.newest += 1

    def close(self) -> None:
        """End the thread before what it works with is gone."""
        self.give_up()
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        typesetter = Typesetter()
        while (job := self._jobs.get()) is not None:
            number, document = job
            pages: list[Page] = []
            for page in typesetter.steps(document):
                if number != self.newest:
                    break
                if page is not None:
                    pages.append(page)
                time.sleep(0)  # a key waits for one step at most
            else:
                self._done(number, document, pages)


class Follower(QObject):
    """Reads the report in the window's thread, and tells there what it looks like in print."""

    typeset = Signal(object, object)
    """The Document and its list of Pages."""

    _set = Signal(int, object, object)

    def __init__(self, compose: Callable[[], Document], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compose = compose
        self._workshop = Workshop(self._tell)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.follow_now)
        self._set.connect(self._show)
        self.destroyed.connect(self._workshop.close)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._workshop.close)

    def follow(self) -> None:
        """Something has changed: set it anew in a moment."""
        self._workshop.give_up()
        self._wait.start(_WAITS_MS)

    def follow_now(self) -> None:
        """Set it without waiting for another key."""
        self._wait.stop()
        self._workshop.take(self._compose())

    def rest(self) -> None:
        """Nobody is looking."""
        self._wait.stop()
        self._workshop.give_up()

    def _tell(self, number: int, document: Document, pages: list[Page]) -> None:
        with suppress(RuntimeError):  # the window was closed in between
            self._set.emit(number, document, pages)

    def _show(self, number: int, document: Document, pages: list[Page]) -> None:
        if number == self._workshop.newest:
            self.typeset.emit(document, pages)
