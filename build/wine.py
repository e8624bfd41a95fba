"""Windows programs on Linux: a Wine prefix of the project's own, and a screen nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from product import BuildError
from system import Need

LOADERS = (Path("/usr/lib/wine/wine64"), Path("/usr/lib/wine/wine"))
"""The loader itself, not Debian's script before it, which asks for 32-bit Wine."""
NEEDS: tuple[Need, ...] = (
    Need("command wine", ("wine",), "在 Linux 上生成、试运行 Windows 程序"),
    Need("command /usr/lib/wine/wine64", ("wine64",), "在 Linux 上生成、试运行 Windows 程序"),
    Need("command Xvfb", ("xvfb",), "没有屏幕时打开真窗口"),
    Need("command xdotool", ("xdotool",), "向真窗口按键"),
    Need("command x86_64-w64-mingw32-gcc", ("gcc-mingw-w64-x86-64",), "编译 Wine 缺的一个系统库"),
    Need("command unzip", ("unzip",), "解包 Windows 版 Python"),
    Need("command locale-gen", ("locales",), "代码页 936"),
    Need("font :lang=zh-cn", ("fonts-wqy-microhei", "fonts-noto-cjk"), "显示汉字"),
)
STAND_IN = "windows.ui.dll"
"""What Wine lacks and Qt asks for; made for the prefix alone."""
_SOURCES = Path(__file__).parent / "windows"
_CHINESE = "zh_CN.UTF-8"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a Windows program ended, and what it wrote."""

    code: int
    output: bytes
    errors: bytes


@contextmanager
def hidden_screen() -> Generator[str]:
    """An X server without a monitor; gives its name for DISPLAY."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    with subprocess.Popen(
        command, pass_fds=(writing,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                number = answer.readline().strip()
            if not number:
                raise BuildError("Xvfb 没有启动")
            yield f":{number}"
        finally:
            server.terminate()


class Wine:
    """One prefix, with everything that runs in it."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.display = display
        self.prefix = folder / "prefix"
        loader = next((path for path in LOADERS if path.exists()), None)
        if loader is None:
            raise BuildError("没有找到 Wine 的 64 位程序")
        self.loader = loader

    def environment(self, *, chinese: bool = False) -> dict[str, str]:
        """What a program is started with; `chinese` gives it code page 936."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        kept |= {
            "DISPLAY": self.display,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        if chinese:
            kept |= {"LC_ALL": _CHINESE, "LOCPATH": str(self._chinese_locale())}
        return kept

    def start(
        self,
        command: Sequence[str | Path],
        folder: Path,
        *,
        chinese: bool = False,
        extra: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a Windows program: what it writes goes into pipes."""
        return subprocess.Popen(
            [str(self.loader), *map(str, command)],
            cwd=folder,
            env={**self.environment(chinese=chinese), **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def finish(self, process: subprocess.Popen[bytes], limit: float) -> Outcome:
        """Wait for its end, at most `limit` seconds."""
        try:
            output, errors = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            self.stop()
            process.kill()
            output, errors = process.communicate()
            tail = (output + errors).decode("utf-8", "replace")[-2000:]
            raise BuildError(f"超过 {limit:.0f} 秒没有结束：{process.args}\n{tail}") from None
        return Outcome(process.returncode, output, errors)

    def run(
        self,
        command: Sequence[str | Path],
        folder: Path | None = None,
        *,
        limit: float = 120,
        chinese: bool = False,
        extra: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Start a Windows program and wait for its end, at most `limit` seconds."""
        process = self.start(command, folder or self.folder, chinese=chinese, extra=extra)
        return self.finish(process, limit)

    def prepare(self) -> None:
        """Make the prefix a Windows 10 with what Qt asks of it; at once where this is done."""
        done = self.prefix / "prepared"
        if done.exists():
            return
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        for command in (("wineboot", "-i"), ("winecfg", "/v", "win10")):
            self._must_run(command)
        stand_in = self.prefix / "drive_c" / "windows" / "system32" / STAND_IN
        compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-Wall", "-Wextra")
        source = _SOURCES / "windows_ui.c"
        subprocess.run([*compiler, "-o", str(stand_in), str(source), "-lole32"], check=True)
        self._must_run(("regedit", "/S", windows_path(_SOURCES / "windows_ui.reg")))
        self.stop()  # writes the registry
        done.touch()

    def stop(self) -> None:
        """End everything that runs in this prefix, and only in this one."""
        for option in ("-k", "-w"):
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    [str(self.loader.with_name("wineserver")), option],
                    check=False,
                    env=self.environment(),
                    stdin=subprocess.DEVNULL,
                    timeout=60,
                )

    def _must_run(self, command: Sequence[str]) -> None:
        outcome = self.run(command, limit=300)
        if outcome.code:
            errors = outcome.errors.decode("utf-8", "replace")
            raise BuildError(f"{' '.join(command)}：退出码 {outcome.code}\n{errors}")

    def _chinese_locale(self) -> Path:
        """A folder with the Chinese locale, from which Wine takes its code page."""
        folder = self.folder / "locale"
        target = folder / _CHINESE
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            command = ("localedef", "-i", "zh_CN", "-f", "UTF-8", str(target))
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return folder


def windows_path(path: Path) -> str:
    """How a Windows program calls a file of this Linux."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
