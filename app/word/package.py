"""The names that a Word package uses, shared by its writer and its reader."""

from __future__ import annotations

from typing import Final, Literal

from app.model.document import ParagraphRole

SourceRole = ParagraphRole | Literal["cover"]
"""cover: says once more what the report says of itself, and is not read."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
FONT_TABLE: Final = "word/fontTable.xml"
CORE: Final = "docProps/core.xml"

STYLE_IDS: Final[dict[ParagraphRole, str]] = {
    "title": "Title",
    "preamble": "BodyText",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "body": "BodyText",
    "signature": "Signature",
    "date": "Date",
}
"""Paragraph styles of `resources/word/styles.xml`."""

COVER_TITLE, COVER_UNIT = "CoverTitle", "CoverUnit"

ROLES_BY_STYLE_NAME: Final[dict[str, SourceRole]] = {
    "title": "title",
    "heading 1": "heading1",
    "signature": "signature",
    "date": "signature",
    "封面题目": "cover",
    "封面单位": "cover",
}
"""Word's own names of styles, in lower case; they stay when Word renames the ids."""
