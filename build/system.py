"""The operating system under the program: what it must have, and how that is brought in.

Data first: every package of Debian and Ubuntu that any command needs stands here once, with the
reason. Standard library only, readable by Python 3.9.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FONT_PACKAGE = "texlive-lang-chinese"
"""Holds the Fandol fonts; only these are taken out of it, TeX is not installed."""
PYTHON = "python{}.{}".format(*sys.version_info)
"""The Python that this runs on, and the project with it."""


class Need(NamedTuple):
    """One thing that the system must have, and where to get it.

    `sign` says how it is recognised, by its kind and its name: `library libGL.so.1`,
    `command xvfb-run`, `font :lang=zh-cn` (a fontconfig pattern), `module pip` or
    `office writer`. `packages` are its names in the releases of Debian and Ubuntu, oldest first:
    the first one on offer is taken.
    """

    sign: str
    packages: tuple[str, ...]
    reason: str


QT: tuple[Need, ...] = (
    Need("library libGL.so.1", ("libgl1",), "Qt 绘图"),
    Need("library libEGL.so.1", ("libegl1",), "Qt 绘图"),
    Need("library libX11.so.6", ("libx11-6",), "Qt 绘图"),
    Need("library libxkbcommon.so.0", ("libxkbcommon0",), "Qt 键盘"),
    Need("library libgthread-2.0.so.0", ("libglib2.0-0", "libglib2.0-0t64"), "Qt 事件循环"),
    Need("library libfontconfig.so.1", ("libfontconfig1",), "Qt 查找字体"),
    Need("library libdbus-1.so.3", ("libdbus-1-3",), "Qt 与桌面通信"),
    Need("command fc-list", ("fontconfig",), "查看有哪些字体"),
    Need("font :lang=zh-cn", ("fonts-wqy-microhei", "fonts-noto-cjk"), "显示汉字"),
)
SCREEN: tuple[Need, ...] = (
    Need("library libX11-xcb.so.1", ("libx11-xcb1",), "X11 窗口"),
    Need("library libxcb-cursor.so.0", ("libxcb-cursor0",), "X11 窗口"),
    Need("library libxcb-icccm.so.4", ("libxcb-icccm4",), "X11 窗口"),
    Need("library libxcb-image.so.0", ("libxcb-image0",), "X11 窗口"),
    Need("library libxcb-keysyms.so.1", ("libxcb-keysyms1",), "X11 窗口"),
    Need("library libxcb-randr.so.0", ("libxcb-randr0",), "X11 窗口"),
    Need("library libxcb-render-util.so.0", ("libxcb-render-util0",), "X11 窗口"),
    Need("library libxcb-shape.so.0", ("libxcb-shape0",), "X11 窗口"),
    Need("library libxcb-sync.so.1", ("libxcb-sync1",), "X11 窗口"),
    Need("library libxcb-xfixes.so.0", ("libxcb-xfixes0",), "X11 窗口"),
    Need("library libxcb-xkb.so.1", ("libxcb-xkb1",), "X11 窗口"),
    Need("library libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",), "X11 窗口"),
    Need("library libwayland-cursor.so.0", ("libwayland-cursor0",), "Wayland 窗口"),
)
TESTS: tuple[Need, ...] = (
    Need("command Xvfb", ("xvfb",), "测试：没有屏幕时打开真窗口"),
    Need("command xauth", ("xauth",), "测试：没有屏幕时打开真窗口"),
    Need("office writer", ("libreoffice-writer-nogui",), "测试：把导出的 Word 文件排成页"),
    Need("office calc", ("libreoffice-calc-nogui",), "测试：重算导出的工作簿"),
    Need("command pdftoppm", ("poppler-utils",), "测试：看排好的页"),
    Need("font Liberation Serif", ("fonts-liberation",), "测试：代替 Times New Roman"),
    Need("command objcopy", ("binutils",), "测试：制作可执行文件"),
    Need(
        f"library lib{PYTHON}.so.1.0", (f"lib{PYTHON}", f"lib{PYTHON}t64"), "测试：制作可执行文件"
    ),
)
OFFICE_PARTS = {"writer": "libswlo.so", "calc": "libsclo.so"}
"""Libraries by which parts of LibreOffice are known to be there."""
PIP = Need("module pip", ("python3-pip",), "下载 uv")


def say(text: str) -> None:
    """Tell the user what happens; at once, also into a pipe."""
    print(text, flush=True)


def succeeds(*command: str) -> bool:
    """Whether a command exists and ends well, its output unseen."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def output_of(*command: str) -> str:
    """What a command prints, in English where it is translated; nothing if it cannot run."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace")


# ---------------------------------------------------------------- what the system has


def is_there(sign: str) -> bool:
    """Whether the system has what the sign of a need describes."""
    kind, name = sign.split(" ", 1)
    if kind == "library":
        try:
            ctypes.CDLL(name)
        except OSError:
            return (Path(sys.base_prefix) / "lib" / name).exists()  # of a Python of its own
        return True
    if kind == "command":
        return shutil.which(name) is not None
    if kind == "font":
        return bool(output_of("fc-list", name, "family").strip())
    if kind == "module":
        return succeeds(sys.executable, "-m", name, "--version")
    office = shutil.which("soffice")
    return office is not None and Path(office).resolve().with_name(OFFICE_PARTS[name]).exists()


def missing(needs: Iterable[Need]) -> list[Need]:
    """The needs that the system does not meet yet; none but on Linux, where Qt brings less."""
    if not sys.platform.startswith("linux"):
        return []
    return [need for need in needs if not is_there(need.sign)]


def has_screen() -> bool:
    """Whether a window can be opened."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# ---------------------------------------------------------------- packages of the system


def on_offer(policy: str) -> set[str]:
    """The packages that `apt-cache policy` says can be installed."""
    found = re.findall(r"^(\S+):\n(?:  Installed: .*\n)?  Candidate: (\S+)$", policy, re.MULTILINE)
    return {name for name, version in found if version != "(none)"}


def choose(needs: Sequence[Need], offered: set[str]) -> list[str]:
    """One package for each need: the first name on offer, or the first of all."""
    chosen = [
        next((name for name in need.packages if name in offered), need.packages[0])
        for need in needs
    ]
    return list(dict.fromkeys(chosen))


def offered_for(needs: Iterable[Need]) -> set[str]:
    """Which of the packages of these needs the package sources hold."""
    names = [name for need in needs for name in need.packages]
    return on_offer(output_of("apt-cache", "policy", *names))


def is_administrator() -> bool:
    """Whether packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def advice(needs: Sequence[Need], obstacle: str) -> str:
    """One sentence: what is missing, and what the administrator can type."""
    packages = " ".join(choose(needs, offered_for(needs)))
    return (
        f"缺少系统软件包 {packages}，而{obstacle}；请管理员执行："
        f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
    )


def apt(*arguments: str) -> bool:
    """Run apt-get without any question; False if it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    options = ("-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300")
    command = ("apt-get", *options, *arguments)
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode == 0


def install(needs: Sequence[Need]) -> list[Need]:
    """Install what is missing, as far as this is allowed; return what is missing still."""
    lacking = missing(needs)
    if not lacking:
        return []
    if shutil.which("apt-get") is None:
        say(advice(lacking, "本机没有 apt-get"))
        return lacking
    if not is_administrator():
        say(advice(lacking, "当前用户不是管理员"))
        return lacking
    say("安装系统软件包：")
    for need in lacking:
        say(f"  {' 或 '.join(need.packages)}（{need.reason}）")
    apt("update")
    packages = choose(lacking, offered_for(lacking))
    if not apt("install", "-y", "--no-install-recommends", *packages):
        for package in packages:  # one that cannot be had must not keep the others away
            apt("install", "-y", "--no-install-recommends", package)
    lacking = missing(lacking)
    if lacking:
        say(advice(lacking, "没有装上"))
    return lacking


# ---------------------------------------------------------------- fonts for the page tests


def provide_fonts(target: Path) -> str | None:
    """Put 仿宋, 黑体, 楷体 and 宋体 into a folder of the project; return why not, if not.

    They stand in for the fonts that official documents prescribe; without them line ends and
    page counts of exported files mean nothing.
    """
    if list(target.glob("FandolFang*.otf")) or is_there("font FandolFang"):
        return None
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return "公文字体只能从 Debian、Ubuntu 的软件源取得，本机没有"
    say(f"下载公文字体（{FONT_PACKAGE}，只取其中的字体）：")
    with tempfile.TemporaryDirectory() as folder:
        fetched = download(FONT_PACKAGE, Path(folder))
        if fetched is None and is_administrator() and apt("update"):
            fetched = download(FONT_PACKAGE, Path(folder))
        if fetched is None:
            return f"软件包 {FONT_PACKAGE} 没有下载成功"
        count = unpack_fonts(fetched, target)
    return None if count else f"软件包 {FONT_PACKAGE} 里没有找到字体"


def download(package: str, folder: Path) -> Path | None:
    """Fetch a package as a file without installing it; None if that fails."""
    options = ("-q", "-o", "Acquire::Retries=3", "-o", "APT::Sandbox::User=root")
    command = ("apt-get", *options, "download", package)
    subprocess.run(command, check=False, cwd=folder, stdin=subprocess.DEVNULL)
    return next(folder.glob(f"{package}_*.deb"), None)


def unpack_fonts(package: Path, target: Path) -> int:
    """Take the Fandol fonts out of a package, wherever they lie in it; return their number."""
    target.mkdir(parents=True, exist_ok=True)
    command = ("dpkg-deb", "--fsys-tarfile", str(package))
    count = 0
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as archive,
    ):
        for member in archive:
            name = Path(member.name).name
            content = archive.extractfile(member) if is_wanted_font(name) else None
            if content is not None:
                (target / name).write_bytes(content.read())
                count += 1
    return count


def is_wanted_font(name: str) -> bool:
    """Whether a file is one of the Fandol fonts: 仿宋, 黑体, 楷体, 宋体."""
    return re.fullmatch(r"Fandol(Fang|Hei|Kai|Song)-\w+\.otf", name) is not None
