"""`nianbao`: a command where the first word is one, else the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Entry point of the executable; returns the exit code."""
    arguments = sys.argv[1:]
    from app.cli import commands  # noqa: PLC0415

    if arguments and arguments[0] in commands():
        from app.cli import main as run_command  # noqa: PLC0415

        return run_command(arguments)
    from app.start import start_window  # noqa: PLC0415  Qt is loaded for the window only

    return start_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
