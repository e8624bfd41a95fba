"""Which desktop this is, and what it must be told."""

from __future__ import annotations

import sys
from typing import NamedTuple, Protocol


class Desktop(Protocol):
    """One kind of desktop; what was written or removed is named for the user to see."""

    def install(self) -> list[str]:
        """Make the program known; raise WriteError."""
        ...

    def uninstall(self) -> list[str]:
        """Take back what `install` did; names what was there."""
        ...


class DesktopError(OSError):
    """A system without such desktops, or one that forbids it; one Chinese sentence."""


class FileType(NamedTuple):
    """What the program's own files are called."""

    suffix: str = ".nianbao"
    name: str = "阳光年报文件"


def this_desktop() -> Desktop:
    """The desktop of this system; raise DesktopError where there is none that we know."""
    if sys.platform == "win32":
        from app.desktop.registry import UserClasses, WindowsDesktop  # noqa: PLC0415  not elsewhere

        return WindowsDesktop(UserClasses())
    if sys.platform.startswith("linux"):
        from app.desktop.xdg import XdgDesktop  # noqa: PLC0415  not elsewhere

        return XdgDesktop()
    raise DesktopError("这个系统上不能登记文件类型，请右击文件选择打开方式")
