"""The window as it was left: its size, whether it fills the screen, how wide the findings are."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from app.services.remembered import read_remembered, remember_window


def take_up_size(window: QMainWindow, folder: Path) -> None:
    """Give a new window the size of the last one, as far as the screen goes."""
    known = read_remembered(folder)
    if known.size is not None:
        room = window.screen().availableSize().expandedTo(window.minimumSize())
        width, height = known.size
        window.resize(min(width, room.width()), min(height, room.height()))
    if known.is_maximised:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep_size(window: QMainWindow, folder: Path, findings: int | None) -> None:
    """Keep it for the next start; a window that fills the screen keeps the size it had before."""
    usual = window.normalGeometry() if window.isMaximized() else window.geometry()
    known = read_remembered(folder)
    size = (usual.width(), usual.height()) if usual.isValid() else known.size
    remember_window(
        folder,
        msgspec.structs.replace(
            known, size=size, is_maximised=window.isMaximized(), findings=findings
        ),
    )
