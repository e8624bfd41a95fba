"""Where things lie: shipped resources, and the folders that belong to the user."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_NAME = "nianbao"
PORTABLE_FOLDER = "nianbao-data"
"""A folder of this name beside the executable keeps all settings there: portable mode."""


def resource(name: str) -> Path:
    """A shipped file or folder below `resources/`, in a checkout and in the executable alike."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources" / name


def executable() -> Path | None:
    """The packaged program; None when running from source."""
    return Path(sys.executable).resolve() if getattr(sys, "frozen", False) else None


def user_data() -> Path:
    """Folder for what the program keeps for the user; may not exist yet.

    On a USB stick or a shared PC the user makes `nianbao-data` beside the executable, and nothing
    is written anywhere else.
    """
    program = executable()
    if program is not None and (program.parent / PORTABLE_FOLDER).is_dir():
        return program.parent / PORTABLE_FOLDER
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))
