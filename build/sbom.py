"""The list of parts of an executable, as CycloneDX 1.6 writes it; beside it in build/dist.

uv run python build/sbom.py linux|windows CONTENTS PRODUCT

CONTENTS is a folder with what is inside, PRODUCT the file that is shipped. Fails where something
inside belongs to no part that has a licence text.
"""

from __future__ import annotations

import sys
import tomllib
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from components import part_of_file, part_of_module
from product import DIST, NAME, PROJECT, BuildError, digest, epoch, version

# The decorators of these hide from a type checker what they take.
_Bom: Any = Bom
_BomMetaData: Any = BomMetaData
_Component: Any = Component
_HashType: Any = HashType

INDEX = PROJECT / "resources" / "licences" / "index.toml"


def strangers(contents: Path, system: str) -> list[str]:
    """Files and Python modules inside that belong to no known part."""
    found = (path for path in contents.rglob("*") if path.is_file() and not path.is_symlink())
    names = (path.relative_to(contents).as_posix().removeprefix("_internal/") for path in found)
    unknown = [name for name in names if part_of_file(name, system) is None]
    modules = (module for path in contents.glob("*.txt") for module in _lines(path))
    return sorted([*unknown, *(name for name in modules if part_of_module(name, system) is None)])


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()


def component(entry: dict[str, object], kind: ComponentType) -> Component:
    """One part, from its entry in the index of licences."""
    address = PackageURL.from_string(str(entry["source"]))
    licence = LicenseFactory().make_from_string(str(entry["licence"]))
    return _Component(
        name=str(entry["name"]),
        version=str(entry["version"]),
        type=kind,
        purl=address,
        bom_ref=str(address),
        licenses=[licence],
    )


def describe(entries: Iterable[dict[str, object]], product: Path) -> str:
    """The list as JSON; the same bytes for the same product."""
    first, *others = entries
    sign = digest(product)
    program: Any = component(first, ComponentType.APPLICATION)
    program.hashes.add(_HashType(alg=HashAlgorithm.SHA_256, content=sign))
    parts: list[Any] = [component(entry, ComponentType.LIBRARY) for entry in others]
    bom = _Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{NAME}@{version()}#{sign}"),
        metadata=_BomMetaData(component=program, timestamp=datetime.fromtimestamp(epoch(), UTC)),
        components=parts,
    )
    bom.register_dependency(program, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def main(system: str, contents: Path, product: Path) -> int:
    """Write the list; 0 if everything inside is in it."""
    unknown = strangers(contents, system)
    if unknown:
        names = "、".join(unknown[:20])
        raise BuildError(f"不知道这些属于谁，build/components.py 里没有：{names}")
    with INDEX.open("rb") as file:
        entries = [e for e in tomllib.load(file)["parts"] if system in e["systems"]]
    text = describe(entries, product)
    target = DIST / f"{product.name}.cdx.json"
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"  {target.name} 列出 {len(entries)} 个组成部分")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
    except BuildError as error:
        sys.exit(f"没有制作成功：{error}")
