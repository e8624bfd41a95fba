"""Writing a file so that at every moment either the old or the new one is there, whole."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from app.paths import reachable

_PASSING = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
"""What Windows and network shares answer while another program has the file open."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between the attempts; the last one decides."""

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "所在的盘只能读",
    errno.EACCES: "没有写入的权限，或文件正被别的程序打开",
    errno.EPERM: "没有写入的权限，或文件正被别的程序打开",
    errno.EBUSY: "文件正被别的程序打开",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "这个名字是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in words for the user."""
    return _REASONS.get(error.errno or 0, "系统不允许写入")


class WriteError(OSError):
    """A file that could not be written; whatever stood there before still does."""

    def __init__(self, path: Path, cause: OSError) -> None:
        reason = reason_of(cause)
        super().__init__(cause.errno, f"无法保存“{path.name}”：{reason}")

    def __str__(self) -> str:
        return str(self.args[1])


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, move into place; raise WriteError.

    A link stays a link: the file that it leads to is replaced.
    """
    path = reachable(path)
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "")
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise WriteError(path, error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else _default_mode())
        _move(beside, path)
    except OSError as error:
        raise WriteError(path, error) from error
    finally:
        with suppress(OSError):  # gone already where all went well
            beside.unlink()
    _flush_folder(path.parent)


def _move(beside: Path, path: Path) -> None:
    """Take the place of the old file, waiting for a scanner that has it open for a moment."""
    for pause in _PAUSES:
        try:
            beside.replace(path)
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            time.sleep(pause)
        else:
            return
    beside.replace(path)


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the new name itself lasting, where the system can (Windows cannot open folders).

    Some folders and network file systems refuse; the file itself is written and flushed by then.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
