"""What is built, for whichever system: its name and version, its folders, its wheels, its lists."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from develop import provide_uv
from system import output_of

PROJECT = Path(__file__).resolve().parent.parent
WORK = PROJECT / "build" / "work"
DIST = PROJECT / "build" / "dist"
CHECKSUMS = DIST / "SHA256SUMS"
NAME = "nianbao"

_EARLIEST = 315532800
"""1980-01-01, before which no zip archive can be dated."""


class BuildError(Exception):
    """Why there is no executable; one Chinese sentence for whoever builds it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    onedir: bool = False
    """A folder instead of one file, for PCs whose antivirus dislikes self-extraction."""


def version() -> str:
    """The version of the program, which stands in `pyproject.toml` only."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(settings["project"]["version"])


def epoch() -> int:
    """The time that everything built is dated with, in seconds: that of the last commit.

    SOURCE_DATE_EPOCH overrides it, as reproducible-builds.org specifies.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    committed = output_of("git", "-C", str(PROJECT), "log", "-1", "--format=%ct").strip()
    return max(int(given or committed or 0), _EARLIEST)


def reproducible() -> dict[str, str]:
    """What the surroundings of a build must say so that two builds give the same bytes."""
    return {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}


def fetch_wheels(target: Path, platform: str, python: str = "3.11") -> None:
    """Put the program's packages and PyInstaller into a folder, as `uv.lock` pins them by hash.

    `platform` is a word of uv's, such as `x86_64-manylinux_2_28`. Nothing is fetched or changed
    where the folder holds just that already, else it is emptied first; nothing fetched is run.
    """
    uv = provide_uv()
    export = ("export", "--frozen", "--no-dev", "--group", "build", "--no-emit-project")
    wanted = _checked(uv, *export, "--no-header", "--no-annotate")
    sign = f"{platform} {python}\n{wanted}"
    stamp = target / ".wheels"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == sign:
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    pins = WORK / f"wheels-{platform}.txt"
    pins.write_text(wanted, encoding="utf-8")
    choice = ("--target", str(target), "--python-platform", platform, "--python-version", python)
    safety = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--link-mode", "copy")
    _checked(uv, "pip", "install", "--quiet", *choice, *safety, "-r", str(pins))
    stamp.write_text(sign, encoding="utf-8")


def _checked(*command: str) -> str:
    done = subprocess.run(
        command, check=False, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} {command[1]} 没有成功，请看上面的说明")
    return done.stdout.decode()


def digest(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal figures."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_checksums() -> None:
    """Write SHA256SUMS beside the built files, as `sha256sum --check` reads it."""
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path != CHECKSUMS)
    lines = [f"{digest(path)}  {path.name}\n" for path in files]
    CHECKSUMS.write_text("".join(lines), encoding="utf-8", newline="\n")
