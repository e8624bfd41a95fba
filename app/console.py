"""Standard streams of a windowed executable on Windows; no effect on other systems.

A windowed program gets no console there, and its streams are None.  A command takes what it
inherited (a pipe, a file, NUL), else the console of whoever called it, else nothing: what is
written is lost then, and nothing fails.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from enum import Enum, auto
from typing import Literal, NamedTuple, Protocol, TextIO

_UNKNOWN_FILE = 0
"""GetFileType of a handle that leads nowhere; disk files, devices and pipes are 1, 2 and 3."""


class Stream(NamedTuple):
    """One of the three: its name in `sys`, Windows' number for it, the console's file, the mode."""

    name: str
    number: int
    console: str
    mode: Literal["r", "w"]


STREAMS = (
    Stream("stdin", -10, "CONIN$", "r"),
    Stream("stdout", -11, "CONOUT$", "w"),
    Stream("stderr", -12, "CONOUT$", "w"),
)


class Way(Enum):
    """Where a stream leads."""

    KEPT = auto()
    INHERITED = auto()
    CONSOLE = auto()
    NOWHERE = auto()


class Process(NamedTuple):
    """What a snapshot of the running processes says of one."""

    parent: int
    program: str


class System(Protocol):
    """What is asked of Windows."""

    def file_type(self, stream: Stream) -> int:
        """Kind of the file behind the inherited handle of a stream; 0 where there is none."""
        ...

    def attach(self) -> bool:
        """Join the console of the caller; False where it has none."""
        ...

    def open_inherited(self, stream: Stream) -> TextIO:
        """The inherited handle as a stream."""
        ...

    def open_console(self, stream: Stream) -> TextIO:
        """The console that was joined as a stream."""
        ...


def restore_streams() -> None:
    """Give a windowed executable its standard streams; to be called before a command writes."""
    if sys.platform == "win32":
        connect(_Windows(), sys)


def connect(system: System, holder: object) -> None:
    """Fill what is None in `sys`; let no stream fail at a character that its code page lacks.

    `holder` is `sys`, or what bears the three names in its place.
    """
    present = {stream: getattr(holder, stream.name) for stream in STREAMS}
    ways = {s: inherited_way(system, s, present=now is not None) for s, now in present.items()}
    if Way.NOWHERE in ways.values() and system.attach():
        ways = {s: Way.CONSOLE if way is Way.NOWHERE else way for s, way in ways.items()}
    for stream, way in ways.items():
        opened = present[stream] if way is Way.KEPT else _open(system, stream, way)
        if isinstance(opened, io.TextIOWrapper) and opened.errors == "strict":
            opened.reconfigure(errors="replace")
        setattr(holder, stream.name, opened)


def inherited_way(system: System, stream: Stream, *, present: bool) -> Way:
    """Where a stream leads without a console: Python's own first, then the bare handle."""
    if present:
        return Way.KEPT
    return Way.INHERITED if system.file_type(stream) != _UNKNOWN_FILE else Way.NOWHERE


def callers(processes: Mapping[int, Process], own: int) -> list[int]:
    """Processes whose console is the caller's, nearest first.

    A one-file executable is two processes of the same name: the outer one, which has no console
    either, unpacks and starts the inner one, where this runs.
    """
    process = processes.get(own)
    if process is None:
        return []
    found = [process.parent]
    outer = processes.get(process.parent)
    if outer is not None and outer.program.casefold() == process.program.casefold():
        found.append(outer.parent)
    return found


def _open(system: System, stream: Stream, way: Way) -> TextIO:
    try:
        if way is Way.INHERITED:
            return system.open_inherited(stream)
        if way is Way.CONSOLE:
            return system.open_console(stream)
    except OSError:
        pass  # as lost as what leads nowhere
    return open(os.devnull, stream.mode, encoding="utf-8")  # noqa: PTH123  stays open


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _INVALID_HANDLE = wintypes.HANDLE(-1).value
    _SNAPSHOT_OF_PROCESSES = 2

    class _ProcessEntry(ctypes.Structure):
        """PROCESSENTRY32W."""

        _fields_ = (
            ("dwSize", wintypes.DWORD),
            ("cntUsage", wintypes.DWORD),
            ("th32ProcessID", wintypes.DWORD),
            ("th32DefaultHeapID", ctypes.c_size_t),
            ("th32ModuleID", wintypes.DWORD),
            ("cntThreads", wintypes.DWORD),
            ("th32ParentProcessID", wintypes.DWORD),
            ("pcPriClassBase", wintypes.LONG),
            ("dwFlags", wintypes.DWORD),
            ("szExeFile", wintypes.WCHAR * 260),
        )

    class _Windows:
        """kernel32, as far as it is needed here."""

        def __init__(self) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.GetStdHandle.restype = wintypes.HANDLE
            self._kernel.GetFileType.argtypes = (wintypes.HANDLE,)
            self._kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
            self._kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            for name in ("Process32FirstW", "Process32NextW"):
                walk = getattr(self._kernel, name)
                walk.argtypes = (wintypes.HANDLE, ctypes.POINTER(_ProcessEntry))

        def file_type(self, stream: Stream) -> int:
            handle = self._handle(stream)
            return 0 if handle is None else self._kernel.GetFileType(handle)

        def attach(self) -> bool:
            return any(self._kernel.AttachConsole(pid) for pid in callers(self._all(), os.getpid()))

        def open_inherited(self, stream: Stream) -> TextIO:
            handle = self._handle(stream)
            if handle is None:
                raise OSError(stream.name)
            flags = os.O_RDONLY if stream.mode == "r" else os.O_WRONLY
            number = msvcrt.open_osfhandle(handle, flags)
            return open(number, stream.mode, encoding="locale", errors="replace")  # noqa: PTH123

        def open_console(self, stream: Stream) -> TextIO:
            return open(stream.console, stream.mode, encoding="utf-8")  # noqa: PTH123

        def _handle(self, stream: Stream) -> int | None:
            handle = self._kernel.GetStdHandle(stream.number)
            return None if handle in (None, 0, _INVALID_HANDLE) else handle

        def _all(self) -> dict[int, Process]:
            snapshot = self._kernel.CreateToolhelp32Snapshot(_SNAPSHOT_OF_PROCESSES, 0)
            if snapshot in (None, _INVALID_HANDLE):
                return {}
            entry = _ProcessEntry(dwSize=ctypes.sizeof(_ProcessEntry))
            found: dict[int, Process] = {}
            more = self._kernel.Process32FirstW(snapshot, ctypes.byref(entry))
            while more:
                found[entry.th32ProcessID] = Process(entry.th32ParentProcessID, entry.szExeFile)
                more = self._kernel.Process32NextW(snapshot, ctypes.byref(entry))
            self._kernel.CloseHandle(snapshot)
            return found
