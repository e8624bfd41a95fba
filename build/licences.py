"""The licence texts of everything inside the executables, gathered into resources/licences.

All texts are one file: each file more is felt at every start, where the one-file program unpacks.

uv run python build/licences.py

Run after a change of `uv.lock` or of the Debian that the build happens in; what it writes is kept
with the source. Needs what `build.py linux` has prepared, and `build.py windows` for what only
Windows has.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from lxml import etree

import debian
from components import PARTS, Part
from product import PROJECT, WORK, BuildError, version
from system import download, say

TARGET = PROJECT / "resources" / "licences"
WINDOWS_PYTHON = WORK / "windows" / "python"
COMMON = Path("/usr/share/common-licenses")
HEAD = "# Written by build/licences.py: what is inside the executables, in the order of 关于.\n"


def main() -> int:
    """Write all texts and their index anew; 0 if none is missing."""
    entries: list[str] = []
    texts: dict[str, str] = {}
    for part in PARTS:
        number, text = gather(part)
        own = {text_name(part): text} if text else {}
        own |= {common: (COMMON / common).read_text(encoding="utf-8") for common in part.texts}
        if not own:
            raise BuildError(f"{part.name} 没有许可证文本")
        texts |= own
        entries.append(entry(part, number, list(own)))
    TARGET.mkdir(parents=True, exist_ok=True)
    write(TARGET / "index.toml", "\n".join([HEAD, *entries]))
    write(TARGET / "texts.txt", "\n".join(f"═══ {n} ═══\n{tidy(t)}" for n, t in texts.items()))
    say(f"{len(entries)} 个组成部分，{len(texts)} 份文本，在 {TARGET}")
    return 0


def write(target: Path, text: str) -> None:
    """UTF-8, lines ended as on Linux."""
    target.write_text(text, encoding="utf-8", newline="\n")


def entry(part: Part, number: str, texts: list[str]) -> str:
    """One part as it stands in the index."""
    values = {
        "name": part.name,
        "version": number,
        "licence": part.licence,
        "source": source(part, number),
        "systems": list(part.systems),
        "texts": texts,
    }
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(["[[parts]]", *lines, ""])


def text_name(part: Part) -> str:
    """What the text of a part is called."""
    kind, _, name = part.origin.partition(" ")
    plain = "nianbao" if kind == "program" else f"{kind}-{name}" if kind == "python" else name
    return re.sub(r"[^a-z0-9.-]+", "-", plain.split()[0].lower() if plain else kind)


def source(part: Part, number: str) -> str:
    """A package URL, as purl-spec writes it."""
    kind, _, name = part.origin.partition(" ")
    if kind == "wheel" and not part.files.startswith("PySide6/(Qt"):
        return f"pkg:pypi/{name.lower()}@{number}"
    if kind == "old":
        return f"pkg:deb/debian/{part.name}@{number}?arch=amd64&distro={debian.RELEASE}"
    if part.origin == "python linux":
        return f"pkg:deb/debian/python3.11@{number}?arch=source&distro={debian.SOURCES}"
    plain = {"阳光年报": "nianbao", "Qt 所含的第三方代码": "qt-third-party"}.get(
        part.name, part.name
    )
    return f"pkg:generic/{re.sub(r'[^a-z0-9.]+', '-', plain.lower()).strip('-')}@{number}"


def gather(part: Part) -> tuple[str, str]:
    """The version and the text of a part, from where it comes from."""
    kind, _, name = part.origin.partition(" ")
    if kind == "program":
        return version(), (PROJECT / "LICENSE").read_text(encoding="utf-8")
    if kind == "wheel":
        found = distribution(name)
        return found.version, wheel_text(found)
    if kind == "old":
        return old_version(name), copyright_of(debian.ROOT, name)
    if kind == "new":
        number = part.version or compiled_into_lxml(part.name)
        return number, "\n\n".join(new_copyright(package) for package in name.split())
    return python_text(part, name)


def wheel_text(found: Distribution) -> str:
    """The licence files that a wheel brings; none for those that only name their licence."""
    kept = (".dist-info/licenses/", ".dist-info/LICENSE")
    files = [f for f in found.files or () if any(place in f.as_posix() for place in kept)]
    texts = (_decoded(file.read_binary()) for file in sorted(files, key=str))
    return "\n\n".join(text for text in texts if text)


def _decoded(data: bytes) -> str:
    """Some old licences still are in Latin-1, for the sign before the year."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def compiled_into_lxml(name: str) -> str:
    """Which version of its C library a wheel of lxml brings."""
    libxslt = name.startswith("libxslt")
    number = etree.LIBXSLT_COMPILED_VERSION if libxslt else etree.LIBXML_COMPILED_VERSION
    return ".".join(str(figure) for figure in number)


def old_version(package: str) -> str:
    """The version of a package of the Debian that the build happens in."""
    command = ("dpkg-query", "--show", "--showformat=${Version}", package)
    return debian.enter(command, output=subprocess.PIPE).stdout.decode()


def copyright_of(root: Path, package: str) -> str:
    """What a package of Debian says of its authors and licences."""
    return (root / "usr/share/doc" / package / "copyright").read_text(encoding="utf-8")


def new_copyright(package: str) -> str:
    """The same of a package that is not installed: fetched, looked into, thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        fetched = download(package, Path(folder))
        if fetched is None:
            raise BuildError(f"软件包 {package} 没有下载成功")
        command = ("dpkg-deb", "--fsys-tarfile", str(fetched))
        content = subprocess.run(command, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(content)) as packed:
            text = packed.extractfile(f"./usr/share/doc/{package}/copyright")
            return text.read().decode() if text else ""


def python_text(part: Part, system: str) -> tuple[str, str]:
    """Python's licence and those of what it has taken in, as its documentation lists them."""
    home = debian.ROOT / "opt/python"
    common = "\n\n".join((home / n).read_text(encoding="utf-8") for n in ("LICENSE", "license.rst"))
    if system == "linux":
        dsc = next((debian.ROOT / "build/python").glob("*.dsc"))
        return dsc.stem.partition("_")[2], common
    own = (WINDOWS_PYTHON / "LICENSE.txt").read_text(encoding="utf-8")
    return part.version or "3.11.9", own


def tidy(text: str) -> str:
    """Lines without blanks at their ends, one line end at the last."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
