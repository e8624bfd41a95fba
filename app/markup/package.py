"""Office files are zip packages of XML parts: what .docx and .xlsx have in common.

Everything that a hostile file could use to fill memory or disk is limited here.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Final

from lxml import etree

from app.markup.text import printable

MAX_PARTS: Final = 5_000
MAX_PART_BYTES: Final = 16_000_000
"""No report's text is larger; a part that unpacks to more is meant to fill the memory."""
MAX_RATIO: Final = 500
"""Unpacked to packed size; repetitive tables reach 60."""
RATIO_FREE_BYTES: Final = 2_000_000
"""Small parts may be packed as tightly as they like."""

CORE: Final = "docProps/core.xml"
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PACKAGE_RELATIONS: Final = "_rels/.rels"
CP: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "{http://purl.org/dc/elements/1.1/}"

FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
)
"""All that zipfile and lxml raise for bytes that are no sound package."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class PackageError(ValueError):
    """A package that is not read; `reason` is a clause in Chinese for the user."""


class Package:
    """The parts of an office file, each within the limits; used as a context."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        if len(self._zip.infolist()) > MAX_PARTS:
            raise PackageError("文件里的部件太多，不像一份年度报告")
        self._names = frozenset(self._zip.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def part(self, name: str) -> bytes:
        """Content of a part; KeyError for none, PackageError past a limit, or one of FAULTS."""
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise PackageError("文件设有密码，请取消密码后再打开")
        if info.compress_type not in _METHODS:
            raise zipfile.BadZipFile
        is_swollen = (
            info.file_size > RATIO_FREE_BYTES and info.file_size > MAX_RATIO * info.compress_size
        )
        if info.file_size <= MAX_PART_BYTES and not is_swollen:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART_BYTES + 1)
            if len(data) <= MAX_PART_BYTES:
                return data
        raise PackageError("文件展开后太大，不像一份年度报告")

    def tree(self, name: str) -> etree._Element:
        """A part parsed without entities, document types, or anything from outside."""
        return parse_part(self.part(name))

    def properties(self) -> tuple[str, str]:
        """Title and unit that the file says of itself, empty where it says nothing readable."""
        try:
            root = self.tree(CORE)
        except (*FAULTS, PackageError):
            return "", ""
        return root.findtext(f"{DC}title") or "", root.findtext(f"{DC}subject") or ""


def parse_part(data: bytes) -> etree._Element:
    """XML of a part; raises one of FAULTS for anything that no office program writes."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("doctype")
    return root


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The package of these parts; the same parts give the same bytes on every system."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, data)
    return buffer.getvalue()


def serialized(root: etree._Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def core_part(title: str, unit: str) -> bytes:
    """All that a published file says of itself: its title and the unit."""
    root = etree.Element(f"{{{CP}}}coreProperties", nsmap={"cp": CP, "dc": DC[1:-1]})
    for name, text in (("title", title), ("subject", unit)):
        etree.SubElement(root, f"{DC}{name}").text = printable(text)
    return serialized(root)
