"""Whether the desktop asks for high contrast; Qt 6.8 does not tell (its hint came with 6.10)."""

from __future__ import annotations

import sys

from PySide6.QtGui import QIcon

_THEME = "highcontrast"
"""How desktops of the GTK kind name their icons while the user has high contrast on."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _GET_HIGH_CONTRAST, _IS_ON = 0x0042, 1

    class _HighContrast(ctypes.Structure):
        """HIGHCONTRASTW of the Windows API."""

        _fields_ = (
            ("size", wintypes.UINT),
            ("flags", wintypes.DWORD),
            ("scheme", wintypes.LPWSTR),
        )

    def _is_on() -> bool:
        """What 设置 · 辅助功能 · 对比度主题 says; False where Windows does not answer."""
        state = _HighContrast()
        state.size = ctypes.sizeof(state)
        answers = ctypes.windll.user32.SystemParametersInfoW(
            _GET_HIGH_CONTRAST, state.size, ctypes.byref(state), 0
        )
        return bool(answers) and bool(state.flags & _IS_ON)

else:

    def _is_on() -> bool:
        return False


def wants_contrast() -> bool:
    """True while the user has high contrast on in the settings of the desktop."""
    return _is_on() or QIcon.themeName().lower().startswith(_THEME)
