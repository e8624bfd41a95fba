"""Known weaknesses of the pinned packages, found without network.

    uv run python build/audit.py

Holds every version in `uv.lock` against `advisories.toml`; 1 if one of them is affected.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

import msgspec
from packaging.utils import canonicalize_name
from packaging.version import Version

from product import PROJECT
from system import say

ADVISORIES = PROJECT / "build" / "advisories.toml"
LOCK = PROJECT / "uv.lock"


class Weakness(NamedTuple):
    """One published weakness of a pinned version."""

    package: str
    version: str
    name: str
    mended: str
    allows: str

    def __str__(self) -> str:
        return (
            f"{self.package} {self.version}：{self.name}（{self.allows}），{self.mended} 起已修复"
        )


def pinned(lock: Path) -> dict[str, set[str]]:
    """The versions of each package in a lock file, under its canonical name."""
    found: dict[str, set[str]] = {}
    for package in tomllib.loads(lock.read_text("utf-8"))["package"]:
        found.setdefault(canonicalize_name(package["name"]), set()).add(package["version"])
    return found


def published(file: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """What is known: for each package its weaknesses, each with the mended version and words."""
    known = tomllib.loads(file.read_text("utf-8"))
    del known["checked"]
    entries = msgspec.convert(known, dict[str, dict[str, tuple[str, str]]])
    return {canonicalize_name(package): weak for package, weak in entries.items()}


def weaknesses(
    versions: Mapping[str, set[str]], known: Mapping[str, Mapping[str, tuple[str, str]]]
) -> Iterator[Weakness]:
    """Those that a pinned version still has."""
    for package in sorted(versions.keys() & known.keys()):
        for version in sorted(versions[package]):
            for name, (mended, allows) in known[package].items():
                if Version(version) < Version(mended):
                    yield Weakness(package, version, name, mended, allows)


def main() -> int:
    """Print what was found; 1 if anything was."""
    versions = pinned(LOCK)
    found = list(weaknesses(versions, published(ADVISORIES)))
    for weakness in found:
        say(str(weakness))
    checked = cast("object", tomllib.loads(ADVISORIES.read_text("utf-8"))["checked"])
    count = sum(map(len, versions.values()))
    say(f"依赖审计：{count} 个包，{len(found)} 处已知弱点（清单截至 {checked}）")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
