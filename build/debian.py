"""An old Debian inside this one: what is built in it runs on every Linux desktop still in use.

UOS 20 and Kylin V10 have glibc 2.28 to 2.31; a program linked against a newer one does not start
there. Debian 11 has 2.31 and packages of all that Qt needs, but Python 3.9 only: Python 3.11 is
made in it from Debian 12's own source package, with the security fixes that Debian has put in.

Everything lies in one folder, build/work/debian, and may be thrown away. What is done already is
not done again; what was interrupted is started anew.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from product import WORK, BuildError
from system import Need, install, is_administrator, say

RELEASE, SOURCES = "bullseye", "bookworm"
ARCHIVE = "http://deb.debian.org/debian"
ROOT = WORK / "debian"
PYTHON = "/opt/python/bin/python3.11"

TOOLS = (
    Need("command debootstrap", ("debootstrap",), "制作：装一个 Debian 11 的文件夹"),
    Need("command unshare", ("util-linux",), "制作：在那个文件夹里执行命令"),
    Need("command objdump", ("binutils",), "制作：检查需要哪个版本的 glibc"),
)

PACKAGES = (
    "build-essential ca-certificates zlib1g-dev libffi-dev"  # for Python, and to fetch its source
    " libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3"  # for Qt to be loaded
    " libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0"
    " libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1"
    " fonts-wqy-microhei xvfb xauth"  # to try what was built
).split()

OLD_NAMES = r"""
/* glibc 2.29 gave these five functions a second version, which no longer calls the error handler
   of System V, `matherr`. Python has none and looks at errno and at the result, which both versions
   set alike: so it is linked with the first version, which every glibc for x86-64 has. */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
"""

MAKE_PYTHON = r"""
set -eu
rm -rf /build/python /opt/python
mkdir -p /build/python
cd /build/python
apt-get source -q python3.11 || apt-get source -q python3.11/bookworm
cd python3.11-3.11.*/
export SOURCE_DATE_EPOCH="$(dpkg-parsechangelog --show-field Timestamp)"
# Waiting by the monotonic clock came with glibc 2.30; without it Python waits by the wall clock.
export ac_cv_func_sem_clockwait=no ac_cv_func_pthread_cond_clockwait=no
./configure -q --prefix=/opt/python --enable-shared --without-ensurepip --disable-test-modules \
  CFLAGS="-g0 -O2 -fno-semantic-interposition -include /build/old_names.h" \
  LDFLAGS="-Wl,-rpath,/opt/python/lib"
# One of Debian's fixes makes pyexpat use what is Python's own; setup.py has to say so.
sed -i '/^MODULE_PYEXPAT_CFLAGS=/s/$/ -DPy_BUILD_CORE_MODULE/' Makefile
make -s -j"$(nproc)"
make -s install
cp LICENSE Doc/license.rst /opt/python/
/opt/python/bin/python3.11 -c "import ctypes, pyexpat, unicodedata, zlib"
"""


def enter(
    command: Sequence[str],
    *,
    folder: str = "/",
    environment: Mapping[str, str] | None = None,
    network: bool = False,
    output: int | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command inside, as root, seeing nothing of this system; offline unless said otherwise.

    It has a /proc and a network of its own, both gone with it: nothing is left mounted.
    """
    surroundings = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
    surroundings |= environment or {}
    apart = ("unshare", "--mount", *(() if network else ("--net",)))
    mounted = ("sh", "-c", 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"', str(ROOT))
    said = (f"{name}={value}" for name, value in surroundings.items())
    whole = (*apart, *mounted, "/usr/bin/env", "--ignore-environment", f"--chdir={folder}", *said)
    return subprocess.run([*whole, *command], check=False, stdin=subprocess.DEVNULL, stdout=output)


def prepare() -> None:
    """Make the old Debian with its Python, as far as it is not there.

    Takes about six minutes the first time.
    """
    if not is_administrator():
        raise BuildError("要装一个 Debian 11 的文件夹，需要管理员权限")
    if install(TOOLS):
        raise BuildError("缺少上述软件包")
    _once("root", RELEASE, _make_root)
    _once("packages", " ".join(PACKAGES), _install_packages)
    _once("python", OLD_NAMES + MAKE_PYTHON, _make_python)


def _once(name: str, recipe: str, make: Callable[[], None]) -> None:
    """Do a step unless it has been done by the same recipe."""
    stamp = ROOT / "var" / "nianbao" / name
    sign = hashlib.sha256(recipe.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == sign:
        return
    make()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(sign, encoding="utf-8")


def _make_root() -> None:
    say(f"装 Debian {RELEASE}：{ROOT}")
    if ROOT.exists():
        shutil.rmtree(ROOT)
    ROOT.parent.mkdir(parents=True, exist_ok=True)
    command = ("unshare", "--mount", "debootstrap", "--variant=minbase", RELEASE)
    log = WORK / "debootstrap.log"
    with log.open("wb") as file:
        done = subprocess.run(
            [*command, str(ROOT), ARCHIVE], check=False, stdin=subprocess.DEVNULL, stdout=file
        )
    if done.returncode:
        raise BuildError(f"Debian {RELEASE} 没有装好，经过见 {log}")


def _install_packages() -> None:
    say(f"装 {RELEASE} 的软件包：")
    (ROOT / "etc/apt/sources.list").write_text(
        f"deb {ARCHIVE} {RELEASE} main\n"
        f"deb-src {ARCHIVE} {SOURCES} main\n"
        f"deb-src {ARCHIVE}-security {SOURCES}-security main\n",
        encoding="utf-8",
    )
    for name in ("resolv.conf", "hosts"):
        shutil.copy(Path("/etc") / name, ROOT / "etc" / name)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    options = ("-q", "-o", "Acquire::Retries=3")
    for command in (
        ("apt-get", *options, "update"),
        ("apt-get", *options, "install", "-y", "--no-install-recommends", *PACKAGES),
    ):
        if enter(command, environment=quiet, network=True).returncode:
            raise BuildError(f"{RELEASE} 的软件包没有装好，请看上面的说明")


def _make_python() -> None:
    say(f"编译 {SOURCES} 的 Python 3.11，约三分钟：")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build/old_names.h").write_text(OLD_NAMES, encoding="utf-8")
    log = WORK / "python.log"
    with log.open("wb") as file:
        script = ("sh", "-c", f"exec 2>&1\n{MAKE_PYTHON}")
        done = enter(script, network=True, output=file.fileno())
    if done.returncode:
        raise BuildError(f"Python 没有编译成功，经过见 {log}")


def owners(paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Which package each file inside belongs to: its name and version."""
    found: dict[str, tuple[str, str]] = {}
    for path in paths:
        known = enter(("dpkg-query", "--search", path), output=subprocess.PIPE).stdout.decode()
        if not known:
            continue
        package = known.split(": ", 1)[0].split(",")[0]
        form = "--showformat=${source:Package} ${Version}"
        shown = enter(("dpkg-query", "--show", form, package), output=subprocess.PIPE).stdout
        source, number = shown.decode().split(" ")
        found[path] = (source, number)
    return found
