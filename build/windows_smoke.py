"""Trying the Windows executable: as a user starts it, compared with the program on this system.

python3 build/windows_smoke.py          the one in build/dist, where Wine is installed
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from develop import provide_uv
from product import DIST, NAME, PROJECT, WORK, BuildError
from system import missing, say
from wine import NEEDS, Outcome, Wine, hidden_screen, windows_path

SAMPLE = PROJECT / "tests" / "data" / "nangang-2021.nianbao"
FOLDER = "示例 报告"
"""Chinese and a space, in every path that is tried."""
REPORT, DOCUMENT = f"{FOLDER}/年报 样本.nianbao", f"{FOLDER}/年报 导出.docx"
FAULTY, ABSENT = f"{FOLDER}/有错.nianbao", f"{FOLDER}/没有这份.nianbao"
_WRONG_AT = "requests.received.natural"
_FIGURE = 7
_FAILED = 2
_CLASSES = r"HKCU\Software\Classes"


class Call(NamedTuple):
    """One call of the executable in the trial folder: what it must end with."""

    arguments: tuple[str, ...]
    code: int


CALLS: tuple[Call, ...] = (
    Call(("show", REPORT, "--json"), 0),
    Call(("check", REPORT, "--json"), 0),
    Call(("check", FAULTY, "--json"), 1),
    Call(("check", ABSENT, "--json"), 2),
    Call(("show", ABSENT, "--json"), 2),
    Call(("check",), 2),
    Call(("check", REPORT), 0),
    Call(("check", FAULTY), 1),
)
"""Every one is compared byte by byte with what the program says from its sources."""


def try_natively(program: Path) -> None:
    """The self-test of the executable on Windows itself; raise BuildError."""
    done = subprocess.run([str(program), "selftest", "--json"], check=False, stdout=subprocess.PIPE)
    _judge_selftest(Outcome(done.returncode, done.stdout, b""))


def try_under_wine(wine: Wine, program: Path, uv: str) -> None:
    """Everything that can be tried without Windows; raise BuildError at the first failure."""
    say("试运行：")
    trial = Trial(wine, program, uv)
    for name, act in (
        ("自检", trial.selftest),
        ("管道里的命令、退出码", lambda: trial.commands(chinese=False)),
        ("管道里的命令、退出码（代码页 936）", lambda: trial.commands(chinese=True)),
        ("控制台里的一句说明", lambda: trial.console(chinese=False)),
        ("导出 Word，读回", lambda: trial.document(chinese=False)),
        ("导出 Word，读回（代码页 936）", lambda: trial.document(chinese=True)),
        ("自检（代码页 936）", lambda: trial.selftest(chinese=True)),
        ("真窗口，按键填数、保存", lambda: trial.window(chinese=False)),
        ("真窗口，按键填数、保存（代码页 936）", lambda: trial.window(chinese=True)),
        ("比 260 个字符长的路径", trial.long_path),
        ("登记文件类型，双击打开", trial.file_type),
    ):
        begun = time.monotonic()
        words = act()
        say(f"  通过  {name}  {time.monotonic() - begun:.1f} 秒  {words}")


def _judge_selftest(outcome: Outcome) -> str:
    _must(outcome.code == 0, "自检没有通过", outcome)
    result: dict[str, Any] = json.loads(outcome.output)
    _must(result["passed"] is True, "自检没有通过", outcome)
    return "；".join(step["detail"] for step in result["steps"])


def _must(holds: bool, fault: str, outcome: Outcome | None = None) -> None:  # noqa: FBT001
    if holds:
        return
    if outcome is not None:
        heard = (outcome.output + outcome.errors).decode("utf-8", "replace")
        fault = f"{fault}（退出码 {outcome.code}）\n{heard[-3000:]}"
    raise BuildError(fault)


class Trial:
    """The executable in a folder of its own, with reports to work on."""

    def __init__(self, wine: Wine, program: Path, uv: str) -> None:
        self.wine = wine
        self.program = program
        self.uv = uv
        self.folder = wine.folder / "trial"
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / FOLDER).mkdir(parents=True)
        report = json.loads(SAMPLE.read_text(encoding="utf-8"))
        del report["printed"]  # as its totals were printed, the sample has errors
        self._put(REPORT, report)
        report["cells"][_WRONG_AT] = 987_654
        self._put(FAULTY, report)

    def _put(self, name: str, report: object) -> None:
        text = json.dumps(report, ensure_ascii=False)
        (self.folder / name).write_text(text, encoding="utf-8")

    def selftest(self, *, chinese: bool = False) -> str:
        """Its own test of every part, with a window that is not shown."""
        return _judge_selftest(self._run("selftest", "--json", chinese=chinese))

    def commands(self, *, chinese: bool) -> str:
        """Its answers through a pipe: JSON in UTF-8, sentences in the code page of the system."""
        for call in CALLS:
            there, here = self._run(*call.arguments, chinese=chinese), self._here(*call.arguments)
            words = " ".join(call.arguments)
            _must(there.code == here.code == call.code, f"{words}：应为 {call.code}", there)
            if "--json" in call.arguments:
                output = there.output.replace(rb"\\", b"/")
                _must(output == here.output, f"{words}：JSON 不同", there)
            elif chinese:
                output = there.output.decode("gbk").replace("\r\n", "\n").replace("\\", "/")
                _must(output == here.output.decode(), f"{words}：输出不同", there)
            if chinese:
                errors = there.errors.decode("gbk").replace("\r\n", "\n").replace("\\", "/")
                _must(errors == here.errors.decode(), f"{words}：说明不同", there)
            _must(b"Traceback" not in there.errors, f"{words}：程序出错", there)
        return f"{len(CALLS)} 条"

    def console(self, *, chinese: bool) -> str:
        """A windowed program that was started from a console writes into that console."""
        call = [self.wine.loader, "cmd", "/c", windows_path(self.program), "check", ABSENT]
        done = subprocess.run(
            ["script", "-qec", shlex.join(map(str, call)), "/dev/null"],
            check=False,
            cwd=self.folder,
            env={**self.wine.environment(chinese=chinese), "TERM": "xterm"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        outcome = Outcome(done.returncode, done.stdout, done.stderr)
        sentence = self._here("check", ABSENT).errors.strip()
        _must(outcome.code == _FAILED and sentence in outcome.output, "控制台里没有说明", outcome)
        return sentence.decode()

    def document(self, *, chinese: bool) -> str:
        """Its Word file is the one that the program writes here, and both read the same in it."""
        target = self.folder / DOCUMENT
        target.unlink(missing_ok=True)
        done = self._run("export", REPORT, "-o", DOCUMENT, chinese=chinese)
        _must(done.code == 0 and target.is_file(), "没有导出", done)
        there = self._run("show", DOCUMENT, "--json", chinese=chinese)
        here = self._here("show", DOCUMENT, "--json")
        _must(there.code == here.code == 0, "读不回", there)
        _must(there.output == here.output, "两个系统读回的内容不同", there)
        size = target.stat().st_size
        target.unlink()
        done = self._here("export", REPORT, "-o", DOCUMENT)
        _must(done.code == 0, "本机没有导出", done)
        again = self._here("show", DOCUMENT, "--json")
        _must(again.output == here.output, "两个系统导出的内容不同")
        return f"{size} 字节"

    def long_path(self) -> str:
        """Far below the 260 characters of Windows' own limit nothing is different."""
        deep = "/".join([FOLDER, *["政府信息公开工作年度报告历年存档材料"] * 14])
        (self.folder / deep).mkdir(parents=True, exist_ok=True)
        report, target = f"{deep}/年报.nianbao", f"{deep}/年报.docx"
        done = self._run("import", REPORT, "-o", report, chinese=False)
        _must(done.code == 0, "没有读入", done)
        done = self._run("export", report, "-o", target, chinese=False)
        _must(done.code == 0, "没有导出", done)
        there = self._run("show", target, "--json", chinese=False)
        _must(there.output == self._here("show", target, "--json").output, "读回的不同", there)
        return f"{len(target)} 个字符的路径"

    def window(self, *, chinese: bool) -> str:
        """A window of Qt's `windows` platform: a cell filled by keys, saved by keys, closed."""
        name = f"{FOLDER}/按键.nianbao"
        path = self.folder / name
        path.unlink(missing_ok=True)
        unit = "清河市财政局"
        done = self._run("new", "--unit", unit, "--year", "2024", "-o", name, chinese=chinese)
        _must(done.code == 0, "没有新建", done)
        before = self._cells(name)
        process = self.wine.start([self.program, name], self.folder, chinese=chinese)
        try:
            window = self._wait("窗口没有打开", lambda: self._window_named(unit))
            self._keys(window, "F8", "F8")  # the first chapter is empty, and so is the first table
            self._keys(window, str(_FIGURE), "Return", "ctrl+s")
            self._wait("按键填的数没有存下来", lambda: self._cells(name) != before)
            changed = {k: v for k, v in self._cells(name).items() if v != before[k]}
            _must(_FIGURE in changed.values(), f"填成了 {changed}")
            self._keys(window, "alt+F4")
            outcome = self.wine.finish(process, 60)
            _must(outcome.code == 0, "窗口没有正常关闭", outcome)
        finally:
            if process.poll() is None:
                self.wine.stop()
        return "、".join(f"{address}={value}" for address, value in changed.items())

    def file_type(self) -> str:
        """A report opens by its type alone once that is registered, and no more afterwards."""
        unit = "双击区教育局"
        name = f"{FOLDER}/双击.nianbao"
        (self.folder / name).unlink(missing_ok=True)
        done = self._run("new", "--unit", unit, "--year", "2024", "-o", name, chinese=False)
        _must(done.code == 0, "没有新建", done)
        done = self._run("--install-desktop", chinese=False)
        _must(done.code == 0, "没有登记", done)
        opener = self.wine.start(self._registered(self.folder / name), self.folder)
        try:
            window = self._wait("双击没有打开窗口", lambda: self._window_named(unit))
            self._keys(window, "alt+F4")
            self._wait("窗口没有关闭", lambda: not self._window_named(unit))
        finally:
            self.wine.finish(opener, 90)
        done = self._run("--uninstall-desktop", chinese=False)
        _must(done.code == 0, "没有删除", done)
        removed = done.output.decode().splitlines()
        left = self.wine.run(["reg", "query", rf"{_CLASSES}\.nianbao"])
        _must(left.code != 0, "文件类型还在", left)
        return f"{len(removed)} 项，已删除"

    def _registered(self, file: Path) -> list[str]:
        """The command that the registry has for a file of the type, as Explorer would start it.

        Wine's own `start` opens no file at all in a prefix without its menu builder.
        """
        query = self.wine.run(["reg", "query", rf"{_CLASSES}\.nianbao", "/ve"])
        kind = query.output.decode().split("REG_SZ")[-1].strip()
        query = self.wine.run(["reg", "query", rf"{_CLASSES}\{kind}\shell\open\command", "/ve"])
        words = query.output.decode().split("REG_SZ")[-1].strip()
        _must('"%1"' in words, "没有登记打开的命令", query)
        program = words.removesuffix(' "%1"').strip('"')
        return [program, windows_path(file)]

    def _run(self, *arguments: str, chinese: bool) -> Outcome:
        return self.wine.run([self.program, *arguments], self.folder, chinese=chinese)

    def _here(self, *arguments: str) -> Outcome:
        """The same call, from the sources on this system."""
        command = [self.uv, "run", "--project", str(PROJECT), "--frozen", "nianbao", *arguments]
        done = subprocess.run(
            command, check=False, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def _cells(self, name: str) -> dict[str, object]:
        cells: dict[str, object] = json.loads(self._here("show", name, "--json").output)["cells"]
        return cells

    def _wait(self, fault: str, found: Callable[[], object], seconds: float = 90) -> str:
        end = time.monotonic() + seconds
        while not (answer := found()):
            _must(time.monotonic() < end, fault)
            time.sleep(0.5)
        return str(answer)

    def _window_named(self, title: str) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", title).split()
        return found[0] if found else ""

    def _keys(self, window: str, *keys: str) -> None:
        self._xdotool("windowfocus", "--sync", window)
        for key in keys:
            time.sleep(1)  # no window manager and no answer: the program is given its time
            self._xdotool("key", "--clearmodifiers", key)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            check=False,
            env=self.wine.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return done.stdout.decode()


def main() -> int:
    """Try what lies in build/dist; 0 also where that cannot be done, with the reason."""
    program = DIST / f"{NAME}.exe"
    lacking = missing(NEEDS)
    if not program.exists() or lacking:
        reason = f"没有 {lacking[0].packages[0]}" if lacking else f"还没有 {program.name}"
        say(f"不试运行 Windows 程序：{reason}；python3 build/build.py windows 会准备好一切")
        return 0
    with hidden_screen() as display:
        wine = Wine(WORK / "windows", display)
        try:
            wine.prepare()
            try_under_wine(wine, program, provide_uv())
        except BuildError as error:
            say(f"Windows 程序不合要求：{error}")
            return 1
        finally:
            wine.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
