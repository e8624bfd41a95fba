"""Packages of forms as an office above would hand them out."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

from app.paths import resource

INFO = 'name = "2026 年格式"\nsource = "某省政务公开办"\nissued = 2026-10-01\n'


def files_of_next_form() -> dict[str, bytes]:
    """A form for 2026, made from the one in force."""
    form = resource("formats/2021/format.toml").read_text(encoding="utf-8")
    form = form.replace('id = "2021"', 'id = "2026"').replace(
        "first_year = 2021", "first_year = 2026"
    )
    form = form.replace("2021 年格式", "2026 年格式").replace("〔2021〕30号", "〔2026〕1号")
    return {
        "package.toml": INFO.encode(),
        "formats/2026/format.toml": form.encode(),
        "formats/2026/layout.toml": resource("formats/2021/layout.toml").read_bytes(),
        "help/2026.toml": '[tables.requests.rows]\nmisc = { text = "新格式的说明" }'.encode(),
    }


def sums(files: dict[str, bytes]) -> bytes:
    """The list of digests, as sha256sum writes it."""
    lines = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def write_folder(folder: Path, files: dict[str, bytes], listed: bytes | None = None) -> Path:
    for name, data in {**files, "SHA256SUMS": sums(files) if listed is None else listed}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_archive(path: Path, files: dict[str, bytes], top: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "SHA256SUMS": sums(files)}.items():
            archive.writestr(top + name, data)
    return path
