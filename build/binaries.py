"""What the binaries inside an executable for Linux ask of the system that it is started on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GLIBC_LIMIT = (2, 28)
"""UOS 20 and the first Kylin V10."""

FROM_SYSTEM: dict[str, str] = {
    "ld-linux-x86-64.so.2": "glibc",
    "libc.so.6": "glibc",
    "libdl.so.2": "glibc",
    "libm.so.6": "glibc",
    "libpthread.so.0": "glibc",
    "librt.so.1": "glibc",
    "libutil.so.1": "glibc",
    "libgcc_s.so.1": "GCC; drivers for OpenGL want the system's own, newer one",
    "libstdc++.so.6": "GCC; the same",
    "libz.so.1": "compression; the system's package manager needs it",
    "libzstd.so.1": "compression; the same",
    "libGL.so.1": "OpenGL, belongs to the driver",
    "libEGL.so.1": "OpenGL, belongs to the driver",
    "libX11.so.6": "X11",
    "libX11-xcb.so.1": "X11",
    "libxcb.so.1": "X11",
    "libfontconfig.so.1": "fonts; shares its cache with the desktop",
    "libfreetype.so.6": "fonts",
    "libglib-2.0.so.0": "event loop of every desktop",
    "libgthread-2.0.so.0": "event loop of every desktop",
    "libcups.so.2": "printers; only Qt's plugin for them asks, and stays out where there is none",
    "libdbus-1.so.3": "desktop services, among them ibus",
}
"""Libraries that every Linux desktop has, and why they are not inside."""

LIBSTDCXX_LIMIT = (3, 4, 25)
"""That of GCC 8, which UOS 20 and Debian 10 have."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What one binary asks for: the highest versions of symbols, and libraries by their names."""

    glibc: tuple[int, ...]
    libstdcxx: tuple[int, ...]
    libraries: frozenset[str]


def highest(prefix: str, symbols: str) -> tuple[int, ...]:
    """The highest version of a prefix, as `GLIBC`, in what `objdump -T` prints; () for none."""
    found = re.findall(rf"\b{prefix}_(\d+(?:\.\d+)*)\b", symbols)
    return max((tuple(int(part) for part in text.split(".")) for text in found), default=())


def needed(headers: str) -> frozenset[str]:
    """The libraries that a binary names, in what `objdump -p` prints."""
    return frozenset(re.findall(r"^\s+NEEDED\s+(\S+)$", headers, re.MULTILINE))


def is_elf(path: Path) -> bool:
    """Whether a file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def demands(path: Path) -> Demands:
    """What one binary asks for, as objdump sees it."""
    symbols = _objdump("-T", path)
    libraries = needed(_objdump("-p", path))
    return Demands(highest("GLIBC", symbols), highest("GLIBCXX", symbols), libraries)


def _objdump(option: str, path: Path) -> str:
    done = subprocess.run(["objdump", option, str(path)], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Examination:
    """All binaries of an executable together."""

    demands: dict[str, Demands]

    @property
    def glibc(self) -> tuple[int, ...]:
        """The oldest glibc on which all of them load."""
        return max((each.glibc for each in self.demands.values()), default=())

    @property
    def from_system(self) -> frozenset[str]:
        """Libraries that are asked for and not inside."""
        inside = {name.rpartition("/")[2] for name in self.demands}
        asked = (each.libraries for each in self.demands.values())
        return frozenset[str]().union(*asked) - inside

    def faults(self) -> list[str]:
        """Why the executable would not start on the oldest systems; one Chinese sentence each."""
        faults: list[str] = []
        for name, each in sorted(self.demands.items()):
            if each.glibc > GLIBC_LIMIT:
                faults.append(f"{name} 需要 GLIBC {dotted(each.glibc)}")
            if each.libstdcxx > LIBSTDCXX_LIMIT:
                faults.append(f"{name} 需要 GLIBCXX {dotted(each.libstdcxx)}")
        faults += [
            f"{library} 不在可执行文件里，也不是每个系统都有"
            for library in sorted(self.from_system - FROM_SYSTEM.keys())
        ]
        return faults


def examine(folder: Path, others: Iterable[Path] = ()) -> Examination:
    """Look at every binary in a folder and below, and at others beside it."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and is_elf(path)
    }
    found |= {path.name: path for path in others}
    return Examination({name: demands(path) for name, path in found.items()})


def dotted(number: tuple[int, ...]) -> str:
    """A version as it is written."""
    return ".".join(str(part) for part in number) or "-"
