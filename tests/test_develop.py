"""The two commands of the README: what they install, what they run, how they end."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import develop
import system

PROJECT = Path(__file__).resolve().parent.parent
NEEDS = (*system.QT, *system.SCREEN, *system.TESTS, system.PIP)
LINUX_ONLY = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="系统软件包只在 Linux 上安装"
)

POLICY = """\
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.80.0-6ubuntu3.4
  Version table:
     2.80.0-6ubuntu3.4 500
fonts-noto-cjk:
  Installed: (none)
  Candidate: (none)
  Version table:
xvfb:
  Installed: 2:21.1.7-3
  Candidate: 2:21.1.7-3
  Version table:
 *** 2:21.1.7-3 100
"""


class Machine:
    """A pretended system: what it has, what its package source holds, what was done to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.signs = {need.sign for need in NEEDS}
        self.offered = {name for need in NEEDS for name in need.packages}
        self.broken: set[str] = set()
        self.calls: list[tuple[str, ...]] = []
        self.said: list[str] = []
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(system, "is_there", lambda sign: sign in self.signs)
        monkeypatch.setattr(system, "is_administrator", lambda: True)
        monkeypatch.setattr(system, "offered_for", lambda _needs: self.offered)
        monkeypatch.setattr(system, "apt", self.apt)
        monkeypatch.setattr(system, "say", self.said.append)

    def lose(self, sign: str) -> system.Need:
        self.signs.remove(sign)
        return next(need for need in NEEDS if need.sign == sign)

    def apt(self, *arguments: str) -> bool:
        self.calls.append(arguments)
        packages = {name for name in arguments[1:] if not name.startswith("-")}
        if packages & self.broken or not packages <= self.offered:
            return False
        self.signs |= {need.sign for need in NEEDS if packages & set(need.packages)}
        return True


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


# -- what the system must have ---------------------------------------------------------------------


def test_every_need_says_how_it_is_recognised_where_it_comes_from_and_what_for() -> None:
    for need in NEEDS:
        kind, name = need.sign.split(" ", 1)
        assert kind in {"library", "command", "font", "module", "office"}
        assert name
        assert need.packages
        assert need.reason


def test_no_need_is_listed_twice() -> None:
    signs = [need.sign for need in NEEDS]
    assert len(signs) == len(set(signs))


@LINUX_ONLY
@pytest.mark.parametrize(
    ("sign", "there"),
    [
        ("library libc.so.6", True),
        ("library libnothing.so.9", False),
        ("command sh", True),
        ("command no-such-command", False),
        ("module no_such_module", False),
        ("font no such family whatever", False),
    ],
)
def test_signs_are_looked_for_on_the_real_system(sign: str, there: bool) -> None:  # noqa: FBT001
    assert system.is_there(sign) is there


def test_the_package_source_is_asked_what_it_holds() -> None:
    assert system.on_offer(POLICY) == {"libglib2.0-0t64", "xvfb"}


def test_the_name_that_this_release_uses_is_taken() -> None:
    glib = next(need for need in system.QT if "libglib2.0-0t64" in need.packages)
    assert system.choose([glib], {"libglib2.0-0t64"}) == ["libglib2.0-0t64"]
    assert system.choose([glib], {"libglib2.0-0"}) == ["libglib2.0-0"]
    assert system.choose([glib, glib], set()) == ["libglib2.0-0"]


# -- installing ------------------------------------------------------------------------------------


def test_nothing_is_done_where_nothing_is_missing(machine: Machine) -> None:
    assert system.install(NEEDS) == []
    assert machine.calls == []
    assert machine.said == []


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.lose("command Xvfb")
    assert system.install(NEEDS) == []
    assert machine.calls == [
        ("update",),
        ("install", "-y", "--no-install-recommends", "xvfb"),
    ]


def test_one_package_that_cannot_be_had_keeps_no_other_away(machine: Machine) -> None:
    machine.lose("command Xvfb")
    office = machine.lose("office writer")
    machine.broken = {"libreoffice-writer-nogui"}
    assert system.install(NEEDS) == [office]
    assert "command Xvfb" in machine.signs
    assert "libreoffice-writer-nogui" in machine.said[-1]


def test_without_rights_one_sentence_names_the_packages_and_the_command(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "is_administrator", lambda: False)
    lost = machine.lose("library libxcb-cursor.so.0")
    assert system.install(NEEDS) == [lost]
    assert machine.calls == []
    (sentence,) = machine.said
    assert "不是管理员" in sentence
    assert sentence.endswith("apt-get install -y --no-install-recommends libxcb-cursor0")


def test_without_apt_nothing_is_tried(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda _name: None)
    lost = machine.lose("command pdftoppm")
    assert system.install(NEEDS) == [lost]
    assert machine.calls == []
    assert "没有 apt-get" in machine.said[0]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_need_no_packages(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    machine.lose("library libGL.so.1")
    monkeypatch.setattr(sys, "platform", platform)
    assert system.install(NEEDS) == []
    assert system.has_screen()


@LINUX_ONLY
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_is_known_by_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not system.has_screen()
    monkeypatch.setenv(variable, ":0")
    assert system.has_screen()


@LINUX_ONLY
def test_fonts_are_taken_out_of_the_package(tmp_path: Path) -> None:
    content, package = tmp_path / "content", tmp_path / "fonts.deb"
    folder = content / "usr/share/anywhere/fandol"
    folder.mkdir(parents=True)
    for name in (
        "FandolFang-Regular.otf",
        "FandolHei-Bold.otf",
        "FandolBraille-Regular.otf",
        "README",
    ):
        (folder / name).write_text(name, "utf-8")
    control = content / "DEBIAN/control"
    control.parent.mkdir()
    control.write_text(
        "Package: fonts\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: fonts\n"
    )
    if not system.succeeds("dpkg-deb", "--build", str(content), str(package)):
        pytest.skip("没有 dpkg-deb")
    assert system.unpack_fonts(package, tmp_path / "taken") == 2
    taken = {path.name: path.read_text("utf-8") for path in (tmp_path / "taken").iterdir()}
    assert taken == {name: name for name in ("FandolFang-Regular.otf", "FandolHei-Bold.otf")}


# -- uv --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "version"),
    [("uv 0.13.9 (x86_64-unknown-linux-gnu)", (0, 13, 9)), ("", ()), ("pyenv: uv: not found", ())],
)
def test_the_version_of_uv_is_read(
    monkeypatch: pytest.MonkeyPatch, printed: str, version: tuple[int, ...]
) -> None:
    monkeypatch.setattr(develop, "output_of", lambda *_command: printed)
    assert develop.version_of("uv") == version


def test_an_uv_that_is_too_old_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"/usr/bin/uv": (0, 4, 1), str(develop.local_uv()): (0, 13, 9)}
    monkeypatch.setattr(develop.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(develop, "version_of", versions.__getitem__)
    assert develop.find_uv() == str(develop.local_uv())
    versions["/usr/bin/uv"] = (0, 13, 9)
    assert develop.find_uv() == "/usr/bin/uv"


def test_the_uv_that_is_fetched_is_one_that_builds_the_package() -> None:
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    required = re.search(r'requires = \["uv_build>=([\d.]+),<([\d.]+)"\]', settings)
    assert required is not None
    oldest, first_too_new = (tuple(int(n) for n in text.split(".")) for text in required.groups())
    assert oldest == develop.UV_OLDEST
    assert oldest <= tuple(int(n) for n in develop.UV_WANTED.split(".")) < first_too_new


def test_without_uv_and_pip_it_ends_with_one_sentence(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.lose("module pip")
    machine.broken = {"python3-pip"}
    monkeypatch.setattr(develop, "is_there", system.is_there)
    monkeypatch.setattr(develop, "find_uv", lambda: None)
    monkeypatch.setattr(develop, "has_screen", lambda: False)
    assert develop.main(["run"]) == 1
    assert capsys.readouterr().err == "不能继续：没有 uv，也没有可以下载它的 pip\n"


# -- test ------------------------------------------------------------------------------------------


def python(code: str) -> tuple[str, ...]:
    return ("-c", code)


def test_a_stage_ends_with_the_last_words_of_its_tool() -> None:
    tool = python("print('..'); print('== 3 passed in 0.1s =='); print()")
    stage = develop.Stage("测试", (tool,))
    result = develop.run_stage(stage, [sys.executable], {})
    assert result.passed
    assert result.last_words == "== 3 passed in 0.1s =="


def test_a_stage_runs_all_its_commands_and_speaks_for_the_first_that_failed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    failing, passing = python("print('一处不对'); raise SystemExit(3)"), python("print('都对')")
    stage = develop.Stage("代码规范", (failing, passing))
    result = develop.run_stage(stage, [sys.executable], {"PYTHONUTF8": "1"})
    assert not result.passed
    assert result.last_words == "一处不对"
    assert "都对" in capfd.readouterr().out


@pytest.mark.parametrize(("codes", "end"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1), ((5, 5), 1)])
def test_every_stage_runs_and_one_failure_is_enough(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    codes: tuple[int, ...],
    end: int,
) -> None:
    stages = [
        develop.Stage(f"第{number}步", (python(f"print('({number})'); raise SystemExit({code})"),))
        for number, code in enumerate(codes)
    ]
    monkeypatch.setattr(develop, "STAGES", stages)
    monkeypatch.setattr(develop, "install", lambda _needs: [])
    monkeypatch.setattr(develop, "provide_uv", lambda: sys.executable)
    monkeypatch.setattr(develop, "provide_fonts", lambda _target: "没有公文字体")
    monkeypatch.setattr(develop, "synchronise", lambda *_arguments: None)
    monkeypatch.setattr(develop, "RUN", ())
    assert develop.main(["test"]) == end
    printed = capfd.readouterr().out
    table = printed[printed.index("阶段") :]
    assert [line.split()[1] for line in table.splitlines()[1:3]] == [
        "失败" if code else "通过" for code in codes
    ]
    assert printed.rstrip().endswith("(1)")
    assert "没有公文字体：要看页数和换行的测试跳过了。" in printed


def test_the_columns_of_the_table_stand_under_each_other() -> None:
    results = [
        develop.Result("代码规范", True, 0.25, "All checks passed!"),  # noqa: FBT003
        develop.Result("测试", False, 61.0, "==== 1 failed, 9 passed in 60.9s ===="),  # noqa: FBT003
    ]
    assert develop.summary(results).splitlines() == [
        "",
        "阶段      结果    用时      说明",
        "代码规范  通过    0.2 秒    All checks passed!",
        "测试      失败    61.0 秒   1 failed, 9 passed in 60.9s",
        "",
        "==== 1 failed, 9 passed in 60.9s ====",
    ]


# -- run -------------------------------------------------------------------------------------------


def test_without_the_libraries_of_qt_it_ends_before_anything_else(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.lose("library libGL.so.1")
    monkeypatch.setattr(system, "is_administrator", lambda: False)
    monkeypatch.setattr(develop, "has_screen", lambda: False)
    assert develop.main(["run"]) == 1
    assert "libgl1" in machine.said[0]
    assert capsys.readouterr().err == "不能继续：没有上述软件包，程序启动不了\n"


def test_without_a_font_the_program_is_opened_all_the_same(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine.lose("font :lang=zh-cn")
    machine.broken = {"fonts-wqy-microhei", "fonts-noto-cjk"}
    monkeypatch.setattr(develop, "has_screen", lambda: False)
    monkeypatch.setattr(develop, "provide_uv", lambda: sys.executable)
    monkeypatch.setattr(develop, "synchronise", lambda *_arguments: None)
    monkeypatch.setattr(develop, "RUN", ("-c", "raise SystemExit(4)"))
    monkeypatch.setattr(develop, "OUTPUT", tmp_path / "out")
    assert develop.main(["run"]) == 4


@pytest.mark.parametrize(
    ("screen", "words"), [(True, ["nianbao"]), (False, ["python", "tour.py", "out"])]
)
def test_the_program_is_opened_or_shown_in_pictures(
    monkeypatch: pytest.MonkeyPatch,
    screen: bool,  # noqa: FBT001
    words: list[str],
    tmp_path: Path,
) -> None:
    needs: list[system.Need] = []
    calls: list[list[str]] = []

    def note(command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 7)

    monkeypatch.setattr(develop, "OUTPUT", tmp_path / "out")
    monkeypatch.setattr(develop, "has_screen", lambda: screen)
    monkeypatch.setattr(develop, "install", lambda wanted: needs.extend(wanted) or [])
    monkeypatch.setattr(develop, "provide_uv", lambda: "uv")
    monkeypatch.setattr(develop, "synchronise", lambda *_arguments: None)
    monkeypatch.setattr(develop.subprocess, "run", note)
    assert develop.main(["run"]) == 7
    assert (system.SCREEN[0] in needs) is screen
    assert not set(system.TESTS) & set(needs)
    (command,) = calls
    assert [Path(word).name for word in command[-len(words) :]] == words


# -- the files themselves --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["develop.py", "system.py"])
def test_what_runs_first_needs_nothing_but_an_old_python(name: str) -> None:
    tree = ast.parse((PROJECT / "build" / name).read_text("utf-8"), feature_version=(3, 9))
    imported = {
        module.split(".")[0]
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= {*sys.stdlib_module_names, "system"}


def test_the_readme_and_the_ci_give_the_same_commands() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert set(re.findall(r"python3 build/develop\.py (\w+)", readme)) == set(develop.COMMANDS)
    script = PROJECT / ".ci/run"
    assert "python3 build/develop.py test" in script.read_text("utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)
    workflow = (PROJECT / ".github/workflows/ci.yml").read_text("utf-8")
    assert re.search(r"run: .*\.ci/run$", workflow, re.MULTILINE)


def test_the_readme_shows_every_command_of_the_program() -> None:
    from app.cli import commands  # noqa: PLC0415

    readme = (PROJECT / "README.md").read_text("utf-8")
    shown = set(re.findall(r"uv run nianbao ([a-z]+)", readme))
    assert shown == {word for word in commands() if not word.startswith("-")}
