"""The names that a workbook uses, shared by its writer and its reader."""

from __future__ import annotations

from typing import Final

from app.model.document import ParagraphRole

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

BOOK: Final = "xl/workbook.xml"
BOOK_LINKS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"

PRINT_AREA: Final = "_xlnm.Print_Area"
PRINT_TITLES: Final = "_xlnm.Print_Titles"

CONTENTS_SHEET: Final = "正文"
CONTENTS_HEAD: Final = ("类别", "内容")
KINDS: Final[dict[ParagraphRole, str]] = {
    "title": "题目",
    "preamble": "前言",
    "heading1": "章标题",
    "heading2": "二级标题",
    "heading3": "三级标题",
    "body": "正文",
    "signature": "落款",
    "date": "落款日期",
}
"""What the sheet of texts calls each role of a paragraph."""
TABLE_KIND, GOES_ON = "表", "（接上）"
