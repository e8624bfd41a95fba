"""Chinese input on Linux: which of the shipped plugins Qt should load.

The wheels of PySide6 hold the plugins of ibus and of the compose key, none of fcitx.  fcitx 5
answers the ibus protocol as well, so where the desktop asks for fcitx, ibus is the way to it.
"""

from __future__ import annotations

from collections.abc import Mapping

_SHIPPED = frozenset({"ibus", "compose", "simple", "none"})


def choose_input_method(environment: Mapping[str, str]) -> str | None:
    """The value that QT_IM_MODULE should have; None to leave it as it is.

    Qt asks QT_IM_MODULES first, then QT_IM_MODULE; XMODIFIERS (`@im=fcitx`) is what desktops set
    for older programs.
    """
    wanted = environment.get("QT_IM_MODULE", "") or environment.get("QT_IM_MODULES", "")
    names = [name.strip() for name in wanted.split(";") if name.strip()]
    if any(name in _SHIPPED for name in names):
        return None
    if names or "@im=" in environment.get("XMODIFIERS", ""):
        return "ibus"
    return None
