"""`nianbao`: a command where the first word is one, else the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def main() -> int:
    """Entry point of the executable; returns the exit code."""
    arguments = sys.argv[1:]
    from app.cli import commands, refuse  # noqa: PLC0415  each way loads only what it needs
    from app.cli import main as run_command  # noqa: PLC0415
    from app.paths import is_there  # noqa: PLC0415

    word = arguments[0] if arguments else ""
    if word in commands():
        return _in_console(run_command, arguments)
    if word and not word.startswith("-") and not is_there(word):
        return _in_console(refuse, word)
    from app.start import start_window  # noqa: PLC0415  Qt is loaded for the window only

    return start_window(arguments)


def _in_console(act: Callable[[T], int], argument: T) -> int:
    from app.console import restore_streams  # noqa: PLC0415  a window needs no console
    from app.leftovers import remove_leftovers  # noqa: PLC0415

    restore_streams()
    remove_leftovers()
    return act(argument)


if __name__ == "__main__":
    sys.exit(main())
