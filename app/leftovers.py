"""What earlier runs of the one-file program left behind in the temp folder.

The one file unpacks itself at each start into a folder `_MEI…` of the temp folder, about 110 MB,
and removes it at the end. Where the run was killed, or the power failed, the folder stays, and
PyInstaller's loader never looks at it again. So a run leaves a mark in its own folder and keeps it
locked as long as it lives: a marked folder whose mark can be locked belongs to nobody any more.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_PATTERN = "_MEI*"
_MARK = "nianbao.running"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove_leftovers() -> list[Path]:
    """Mark this run's folder and remove those of runs that died; returns what was removed.

    Does nothing unless the program was unpacked from one file. Never raises: what cannot be
    removed today is tried again at the next start. May run in a thread of its own.
    """
    bundle = getattr(sys, "_MEIPASS", "")
    own = Path(bundle)
    if not bundle or not own.match(_PATTERN):
        return []
    with suppress(OSError):  # as at a second call: this process has it already
        _claim(own / _MARK, create=True)  # stays open, and so locked, until the process ends
    return [folder for folder in own.parent.glob(_PATTERN) if folder != own and _remove(folder)]


def _claim(mark: Path, *, create: bool = False) -> int:
    """Open a mark and lock it; raise OSError where there is none or a living run has it."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | (os.O_CREAT if create else 0)
    descriptor = os.open(mark, flags, 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _is_own(folder: Path) -> bool:
    """On Windows the temp folder is the user's; elsewhere all users share one."""
    return sys.platform == "win32" or folder.lstat().st_uid == os.getuid()


def _remove(folder: Path) -> bool:
    """Remove a folder if a run of this user's that is over has left it there."""
    try:
        if folder.is_symlink() or not _is_own(folder):
            return False
        os.close(_claim(folder / _MARK))
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != _MARK:
                path.unlink()
        (folder / _MARK).unlink()  # last: a removal that breaks off is taken up again
        folder.rmdir()
    except OSError:
        return False
    return True
