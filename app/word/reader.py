""".docx → SourceDocument: the words and tables of a file as they finally stand.

Tracked changes are taken as accepted, hidden text and prompts of empty content controls are
left out, a text box is read once, before the paragraph it hangs on.  Headers, footers, notes
and comments are no part of the report.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from app.model.document import ParagraphRole
from app.model.source import SourceDocument, UnreadableError
from app.word.body_reader import BodyReader
from app.word.package import CORE, DC, DOCUMENT, ROLES_BY_STYLE_NAME, STYLES, W

MAX_PARTS: Final = 5_000
MAX_PART_BYTES: Final = 16_000_000
"""No report's text is larger; a part that unpacks to more is meant to fill the memory."""
MAX_RATIO: Final = 500
"""Unpacked to packed size; repetitive tables reach 60."""
RATIO_FREE_BYTES: Final = 2_000_000
"""Small parts may be packed as tightly as they like."""

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RELATIONS = "_rels/.rels"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()

_BROKEN = "Word 文件已损坏，读不出内容"
_FAULTS = (
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


def read_document(data: bytes) -> SourceDocument:
    """Read a Word file; raise UnreadableError with one Chinese sentence for any other bytes."""
    try:
        return _read(data)
    except UnreadableError:
        raise
    except _FAULTS as error:
        raise UnreadableError(_BROKEN) from error


def _read(data: bytes) -> SourceDocument:
    with zipfile.ZipFile(BytesIO(data)) as package:
        if len(package.infolist()) > MAX_PARTS:
            raise UnreadableError("文件里的部件太多，不像 Word 文件")
        root = _parse(_main_part(package))
        if root.tag != f"{W}document":
            raise UnreadableError("不是 Word 文档")
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableError(_BROKEN)
        reader = BodyReader(_roles(package))
        title, unit = _properties(package)
    return SourceDocument(tuple(reader.blocks(body)), unit=unit, title=title)


def _main_part(package: zipfile.ZipFile) -> bytes:
    names = set(package.namelist())
    if DOCUMENT in names:
        return _part(package, DOCUMENT)
    if _RELATIONS in names:
        for relation in _parse(_part(package, _RELATIONS)):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in names:
                return _part(package, target)
    raise UnreadableError("不是 Word 文档：压缩包里没有正文")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    info = package.getinfo(name)
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("文件设有密码，请取消密码后再打开")
    if info.compress_type not in _METHODS:
        raise UnreadableError(_BROKEN)
    is_swollen = (
        info.file_size > RATIO_FREE_BYTES and info.file_size > MAX_RATIO * info.compress_size
    )
    if info.file_size > MAX_PART_BYTES or is_swollen:
        raise UnreadableError("文件展开后太大，不像一份年度报告")
    with package.open(info) as stream:
        data = stream.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise UnreadableError("文件展开后太大，不像一份年度报告")
    return data


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(_BROKEN)  # no Word file declares a document type
    return root


def _roles(package: zipfile.ZipFile) -> dict[str, ParagraphRole]:
    """Styles that say what a paragraph is, by id."""
    try:
        root = _parse(_part(package, STYLES))
    except (*_FAULTS, UnreadableError):
        return {}  # a file without usable styles still has its words
    roles: dict[str, ParagraphRole] = {}
    for style in root.iterchildren(f"{W}style"):
        name = style.find(f"{W}name")
        words = "" if name is None else name.get(f"{W}val") or ""
        role = ROLES_BY_STYLE_NAME.get(words.lower())
        if role is not None:
            roles[style.get(f"{W}styleId") or ""] = role
    return roles


def _properties(package: zipfile.ZipFile) -> tuple[str, str]:
    """Title and unit that the file says of itself."""
    try:
        root = _parse(_part(package, CORE))
    except (*_FAULTS, UnreadableError):
        return "", ""
    return root.findtext(f"{DC}title") or "", root.findtext(f"{DC}subject") or ""
