r"""The file type on Windows: `HKEY_CURRENT_USER\Software\Classes`, no administrator needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, Protocol

from app.desktop.door import DesktopError, FileType
from app.paths import executable

_CLASS: Final = "nianbao.report"
_TYPE: Final = FileType()
_COMMAND: Final = rf"{_CLASS}\shell\open\command"
_ICON: Final = rf"{_CLASS}\DefaultIcon"
_KEYS: Final = (_COMMAND, rf"{_CLASS}\shell\open", rf"{_CLASS}\shell", _ICON, _CLASS)
"""What belongs to the program alone, innermost first: a key with others below it stays."""


class Classes(Protocol):
    """The classes of files of one user: keys with a default value each."""

    def get(self, key: str) -> str | None:
        """The value of a key, None where there is no such key."""
        ...

    def put(self, key: str, value: str) -> None:
        """Make a key, with all above it, and give it a value; raise OSError."""
        ...

    def remove(self, key: str) -> bool:
        """Take a key away that has none below it; whether it was there."""
        ...

    def announce(self) -> None:
        """Let the desktop draw the icons of files anew."""
        ...


class WindowsDesktop:
    """The type in the user's classes, opened by this executable where it lies now."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes

    def install(self) -> list[str]:
        """Register type, icon and command; raise DesktopError where a policy forbids it."""
        program = executable() or Path(sys.executable)
        values = {
            _CLASS: _TYPE.name,
            _ICON: f'"{program}",0',
            _COMMAND: f'"{program}" "%1"',
            _TYPE.suffix: _CLASS,
        }
        try:
            for key, value in values.items():
                self._classes.put(key, value)
        except OSError as error:
            raise DesktopError("系统不允许登记文件类型，请右击文件选择打开方式") from error
        self._classes.announce()
        return [_shown(key) for key in values]

    def uninstall(self) -> list[str]:
        """Remove them; a type that another program has taken over meanwhile stays its own."""
        gone = [key for key in _KEYS if self._classes.remove(key)]
        if self._classes.get(_TYPE.suffix) == _CLASS and self._classes.remove(_TYPE.suffix):
            gone.append(_TYPE.suffix)
        self._classes.announce()
        return [_shown(key) for key in gone]


def _shown(key: str) -> str:
    return rf"HKEY_CURRENT_USER\Software\Classes\{key}"


if sys.platform == "win32":
    import ctypes
    import winreg

    _ASSOCIATIONS_CHANGED: Final = 0x08000000  # SHCNE_ASSOCCHANGED

    class UserClasses:
        """The registry of the user who runs the program."""

        _ROOT: Final = "Software\\Classes\\"

        def get(self, key: str) -> str | None:
            """The default value of a key."""
            try:
                return winreg.QueryValue(winreg.HKEY_CURRENT_USER, self._ROOT + key)
            except FileNotFoundError:
                return None

        def put(self, key: str, value: str) -> None:
            """Set the default value."""
            winreg.SetValue(winreg.HKEY_CURRENT_USER, self._ROOT + key, winreg.REG_SZ, value)

        def remove(self, key: str) -> bool:
            """Delete a key without keys below it."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, self._ROOT + key)
            except OSError:
                return False
            return True

        def announce(self) -> None:
            """SHChangeNotify, as the documentation of file types asks for."""
            ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)
