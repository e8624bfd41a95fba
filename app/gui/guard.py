"""What happens when something inside the program goes wrong: the user goes on, work is safe."""

from __future__ import annotations

import faulthandler
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from app.services.crash import CrashLog

SENTENCE = "程序内部出错，内容没有丢失，已自动备份；可以继续，也可以先保存再重新打开程序"


class Guard(QObject):
    """Takes the place of Python's and Qt's own reports, which nobody would see."""

    caught = Signal()
    """Something went wrong: keep the work and tell the user; from whatever thread."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = CrashLog(folder / "crashes")
        self._before = sys.excepthook, threading.excepthook
        self._file: TextIO | None = None

    def install(self) -> None:
        """Catch what nobody else does, until `remove`."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(_take_message)
        with suppress(OSError):
            self.log.folder.mkdir(parents=True, exist_ok=True)
            self._file = (self.log.folder / "hard.log").open("a", encoding="utf-8")
            faulthandler.enable(self._file)

    def remove(self) -> None:
        """Leave it to Python and Qt again."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def take(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report an exception that came out of a slot or an event handler."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self.log.write(kind, trace)
        self.caught.emit()

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, SystemExit):
            self.log.write(arguments.exc_type, arguments.exc_traceback)
            self.caught.emit()


def _take_message(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Qt's own warnings go where a developer would look; they concern no user."""
    if kind != QtMsgType.QtDebugMsg and sys.stderr is not None:  # type: ignore[redundant-expr]  None in a windowed program
        sys.stderr.write(f"Qt: {words}\n")
