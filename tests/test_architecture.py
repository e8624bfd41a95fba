"""The architecture as failing tests: who may import whom, and what must not creep in."""

from __future__ import annotations

import ast
import fnmatch
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
APP = PROJECT / "app"
LONGEST_MODULE = 450
MODULES = sorted(path.relative_to(PROJECT) for path in APP.rglob("*.py"))
SCRIPTS = sorted(path.relative_to(PROJECT) for path in (PROJECT / "build").glob("*.py"))

VAGUE_NAMES = ("utils", "util", "common", "helpers", "misc", "manager")
NETWORK = (
    "ftplib",
    "http",
    "imaplib",
    "poplib",
    "PySide6.QtNetwork",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib",
    "xmlrpc",
)
BELONGS_TO_A_MACHINE = re.compile(
    r"(?<![\w.}])/(?:root|home|work|Users)/|\b[A-Za-z]:\\+Users\b|py" + r"pi\.|python" + r"hosted"
)


def imported_names(source: str) -> set[str]:
    """Every module that a source text imports, also inside functions, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def touches(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def is_ignored(path: Path, patterns: list[str]) -> bool:
    place = path.relative_to(PROJECT).as_posix() + ("/" if path.is_dir() else "")
    return any(
        fnmatch.fnmatch(place, pattern) or fnmatch.fnmatch(place, f"*/{pattern}")
        for pattern in patterns
    )


def project_files() -> list[Path]:
    """Everything that belongs to the project, as `.gitignore` says; works without git."""
    patterns = [".git/", ".git", *(PROJECT / ".gitignore").read_text("utf-8").split()]
    found: list[Path] = []
    for folder, folders, names in os.walk(PROJECT):
        here = Path(folder)
        folders[:] = [name for name in folders if not is_ignored(here / name, patterns)]
        found += [here / name for name in names if not is_ignored(here / name, patterns)]
    return sorted(found)


def test_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_model_imports_the_standard_library_only() -> None:
    strangers = {
        f"{path}: {name}"
        for path in MODULES
        if path.parts[1] == "model"
        for name in imported_names((PROJECT / path).read_text("utf-8"))
        if name.split(".")[0] not in {*sys.stdlib_module_names, "app"}
    }
    assert strangers == set()


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=str)
def test_a_module_fits_into_one_reading(path: Path) -> None:
    assert len((PROJECT / path).read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=str)
def test_a_module_is_named_after_what_it_holds(path: Path) -> None:
    words = {word for part in path.with_suffix("").parts for word in part.split("_")}
    assert words.isdisjoint(VAGUE_NAMES)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_nothing_in_the_program_knows_the_network(path: Path) -> None:
    names = imported_names((PROJECT / path).read_text("utf-8"))
    assert [name for name in names for package in NETWORK if touches(name, package)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import urllib.request", True),
        ("from urllib import request", True),
        ("def later():\n    from PySide6 import QtNetwork", True),
        ("from PySide6.QtNetwork import QTcpSocket", True),
        ("import httpless, json", False),
        ("from app.model import http_words", False),
    ],
)
def test_the_search_for_the_network_finds_it(source: str, found: bool) -> None:  # noqa: FBT001
    names = imported_names(source)
    assert any(touches(name, package) for name in names for package in NETWORK) is found


CALL = """
import json, sys
from app.cli import main
code = main(json.loads(sys.argv[1]))
sys.stdout.flush()
qt = {name for name in sys.modules if name.partition(".")[0] in {"PySide6", "shiboken6"}}
print(json.dumps([code, sorted(qt)]))
"""


def run_without_window(*arguments: str) -> tuple[int, list[str]]:
    """Run a command of the program; its exit code, and the modules of Qt that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", CALL, json.dumps(arguments)],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    return code, modules


def test_commands_do_not_load_qt(tmp_path: Path) -> None:
    report, document = str(tmp_path / "年报.nianbao"), str(tmp_path / "年报.docx")
    new = ("new", "--unit", "示例市财政局", "--year", "2024", "-o", report)
    assert run_without_window(*new) == (0, [])
    assert run_without_window("show", report, "--json") == (0, [])
    assert run_without_window("check", report) == (1, [])  # an empty report has errors
    assert run_without_window("export", report, "-o", document) == (0, [])
    imported = str(tmp_path / "读入.nianbao")
    assert run_without_window("import", document, "-o", imported) == (0, [])


def test_the_first_page_loads_nothing_that_works_on_reports() -> None:
    """Guards the start-up: a single import of a rule costs the first page a tenth of a second."""
    done = subprocess.run(
        [sys.executable, "-c", "import app.start, sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name for name in done.stdout.split() if name.startswith(("app.", "lxml", "docx"))}
    assert "app.gui.main_window" in loaded
    work = ("app.rules", "app.model.form", "app.model.report", "app.word", "lxml", "docx")
    assert sorted(name for name in loaded if name.startswith(work)) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    named: dict[str, str] = {}
    for path in project_files():
        if path.name == "uv.lock":
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a Word file
        if found := BELONGS_TO_A_MACHINE.search(text):
            named[str(path.relative_to(PROJECT))] = found[0]
    assert named == {}


def test_the_project_is_the_files_that_git_would_keep() -> None:
    files = {path.relative_to(PROJECT).as_posix() for path in project_files()}
    assert {"pyproject.toml", "uv.lock", "app/cli.py", ".ci/run", ".gitignore"} <= files
    assert not [name for name in files if "__pycache__" in name or name.startswith(".venv")]
