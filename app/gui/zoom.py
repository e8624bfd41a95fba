"""The size of the letters that figures and chapters are typed in, one for all pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWheelEvent

from app.services.remembered import (
    LEAST_ZOOM,
    MOST_ZOOM,
    read_remembered,
    remember_window,
)

_STEP = 10
_NOTCH = 120
"""What Qt counts for one notch of a wheel."""


class Zoom(QObject):
    """In steps of ten per cent; kept for the next start."""

    changed = Signal(int)
    """Per cent."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._rest = 0
        self.percent = read_remembered(folder).zoom

    def step(self, steps: int) -> None:
        """Larger or smaller, as far as it goes."""
        self._set(self.percent + steps * _STEP)

    def reset(self) -> None:
        """The window's own size."""
        self._set(100)

    def turn(self, event: QWheelEvent) -> None:
        """Follow a wheel; touch pads send pieces of a notch, which add up."""
        self._rest += event.angleDelta().y()
        steps = int(self._rest / _NOTCH)
        self._rest -= steps * _NOTCH
        self.step(steps)
        event.accept()

    def _set(self, percent: int) -> None:
        wanted = min(max(percent, LEAST_ZOOM), MOST_ZOOM)
        if wanted != self.percent:
            self.percent = wanted
            known = read_remembered(self._folder)
            remember_window(self._folder, msgspec.structs.replace(known, zoom=wanted))
            self.changed.emit(wanted)
