"""Texts and Markdown of other programs: lines, tables of bars and tabs, what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.markup import limits
from app.model.address import Address
from app.model.numbers import Figure
from app.model.report import Report
from app.model.source import SourceDocument, SourceParagraph, SourceTable, UnreadableError
from app.plain.reader import is_text, read_text
from app.services.catalogue import Catalogue
from app.services.opening import open_report

LONG = "我局认真对照重点工作责任分解表的要求，顺利完成了公开目录、规范性文件、舆论"


def read(text: str, encoding: str = "utf-8") -> SourceDocument:
    return read_text(text.encode(encoding))


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, SourceParagraph)]


def table(text: str) -> list[tuple[str, int, int, int]]:
    (found,) = (block for block in read(text).blocks if isinstance(block, SourceTable))
    return [(cell.text, cell.line, cell.position, cell.across) for cell in found.cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_decide_the_encoding(encoding: str) -> None:
    document = read("一、总体情况\r\n全年主动公开信息。", encoding)
    assert texts(document) == ["一、总体情况", "全年主动公开信息。"]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [("总体情况".encode(), True), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), False), (b"\0" * 90, False), (b" ", False)],
)  # fmt: skip
def test_what_is_a_text(data: bytes, expected: bool) -> None:  # noqa: FBT001
    assert is_text(data) is expected


def test_marks_of_markdown_are_not_words() -> None:
    """Guards numbers of lists, which a library for Markdown takes away, and signs that are words."""
    source = "# 某局2024年报告\n\n## **一、总体情况**\n\n见 <http://a.cn> 和[目录](x)，a_b_c 与 3*4 不变。\n\n1. 第一项。\n2. 第二项。\n"
    document = read(source)
    assert texts(document) == [
        "某局2024年报告",
        "一、总体情况",
        "见 http://a.cn 和目录，a_b_c 与 3*4 不变。",
        "1. 第一项。",
        "2. 第二项。",
    ]
    assert [b.role for b in document.blocks if isinstance(b, SourceParagraph)][:3] == [
        "title",
        "heading1",
        None,
    ]


def test_a_plain_text_keeps_its_signs() -> None:
    assert texts(read("一、总体情况\n增长**5%**，见<附件>。")) == [
        "一、总体情况",
        "增长**5%**，见<附件>。",
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n— 3 —\n\n", "\n3\n\f"])
def test_a_sentence_broken_by_line_or_page_is_joined(between: str) -> None:
    assert texts(read(f"{LONG}{between}引导等任务。")) == [f"{LONG}引导等任务。"]


@pytest.mark.parametrize(
    "next_line", ["（二）依申请公开。", "五、存在的主要问题", "1.规范。", "2024年1月5日"]
)
def test_what_begins_anew_is_not_joined(next_line: str) -> None:
    assert texts(read(f"{LONG}\n{next_line}")) == [LONG, next_line]


def test_titles_and_names_are_not_joined() -> None:
    assert texts(read("某某市某某局\n总体情况\n正文。")) == ["某某市某某局", "总体情况", "正文。"]


def test_words_reach_over_the_blanks_behind_them() -> None:
    found = table(
        "| 项目 | 申请人 |  | 总计 |\n|---|---|---|---|\n|  | 甲 | 乙 |  |\n| 规章 | 1 |  |  |"
    )
    assert found == [
        ("项目", 0, 0, 1),
        ("申请人", 0, 1, 2),
        ("总计", 0, 3, 1),
        ("", 1, 0, 1),
        ("甲", 1, 1, 1),
        ("乙", 1, 2, 1),
        ("", 1, 3, 1),
        ("规章", 2, 0, 1),
        ("1", 2, 1, 1),
        ("", 2, 2, 1),  # a blank under a head of its own is a blank figure
        ("", 2, 3, 1),
    ]


def test_a_figure_reaches_as_far_as_the_head_over_it() -> None:
    found = table("| 内容 | 数量 |  |\n|---|---|---|\n| 许可 | 7 |  |\n| 处罚 | / |  |")
    assert found[2:] == [("许可", 1, 0, 1), ("7", 1, 1, 2), ("处罚", 2, 0, 1), ("/", 2, 1, 2)]


def test_surplus_cells_are_kept() -> None:
    """Guards figures that a library for Markdown drops: more cells than the head has."""
    assert [cell[0] for cell in table("| 甲 | 乙 |\n|---|---|\n| 丙 | 1 | 2 |")][-3:] == [
        "丙",
        "1",
        "2",
    ]


def test_lines_with_tabs_are_a_table() -> None:
    found = table("前\n信息内容\t本年制发件数\n规章\t3\n后")
    assert [cell[0] for cell in found] == ["信息内容", "本年制发件数", "规章", "3"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("字" * (limits.MAX_CHARACTERS * 4 // 3 + 1), limits.TOO_LONG),
        ("\n" * (limits.MAX_BLOCKS + 1), limits.TOO_MANY_BLOCKS),
        ("|a|b|\n" * (limits.MAX_ROWS + 1), limits.TOO_MANY_ROWS),
        (("|a" * (limits.MAX_WIDTH + 1) + "|\n") * 2, limits.TOO_WIDE),
    ],
)
def test_each_limit_has_its_sentence(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(text)


# -- the sample as it was published ------------------------------------------------------------

MARKDOWN = Path(__file__).parents[1] / "data" / "nangang-2021.md"


@pytest.fixture(scope="module")
def published(catalogue: Catalogue) -> Report:
    return open_report(MARKDOWN, catalogue)


def test_the_sample_reads_as_typed_by_hand(published: Report, sample: Report) -> None:
    """Guards cells, printed totals, chapters and particulars; labels are evidence of the file."""
    assert {slot: value for slot, value in published.slots.items() if slot.kind != "evidence"} == {
        slot: value for slot, value in sample.slots.items() if slot.kind != "evidence"
    }


def test_every_row_that_is_shifted_is_in_doubt(published: Report) -> None:
    rows = [d for d in published.doubts if "错了格" in d.message]
    assert len(rows) == 19  # 18 whose name stands among the figures, and （七）总计
    assert {address.row for doubt in rows for address in doubt.cells} >= {
        "secret",
        "unpaid",
        "concluded",
    }
    assert all(len(doubt.cells) == 7 for doubt in rows)
    assert not any(a.row in ("received", "misc", "carried_out") for d in rows for a in d.cells)


def test_the_unit_is_taken_from_the_text_and_in_doubt(published: Report) -> None:
    assert published.unit == "南岗区企业和投资服务局"
    assert any(
        "按文中的“南岗区企业和投资服务局”读入" in doubt.message for doubt in published.doubts
    )


def test_the_file_gives_the_findings_of_the_sample(published: Report, catalogue: Catalogue) -> None:
    from collections import Counter  # noqa: PLC0415

    from app.rules.assess import assess  # noqa: PLC0415

    found = assess(catalogue.form_of(published), published, catalogue.rules).findings
    count = Counter(finding.rule.id for finding in found)
    assert count["C-EMPTY"] == 25
    assert all(a.column == "total" for f in found if f.rule.id == "C-EMPTY" for a in f.cells)
    quotes = {(f.rule.id, f.section): f.quote for f in found}
    assert ("S-DOCTITLE", "doc_title") in quotes
    assert [f.quote for f in found if f.rule.id == "S-TITLE"] == ["一、主动公开政府信息情况"]
    assert [f.section for f in found if f.rule.id == "S-EXTRA"] == ["extra-1"]
    labels = " ".join(f.quote or "" for f in found if f.rule.id == "S-LABEL")
    assert all(word in labels for word in ("止件", "大量重复申请", "不在处理"))
    (parts,) = (f for f in found if f.rule.id == "X-PARTS")
    assert "0＋206 等于 206，前面写的是 0" in parts.message
    absent = {"X-NONE", "X-DISCLOSURE", "Q-FEE", "Q-BASIS", "Q-PERIOD", "P-MOBILE"}
    assert not absent & count.keys()


def test_shifted_figures_are_taken_in_their_order(
    published: Report, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Guards against zeros that hide a wrong place: the same file with figures of its own."""
    lines = MARKDOWN.read_text(encoding="utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if "属于国家秘密" in line)
    cells = lines[at].split("|")
    cells[4:10] = [f" {n} " for n in range(1, 7)]
    lines[at] = "|".join(cells)
    path = tmp_path / "报告.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    read = open_report(path, catalogue)
    columns = ("natural", "business", "research", "charity", "legal", "other")
    secret = [read.figure(Address("requests", "secret", column)) for column in columns]
    assert [figure.text for figure in secret] == ["1", "2", "3", "4", "5", "6"]
    assert read.printed(Address("requests", "secret", "total")) == Figure()
    assert published.figure(Address("requests", "secret", "natural")).text == "0"
