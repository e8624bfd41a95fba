"""The user's choices, as the window holds them."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from app.services.settings import Settings, SettingsWriteError, read_settings, write_settings


class Preferences(QObject):
    """Read once, written at every change; whoever depends on them follows `changed`."""

    changed = Signal()
    """Other choices hold now."""

    failed = Signal(str)
    """The choices hold, but could not be kept: why."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._settings, self.problem = read_settings(folder)
        """What to tell the user of the file that was read; "" for nothing."""

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    @property
    def folder(self) -> Path:
        """Where dialogs begin: the chosen folder while it is there, else the user's documents."""
        chosen = self._settings.folder
        if chosen and os.path.isdir(chosen):  # noqa: PTH112  says False, never fails
            return Path(chosen)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents) or Path.home())

    def put(self, settings: Settings) -> None:
        """Take up other choices and keep them."""
        if settings == self._settings:
            return
        self._settings = settings
        try:
            write_settings(self._folder, settings)
        except SettingsWriteError as error:
            self.failed.emit(str(error))
        self.changed.emit()
