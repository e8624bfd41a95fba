"""What makes and judges the Windows executable, as far as it needs no Windows."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest

from app.paths import resource
from app.start import _file_names
from bundle import Inside, NoBundleError, contents
from icon import SIZES, pack
from version_info import four_numbers, version_info
from windows import PYTHON_PARTS, foreign, is_of_wine

BUILD = Path(__file__).parents[1] / "build"


def packed(entries: list[Inside]) -> bytes:
    """An executable of PyInstaller, as far as it is read here."""
    body, table = b"", b""
    for number, part in enumerate(entries):
        content = zlib.compress(part.content) if number % 2 else part.content
        name = part.name.replace("/", "\\").encode() + b"\0"
        entry = struct.pack(
            "!IIIIBc",
            18 + len(name),
            len(body),
            len(content),
            len(part.content),
            number % 2,
            part.kind.encode(),
        )
        table += entry + name
        body += content
    cookie = struct.pack(
        "!8sIIII64s",
        b"MEI\014\013\012\013\016",
        len(body) + len(table) + 88,
        len(body),
        len(table),
        311,
        b"python311.dll",
    )
    return b"MZ bootloader" + body + table + cookie


def test_the_parts_of_an_executable_are_read_back(tmp_path: Path) -> None:
    inside = [
        Inside("python311.dll", "b", b"MZ one"),
        Inside("PySide6/plugins/表.dll", "b", b"MZ two"),
    ]
    target = tmp_path / "program.exe"
    target.write_bytes(packed(inside))
    assert list(contents(target)) == inside


def test_another_file_is_no_executable_of_ours(tmp_path: Path) -> None:
    target = tmp_path / "program.exe"
    target.write_bytes(b"MZ nothing inside")
    with pytest.raises(NoBundleError):
        list(contents(target))


def test_only_libraries_of_the_pinned_packages_may_be_inside(tmp_path: Path) -> None:
    (tmp_path / "pinned").mkdir()
    (tmp_path / "pinned" / "Qt6Core.dll").write_bytes(b"MZ as pinned")
    found = [("PySide6/Qt6Core.dll", b"MZ as pinned"), ("Qt6Core.dll", b"MZ another")]
    found += [("kernel32.dll", b"MZ unknown")]
    assert foreign(found, [tmp_path]) == ["Qt6Core.dll", "kernel32.dll"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("ole32.dll", b"MZ".ljust(0x40, b"\0") + b"Wine builtin DLL\0", True),
        ("ole32.dll", b"MZ".ljust(0x40, b"\0") + b"Wine placeholder DLL\0", True),
        ("WINDOWS.UI.dll", b"MZ", True),
        ("Qt6Core.dll", b"MZ".ljust(0x40, b"\0") + b"\x0e\x1f\xba\x0e\0", False),
    ],
)
def test_libraries_of_wine_are_recognised(name: str, content: bytes, *, expected: bool) -> None:
    assert is_of_wine(name, content) is expected


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cp311/python311.dll", True),
        ("cp311/Lib/json/decoder.py", True),
        ("cp311/Lib/site-packages/pip/__init__.py", False),
        ("cp311/Lib/test/support.py", False),
        ("cp311/Lib/json/__pycache__/decoder.cpython-311.pyc", False),
        ("cp312/python312.dll", False),
    ],
)
def test_of_python_only_what_a_build_needs_is_unpacked(name: str, *, wanted: bool) -> None:
    assert (PYTHON_PARTS.fullmatch(name) is not None) is wanted


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2.0rc1", (2, 0, 0, 0))],
)
def test_a_version_has_four_numbers_on_windows(words: str, numbers: tuple[int, ...]) -> None:
    assert four_numbers(words) == numbers


def test_the_version_resource_says_whose_the_program_is() -> None:
    text = version_info("0.1.0")
    compile(text, "version_info", "eval")
    assert "StringStruct('ProductName', '阳光年报')" in text
    assert "StringTable('080404B0'" in text


def test_the_manifest_asks_for_sharp_text_long_paths_and_no_rights() -> None:
    text = (BUILD / "windows" / "nianbao.manifest").read_text(encoding="utf-8")
    said = {node.tag.rpartition("}")[2]: node for node in ET.fromstring(text).iter()}  # noqa: S314
    assert said["longPathAware"].text == "true"
    assert (said["dpiAwareness"].text or "").startswith("PerMonitorV2")
    assert said["requestedExecutionLevel"].get("level") == "asInvoker"


def test_the_icon_has_every_size() -> None:
    data = resource("icons/app.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    widths: list[int] = []
    for number in range(count):
        entry = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        length, offset = entry[-2:]
        picture = data[offset : offset + length]
        assert picture.startswith(b"\x89PNG")
        width, height = struct.unpack_from(">II", picture, 16)
        assert width == height
        assert entry[0] == width % 256
        widths.append(width)
    assert (kind, tuple(widths)) == (1, SIZES)


def test_pictures_are_packed_one_after_the_other() -> None:
    packed_icon = pack([(16, b"one"), (256, b"three")])
    assert packed_icon.endswith(b"onethree")
    assert len(packed_icon) == 6 + 2 * 16 + 8


def test_no_format_of_dates_goes_through_the_code_page_of_windows() -> None:
    """There `strftime` fails at what the code page of the system lacks, as Chinese in an English one."""
    chinese = re.compile(r"(:|strftime\(f?[\"'])[^\"'{}]*%[a-zA-Z][^\"'{}]*[^\x00-\x7f]")
    sources = sorted((BUILD.parent / "app").rglob("*.py"))
    assert sources
    assert [p.name for p in sources if chinese.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["年报 样本.nianbao"], ["年报 样本.nianbao"]),
        (["-platform", "offscreen", "甲.docx"], ["甲.docx"]),
        (["甲.docx", "-style", "fusion"], ["甲.docx"]),
        ([], []),
    ],
)
def test_files_are_taken_from_what_the_user_typed(arguments: list[str], files: list[str]) -> None:
    assert _file_names(arguments) == files
