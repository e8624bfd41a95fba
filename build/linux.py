"""The executable for Linux: built in an old Debian, looked into, and tried there.

It is one file, build/dist/nianbao, for x86-64 and glibc 2.28 or newer; or, with --onedir, an
archive of a folder that needs no unpacking at each start.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import debian
from binaries import FROM_SYSTEM, Examination, dotted, examine
from develop import RUN, provide_uv
from product import (
    DIST,
    NAME,
    PROJECT,
    BuildError,
    Options,
    epoch,
    fetch_wheels,
    list_checksums,
    reproducible,
)
from system import say
from unpack import unpack

SIZE_LIMIT = 52_000_000
"""Bytes; an office's network share and mail gateway are slow, and size is start-up time."""
PLATFORM = "x86_64-manylinux_2_28"

INSIDE = "/build/nianbao"
"""Where the project lies in the old Debian: the same path on every machine, for the same bytes."""
SHIPPED = ("app", "resources", "build/nianbao.spec", "pyproject.toml", "LICENSE")
WHEELS = "/opt/python/lib/python3.11/dist-packages"


def build(options: Options) -> int:
    """Build, look into and try the executable; 0 if all that is asked of it holds."""
    debian.prepare()
    fetch_wheels(debian.ROOT / WHEELS.lstrip("/"), PLATFORM)
    copy_project(debian.ROOT / INSIDE.lstrip("/"))
    run_pyinstaller(options)
    built = debian.ROOT / INSIDE.lstrip("/") / "dist" / NAME
    DIST.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PROJECT / "build" / "work") as folder:
        if options.onedir:
            unpacked, others = built, ()
        else:
            unpacked, others = Path(folder), (built,)
            unpack(built, unpacked)
        faults = report(examine(unpacked, others))
        product = DIST / (f"{NAME}-linux.tar.gz" if options.onedir else NAME)
        if options.onedir:
            archive(built, product)
        else:
            shutil.copy2(built, product)
        faults += check_size(product)
        list_parts(unpacked, product)
    faults += selftest(f"{INSIDE}/dist/{NAME}" + (f"/{NAME}" if options.onedir else ""))
    list_checksums()
    for fault in faults:
        say(f"不合要求：{fault}")
    return 1 if faults else 0


def list_parts(contents: Path, product: Path) -> None:
    """Write the list of parts beside the product; refuse what belongs to no known part."""
    script = ("python", "build/sbom.py", "linux", str(contents), str(product))
    if subprocess.run([provide_uv(), *RUN, *script], check=False, cwd=PROJECT).returncode:
        raise BuildError("清单没有写成，请看上面的说明")


def copy_project(target: Path) -> None:
    """Put what the executable is made from into a new folder, dated alike."""
    shutil.rmtree(target, ignore_errors=True)
    for name in SHIPPED:
        source, copy = PROJECT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)


def run_pyinstaller(options: Options) -> None:
    """Build in the old Debian, without a network."""
    say("制作可执行文件：")
    environment = {
        **reproducible(),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NIANBAO_ONEDIR": "1" if options.onedir else "0",
    }
    command = (debian.PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR")
    done = debian.enter((*command, "build/nianbao.spec"), folder=INSIDE, environment=environment)
    if done.returncode:
        raise BuildError("PyInstaller 没有成功，请看上面的说明")


def report(examination: Examination) -> list[str]:
    """Say what the executable asks of the system; return what is wrong with that."""
    say(f"  里面的二进制文件：{len(examination.demands)} 个")
    say(f"  最高需要：GLIBC {dotted(examination.glibc)}")
    say("  要系统提供的库：")
    for library in sorted(examination.from_system):
        say(f"    {library:<24}{FROM_SYSTEM.get(library, '？')}")
    return examination.faults()


def check_size(product: Path) -> list[str]:
    """Say how large the product is; return what is wrong with that."""
    size = product.stat().st_size
    say(f"  {product.name} 有 {size / 1e6:.1f} MB")
    return [f"{product.name} 超过 {SIZE_LIMIT / 1e6:.0f} MB"] if size > SIZE_LIMIT else []


def archive(folder: Path, target: Path) -> None:
    """Pack a folder, the same bytes for the same contents."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch()
        return member

    with (
        target.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=epoch()) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as packed,
    ):
        for path in sorted([folder, *folder.rglob("*")]):
            name = path.relative_to(folder.parent).as_posix()
            packed.add(path, name, recursive=False, filter=plain)


SCREENS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "offscreen": ((), {"QT_QPA_PLATFORM": "offscreen"}),
    "xcb": (("xvfb-run", "-a"), {"QT_QPA_PLATFORM": "xcb"}),
}


def selftest(program: str) -> list[str]:
    """Let the program test itself in the old Debian, unseen and in a real window."""
    faults: list[str] = []
    for screen, (start, environment) in SCREENS.items():
        command = (*start, program, "selftest", "--json")
        done = debian.enter(command, environment=environment, output=subprocess.PIPE)
        text = done.stdout.decode("utf-8", "replace")
        say(f"  自检（{screen}）：")
        steps = steps_of(text)
        for step in steps:
            mark = "通过" if step["passed"] else "失败"
            say(f"    {mark}  {step['name']}  {step['detail']}")
        if done.returncode or not steps:
            faults.append(f"在 Debian {debian.RELEASE} 里自检（{screen}）没有通过：{text[-300:]}")
    return faults


def steps_of(text: str) -> list[dict[str, Any]]:
    """What the self-test says it tried; nothing if it did not get as far as that."""
    try:
        steps: list[dict[str, Any]] = json.loads(text)["steps"]
    except (ValueError, LookupError, TypeError):
        return []
    return steps
