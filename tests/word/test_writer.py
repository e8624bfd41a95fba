from __future__ import annotations

import difflib
import io
import os
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import etree

from app.model.document import Document, Paragraph, PrintedCell, PrintedTable, Run
from app.model.house import HouseStyle
from app.word.table_writer import grid_edges
from app.word.writer import write_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).parent / "golden"
REVIEWED = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/settings.xml",
    "word/footer_odd.xml",
    "word/footer_even.xml",
    "word/styles.xml",
    "word/fontTable.xml",
    "word/document.xml",
    "docProps/core.xml",
)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def style(data: bytes, style_id: str) -> etree._Element:
    found = part(data, "word/styles.xml").find(f"{W}style[@{W}styleId='{style_id}']")
    assert found is not None
    return found


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


@pytest.mark.parametrize("name", REVIEWED)
def test_each_part_is_as_it_was_reviewed(name: str, small_document: Document) -> None:
    root = part(write_document(small_document), name)
    etree.indent(root)
    written = etree.tostring(root, encoding="unicode") + "\n"
    copy = GOLDEN / Path(name).name
    if os.environ.get("NIANBAO_GOLDEN") == "write":  # after a change that was looked at
        copy.write_text(written, encoding="utf-8")
    reviewed = copy.read_text(encoding="utf-8")
    difference = "\n".join(
        difflib.unified_diff(
            reviewed.splitlines(), written.splitlines(), "reviewed", "written", n=2
        )
    )
    assert not difference, f"\n{difference}"


def test_no_part_goes_unreviewed(small_document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(small_document))) as package:
        assert set(package.namelist()) == set(REVIEWED)


def test_same_document_same_bytes(city_document: Document) -> None:
    assert write_document(city_document) == write_document(city_document)


def test_the_package_carries_no_time_and_no_system(city_document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(city_document))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in package.infolist()} == {0}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert package.testzip() is None


def test_properties_are_title_and_unit_and_nothing_else(small_document: Document) -> None:
    data = write_document(small_document)
    core = part(data, "docProps/core.xml")
    stated = {etree.QName(child).localname: child.text for child in core}
    assert stated == {"title": small_document.title, "subject": "某某局"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert "docProps/app.xml" not in names
    assert not re.search(rb"rsid|creator|lastModifiedBy|dcterms|<w:author", everything)


def test_every_part_is_declared_and_reachable(small_document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(small_document))) as package:
        names = set(package.namelist())
        types = etree.fromstring(package.read("[Content_Types].xml"))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    declared = {name.lstrip("/") for e in types if (name := e.get("PartName"))}
    assert declared == {name for name in names if not name.endswith(".rels")} - {
        "[Content_Types].xml"
    }
    assert {f"word/{relation.get('Target')}" for relation in relations} <= names


def test_page_is_that_of_the_standard(small_document: Document) -> None:
    data = write_document(small_document)
    section = part(data, "word/document.xml").find(f"{W}body/{W}sectPr")
    assert section is not None
    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
    margins = [value(section, "pgMar", side) for side in ("top", "left", "right", "bottom")]
    assert margins == ["2098", "1588", "1474", "1984"]
    assert (value(section, "docGrid", "type"), value(section, "docGrid", "linePitch")) == (
        "lines",
        "560",
    )
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


@pytest.mark.parametrize(
    ("style_id", "east_asia", "half_points", "alignment"),
    [
        ("Normal", "仿宋_GB2312", "32", "both"),
        ("Title", "方正小标宋简体", "44", "center"),
        ("Heading1", "黑体", None, None),
        ("Footer", "宋体", "28", None),
    ],
)
def test_faces_and_sizes_stand_in_the_styles(
    small_document: Document,
    style_id: str,
    east_asia: str,
    half_points: str | None,
    alignment: str | None,
) -> None:
    found = style(write_document(small_document), style_id)
    assert value(found, "rPr/rFonts", "eastAsia") == east_asia
    assert value(found, "rPr/sz") == half_points
    assert value(found, "pPr/jc") == alignment


def test_body_style_has_the_line_pitch_and_28_characters_a_line(small_document: Document) -> None:
    data = write_document(small_document)
    normal = style(data, "Normal")
    assert (value(normal, "pPr/spacing", "line"), value(normal, "pPr/spacing", "lineRule")) == (
        "560",
        "exact",
    )
    assert value(normal, "rPr/spacing") == "-5"
    assert value(normal, "rPr/rFonts", "ascii") == "Times New Roman"
    assert value(style(data, "BodyText"), "pPr/ind", "firstLineChars") == "200"
    assert value(style(data, "Heading1"), "name") == "heading 1"
    assert value(style(data, "Level2"), "rPr/rFonts", "eastAsia") == "楷体_GB2312"


def test_everything_is_black(small_document: Document) -> None:
    colors = part(write_document(small_document), "word/styles.xml").iter(f"{W}color")
    assert {color.get(f"{W}val") for color in colors} == {"000000"}


def test_page_number_is_outside_and_one_character_in(small_document: Document) -> None:
    data = write_document(small_document)
    odd, even = style(data, "FooterOdd"), style(data, "FooterEven")
    assert (value(odd, "pPr/jc"), value(odd, "pPr/ind", "rightChars")) == ("right", "100")
    assert (value(even, "pPr/jc"), value(even, "pPr/ind", "leftChars")) == ("left", "100")
    for name in ("odd", "even"):
        footer = part(data, f"word/footer_{name}.xml")
        assert "".join(footer.itertext()) == "— 1 —"
        assert footer.find(f".//{W}fldSimple").get(f"{W}instr") == " PAGE "  # type: ignore[union-attr]


def test_styles_and_not_runs_carry_the_layout(city_document: Document) -> None:
    root = part(write_document(city_document), "word/document.xml")
    run_properties = {str(child.tag) for rpr in root.iter(f"{W}rPr") for child in rpr}
    assert run_properties <= {f"{W}rStyle", f"{W}rFonts", f"{W}w"}
    assert {fonts.keys()[0] for fonts in root.iter(f"{W}rFonts")} <= {f"{W}hint"}
    paragraph_properties = {str(child.tag) for ppr in root.iter(f"{W}pPr") for child in ppr}
    assert paragraph_properties <= {f"{W}pStyle", f"{W}keepNext"}


def test_every_style_used_exists(city_document: Document) -> None:
    data = write_document(city_document)
    known = {s.get(f"{W}styleId") for s in part(data, "word/styles.xml").iter(f"{W}style")}
    tags = {f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")}
    for name in (
        "word/document.xml",
        "word/styles.xml",
        "word/footer_odd.xml",
        "word/footer_even.xml",
    ):
        used = {e.get(f"{W}val") for e in part(data, name).iter() if e.tag in tags}
        assert used <= known


@pytest.mark.parametrize(
    "widths", [(1,), (2211,) * 4, (754, 921, 3271, *[685] * 7), (1, 7, 3), (590,) * 15]
)
def test_columns_fill_the_text_width_exactly(widths: tuple[int, ...]) -> None:
    edges = grid_edges(widths, 8844)
    assert edges[0] == 0
    assert edges[-1] == 8844
    assert all(left < right for left, right in pairwise(edges))


def test_every_row_of_every_table_is_as_wide_as_the_text(city_document: Document) -> None:
    root = part(write_document(city_document), "word/document.xml")
    tables = list(root.iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        grid = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == 8844
        for row in table.iter(f"{W}tr"):
            spans = [int(value(cell, "tcPr/gridSpan") or 1) for cell in row.iter(f"{W}tc")]
            widths = [int(value(cell, "tcPr/tcW", "w") or 0) for cell in row.iter(f"{W}tc")]
            assert sum(spans) == len(grid)
            assert sum(widths) == 8844
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_head_lines_repeat_and_no_others(city_document: Document) -> None:
    root = part(write_document(city_document), "word/document.xml")
    heads = [sum(1 for _ in table.iter(f"{W}tblHeader")) for table in root.iter(f"{W}tbl")]
    assert heads == [0, 3, 3]


def test_an_independent_reader_finds_every_cell(city_document: Document) -> None:
    read = docx.Document(io.BytesIO(write_document(city_document)))
    printed = [block for block in city_document.blocks if isinstance(block, PrintedTable)]
    assert len(read.tables) == len(printed)
    for table, expected in zip(read.tables, printed, strict=True):
        rows = [row.cells for row in table.rows]
        assert {len(row) for row in rows} == {len(expected.widths)}
        for index, line in enumerate(expected.lines):
            for cell in line:
                for down in range(cell.down):
                    for across in range(cell.across):
                        assert rows[index + down][cell.position + across].text == cell.text


def test_an_independent_reader_finds_every_paragraph(city_document: Document) -> None:
    read = docx.Document(io.BytesIO(write_document(city_document)))
    printed = [block.text for block in city_document.blocks if isinstance(block, Paragraph)]
    assert [paragraph.text for paragraph in read.paragraphs] == printed
    assert read.core_properties.title == city_document.title
    assert read.core_properties.author == ""


def test_text_before_a_table_stays_with_it(small_document: Document, house: HouseStyle) -> None:
    table = small_document.blocks[6]
    blocks = (Paragraph("body", (Run("见下表。"),)), table, *small_document.blocks[7:])
    root = part(write_document(Document("", "", blocks, house)), "word/document.xml")
    assert root[0][0].find(f"{W}pPr/{W}keepNext") is not None


def test_a_table_at_the_end_is_followed_by_a_line_that_takes_no_room(
    small_document: Document, house: HouseStyle
) -> None:
    table = small_document.blocks[6]
    data = write_document(Document("", "", (table, table), house))
    body = part(data, "word/document.xml")[0]
    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert value(body[1], "pPr/pStyle") == "AfterTable"
    assert value(style(data, "AfterTable"), "pPr/spacing", "line") == "20"


@pytest.mark.parametrize(
    ("places", "lefts", "alignment"),
    [((13.5, 13.5), ["4252", "4252"], "center"), ((22.0, 24.0), ["6930", "7560"], "left")],
)
def test_signature_and_date_stand_where_their_styles_say(
    small_document: Document, places: tuple[float, ...], lefts: list[str], alignment: str
) -> None:
    blocks = [
        replace(block, left=place)
        for block, place in zip(small_document.blocks[-2:], places, strict=True)
        if isinstance(block, Paragraph)
    ]
    has_seal = alignment == "center"
    house = small_document.house.altered({"has_seal": has_seal})
    data = write_document(replace(small_document, blocks=tuple(blocks), house=house))
    styles = [style(data, name) for name in ("Signature", "Date")]
    assert [value(found, "pPr/ind", "left") for found in styles] == lefts
    assert {value(found, "pPr/jc") for found in styles} == {alignment}
    assert [value(found, "pPr/spacing", "before") for found in styles] == ["560", "0"]


def test_a_number_too_long_for_its_cell_is_condensed_and_stays_whole(house: HouseStyle) -> None:
    line = (
        PrintedCell("123456789", 0, 1, 1, is_figure=True),
        PrintedCell("1", 1, 1, 1, is_figure=True),
    )
    table = PrintedTable("requests", (600, 8244), 0, (line,))
    root = part(write_document(Document("", "", (table,), house)), "word/document.xml")
    scales = [value(cell, "p/r/rPr/w") for cell in root.iter(f"{W}tc")]
    assert scales == ["57", None]
