"""PDF files of other programs: lines, tables of rules, what is furniture, what is refused."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import foreign
import pytest
from foreign_pdf import HEIGHT, LEFT, RIGHT, Press, Sheet, pdf_of

from app.markup import limits
from app.model.source import SourceDocument, SourceParagraph, SourceTable, UnreadableError
from app.pdf.reader import is_pdf, read_pdf
from app.services.catalogue import Catalogue
from app.services.opening import open_report

DATA = Path(__file__).parents[1] / "data"
SENTENCE = "我局认真对照重点工作责任分解表的要求，顺利完成了公开目录、规范性文件、舆论引导等任务，做到应公开尽公开。"


def press(seed: int = 1) -> Press:
    return Press(random.Random(seed))  # noqa: S311


def read(*sheets: Sheet, title: str = "") -> SourceDocument:
    return read_pdf(pdf_of([sheet.content for sheet in sheets], title=title))


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, SourceParagraph)]


def tables(document: SourceDocument) -> list[SourceTable]:
    return [block for block in document.blocks if isinstance(block, SourceTable)]


def grid(table: SourceTable) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.line, c.position, c.across, c.down) for c in table.cells]


def filled() -> Sheet:
    sheet = Sheet()
    sheet.text(LEFT, 100, "政府信息公开工作年度报告的文字，二十个字以上才算有字")
    return sheet


# -- text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_paragraphs_are_whole_over_lines_and_pages(seed: int) -> None:
    """Guards the text with and without an indent, with every style of page numbers."""
    printed = press(seed)
    words = [f"（{n}）{SENTENCE * 3}" for n in "一二三四五六七八九"]
    for paragraph in words:
        printed.paragraph(paragraph)
    assert len(printed.sheets) > 1
    assert texts(read_pdf(printed.finished(""))) == words


def test_running_heads_and_numbers_of_pages_are_dropped() -> None:
    sheets: list[Sheet] = []
    for number in range(1, 5):
        sheet = Sheet()
        sheet.text(LEFT, 40, f"政府信息公开工作年度报告　打印于 2024/1/{number}", 9)
        sheet.text(LEFT, 300, f"第{'一二三四'[number - 1]}段自成一段。")
        sheet.text(290, HEIGHT - 40, f"{number}/4", 9)
        sheets.append(sheet)
    assert texts(read(*sheets)) == [f"第{n}段自成一段。" for n in "一二三四"]


def test_a_number_within_the_page_is_no_page_number() -> None:
    sheet = filled()
    sheet.text(LEFT, 300, "3")
    sheet.text(LEFT, 500, "以上是件数。")
    assert "3" in texts(read(sheet))


def test_a_title_of_two_lines_is_one() -> None:
    printed = press()
    sheet = printed.sheets[0]
    for number, line in enumerate(("清河市水务", "局2023年政府信息公开工作年度报告")):
        sheet.text((LEFT + RIGHT - 20 * len(line)) / 2, 60 + 30 * number, line, 20)
    printed.paragraph("一、总体情况")
    printed.paragraph(SENTENCE * 2)
    title = "清河市水务局2023年政府信息公开工作年度报告"
    document = read(*printed.sheets, title=title)
    assert texts(document)[0] == title
    assert document.title == title
    assert document.blocks[0] == SourceParagraph(title, "title")


def test_a_title_that_the_file_only_says_of_itself_is_none() -> None:
    document = read(filled(), title="Microsoft Word - 文档1")
    assert document.title == ""


def test_a_watermark_is_no_text() -> None:
    sheet = filled()
    sheet.parts.append("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <8349521D> Tj ET")
    assert "草" not in "".join(texts(read(sheet)))


def test_letters_without_a_meaning_are_a_doubt() -> None:
    """Guards figures: what a font does not say is never a digit."""
    sheet = filled()
    sheet.text(LEFT, 200, "\ue001\ue002件")
    document = read(sheet)
    assert "\ufffd\ufffd件" in "".join(texts(document))
    assert document.notes == ("PDF 里有 2 个字符读不出，以“\ufffd”代替",)


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turns: int) -> None:
    sheet = Sheet()
    place = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 595 {HEIGHT}", 270: "0 -1 1 0 0 595"}[
        turns
    ]
    sheet.parts.append(f"q {place} cm")
    sheet.parts += filled().parts
    sheet.stroke(100, 200, 300, 200)
    sheet.stroke(100, 240, 300, 240)
    for x in (100, 200, 300):
        sheet.stroke(x, 200, x, 240)
    sheet.text(120, 225, "左", 12)
    sheet.text(220, 225, "右", 12)
    sheet.parts.append("Q")
    document = read_pdf(pdf_of([sheet.content], more=f"/Rotate {turns}"))
    assert "政府信息公开工作年度报告的文字" in texts(document)[0]
    assert [cell.text for cell in tables(document)[0].cells] == ["左", "右"]


# -- tables ------------------------------------------------------------------------------------

HEAD = [
    foreign.Box("申请人情况", 0, 0, 2, 1),
    foreign.Box("总计", 0, 2, 1, 2),
    foreign.Box("自然人", 1, 0),
    foreign.Box("其他", 1, 1),
]


@pytest.mark.parametrize("seed", range(4))
def test_a_table_over_pages_keeps_its_columns(seed: int) -> None:
    """Guards rules drawn as lines and as areas, heads repeated and not, merged cells.

    The pages after the first have no cell that ends where the head has its inner edge.
    """
    boxes = [*HEAD, *(foreign.Box(f"第{n}行", n, 0, 2, 1) for n in range(2, 40))]
    boxes += [foreign.Box(str(n), n, 2) for n in range(2, 40)]
    printed = press(seed)
    printed.paragraph(SENTENCE * 8)
    printed.table(boxes, 3, 2)
    printed.paragraph(SENTENCE)
    document = read_pdf(printed.finished(""))
    pieces = tables(document)
    assert len(pieces) > 1
    assert {piece.width for piece in pieces} == {3}
    assert [type(block) for block in document.blocks].index(SourceTable) == 1
    cells = [cell for piece in pieces for cell in piece.cells]
    figures = [c.text for c in cells if c.position == 2 and c.text.isdecimal()]
    assert figures == [str(n) for n in range(2, 40)]
    assert {c.across for c in cells if c.text.startswith("第")} == {2}


def test_all_four_ways_are_among_the_seeds() -> None:
    ways = {(p._draws_areas, p._indent) for p in map(press, range(4))}
    assert len(ways) > 1


def test_a_frame_around_text_is_no_table() -> None:
    sheet = filled()
    for x1, y1, x2, y2 in ((70, 80, 530, 80), (70, 120, 530, 120), (70, 80, 70, 120), (530, 80, 530, 120)):  # fmt: skip
        sheet.stroke(x1, y1, x2, y2)
    document = read(sheet)
    assert tables(document) == []
    assert len(texts(document)) == 1


def test_a_table_without_rules_at_its_sides_is_a_table() -> None:
    sheet = filled()
    for y in (200, 220, 240):
        sheet.stroke(100, y, 400, y)
    sheet.stroke(250, 200, 250, 240)
    for number, word in enumerate("甲乙丙丁"):
        sheet.text(120 + 150 * (number % 2), 215 + 20 * (number // 2), word, 10)
    (table,) = tables(read(sheet))
    assert [cell.text for cell in table.cells] == ["甲", "乙", "丙", "丁"]


def test_missing_rules_are_a_doubt() -> None:
    sheet = filled()
    for y in (200, 220, 240):
        sheet.stroke(100, y, 400, y)
    for x in (100, 400):
        sheet.stroke(x, 200, x, 240)
    sheet.stroke(250, 200, 250, 240)
    sheet.parts[-4:] = sheet.parts[-4:]
    sheet.parts = [part for part in sheet.parts if "622.00 m" not in part]  # the middle rule
    sheet.stroke(100, 220, 250, 220)
    sheet.parts = [part for part in sheet.parts if "250.00 642.00 m" not in part]
    sheet.stroke(250, 200, 250, 220)
    document = read(sheet)
    assert document.notes == ("PDF 里有一张表的边框不全，表里的数可能错了位",)


def test_two_lines_of_digits_stay_apart() -> None:
    """Guards against 12 and 34 read as 1234: no place tells whether they are one number."""
    boxes = [foreign.Box("12\n34", 0, 0), *(foreign.Box("字", 1, at) for at in range(16))]
    printed = press()
    printed.paragraph(SENTENCE)
    printed.table([*boxes, *(foreign.Box("", 0, at) for at in range(1, 16))], 16, 0)
    (table,) = tables(read_pdf(printed.finished("")))
    assert table.cells[0].text == "12\n34"


# -- what is refused ---------------------------------------------------------------------------


def swollen() -> bytes:
    data = pdf_of([b""])
    stream = zlib.compress(b"0 0 m " * (limits.MAX_STREAM_BYTES // 5), 9)
    return data + b"9 0 obj <</Filter/FlateDecode>>\nstream\n" + stream + b"\nendstream\n"


def scanned() -> bytes:
    image = "q 500 0 0 700 40 70 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
    return pdf_of([image.encode()])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param((DATA / "locked.pdf").read_bytes(), "设有密码", id="password"),
        pytest.param(scanned(), "扫描的图片", id="scanned"),
        pytest.param(pdf_of([b""]), "没有文字", id="empty"),
        pytest.param(b"%PDF-1.7\nnothing", "已损坏", id="no pages"),
        pytest.param(pdf_of([b""])[:200], "已损坏", id="truncated"),
        pytest.param(swollen(), limits.TOO_SWOLLEN, id="bomb"),
        pytest.param(pdf_of([b""]) + b"<< /Filter [/FlateDecode /Fl] >>", limits.TOO_SWOLLEN, id="bomb in a bomb"),
        pytest.param(pdf_of([b""] * (limits.MAX_PAGES + 1)), limits.TOO_MANY_PAGES, id="pages"),
        pytest.param(pdf_of([b"0 0 m 9 9 l S " * (limits.MAX_MARKS // 2)]), limits.TOO_MANY_MARKS, id="marks"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(data: bytes, sentence: str) -> None:
    assert is_pdf(data)
    with pytest.raises(UnreadableError, match=sentence) as caught:
        read_pdf(data)
    assert "\n" not in str(caught.value)


def test_a_page_that_is_a_picture_is_reported() -> None:
    image = Sheet(["q 500 0 0 700 40 70 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"])
    document = read(filled(), image)
    assert document.notes == ("第 2 页是图片，上面的字没有读入",)


def test_a_drawing_is_no_table() -> None:
    """Guards the time that a plan or a chart on a page would take."""
    sheet = filled()
    for number in range(3000):
        x, y = number * 37 % 590, 100 + number / 5
        sheet.stroke(x, y, x + 5, y)
        sheet.stroke(y, x, y, x + 5)
    assert tables(read(sheet)) == []


def test_the_content_decides_not_the_name(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes((DATA / "locked.pdf").read_bytes())
    with pytest.raises(UnreadableError, match="PDF 文件设有密码"):
        open_report(path, catalogue)
