"""One window for one user: a second start hands its file to the window that is already open.

Built on a lock file and a folder of requests, which QtCore watches: no socket, so nothing that
could be taken for network code, and the same on every system.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from app.storage.atomic import WriteError, write_atomically

_SUFFIX = ".request"
_WAIT_S = 3.0
"""A window that does not answer in this time is taken for hung: the second start goes on alone."""


class SingleInstance(QObject):
    """The claim of a window to be the only one of this user."""

    open_requested = Signal(object)
    """Another start asked to open a file (Path), or only to be shown (None)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._requests = folder / "requests"
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # stale only when its process is gone

    def claim(self) -> bool:
        """Become the window of this user; False where there is one already.

        A folder that cannot be written to (read-only share) leaves every start on its own.
        """
        try:
            self._requests.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        if not self._lock.tryLock(0):
            return self._lock.error() != QLockFile.LockError.LockFailedError
        for old in self._requests.glob(f"*{_SUFFIX}"):
            old.unlink(missing_ok=True)
        watcher = QFileSystemWatcher([str(self._requests)], self)
        watcher.directoryChanged.connect(self._answer)
        return True

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Ask the open window to show these files, or itself; True once it takes the request."""
        words = "\0".join(os.fspath(path.absolute()) for path in files)
        request = self._requests / f"{uuid.uuid4().hex}{_SUFFIX}"
        try:
            write_atomically(request, os.fsencode(words))
        except WriteError:
            return False
        end = time.monotonic() + _WAIT_S
        while time.monotonic() < end:
            if not request.exists():
                return True
            time.sleep(0.05)
        request.unlink(missing_ok=True)
        return False

    def release(self) -> None:
        """Give up the claim, at the end of the program."""
        self._lock.unlock()

    def _answer(self, _folder: str) -> None:
        for request in sorted(self._requests.glob(f"*{_SUFFIX}")):
            try:
                names = [name for name in os.fsdecode(request.read_bytes()).split("\0") if name]
                request.unlink()
            except OSError:
                continue  # taken back meanwhile by the start that made it
            for name in names or [""]:
                self.open_requested.emit(Path(name) if name else None)
