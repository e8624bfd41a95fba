"""Keeps what is typed: a snapshot within two seconds of every change, locks, safe saving.

The one promise: whatever happens to program or PC, at most two seconds of typing are lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from app.gui.file_lock import FileLock
from app.gui.session import Session
from app.services.recovery import Leftover, Recovery
from app.services.saving import ChangedOnDiskError, save_report
from app.services.versions import Version, Versions
from app.storage.snapshot import Snapshot

_DELAY_MS = 1000
"""From a change to its snapshot; further changes meanwhile do not put it off."""


class Keeper(QObject):
    """Between the open report and the disk."""

    failed = Signal(str)
    """Snapshots cannot be written; said once until they can again."""

    _written = Signal(bool)
    """From the writing thread: whether a snapshot has reached the disk."""

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self.session = session
        self._recovery = Recovery(folder / "recovery")
        self.versions = Versions(folder / "versions")
        self._alive = _live_lock(self._recovery.own)
        self._lock: FileLock | None = None
        self._digest: str | None = None
        self.owner = ""
        """Who else has the open file; "" where nobody has."""
        self._has_failed = False
        self._writer = _Writer(self._recovery, self._written.emit)
        self._written.connect(self._tell)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.keep)
        session.changed.connect(self._arm)
        session.drafted.connect(self._arm)
        session.state_changed.connect(self._forget_if_saved)

    def wait_for(self, seconds: int) -> None:
        """How long after a change its snapshot may be written."""
        self._timer.setInterval(seconds * 1000)

    # -- snapshots -----------------------------------------------------------------------------

    def _arm(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Have the report written as it is, with what is being typed; in the background."""
        self._timer.stop()
        session = self.session
        if session.is_saved and session.draft is None:
            self.forget()
            return
        report = session.report.copy()
        if session.draft is not None:
            report.apply(session.draft)
        now = datetime.now()  # noqa: DTZ005  the user's own clock
        base = None if session.path is None else session.path.absolute()
        self._writer.put(Snapshot(base, self._digest or "", now, report))

    def _tell(self, succeeded: bool) -> None:  # noqa: FBT001  what the signal carries
        if not succeeded and not self._has_failed:
            self.failed.emit("自动备份写不进用户文件夹，请常按 Ctrl+S 保存")
        self._has_failed = not succeeded

    def _forget_if_saved(self) -> None:
        if self.session.is_saved and self.session.draft is None:
            self.forget()

    def forget(self) -> None:
        """Everything is saved, or was given up on purpose: no snapshot is needed."""
        self._timer.stop()
        self._writer.drop()

    def settle(self) -> None:
        """Wait until everything handed over is on the disk."""
        self._writer.wait()

    # -- what other runs left ----------------------------------------------------------------------

    def leftovers(self) -> list[Leftover]:
        """Unsaved reports of windows that are gone, newest first."""
        return self._recovery.leftovers(_is_alive)

    def left_of(self, path: Path) -> Leftover | None:
        """The newest unsaved state of this file that another run left."""
        wanted = path.resolve()
        return next((left for left in self.leftovers() if left.snapshot.base == wanted), None)

    def put_aside(self, leftover: Leftover) -> None:
        """Offer it no more; it is kept in a folder beside."""
        self._recovery.put_aside(leftover.file)

    # -- the file ----------------------------------------------------------------------------------

    def take_up(self, path: Path | None, digest: str | None) -> None:
        """The session has another report now, read from `path` in the state `digest`."""
        self._digest = digest
        self._claim(path)

    def _claim(self, path: Path | None) -> None:
        if self._lock is not None:
            self._lock.release()
        self._lock = None if path is None else FileLock(path)
        self.owner = "" if self._lock is None else self._lock.take()

    def save(self, path: Path, *, over: bool = False) -> None:
        """Write the report and its version; `over`: whatever stands there.

        Raises WriteError, or ChangedOnDiskError where another program wrote the file meanwhile or
        has it open.
        """
        same = path == self.session.path
        if same and self.owner and not over:
            raise ChangedOnDiskError(path, self.owner)
        known = self._digest if same and not over else None
        self._digest = save_report(self.session.report, path, self.versions, known)
        if not same:
            self._claim(path)
        if self.owner and self._lock is not None:
            self._lock.force()
            self.owner = ""
        self.session.mark_saved(path)

    def saved_versions(self) -> list[Version]:
        """Earlier states of the open file, newest first."""
        path = self.session.path
        return [] if path is None else self.versions.of(path)

    def close(self) -> None:
        """The window closes, and what was to be kept is saved."""
        self.forget()
        self._writer.stop()
        self._claim(None)
        self._alive.unlock()


def _live_lock(file: Path) -> QLockFile:
    """The mark that the window of a snapshot is running; gone with its process.

    A folder that cannot be written to has none, and no snapshots either.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(f"{file}.lock")
    lock.setStaleLockTime(0)
    lock.tryLock(0)
    return lock


def _is_alive(file: Path) -> bool:
    lock = QLockFile(f"{file}.lock")
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return lock.error() == QLockFile.LockError.LockFailedError


class _Writer:
    """A thread that writes the newest snapshot it was given; older ones are passed over."""

    def __init__(self, recovery: Recovery, told: Callable[[bool], object]) -> None:
        self._recovery = recovery
        self._told = told
        self._news = Condition()
        self._next: Snapshot | None = None
        self._is_busy = False
        self._is_over = False
        self._thread: Thread | None = None

    def put(self, snapshot: Snapshot) -> None:
        with self._news:
            self._next = snapshot
            self._news.notify_all()
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True, name="snapshots")
                self._thread.start()

    def drop(self) -> None:
        """Write none of what waits, and remove what was written."""
        with self._news:
            self._next = None
        self.wait()
        self._recovery.drop()

    def wait(self) -> None:
        with self._news:
            self._news.wait_for(lambda: self._next is None and not self._is_busy, timeout=10)

    def stop(self) -> None:
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._next is not None or self._is_over)
                if self._next is None:
                    return
                snapshot, self._next, self._is_busy = self._next, None, True
            try:
                self._recovery.keep(snapshot)
            except Exception:  # noqa: BLE001  whatever it is, the user learns that nothing is kept
                self._told(False)  # noqa: FBT003  the one thing that is told
            else:
                self._told(True)  # noqa: FBT003
            with self._news:
                self._is_busy = False
                self._news.notify_all()
