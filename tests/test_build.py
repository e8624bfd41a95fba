"""What the build scripts decide without building: needs of binaries, owners of files, lists."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest

import binaries
import build
import components
import debian
import executable
import linux
import product
import sbom
from app.services.licences import licences

PROJECT = Path(__file__).resolve().parent.parent
INDEX = tomllib.loads((PROJECT / "resources/licences/index.toml").read_text("utf-8"))["parts"]

SYMBOLS = """\
DYNAMIC SYMBOL TABLE:
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.2.5) free
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.28) fcntl64
0000000000000000      DF *UND*  0000000000000000  GLIBC_2.9   pipe2
0000000000000000      DF *UND*  0000000000000000 (GLIBCXX_3.4.21) _ZNSt7__cxx1112basic_string
0000000000000000      DF *UND*  0000000000000000 (CXXABI_1.3.11) __cxa_init_primary_exception
"""
HEADERS = """\
Dynamic Section:
  NEEDED               libQt6Core.so.6
  NEEDED               libc.so.6
  SONAME               libQt6Gui.so.6

Version References:
  required from libc.so.6:
    0x06969198 0x00 13 GLIBC_2.28
"""


# -- what binaries ask of the system ---------------------------------------------------------------


def test_the_highest_version_is_found_by_number_not_by_spelling() -> None:
    assert binaries.highest("GLIBC", SYMBOLS) == (2, 28)
    assert binaries.highest("GLIBCXX", SYMBOLS) == (3, 4, 21)
    assert binaries.highest("GLIBC", "no symbols") == ()


def test_libraries_are_those_named_as_needed() -> None:
    assert binaries.needed(HEADERS) == {"libQt6Core.so.6", "libc.so.6"}


def _examination(**demands: binaries.Demands) -> binaries.Examination:
    return binaries.Examination({f"lib/{name}.so.6": each for name, each in demands.items()})


def _demands(
    glibc: tuple[int, ...], *libraries: str, cxx: tuple[int, ...] = ()
) -> binaries.Demands:
    return binaries.Demands(glibc, cxx, frozenset(libraries))


def test_what_every_desktop_has_is_no_fault() -> None:
    good = _examination(
        libQt6Core=_demands((2, 28), "libc.so.6", "libz.so.1"),
        libQt6Gui=_demands((2, 27), "libQt6Core.so.6", "libGL.so.1", cxx=(3, 4, 25)),
    )
    assert good.faults() == []
    assert good.glibc == (2, 28)
    assert good.from_system == {"libc.so.6", "libz.so.1", "libGL.so.1"}


@pytest.mark.parametrize(
    ("demands", "word"),
    [
        (_demands((2, 29)), "GLIBC 2.29"),
        (_demands((2, 2, 5), cxx=(3, 4, 26)), "GLIBCXX 3.4.26"),
        (_demands((2, 2, 5), "libicuuc.so.72"), "libicuuc.so.72"),
    ],
)
def test_what_an_old_desktop_has_not_is_a_fault(demands: binaries.Demands, word: str) -> None:
    (fault,) = _examination(libstrange=demands).faults()
    assert word in fault


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="只有 Linux 的程序是 ELF")
def test_only_binaries_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "text.so").write_text("no library", "utf-8")
    (tmp_path / "empty").touch()
    assert binaries.examine(tmp_path).demands == {}
    assert binaries.is_elf(Path(sys.executable).resolve())


# -- whose is what ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "system", "owner"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", "linux", "Qt"),
        ("PySide6/Qt/lib/libicudata.so.73", "linux", "ICU"),
        ("PySide6/QtCore.abi3.so", "linux", "PySide6"),
        ("PySide6/libpyside6.abi3.so.6.8", "linux", "PySide6"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "linux", "Qt"),
        ("PySide6/Qt6Core.dll", "windows", "Qt"),
        ("PySide6/QtCore.pyd", "windows", "PySide6"),
        ("PySide6/MSVCP140.dll", "windows", "Microsoft Visual C++ Runtime"),
        ("VCRUNTIME140.dll", "windows", "Microsoft Visual C++ Runtime"),
        ("python311.dll", "windows", "Python"),
        ("libpython3.11.so.1.0", "linux", "Python"),
        ("libxcb-render-util.so.0", "linux", "xcb-util-renderutil"),
        ("libxcb-render.so.0", "linux", "libxcb"),
        ("libxkbcommon-x11.so.0", "linux", "libxkbcommon"),
        ("resources/rules.toml", "linux", "阳光年报"),
        ("pypdfium2_raw/libpdfium.so", "linux", "PDFium (pypdfium2)"),
        ("pypdfium2_raw/pdfium.dll", "windows", "PDFium (pypdfium2)"),
        ("libssl.so.3", "linux", None),
        ("libxcb-render.so.0", "windows", None),
    ],
)
def test_every_file_has_one_owner(name: str, system: str, owner: str | None) -> None:
    part = components.part_of_file(name, system)
    assert (part.name if part else None) == owner


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("app.cli", "阳光年报"),
        ("json.decoder", "Python"),
        ("docx.oxml", "python-docx"),
        ("yaml", None),
    ],
)
def test_every_module_has_an_owner(name: str, owner: str | None) -> None:
    part = components.part_of_module(name, "linux")
    assert (part.name if part else None) == owner


def test_a_stranger_inside_is_named(tmp_path: Path) -> None:
    (tmp_path / "lxml").mkdir()
    (tmp_path / "lxml" / "etree.so").touch()
    (tmp_path / "libssl.so.3").touch()
    (tmp_path / "PYZ.txt").write_text("app.cli\nyaml.loader\njson", "utf-8")
    assert sbom.strangers(tmp_path, "linux") == ["libssl.so.3", "yaml.loader"]


# -- licences --------------------------------------------------------------------------------------


def test_every_part_has_its_licence_in_the_resources() -> None:
    assert [(e["name"], e["licence"], e["systems"]) for e in INDEX] == [
        (part.name, part.licence, list(part.systems)) for part in components.PARTS
    ]
    texts = {name for entry in INDEX for name in entry["texts"]}
    written = (PROJECT / "resources" / "licences" / "texts.txt").read_text("utf-8")
    assert set(re.findall(r"^═══ (\S+) ═══$", written, re.MULTILINE)) == texts


def test_the_versions_are_those_that_the_lock_file_pins() -> None:
    lock = tomllib.loads((PROJECT / "uv.lock").read_text("utf-8"))
    pinned = {package["name"]: package["version"] for package in lock["package"]}
    wheels = [e for e in INDEX if e["source"].startswith("pkg:pypi/")]
    assert len(wheels) == 11
    for entry in wheels:
        name, _, version = entry["source"].removeprefix("pkg:pypi/").partition("@")
        assert entry["version"] == version == pinned[name], f"{name}：重新执行 build/licences.py"
    assert INDEX[0]["version"] == product.version()


def test_the_program_shows_its_own_licence_first_and_all_in_full() -> None:
    shown = licences()
    assert shown[0].name == "阳光年报"
    assert "Apache License" in shown[0].text
    assert len({part.name for part in shown}) == len(shown)
    qt = next(part for part in shown if part.name == "Qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text
    assert all(len(part.text) > 500 for part in shown)


# -- the list of parts -----------------------------------------------------------------------------


def test_the_list_of_parts_is_the_same_for_the_same_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    file = tmp_path / "nianbao"
    file.write_bytes(b"program")
    entries = [entry for entry in INDEX if "linux" in entry["systems"]]
    text = sbom.describe(entries, file)
    assert text == sbom.describe(entries, file)
    assert hashlib.sha256(b"program").hexdigest() in text
    assert '"specVersion": "1.6"' in text
    assert "2023-11-14T22:13:20+00:00" in text
    listed = json.loads(text)
    names = {part["name"] for part in (*listed["components"], listed["metadata"]["component"])}
    assert names == {entry["name"] for entry in entries}
    file.write_bytes(b"another")
    assert text != sbom.describe(entries, file)


# -- the rest --------------------------------------------------------------------------------------


def test_everything_is_dated_by_what_is_asked_or_by_the_last_commit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert product.epoch() == 1700000000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(product, "output_of", lambda *_command: "1750000000\n")
    assert product.epoch() == 1750000000
    monkeypatch.setattr(product, "output_of", lambda *_command: "")
    assert product.epoch() == 315532800  # zip archives begin in 1980


def test_checksums_are_as_sha256sum_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product, "DIST", tmp_path)
    monkeypatch.setattr(product, "CHECKSUMS", tmp_path / "SHA256SUMS")
    (tmp_path / "nianbao").write_bytes(b"one")
    (tmp_path / "nianbao.exe").write_bytes(b"two")
    (tmp_path / "folder").mkdir()
    product.list_checksums()
    product.list_checksums()
    lines = (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'one').hexdigest()}  nianbao",
        f"{hashlib.sha256(b'two').hexdigest()}  nianbao.exe",
    ]


def test_an_archive_is_the_same_for_the_same_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "nianbao"
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "数据").write_text("数据", "utf-8")
    (folder / "nianbao").write_text("program", "utf-8")
    (folder / "nianbao").chmod(0o755)
    first, second = tmp_path / "first.tar.gz", tmp_path / "second.tar.gz"
    linux.archive(folder, first)
    (folder / "nianbao").touch()
    linux.archive(folder, second)
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as packed:
        names = packed.getnames()
    assert names == ["nianbao", "nianbao/_internal", "nianbao/_internal/数据", "nianbao/nianbao"]


def test_a_product_that_is_too_large_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "nianbao"
    file.write_bytes(b"x" * 1000)
    assert linux.check_size(file) == []
    monkeypatch.setattr(linux, "SIZE_LIMIT", 999)
    assert len(linux.check_size(file)) == 1


@pytest.mark.parametrize("text", ["", "Segmentation fault", "[]", '{"passed": true}'])
def test_a_selftest_that_said_nothing_of_use_has_no_steps(text: str) -> None:
    assert linux.steps_of(text) == []


def test_a_step_is_done_once_for_one_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "ROOT", tmp_path)
    done: list[str] = []
    for recipe in ("first", "first", "second"):
        debian._once("step", recipe, lambda: done.append("made"))
    assert len(done) == 2


def test_a_step_that_failed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "ROOT", tmp_path)

    def fail() -> None:
        raise product.BuildError("没有网络")

    with pytest.raises(product.BuildError):
        debian._once("step", "recipe", fail)
    done: list[str] = []
    debian._once("step", "recipe", lambda: done.append("made"))
    assert done == ["made"]


def test_the_old_names_are_those_that_got_a_second_version_in_glibc_2_29() -> None:
    names = re.findall(r"\.symver (\w+),(\w+)@GLIBC_2\.2\.5", debian.OLD_NAMES)
    assert [a for a, b in names if a == b] == ["exp", "exp2", "log", "log2", "pow"]


def test_a_failure_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise product.BuildError("没有网络")

    monkeypatch.setattr(debian, "prepare", fail)
    assert build.main(["linux"]) == 1
    assert capsys.readouterr().err == "没有制作成功：没有网络\n"


def test_the_stage_of_the_tests_can_be_left_out_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(executable.SKIP, "1")
    assert executable.main() == 0
    assert executable.SKIP in capsys.readouterr().out
