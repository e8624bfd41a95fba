"""The particulars that Windows shows of the executable: name, version, whose it is."""

from __future__ import annotations

import re
from pathlib import Path

from product import NAME, version

_CHINESE_SIMPLIFIED, _UNICODE = 0x0804, 1200
_PRODUCT = "阳光年报"
_DESCRIPTION = "阳光年报：政府信息公开工作年度报告填报工具"
_PLACES = 4


def four_numbers(words: str) -> tuple[int, ...]:
    """A version the way Windows counts it: `0.1.0` is 0, 1, 0, 0; signs of a preview are left."""
    found = re.match(r"\d+(\.\d+)*", words)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    return tuple([*numbers, *[0] * _PLACES][:_PLACES])


def version_info(words: str) -> str:
    """What PyInstaller turns into the version resource, as text in its own form."""
    strings = {
        "CompanyName": _PRODUCT,
        "FileDescription": _DESCRIPTION,
        "FileVersion": words,
        "InternalName": NAME,
        "LegalCopyright": f"{_PRODUCT}，Apache License 2.0",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": _PRODUCT,
        "ProductVersion": words,
    }
    lines = ",\n      ".join(f"StringStruct({key!r}, {text!r})" for key, text in strings.items())
    numbers = four_numbers(words)
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,
                    fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('{_CHINESE_SIMPLIFIED:04X}{_UNICODE:04X}', [
      {lines}])]),
    VarFileInfo([VarStruct('Translation', [{_CHINESE_SIMPLIFIED}, {_UNICODE}])])])
"""


def write_version_info(folder: Path) -> Path:
    """The same in a file of PyInstaller's work folder, for the version in `pyproject.toml`."""
    target = folder / "version_info.txt"
    target.write_text(version_info(version()), encoding="utf-8")
    return target
