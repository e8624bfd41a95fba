"""Pages of other programs: encodings, frames of tables, what is not shown, hostile ones."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import foreign
import pytest

from app.markup import limits
from app.model.address import Address
from app.model.report import Report
from app.model.source import SourceDocument, SourceParagraph, SourceTable, UnreadableError
from app.rules.assess import assess
from app.services.catalogue import load_catalogue
from app.services.opening import open_report
from app.web.reader import is_page, read_page

CATALOGUE = load_catalogue()
FORM = CATALOGUE.forms["2021"]
FIGURES = foreign.published("suqian_2024")
TABLES = {key: foreign.page_table(foreign.boxes_of(t, FIGURES)) for key, t in FORM.tables.items()}
REPORT = (
    "<h1>宿迁市2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年依法公开，按时答复。</p>"
    f"<p>二、主动公开政府信息情况</p>{TABLES['disclosure']}"
    f"<p>三、收到和处理政府信息公开申请情况</p>{TABLES['requests']}"
    f"<p>四、政府信息公开行政复议、行政诉讼情况</p>{TABLES['disputes']}"
    "<p>五、存在的主要问题及改进情况</p><p>解读形式单一。</p>"
    "<p>六、其他需要报告的事项</p><p>没有收取信息处理费。</p>"
)


def page(body: str, charset: str = "utf-8") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>Page</title></head><body>{body}</body></html>"


def texts(document: SourceDocument) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, SourceParagraph)]


def tables(document: SourceDocument) -> list[SourceTable]:
    return [b for b in document.blocks if isinstance(b, SourceTable)]


def opened(data: bytes, folder: Path) -> Report:
    path = folder / "网页.html"
    path.write_bytes(data)
    return open_report(path, CATALOGUE)


def assert_whole(report: Report) -> None:
    assert report.doubts == ()
    assert (report.unit, report.year) == ("宿迁市", 2024)
    for address, value in FIGURES.items():
        read = foreign.read_figure(report, FORM, address)
        assert read.value == value, address


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("utf-8-sig", "gbk"), ("utf-16", "utf-8"), ("big5hkscs", "big5"), ("gb18030", "no-such"), ("gb18030", "utf-16")],
)  # fmt: skip
def test_the_bytes_decide_the_encoding(encoding: str, declared: str) -> None:
    words = "政府信息公开年度，繁體" if encoding != "big5hkscs" else "政府資訊公開年度報告"
    document = read_page(page(f"<p>{words}</p>", declared).encode(encoding))
    assert words in texts(document)
    assert document.notes == ()


def test_a_page_of_a_site_is_read_whole(tmp_path: Path) -> None:
    chrome = "<div><a href='/'>首页</a> &gt; <a href='/x'>政务公开</a></div>"
    assert_whole(opened(page(chrome + f"<div id=main>{REPORT}</div>").encode("gb18030"), tmp_path))


def test_tables_around_for_layout(tmp_path: Path) -> None:
    around = f"<table><tr><td></td></tr><tr><td><table><tr><td>{REPORT}</td></tr></table></td></tr></table>"
    assert_whole(opened(page(around).encode(), tmp_path))


def test_nothing_beside_the_heaviest_part_is_lost() -> None:
    """Sentences and chapters beside the element with most words belong to the report."""
    body = f"<div><p>本报告由某局编制。</p><div>{'字' * 900}</div><div>六、其他需要报告的事项</div></div>"
    found = texts(read_page(page(body).encode()))
    assert {"本报告由某局编制。", "六、其他需要报告的事项"} <= set(found)


@pytest.mark.parametrize(
    "footer",
    [
        "版权所有：某某市人民政府。主办单位：市政府办公室。",
        "<p>主办：某某市人民政府办公室</p><p>网站标识码 3200000001　苏ICP备05000001号。</p>",
        "<a>打印本页</a>【关闭窗口】　浏览次数：35次。",
    ],
)
def test_what_a_site_prints_under_a_report_is_not_read(footer: str, tmp_path: Path) -> None:
    beside = page(f"<div><div>{REPORT}</div><div>{footer}</div></div>")
    assert_whole(opened(beside.encode(), tmp_path))
    assert_whole(opened(page(f"{REPORT}<p>版权所有：某某市人民政府。</p>").encode(), tmp_path))


def test_what_a_page_does_not_show_is_not_read() -> None:
    hidden = (
        "<script>var a='1件';</script><style>p{}</style><!-- 2件 --><p style='display: none'>3件</p>"
        "<p hidden>4件</p><p>看得见<span style='visibility:hidden'>5件</span></p>"
        "<table><tr><td>规章</td><td style='display:none'>6</td><td>7</td></tr>"
        "<tr style='display:none'><td>8</td></tr></table>"
    )
    document = read_page(page(hidden).encode())
    assert "看得见" in texts(document)
    assert not any("件" in text for text in texts(document))
    assert [cell.text for cell in tables(document)[0].cells] == ["规章", "7"]


def test_labels_of_one_character_a_line(tmp_path: Path) -> None:
    label = "三、本年度办理结果"
    assert label in REPORT
    assert_whole(opened(page(REPORT.replace(label, "<br>".join(label))).encode(), tmp_path))


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("<p><img src='x.png'></p>", "是图片，里面的数没有读入"),
        ("<table><tr><td><img src='x.png'></td></tr></table>", "是图片，里面的数没有读入"),
        ("<p>见附件<img src='x.png'></p>", "是图片，里面的数没有读入"),
        ("<p>见附件</p>", "没有找到表四"),
        ("<p><img src='x.png' width='16' height='16'></p>", "没有找到表四"),
        ("", "没有找到表四"),
    ],
)
def test_a_picture_for_a_table_is_told_from_one_that_is_missing(
    tmp_path: Path, instead: str, said: str
) -> None:
    """Guards what the clerk looks for in the file: a picture, or nothing; ornaments do not count."""
    report = opened(page(REPORT.replace(TABLES["disputes"], instead)).encode(), tmp_path)
    (doubt,) = [d.message for d in report.doubts if "表四" in d.message]
    assert said in doubt
    (finding,) = [
        f for f in assess(FORM, report, CATALOGUE.rules).findings if f.rule.id == "S-TABLE"
    ]
    assert ("是图片" in finding.message) is ("是图片" in said)
    assert "或者" not in finding.message


def test_a_picture_elsewhere_is_not_the_missing_table(tmp_path: Path) -> None:
    """Guards against a logo, or a chart in another chapter, taken for the table."""
    body = REPORT.replace(TABLES["disputes"], "").replace(
        "按时答复。", "按时答复。<img src='x.png'>"
    )
    report = opened(page(f"<img src='logo.png'>{body}<p><img src='qr.png'></p>").encode(), tmp_path)
    assert any("没有找到表四" in doubt.message for doubt in report.doubts)


def test_a_picture_for_a_table_leaves_its_figures_blank(tmp_path: Path) -> None:
    body = REPORT.replace(TABLES["disputes"], "<p><img src='x.png'></p>")
    report = opened(page(body).encode(), tmp_path)
    messages = [doubt.message for doubt in report.doubts]
    assert any("1 张图片" in message for message in messages)
    assert any("是图片，里面的数没有读入" in message for message in messages)
    assert report.figure(Address.parse("disputes.review.upheld")).is_blank


def test_overlapping_cells_are_a_doubt() -> None:
    overlapping = (
        "<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=2>丙</td></tr></table>"
    )
    document = read_page(page(overlapping).encode())
    assert any("互相重叠" in note for note in document.notes)
    assert tables(document)[0].width == 2


def test_spans_of_any_size_are_bounded() -> None:
    huge = "<table><tr><td rowspan=1000000000>甲</td><td colspan=1000000000>乙</td></tr><tr><td>丙</td></tr></table>"
    table = tables(read_page(page(huge).encode()))[0]
    assert table.line_count == 2
    assert table.width <= limits.MAX_WIDTH
    assert [(c.line, c.position) for c in table.cells] == [(0, 0), (0, 1), (1, 1)]


def archive(body: bytes, encoding: str) -> bytes:
    head = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="X"\n\n--X\nContent-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: {encoding}\n\n'
    return b"From: <Saved by a browser>\n" + head.encode() + body + b"\n--X--\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_an_archive_of_a_page(encoding: str, tmp_path: Path) -> None:
    whole = page(REPORT, "gb2312").encode("gb18030")
    encode = quopri.encodestring if encoding == "quoted-printable" else base64.encodebytes
    assert_whole(opened(archive(encode(whole), encoding), tmp_path))


def test_unreadable_characters_are_a_doubt() -> None:
    broken = page(f"<p>{'政府信息公开' * 40}</p>").encode().replace("府".encode(), b"\xe5\xba", 1)
    notes = read_page(broken).notes
    assert len(notes) == 1
    assert "读不出" in notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"<html>", b"<!DOCTYPE html><html><body></body></html>", b"<html>" + b"<div>" * 100_000,
        b"<table>" * 50_000, b"<html><table>" + b"<tr><td>1" * 500 + b"</table>",
        b"<html><table><tr>" + b"<td>1" * 500 + b"</table>",
        b"<html>" + b"<p>" * (limits.MAX_ELEMENTS + 1), b"<html>" + b"<b><p>" * 70_000,
        b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html>&b;&b;</html>",
        b"<html>" + b"\x00\xff" * 1000, b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"<html>" + b"x" * (limits.MAX_PAGE_BYTES + 1),
    ],
    ids=range(13),
)  # fmt: skip
def test_hostile_pages_end_in_one_sentence(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^打不开“网页\.html”：[^\n]+$"):
        opened(data, tmp_path)


def test_other_files_are_no_pages() -> None:
    assert not is_page(b"{}")
    assert not is_page(b"PK\x03\x04")
    assert not is_page("某局2024年年报\n一、总体情况".encode())
    assert is_page(b"\xef\xbb\xbf\n<HTML><BODY>")
