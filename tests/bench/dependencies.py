"""What each library costs: milliseconds of processor time to import it, megabytes on disk.

uv run python tests/bench/dependencies.py [ROUNDS]

Each is imported in a process of its own, after those that it is never loaded without.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

LIBRARIES = {
    "msgspec": ("msgspec", "msgspec.json", ()),
    "platformdirs": ("platformdirs", "platformdirs", ()),
    "lxml": ("lxml", "lxml.etree", ()),
    "pypdfium2": ("pypdfium2", "pypdfium2_raw", ()),
    "leather": ("leather", "leather", ()),
    "python-docx": ("python-docx", "docx", ("lxml.etree",)),
    "PySide6: QtCore": ("PySide6-Essentials", "PySide6.QtCore", ()),
    "PySide6: QtWidgets": ("PySide6-Essentials", "PySide6.QtWidgets", ("PySide6.QtCore",)),
}
"""Shown name → distribution, module, modules that are there before it."""

_COMMON = (
    "collections.abc, dataclasses, datetime, decimal, enum, inspect, pathlib, re, typing, uuid"
)
"""Of the standard library; loaded whatever else is."""


def milliseconds(module: str, before: tuple[str, ...]) -> float:
    """Processor time of one import in a new process."""
    there = ", ".join((_COMMON, *before))
    code = (
        f"import {there}\nfrom time import process_time\nbegun = process_time()\n"
        f"import {module}\nprint((process_time() - begun) * 1000)"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    return float(done.stdout)


def megabytes(distribution: str) -> float:
    """Size of all its files; far more than what goes into the executable, for PySide6."""
    found = (Path(str(path.locate())) for path in files(distribution) or ())
    return sum(path.stat().st_size for path in found if path.is_file()) / 1e6


def main() -> int:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for name, (distribution, module, before) in LIBRARIES.items():
        milliseconds(module, before)
        times = [milliseconds(module, before) for _ in range(rounds)]
        size = megabytes(distribution)
        print(f"{name:<20} median {statistics.median(times):6.1f} ms   {size:7.1f} MB installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
