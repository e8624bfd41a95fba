"""Files that are opened or imported: read beside the window, doubts looked at, then handed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.gui.background import Background
from app.gui.importing.incoming import Incoming
from app.gui.importing.waiting import Waiting
from app.model.report import Report
from app.model.source import SeveralReportsError, UnreadableError
from app.rules.assess import Assessor
from app.services.catalogue import Catalogue
from app.services.opening import open_file
from app.services.review import matters_of
from app.storage.project import SUFFIX

if TYPE_CHECKING:
    from app.gui.ask import Ask
    from app.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, who answers questions about it, and what is done with it."""

    path: Path
    ask: Ask
    then: Callable[[Incoming], object]
    number: int | None = None


class Intake:
    """One file at a time; what cannot be read is one sentence and changes nothing."""

    def __init__(self, catalogue: Catalogue, window: MainWindow) -> None:
        self._catalogue = catalogue
        self._window = window
        self._notice = window.notice
        self._waiting: Waiting | None = None

    def read(self, path: Path, ask: Ask, then: Callable[[Incoming], object]) -> None:
        """Read a file and hand it on: a project at once, others beside the window.

        Of several reports in it the user says which one.
        """
        task = _Task(path, ask, then)
        if path.suffix.lower() == SUFFIX:
            try:
                incoming = self._read(task)
            except UnreadableError as error:
                self._refuse(task, error)
            else:
                then(incoming)
        elif self._waiting is not None:
            self._notice.say("正在读入另一个文件，请稍等")
        else:
            self._read_beside(task)

    def _refuse(self, task: _Task, error: UnreadableError) -> None:
        """Say why a file was not read, or ask which of its reports is meant and read that."""
        if not isinstance(error, SeveralReportsError):
            self._notice.say(str(error))
        elif number := task.ask.which_report(task.path.name, error.names):
            self._read_beside(replace(task, number=number))

    def _read(self, task: _Task) -> Incoming:
        path = task.path
        opened = open_file(path, self._catalogue, task.number)
        if opened.source is None:
            return Incoming(path, opened)
        form = self._catalogue.form_of(opened.report)
        # the first assessment loads the words of the rules, which the window should not wait for
        Assessor(self._catalogue.rules).assess(form, opened.report)
        return Incoming(path, opened, matters_of(form, opened.report, opened.source))

    def _read_beside(self, task: _Task) -> None:
        waiting = self._waiting = Waiting(task.path.name, self._window)
        waiting.cancelled.connect(self._stop_waiting)
        background = Background(self._window, is_awaited=False)
        read: list[Incoming] = []

        def end() -> bool:
            """Whether anybody still waits for it."""
            background.deleteLater()
            if self._waiting is not waiting:
                return False
            self._stop_waiting()
            waiting.finish()
            return True

        def fail(error: Exception) -> None:
            if end():
                if not isinstance(error, UnreadableError):
                    raise error
                self._refuse(task, error)

        background.run(
            lambda: read.append(self._read(task)), lambda: end() and task.then(read[0]), fail
        )

    def _stop_waiting(self) -> None:
        self._waiting = None

    def look_through(
        self,
        incoming: Incoming,
        ask: Ask,
        verb: str,
        then: Callable[[Report], object],
        note: str | None = None,
    ) -> None:
        """Have the doubts of a file settled, and hand on the report without any.

        A file without doubts is handed on at once, unless there is a `note` to be read before.
        """
        source = incoming.opened.source
        has_doubts = any(matter.kind != "totals" for matter in incoming.matters)
        if source is None or not (has_doubts or note):
            then(incoming.opened.report)
            return
        from app.gui.importing.review_dialog import ReviewDialog  # noqa: PLC0415  costs the start-up

        dialog = ReviewDialog(incoming, source, self._catalogue, ask, self._window)
        dialog.accepted.connect(lambda: then(dialog.result_report))
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin(incoming.path.name, verb, note or "")
