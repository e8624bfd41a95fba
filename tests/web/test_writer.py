"""The web page: valid HTML5, the document's words and figures, tables that can be heard."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest
from html5lib.html5parser import HTMLParser, ParseError
from lxml import etree

from app.model.document import Document, Paragraph, PrintedCell, PrintedTable, Run
from app.services.catalogue import load_catalogue
from app.web.writer import write_page

HOUSE = load_catalogue().forms["2021"].house


def parsed(page: bytes) -> etree._Element:
    """The page as a browser's rules read it; any fault of its markup is an error."""
    parser = HTMLParser(
        tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(page, transport_encoding=None).getroot()


def words(element: etree._Element) -> str:
    """All words, line breaks as line feeds."""
    for line_break in element.iter("br"):
        line_break.text = "\n"
    return "".join(element.itertext())


def read(document: Document) -> etree._Element:
    return parsed(write_page(document))


def one(root: etree._Element, path: str) -> etree._Element:
    found = root.findall(path)
    assert len(found) == 1, path
    return found[0]


def document_of(*blocks: Paragraph | PrintedTable) -> Document:
    return Document("甲局2024年年报", "甲局", blocks, HOUSE)


def test_the_head_names_the_report_and_nobody_else(city_document: Document) -> None:
    root = read(city_document)
    assert root.get("lang") == "zh-CN"
    assert one(root, "head/title").text == city_document.title
    metas = root.findall("head/meta")
    assert metas[0].attrib == {"charset": "utf-8"}
    assert {meta.get("name"): meta.get("content") for meta in metas[1:]} == {
        "viewport": "width=device-width, initial-scale=1",
        "ArticleTitle": city_document.title,
        "ContentSource": city_document.unit,
    }
    assert {str(child.tag) for child in one(root, "head")} == {"meta", "title", "style"}


def test_every_paragraph_stands_once_under_the_right_element(city_document: Document) -> None:
    root = read(city_document)
    of_role = {"preamble": ".//p[@class='preamble']", "heading1": ".//section/h2", "signature": ".//footer/p[1]", "date": ".//footer/p[2]"}  # fmt: skip
    for role, path in of_role.items():
        texts = [
            b.text for b in city_document.blocks if isinstance(b, Paragraph) and b.role == role
        ]
        assert texts
        assert [words(element) for element in root.findall(path)] == texts
    titles = [
        b.text for b in city_document.blocks if isinstance(b, Paragraph) and b.role == "title"
    ]
    assert words(one(root, ".//h1")) == "\n".join(titles)
    bodies = [b.text for b in city_document.blocks if isinstance(b, Paragraph) and b.role == "body"]
    assert [words(e) for s in root.iter("section") for e in s if e.tag in ("p", "h3")] == bodies
    assert [e.text for e in root.iter("b")][:1] == ["（一）主动公开。"]


def test_a_heading_that_is_the_whole_paragraph_is_a_heading() -> None:
    run_in = Paragraph("body", (Run("（一）甲。", "heading2"), Run("正文。")))
    root = read(document_of(Paragraph("heading2", (Run("（一）甲"),)), run_in))
    assert one(root, ".//h3").text == "（一）甲"
    assert words(one(root, ".//p")) == "（一）甲。正文。"


def board(table: etree._Element) -> dict[tuple[int, int], etree._Element]:
    """Cells by line and physical column, as a browser lays them out; overlaps are errors."""
    taken: dict[tuple[int, int], etree._Element] = {}
    for line, row in enumerate(table.iter("tr")):
        position = 0
        for cell in row:
            while (line, position) in taken:
                position += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for across in range(int(cell.get("colspan", "1"))):
                    place = (line + down, position + across)
                    assert place not in taken
                    taken[place] = cell
            position += int(cell.get("colspan", "1"))
    return taken


def test_tables_have_every_cell_where_the_form_prints_it(city_document: Document) -> None:
    root = read(city_document)
    tables = [block for block in city_document.blocks if isinstance(block, PrintedTable)]
    pages = list(root.iter("table"))
    assert len(pages) == len(tables) == 3
    for table, element in zip(tables, pages, strict=True):
        places = board(element)
        assert set(places) == {
            (line, position)
            for line in range(len(table.lines))
            for position in range(len(table.widths))
        }
        for index, line in enumerate(table.lines):
            for cell in line:
                place = places[(index, cell.position)]
                assert words(place) == cell.text
                assert place.tag == ("td" if cell.is_figure else "th")
                assert place.get("colspan", "1") == str(cell.across)
                assert place.get("rowspan", "1") == str(cell.down)


def test_tables_say_what_their_labels_head(city_document: Document) -> None:
    root = read(city_document)
    disclosure, requests, disputes = root.iter("table")
    scopes = {words(th): th.get("scope") for th in root.iter("th")}
    assert scopes["第二十条第（一）项"] == "rowgroup"
    assert scopes["规章"] == scopes["三、本年度办理结果"] == scopes["（三）不予公开"] == "row"
    assert scopes["本年制发件数"] == scopes["自然人"] == scopes["法人或其他组织"] == "col"
    assert scopes["行政复议"] == scopes["结果维持"] == "col"
    assert [one(table, "caption").text for table in (requests, disputes)] == [
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert len(one(requests, "thead")) == 3
    assert len(disclosure.findall("tbody")) == 4
    assert [frame.get("aria-label") for frame in root.iter("div")] == [
        caption.text for caption in root.iter("caption")
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script> & \"引\" '号'", "<script>alert(1)</script> & \"引\" '号'"),
        ("甲\n乙", "甲\n乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("a\tb  c\u3000d\u00a0e", "a\tb  c\u3000d\u00a0e"),
        ("𠮷㐂😀\u200f", "𠮷㐂😀\u200f"),
        ("\x00\x0b\x1b\x7f\x85\ufffe\ud800\U0001ffff甲", "甲"),
        ("&amp; &lt;", "&amp; &lt;"),
        ("]]></style></p>", "]]></style></p>"),
    ],
)
def test_any_text_is_text(text: str, shown: str) -> None:
    """Guards words that look like markup, and characters that HTML has no place for."""
    cell = PrintedCell(text, 0, 1, 1, is_figure=True)
    table = PrintedTable("t", (1,), 0, ((cell,),), title=text)
    blocks = (Paragraph("heading1", (Run(text),)), Paragraph("body", (Run(text),)), table)
    root = read(Document(text, text, blocks, HOUSE))
    for path in (".//h2", ".//section/p", ".//caption", ".//td", "head/title"):
        assert words(one(root, path)) == shown
    assert one(root, ".//meta[@name='ContentSource']").get("content") == shown


def test_an_empty_document_is_a_page() -> None:
    root = read(Document("", "", (), HOUSE))
    assert not len(one(root, ".//article"))


def test_looks_are_in_one_place_and_nothing_comes_from_elsewhere(city_document: Document) -> None:
    page = write_page(city_document).decode()
    root = parsed(page.encode())
    allowed = {"lang", "charset", "name", "content", "class", "role", "tabindex", "aria-label"}
    allowed |= {"colspan", "rowspan", "scope"}
    assert {name for element in root.iter() for name in element.attrib} <= allowed
    assert re.findall(r"https?:|url\(|@import|src=|href=|<script", page) == []


def test_the_same_document_gives_the_same_bytes(city_document: Document) -> None:
    assert write_page(city_document) == write_page(replace(city_document))


def test_the_check_for_faults_of_markup_finds_them() -> None:
    with pytest.raises(ParseError):
        parsed(b"<!DOCTYPE html><html><head><title>x</title></head><body><p><td></p></body></html>")
