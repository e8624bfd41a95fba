"""Which lines are the title, which are the report: what stands above, before and after it."""

from __future__ import annotations

import pytest

from app.model.source import SeveralReportsError, SourceDocument, SourceParagraph
from app.services.catalogue import Catalogue
from app.services.recognise import recognise

CHAPTERS = (
    "一、总体情况",
    "全年依法办理。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "解读形式单一。",
    "六、其他需要报告的事项",
    "没有收取信息处理费。",
)
TITLE = "清河市水务局2023年政府信息公开工作年度报告"


def read_lines(catalogue: Catalogue, *lines: str):  # noqa: ANN201
    report = recognise(SourceDocument(tuple(map(SourceParagraph, lines))), catalogue)
    return report, [d for d in report.doubts if "没有找到表" not in d.message]


@pytest.mark.parametrize(
    "above",
    ["首页", "当前位置：首页 > 政务公开", "清河市政府门户网站", "清河市人民政府", "字号：大 中 小"],
)
def test_a_line_over_the_title_is_no_part_of_the_unit(catalogue: Catalogue, above: str) -> None:
    """Guards the unit: it once became 首页清河市水务局 without a word."""
    report, doubts = read_lines(catalogue, above, TITLE, *CHAPTERS)
    assert (report.unit, report.year, report.doc_title) == ("清河市水务局", 2023, "")
    assert [doubt.quote for doubt in doubts] == [above]
    assert report.preamble == above


@pytest.mark.parametrize(
    "lines",
    [
        ("清河市水务局", "2023年政府信息公开工作年度报告"),
        ("清河市", "水务局2023年政府信息公开工作年度报告"),
        ("清河市水务局", "2023年政府信息公开", "工作年度报告"),
        ("清河市水务局", "关于", "2023年政府信息公开工作年度报告"),
        ("清水发〔2024〕3号", "清河市水务局", "2023年政府信息公开工作年度报告"),
    ],
)
def test_a_title_in_several_lines_is_one(catalogue: Catalogue, lines: tuple[str, ...]) -> None:
    report, doubts = read_lines(catalogue, *lines, *CHAPTERS)
    assert (report.unit, report.year) == ("清河市水务局", 2023)
    assert doubts == []


def test_a_year_alone_is_what_is_left_of_a_title(catalogue: Catalogue) -> None:
    report, _ = read_lines(catalogue, "2023", *CHAPTERS)
    assert report.doc_title == "2023"
    assert report.preamble == ""


def test_the_unit_that_signs_stands_in_for_the_title(catalogue: Catalogue) -> None:
    report, doubts = read_lines(catalogue, "2023", *CHAPTERS, "清河市水务局", "2024年1月9日")
    assert report.unit == "清河市水务局"
    assert any("按落款的“清河市水务局”读入" in doubt.message for doubt in doubts)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("由清河市水务局编制。如有疑问，请与清河市水务局联系。", "清河市水务局"),
        ("由清河市水务局编制，供市民参考。", ""),
        ("2023年，清河市水务局主动公开信息。清河市水务局办公室负责。", "清河市水务局"),
        ("清河市水务局和清河市教育局。清河市教育局，清河市水务局。", ""),
    ],
)
def test_an_organ_named_again_and_again_is_the_unit(
    catalogue: Catalogue, text: str, unit: str
) -> None:
    report, doubts = read_lines(catalogue, "2023年", text, *CHAPTERS)
    assert report.unit == unit
    assert any("单位名称" in doubt.message for doubt in doubts)


def test_a_table_of_contents_is_no_chapters(catalogue: Catalogue) -> None:
    titles = [line for line in CHAPTERS if "、" in line[:2]]
    contents = [f"{title}……{page}" for page, title in enumerate(titles, 1)]
    report, doubts = read_lines(catalogue, TITLE, "目　录", *contents, *CHAPTERS)
    assert report.section("overview").text == "全年依法办理。"
    assert report.section("others").text == "没有收取信息处理费。"
    assert doubts == []


@pytest.mark.parametrize(
    "between",
    [
        ("清河市教育局2023年政府信息公开工作年度报告",),
        ("清河市教育局", "2022年政府信息公开工作年度报告"),
        (),
    ],
)
def test_of_two_reports_each_has_its_own_lines(
    catalogue: Catalogue, between: tuple[str, ...]
) -> None:
    """Guards texts of one report from those of another."""
    other = [line.replace("解读形式单一", "人手不足") for line in CHAPTERS]
    with pytest.raises(SeveralReportsError) as caught:
        read_lines(catalogue, TITLE, *CHAPTERS, *between, *other)
    first, second = (recognise(part, catalogue) for part in caught.value.parts)
    assert (first.unit, first.year) == ("清河市水务局", 2023)
    assert first.section("problems").text == "解读形式单一。"
    assert first.section("others").text == "没有收取信息处理费。"
    assert second.section("problems").text == "人手不足。"
    assert second.unit == ("清河市教育局" if between else "")
    (start,) = caught.value.parts[1].blocks[:1]
    assert isinstance(start, SourceParagraph)
    assert start.text == (between or CHAPTERS)[0]
