"""Where things lie: shipped resources, and the folders that belong to the user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_NAME = "nianbao"
PORTABLE_FOLDER = "nianbao-data"
"""A folder of this name beside the executable keeps all settings there: portable mode."""

_LONG_ON_WINDOWS = 230
"""Characters from which on a path is prefixed: Windows' own limit is 260 for files, 248 for
folders, and a name is made beside the file while it is written."""
_PREFIX, _SHARE = "\\\\?\\", "\\\\?\\UNC\\"


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


def reachable(path: Path) -> Path:
    """The path as the system takes it, however long it is.

    Windows refuses long paths unless an administrator has allowed them or they are prefixed.
    """
    return Path(extended(os.path.abspath(path))) if os.name == "nt" else path  # noqa: PTH100  follows no link


def extended(path: str) -> str:
    r"""An absolute path of Windows with the prefix `\\?\` where it needs one."""
    if len(path) < _LONG_ON_WINDOWS or path.startswith(_PREFIX):
        return path
    return _SHARE + path[2:] if path.startswith("\\\\") else _PREFIX + path


def is_there(path: Path | str) -> bool:
    """Whether there is such a file or folder; a name that no system takes is not there."""
    return os.path.exists(reachable(Path(path)))  # noqa: PTH110  never fails, whatever the name
