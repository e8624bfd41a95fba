from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.markup import package
from app.model.document import Document, Paragraph, PrintedTable
from app.model.source import SourceCell, SourceParagraph, SourceTable, UnreadableError
from app.services.catalogue import load_catalogue
from app.word.reader import read_document
from app.word.writer import write_document

Package = Callable[..., bytes]


def texts(data: bytes) -> list[str]:
    return [
        block.text for block in read_document(data).blocks if isinstance(block, SourceParagraph)
    ]


def cells(data: bytes) -> list[tuple[str, int, int, int, int]]:
    (table,) = (block for block in read_document(data).blocks if isinstance(block, SourceTable))
    return [(c.text, c.line, c.position, c.across, c.down) for c in table.cells]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_what_was_written_is_read(small_document: Document) -> None:
    source = read_document(write_document(small_document))
    assert (source.title, source.unit) == (small_document.title, small_document.unit)
    paragraphs = [block for block in source.blocks if isinstance(block, SourceParagraph)]
    assert [p.role for p in paragraphs] == [
        "title",
        "title",
        None,
        "heading1",
        None,
        "heading1",
        None,
        "signature",
        "signature",
    ]
    assert paragraphs[2].text == "本报告依据《条例》编制，<A&B>。"
    assert paragraphs[4].text == "（一）主动公开。发布“图解”\t3 条  共𠮷㐂。"
    assert paragraphs[6].text == " 没有收费。"


_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_VML = "urn:schemas-microsoft-com:vml"


@pytest.mark.parametrize(
    ("drawn", "is_picture"),
    [
        (f"<w:drawing><p:pic xmlns:p='{_PICTURE}'/></w:drawing>", True),
        (f"<w:pict><v:shape xmlns:v='{_VML}'><v:imagedata/></v:shape></w:pict>", True),
        (f"<w:pict><v:rect xmlns:v='{_VML}'/></w:pict>", False),
        ("<w:t>表</w:t>", False),
    ],
)
def test_a_picture_is_told_with_its_paragraph(
    package_of: Package, drawn: str, *, is_picture: bool
) -> None:
    """Guards S-TABLE: whoever looks for a table must hear that a picture stands there."""
    source = read_document(package_of(f"<w:p><w:r>{drawn}</w:r></w:p>"))
    (block,) = source.blocks
    assert isinstance(block, SourceParagraph)
    assert block.has_picture is is_picture
    assert source.tells_pictures


def test_merged_cells_are_read_where_they_were_printed(city_document: Document) -> None:
    source = read_document(write_document(city_document))
    read = [block for block in source.blocks if isinstance(block, SourceTable)]
    printed = [block for block in city_document.blocks if isinstance(block, PrintedTable)]
    for table, expected in zip(read, printed, strict=True):
        assert (table.line_count, table.width) == (len(expected.lines), len(expected.widths))
        assert set(table.cells) == {
            SourceCell(c.text, index, c.position, c.across, c.down)
            for index, line in enumerate(expected.lines)
            for c in line
        }


def test_tracked_changes_are_read_as_accepted(package_of: Package) -> None:
    body = (
        f"<w:p><w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('去')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p><w:p>{run('后半')}</w:p>"
    )
    assert texts(package_of(body)) == ["新来", "前半后半"]


def test_a_deleted_row_is_gone(package_of: Package) -> None:
    body = f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('丙')}{cell('丁')}</w:tr></w:tbl>"
    assert cells(package_of(body)) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)]


def test_content_controls_links_and_fields_are_words_like_others(package_of: Package) -> None:
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:hyperlink>{run('链接')}</w:hyperlink>"
        f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>{run('余')}</w:p>"
    )
    assert texts(package_of(body)) == ["链接控件", "余"]


def test_breaks_tabs_and_hidden_words(package_of: Package) -> None:
    body = (
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:noBreakHyphen/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r></w:p>'
    )
    assert texts(package_of(body)) == ["一\n二\t三-显"]


def test_a_text_box_is_read_once(package_of: Package) -> None:
    box = f"<w:txbxContent><w:p>{run('框中题目')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(package_of(body)) == ["框中题目", "正文"]


def test_grid_before_spans_and_merges(package_of: Package) -> None:
    span, down, across = (
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        '<w:hMerge w:val="restart"/>',
    )
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = (
        f"<w:tbl><w:tr>{before}{cell('甲', span)}{cell('乙', down)}</w:tr>"
        f"<w:tr>{cell('丙')}{cell('丁', across)}{cell('', '<w:hMerge/>')}{cell('', '<w:vMerge/>')}</w:tr></w:tbl>"
    )
    assert cells(package_of(body)) == [
        ("甲", 0, 1, 2, 1),
        ("乙", 0, 3, 1, 2),
        ("丙", 1, 0, 1, 1),
        ("丁", 1, 1, 2, 1),
    ]


def test_a_table_used_as_a_frame_is_opened(package_of: Package) -> None:
    inner = f"<w:tbl><w:tr>{cell('里一')}{cell('里二')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p>{run('外')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    data = package_of(body)
    assert texts(data) == ["外", ""]
    assert cells(data) == [("里一", 0, 0, 1, 1), ("里二", 0, 1, 1, 1)]


def test_heading_styles_are_known_by_name_and_by_outline_level(package_of: Package) -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{run("甲")}</w:p>'
        f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("乙")}</w:p><w:p>{run("丙")}</w:p>'
    )
    blocks = read_document(package_of(body, word__styles=styles)).blocks
    assert blocks == (
        SourceParagraph("甲", "heading1"),
        SourceParagraph("乙", "heading1"),
        SourceParagraph("丙"),
    )


def test_a_strict_file_is_read_like_any_other(package_of: Package) -> None:
    data = package_of(f"<w:p>{run('严格')}</w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read("word/document.xml")
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(zipped({"word/document.xml": strict})) == ["严格"]


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


BOMB = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04 no zip at all", "损坏"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "没有正文"),
        (zipped({"word/document.xml": b"<a/>"}), "不是 Word 文档"),
        (zipped({"word/document.xml": b"<w:document"}), "损坏"),
        (zipped({"word/document.xml": BOMB}), "损坏"),
        (zipped({"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}), "损坏"),
        (zipped({"word/document.xml": b" " * 20_000_000}), "太大"),
    ],
    ids=[
        "empty",
        "no zip",
        "workbook",
        "other root",
        "broken xml",
        "entities",
        "too deep",
        "zip bomb",
    ],
)
def test_other_bytes_are_refused_with_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_document(data)


def test_a_part_larger_than_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch, small_document: Document
) -> None:
    monkeypatch.setattr(package, "MAX_PART_BYTES", 1000)
    with pytest.raises(UnreadableError, match="太大"):
        read_document(write_document(small_document))


def test_an_encrypted_entry_is_refused(small_document: Document) -> None:
    data = bytearray(write_document(small_document))
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    with pytest.raises(UnreadableError, match="密码"):
        read_document(bytes(data))


def test_a_truncated_file_is_refused_wherever_it_was_cut(small_document: Document) -> None:
    data = write_document(small_document)
    for end in range(0, len(data) - 1, 97):
        with pytest.raises(UnreadableError):
            read_document(data[:end])


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_never_ends_in_a_traceback(position: int, noise: bytes) -> None:
    data = bytearray(DAMAGED)
    start = position % len(data)
    data[start : start + len(noise)] = noise
    try:
        read_document(bytes(data))
    except UnreadableError as error:
        assert str(error)  # noqa: PT017  both a reading and a refusal are right here


HOUSE = load_catalogue().forms["2021"].house
DAMAGED = write_document(Document("题", "局", (Paragraph("body", ()),) * 3, HOUSE))
