"""Where things lie: shipped resources, and the folders that belong to the user."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_NAME = "nianbao"


def resource(name: str) -> Path:
    """A shipped file or folder below `resources/`, in a checkout and in the executable alike."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources" / name


def user_data() -> Path:
    """Folder for settings; may not exist yet."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))
