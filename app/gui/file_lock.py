"""Who has a project file open: a lock beside it that names machine and user.

QLockFile recovers locks of programs that died on this machine by itself; one of another machine
stays until the user decides.  A folder that cannot be written to has no locks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLockFile

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _FILE_OBJECT, _OWNER = 1, 1

    def _owner(path: Path) -> str:
        """The account that made a file (GetNamedSecurityInfo, LookupAccountSid)."""
        sid, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
        security, kernel = ctypes.windll.advapi32, ctypes.windll.kernel32
        failed = security.GetNamedSecurityInfoW(
            str(path),
            _FILE_OBJECT,
            _OWNER,
            ctypes.byref(sid),
            None,
            None,
            None,
            ctypes.byref(descriptor),
        )
        if failed:
            return ""
        name, domain = ctypes.create_unicode_buffer(257), ctypes.create_unicode_buffer(257)
        lengths = wintypes.DWORD(257), wintypes.DWORD(257)
        known = security.LookupAccountSidW(
            None,
            sid,
            name,
            ctypes.byref(lengths[0]),
            domain,
            ctypes.byref(lengths[1]),
            ctypes.byref(wintypes.DWORD()),
        )
        kernel.LocalFree(descriptor)
        return name.value if known else ""

else:

    def _owner(path: Path) -> str:
        """The account that made a file."""
        try:
            return path.owner()
        except (OSError, KeyError):
            return ""


_PARTS = 3


class FileLock:
    """This window's claim on one project file."""

    def __init__(self, path: Path) -> None:
        self._file = lock_file(path)
        self._lock = QLockFile(str(self._file))
        self._lock.setStaleLockTime(0)  # stale only when its process is gone, however long ago

    def take(self) -> str:
        """Claim the file; returns who has it already, "" where it is ours or cannot be claimed."""
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return ""
        machine, user = self._machine(), _owner(self._file)
        names = [f"电脑“{machine}”"] if machine else []
        names += [f"用户“{user}”"] if user else []
        return "、".join(names) or "别的窗口"

    def _machine(self) -> str:
        """The machine's name in the lock; PySide6 hands out process, machine, program."""
        answer = cast("object", self._lock.getLockInfo())  # the stubs know two parts of three
        parts = cast("tuple[object, ...]", answer) if isinstance(answer, tuple) else ()
        return str(parts[1]) if len(parts) == _PARTS else ""

    def force(self) -> None:
        """Take it from an owner that is gone for good."""
        self._lock.removeStaleLockFile()
        self._lock.tryLock(0)

    def release(self) -> None:
        """Give it up."""
        self._lock.unlock()


def lock_file(path: Path) -> Path:
    """Where the lock of a file lies, as office programs have theirs."""
    return path.with_name(f".~lock.{path.name}#")
