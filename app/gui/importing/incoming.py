"""A file that was read and has not become a report of the window yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.services.opening import Opened
from app.services.review import Matter


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read, and what of it a person has to look at: nothing of a project file."""

    path: Path
    opened: Opened
    matters: Sequence[Matter] = ()
