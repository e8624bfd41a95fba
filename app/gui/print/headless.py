"""Qt without a window, for commands."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def ensure_application() -> None:
    """Start Qt where it does not run yet, so that fonts can be used; needs no display.

    On Windows every session has one, and only its own platform knows the installed fonts.
    """
    if QGuiApplication.instance() is None:
        platform = [] if os.name == "nt" else ["-platform", "offscreen"]
        _kept.append(QGuiApplication(["nianbao", *platform]))
