"""The program as it is shipped, except that it says when it is first painted, and then quits."""

from __future__ import annotations

import sys
import time

from PySide6.QtWidgets import QApplication

from app import start
from app.gui.main_window import MainWindow

_build_window = start.build_window


def _timed(equipment: start.Equipment | None = None) -> MainWindow:
    window = _build_window(equipment)
    window.painted.connect(_painted)
    return window


def _painted() -> None:
    print(time.time(), flush=True)
    QApplication.exit(0)


if __name__ == "__main__":
    start.build_window = _timed
    sys.exit(start.start_window([]))
