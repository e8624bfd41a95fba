"""From a bare system to the running program, and to all its checks, in one command each.

    python3 build/develop.py run     prepares everything and opens the program
    python3 build/develop.py test    prepares everything and runs every check

Standard library only, and readable by Python 3.9, because it runs before anything is installed.
Both commands may be repeated at will: what is there already is neither fetched nor changed.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from system import (
    PIP,
    QT,
    SCREEN,
    TESTS,
    has_screen,
    install,
    is_there,
    output_of,
    provide_fonts,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
FONTS = TOOLS / "fonts"
FONT_SETTINGS = PROJECT / "build" / "fonts" / "fonts.conf"
OUTPUT = PROJECT / "out"

UV_WANTED = "0.13.9"
"""The uv that is fetched where there is none."""
UV_OLDEST = (0, 9)
"""The oldest uv that reads `uv.lock` and builds the package as `pyproject.toml` says."""

RUN = ("run", "--frozen", "--no-sync")
"""How uv starts a program in the project's environment, changing nothing."""
PIP_SETTINGS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_USER": "0",
}
"""Whatever the user has set up, a folder of the project is the target."""


class PreparationError(Exception):
    """A step without which nothing further can be done; the message is for the user."""


# ---------------------------------------------------------------- uv and the Python packages


def version_of(uv: str) -> tuple[int, ...]:
    """The version of an uv; empty if it does not run."""
    found = re.match(r"uv (\d+(?:\.\d+)*)", output_of(uv, "--version"))
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def local_uv() -> Path:
    """Where the project keeps an uv of its own."""
    return TOOLS / "uv" / "bin" / ("uv.exe" if os.name == "nt" else "uv")


def find_uv() -> str | None:
    """An uv that is new enough: the user's, or the project's own."""
    for candidate in (shutil.which("uv"), str(local_uv())):
        if candidate and version_of(candidate) >= UV_OLDEST:
            return candidate
    return None


def provide_uv() -> str:
    """Find uv, or fetch it into the project's folder of tools."""
    uv = find_uv()
    if uv:
        return uv
    if not is_there(PIP.sign) and install([PIP]):
        reason = "没有 uv，也没有可以下载它的 pip"
        raise PreparationError(reason)
    say("下载 uv：")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    command += ["--only-binary", ":all:", "--target", str(TOOLS / "uv"), f"uv=={UV_WANTED}"]
    environment = {**os.environ, **PIP_SETTINGS}
    subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)
    uv = find_uv()
    if uv is None:
        reason = "uv 没有下载成功：请检查网络和 pip 的设置，然后再执行一次"
        raise PreparationError(reason)
    return uv


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The surroundings of everything started from here."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **extra}
    environment.pop("VIRTUAL_ENV", None)  # the project has its own
    if sys.platform.startswith("linux"):
        language = next((v for n in ("LC_ALL", "LC_CTYPE", "LANG") if (v := os.environ.get(n))), "")
        if "utf" not in language.lower():
            environment["LC_ALL"] = "C.UTF-8"
    return environment


def synchronise(uv: str, environment: Mapping[str, str], *options: str) -> None:
    """Bring the project's environment to what `uv.lock` says."""
    command = [uv, "sync", "--frozen", *options]
    done = subprocess.run(
        command, check=False, cwd=PROJECT, env=dict(environment), stdin=subprocess.DEVNULL
    )
    if done.returncode:
        reason = "Python 软件包没有装好：请看上面的说明（需要 Python 3.11 或更新，以及网络）"
        raise PreparationError(reason)


# ---------------------------------------------------------------- run


def run() -> int:
    """Open the program; without a screen let it do its main work unseen."""
    screen = has_screen()
    lacking = install([*QT, *(SCREEN if screen else ())])
    if any(need in QT and need.sign.startswith("library ") for need in lacking):
        reason = "没有上述软件包，程序启动不了"
        raise PreparationError(reason)
    uv = provide_uv()
    environment = child_environment({} if screen else {"QT_QPA_PLATFORM": "offscreen"})
    synchronise(uv, environment, "--no-dev", "--inexact")
    program = [uv, *RUN]
    if screen:
        say("打开阳光年报。")
        program += ["nianbao"]
    else:
        say("没有屏幕，不能打开窗口：改为导出样例的 Word 文件，并把每一页窗口存成图片。")
        OUTPUT.mkdir(exist_ok=True)
        program += ["python", str(PROJECT / "build" / "tour.py"), str(OUTPUT)]
    return subprocess.run(program, check=False, cwd=PROJECT, env=environment).returncode


# ---------------------------------------------------------------- test


class Stage(NamedTuple):
    """One kind of check: its name, and the commands that all must end well."""

    name: str
    commands: tuple[tuple[str, ...], ...]


class Result(NamedTuple):
    """How a stage ended: its last words are what its tool says of itself."""

    name: str
    passed: bool
    seconds: float
    last_words: str


STAGES: tuple[Stage, ...] = (
    Stage("代码规范", (("ruff", "check"), ("ruff", "format", "--check"))),
    Stage("类型", (("basedpyright",),)),
    Stage("架构", (("lint-imports",),)),
    Stage("依赖", (("python", "build/audit.py"),)),
    Stage("打包", (("python", "build/executable.py"),)),
    Stage("Windows", (("python", "build/windows_smoke.py"),)),
    Stage("测试", (("pytest",),)),
)


def follow(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command with its output shown as it comes; its exit code and its last line."""
    last = ""
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            text = line.decode("utf-8", "replace").rstrip()
            say(text)
            last = text.strip() or last
    return process.returncode, last


def run_stage(stage: Stage, start: Sequence[str], environment: Mapping[str, str]) -> Result:
    """Run all commands of a stage, also after one that failed."""
    say(f"\n──── {stage.name}：{'；'.join(' '.join(command) for command in stage.commands)}")
    begun = time.monotonic()
    passed, words = True, ""
    for command in stage.commands:
        code, last = follow([*start, *command], environment)
        if passed:
            words = last
        passed = passed and code == 0
    return Result(stage.name, passed, time.monotonic() - begun, words)


def padded(text: str, width: int) -> str:
    """Text filled up to a width, in which a Chinese character counts two."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(0, width - taken)


def summary(results: Sequence[Result]) -> str:
    """The table at the end, and under it the words of the last stage as its tool said them."""
    lines = [f"{padded('阶段', 10)}{padded('结果', 8)}{padded('用时', 10)}说明"]
    lines += [
        f"{padded(result.name, 10)}{padded('通过' if result.passed else '失败', 8)}"
        f"{padded(f'{result.seconds:.1f} 秒', 10)}{result.last_words.strip('= ')}"
        for result in results
    ]
    return "\n".join(["", *lines, "", results[-1].last_words])


def test() -> int:
    """Run every stage, whatever the ones before said; 1 if any of them failed."""
    lacking = install([*QT, *SCREEN, *TESTS])
    uv = provide_uv()
    no_fonts = provide_fonts(FONTS) if sys.platform.startswith("linux") else None
    surroundings = {"QT_QPA_PLATFORM": "offscreen"}
    if FONTS.exists():
        surroundings["FONTCONFIG_FILE"] = str(FONT_SETTINGS)
    environment = child_environment(surroundings)
    synchronise(uv, environment)
    results = [run_stage(stage, [uv, *RUN], environment) for stage in STAGES]
    if lacking:
        names = "、".join(need.sign.split(" ", 1)[1] for need in lacking)
        say(f"\n缺少 {names}：用到它们的测试跳过了，或者不能通过。")
    if no_fonts:
        say(f"{no_fonts}：要看页数和换行的测试跳过了。")
    say(summary(results))
    return 0 if all(result.passed for result in results) else 1


COMMANDS = {"run": run, "test": test}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line; 0 if all went well."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        description="准备好一切，然后打开阳光年报（run），或做全部检查（test）。"
    )
    parser.add_argument("command", choices=sorted(COMMANDS), help="run 打开程序；test 做全部检查")
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command]()
    except PreparationError as error:
        print(f"不能继续：{error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
