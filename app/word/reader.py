""".docx → SourceDocument: the words and tables of a file as they finally stand.

Tracked changes are taken as accepted, hidden text and prompts of empty content controls are
left out, a text box is read once, before the paragraph it hangs on.  Headers, footers, notes
and comments are no part of the report.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from app.markup.package import FAULTS, PACKAGE_RELATIONS, Package, PackageError, parse_part
from app.model.source import SourceDocument, UnreadableError
from app.word.body_reader import BodyReader
from app.word.package import DOCUMENT, ROLES_BY_STYLE_NAME, STYLES, SourceRole, W

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = W[1:-1].encode()
_BROKEN = "Word 文件已损坏，读不出内容"


def read_document(data: bytes) -> SourceDocument:
    """Read a Word file; raise UnreadableError with one Chinese sentence for any other bytes."""
    try:
        return _read(Package(data))
    except UnreadableError:
        raise
    except PackageError as error:
        raise UnreadableError(str(error)) from error
    except FAULTS as error:
        raise UnreadableError(_BROKEN) from error


def _read(package: Package) -> SourceDocument:
    root = _parse(_main_part(package))
    if root.tag != f"{W}document":
        raise UnreadableError("不是 Word 文档")
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableError(_BROKEN)
    reader = BodyReader(_roles(package))
    title, unit = package.properties()
    return SourceDocument(tuple(reader.blocks(body)), unit=unit, title=title, tells_pictures=True)


def _main_part(package: Package) -> bytes:
    if DOCUMENT in package:
        return package.part(DOCUMENT)
    if PACKAGE_RELATIONS in package:
        for relation in package.tree(PACKAGE_RELATIONS):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in package:
                return package.part(target)
    raise UnreadableError("不是 Word 文档：压缩包里没有正文")


def _parse(data: bytes) -> etree._Element:
    return parse_part(data.replace(_STRICT, _TRANSITIONAL))


def _roles(package: Package) -> dict[str, SourceRole]:
    """Styles that say what a paragraph is, by id."""
    try:
        root = _parse(package.part(STYLES))
    except (*FAULTS, PackageError):
        return {}  # a file without usable styles still has its words
    roles: dict[str, SourceRole] = {}
    for style in root.iterchildren(f"{W}style"):
        name = style.find(f"{W}name")
        words = "" if name is None else name.get(f"{W}val") or ""
        role = ROLES_BY_STYLE_NAME.get(words.lower())
        if role is not None:
            roles[style.get(f"{W}styleId") or ""] = role
    return roles
