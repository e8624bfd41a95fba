from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.blank import blank_report
from app.model.form import Form, Label
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.report import Report, Slot, Value
from app.model.source import (
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
    UnreadableError,
)
from app.rules.figures import compute
from app.services.catalogue import Catalogue, load_catalogue
from app.services.compose import compose
from app.services.recognise import recognise
from app.services.recognise_cells import Vocabulary
from app.storage.project import dump_project, load_project
from app.word.reader import read_document
from app.word.writer import write_document

CATALOGUE = load_catalogue()
Block = SourceParagraph | SourceTable


def exported(form: Form, report: Report) -> SourceDocument:
    return read_document(write_document(compose(form, report, compute(form, report))))


def without_printed(report: Report) -> dict[Slot, Value]:
    return {slot: value for slot, value in report.slots.items() if slot.kind != "printed"}


def at(text: str) -> Address:
    return Address.parse(text)


# -- our own files come back as they went out --------------------------------------------------


@pytest.mark.parametrize("name", ["hangzhou_2025", "huaian_2024", "suqian_2023", "suqian_2024"])
def test_published_reports_come_back(
    published_report: Callable[[str], Report], form_2021: Form, catalogue: Catalogue, name: str
) -> None:
    report = published_report(name)
    read = recognise(exported(form_2021, report), catalogue)
    assert without_printed(read) == without_printed(report)
    assert read.doubts == ()
    computed = compute(form_2021, report)
    assert {a: read.printed(a) for a in form_2021.derived} == {
        a: Figure(computed[a]) for a in form_2021.derived
    }


def test_the_form_before_comes_back(
    clean_report: Callable[[Form], Report], form_2019: Form, catalogue: Catalogue
) -> None:
    report = clean_report(form_2019)
    read = recognise(exported(form_2019, report), catalogue)
    assert read.slots == report.slots
    assert read.forms == {"disclosure": "2019", "requests": "2019", "disputes": "2019"}
    assert read.doubts == ()


def test_an_empty_report_comes_back_empty(form_2021: Form, catalogue: Catalogue) -> None:
    report = blank_report(form_2021, "某某局", 2024)
    read = recognise(exported(form_2021, report), catalogue)
    assert without_printed(read) == dict(report.slots)
    assert {read.printed(address) for address in form_2021.derived} == {BLANK}
    assert read.doubts == ()


def test_the_sample_comes_back(sample: Report, catalogue: Catalogue) -> None:
    form = catalogue.form_of(sample)
    read = recognise(exported(form, sample), catalogue)
    seen = {slot for slot in sample.slots if slot.kind == "evidence"}
    expected = without_printed(sample)
    assert without_printed(read) == {s: v for s, v in expected.items() if s not in seen}


TEXT = (
    st.text(
        st.sampled_from(
            "公开信息年度，。：；“”（）《》—…·0123456789 　abcXYZ%<&>\"'/\t𠮷㐂龘🙂é㎡①"
        )
        | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(lambda text: bool(text) and not text.startswith("联系方式："))
)
TEXTS = st.lists(TEXT, max_size=3).map("\n".join)
RAW = (
    st.sampled_from(
        [
            "/",
            "—",
            "无",
            "3件",
            "约5",
            "减4",
            "其他",
            "总计",
            "1、",
            "12a",
            "一\n二",
            "２",
            "1,234",
            "-3",
            "0.50",
        ]
    )
    | TEXT
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form = CATALOGUE.forms[draw(st.sampled_from(["2019", "2021"]))]
    year = draw(st.integers(2019, 2020) if form.id == "2019" else st.integers(2021, 2030))
    unit = draw(TEXT)
    slots = dict(blank_report(form, unit, year).slots)
    ids = [spec.id for spec in form.sections]
    for number in range(1, draw(st.integers(0, 2)) + 1):
        ids.insert(draw(st.integers(0, len(ids))), f"extra-{number}")
    own = iter(f"extra-{number}" for number in range(1, 3))
    ids = [next(own) if section.startswith("extra") else section for section in ids]
    slots[Slot("field", "sections")] = tuple(ids)
    for place, section in enumerate(ids, 1):
        spec = form.section(section)
        title = spec.title.split("、", 1)[1] if spec else "重点工作落实情况"
        slots[Slot("title", section)] = f"{'〇一二三四五六七八'[place]}、{title}"
        text = draw(TEXTS)
        if text:
            slots[Slot("text", section)] = text
    optional: dict[str, Value] = {
        "preamble": draw(TEXTS),
        "contact": draw(TEXT | st.just("")),  # printed as one paragraph
        "signature_unit": draw(st.just("") | st.just(unit)),
    }
    slots |= {Slot("field", name): value for name, value in optional.items() if value}
    if draw(st.booleans()):
        slots[Slot("field", "signature_date")] = draw(
            st.dates(date(2020, 1, 1), date(2031, 12, 31))
        )
    inputs = [address for address in form.addresses if address not in form.derived]
    texts = draw(
        st.dictionaries(st.sampled_from(inputs), st.integers(0, 10**9).map(str) | RAW, max_size=25)
    )
    figures = {address: parse_figure(text) for address, text in texts.items()}
    slots |= {Slot("cell", a): figure for a, figure in figures.items() if not figure.is_blank}
    return Report(slots)


@given(reports())
def test_any_report_comes_back_exactly(report: Report) -> None:
    form = CATALOGUE.form_of(report)
    read = recognise(exported(form, report), CATALOGUE)
    assert without_printed(read) == without_printed(report)
    computed = compute(form, report)
    assert {a: read.printed(a) for a in form.derived} == {
        a: Figure(computed[a]) for a in form.derived
    }


def test_a_title_of_its_own_is_kept(form_2021: Form, catalogue: Catalogue) -> None:
    report = blank_report(form_2021, "某某局", 2024)
    slots = dict(report.slots) | {
        Slot("field", "doc_title"): "2024年度政府信息公开情况",
        Slot("field", "preamble"): "统计期限自2024年1月1日至12月31日。",
    }
    read = recognise(exported(form_2021, Report(slots)), catalogue)
    assert (read.unit, read.year, read.doc_title) == ("某某局", 2024, "2024年度政府信息公开情况")


# -- files of others ---------------------------------------------------------------------------


@pytest.fixture
def source(clean_report: Callable[[Form], Report], form_2021: Form) -> SourceDocument:
    """A sound file without any property or style of ours."""
    own = exported(form_2021, clean_report(form_2021))
    blocks = tuple(
        SourceParagraph(b.text) if isinstance(b, SourceParagraph) else b for b in own.blocks
    )
    return SourceDocument(blocks)


@pytest.fixture
def clean(clean_report: Callable[[Form], Report], form_2021: Form) -> Report:
    return clean_report(form_2021)


def with_blocks(source: SourceDocument, change: Callable[[Block], list[Block]]) -> SourceDocument:
    return replace(source, blocks=tuple(new for block in source.blocks for new in change(block)))


def with_cells(source: SourceDocument, texts: Mapping[str, str]) -> SourceDocument:
    """The same with cells of these texts rewritten, wherever they stand."""

    def change(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph):
            return [block]
        cells = tuple(replace(c, text=texts.get(c.text, c.text)) for c in block.cells)
        return [replace(block, cells=cells)]

    return with_blocks(source, change)


def with_titles(source: SourceDocument, titles: Mapping[str, str]) -> SourceDocument:
    def change(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) and block.text in titles:
            return [SourceParagraph(line) for line in titles[block.text].split("|") if line]
        return [block]

    return with_blocks(source, change)


def test_a_file_without_our_marks_is_read_the_same(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    read = recognise(source, catalogue)
    assert read.slots == clean.slots
    assert read.doubts == ()


def test_signature_is_known_by_what_it_says(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    signed = replace(
        source,
        blocks=(
            *source.blocks,
            SourceParagraph(clean.unit),
            SourceParagraph("二〇二四年十二月二十七日"),
        ),
    )
    read = recognise(signed, catalogue)
    assert (read.signature_unit, read.signature_date) == (clean.unit, date(2024, 12, 27))
    assert read.section("others").text == clean.section("others").text


def test_a_last_sentence_is_no_signature(source: SourceDocument, catalogue: Catalogue) -> None:
    last = replace(
        source,
        blocks=(
            *source.blocks[:-1],
            SourceParagraph("本年度无收取信息费情况"),
            SourceParagraph("2024年1月17日"),
        ),
    )
    read = recognise(last, catalogue)
    assert (read.signature_unit, read.section("others").text) == ("", "本年度无收取信息费情况")


@pytest.mark.parametrize(
    ("labels", "is_doubtful"),
    [
        ({"1.属于国家秘密": "1、属于\n国家秘密", "（一）予以公开": "(一) 予以公开"}, False),
        ({"1.属于国家秘密": "属于国家秘密", "3.其他": "其他"}, False),
        ({"行政规范性文件": "规范性文件", "本年废止件数": "本年度止件数"}, False),
        ({"三、本年度办理结果": "\n".join("三、本年度办理结果")}, False),
        (
            {
                "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出具已经获取的信息"
            },
            True,
        ),
        ({"本年收费金额（单位：万元）": "本年收费金额（单位：元）"}, True),
    ],
)
def test_labels_are_known_however_they_are_written(
    source: SourceDocument,
    clean: Report,
    catalogue: Catalogue,
    labels: dict[str, str],
    *,
    is_doubtful: bool,
) -> None:
    read = recognise(with_cells(source, labels), catalogue)
    assert {s: v for s, v in read.slots.items() if s.kind != "evidence"} == clean.slots
    assert bool(read.doubts) is is_doubtful


def test_a_row_of_unknown_name_is_left_out_and_reported(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    read = recognise(with_cells(source, {"2.重复申请": "2.甲乙丙丁戊"}), catalogue)
    lost = {
        address
        for address in catalogue.forms["2021"].tables["requests"].addresses
        if address.row == "repeat"
    }
    kept = {slot: value for slot, value in clean.slots.items() if slot.key not in lost}
    assert dict(read.slots) == kept
    messages = "".join(doubt.message for doubt in read.doubts)
    assert "2.甲乙丙丁戊" in messages
    assert "2.重复申请" in messages
    assert lost == {address for doubt in read.doubts for address in doubt.cells}


def lines_of(table: SourceTable, first: int, end: int) -> SourceTable:
    """Some lines of a table, merged cells cut at the edges as a page break cuts them."""
    cells: list[SourceCell] = []
    for cell in table.cells:
        top, bottom = max(cell.line, first), min(cell.line + cell.down, end)
        if top < bottom:
            text = cell.text if cell.line >= first else ""
            cells.append(SourceCell(text, top - first, cell.position, cell.across, bottom - top))
    return SourceTable(end - first, table.width, tuple(cells))


@pytest.mark.parametrize("repeats_head", [False, True])
@pytest.mark.parametrize("at_line", [9, 17, 27])
def test_a_table_split_over_pages_is_one_table(
    source: SourceDocument, clean: Report, catalogue: Catalogue, at_line: int, *, repeats_head: bool
) -> None:
    def split(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) or block.line_count != 28:
            return [block]
        pieces: list[Block] = [lines_of(block, 0, at_line), SourceParagraph("")]
        rest = lines_of(block, at_line, 28)
        if repeats_head:
            head = lines_of(block, 0, 3)
            moved = tuple(replace(cell, line=cell.line + 3) for cell in rest.cells)
            rest = SourceTable(rest.line_count + 3, rest.width, head.cells + moved)
        return [*pieces, rest]

    read = recognise(with_blocks(source, split), catalogue)
    assert read.slots == clean.slots
    assert read.doubts == ()


def test_a_title_inside_the_table_is_no_row(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    titles = iter(
        (
            "主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
        )
    )

    def caption(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph):
            return [block]
        moved = tuple(replace(cell, line=cell.line + 1) for cell in block.cells)
        top = SourceCell(next(titles), 0, 0, block.width)
        return [SourceTable(block.line_count + 1, block.width, (top, *moved))]

    read = recognise(with_blocks(source, caption), catalogue)
    assert read.slots == clean.slots
    assert read.doubts == ()


def test_columns_are_known_by_their_heads_not_their_place(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    """The total printed before the six columns it sums."""

    def turn(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) or block.line_count != 28:
            return [block]
        place = {9: 3, **{position: position + 1 for position in range(3, 9)}}
        turned = []
        for cell in block.cells:
            is_single = cell.position >= 3 and cell.across == 1
            moved = (
                place[cell.position]
                if is_single
                else cell.position + (cell.text == "法人或其他组织")
            )
            turned.append(replace(cell, position=moved))
        return [replace(block, cells=tuple(turned))]

    read = recognise(with_blocks(source, turn), catalogue)
    assert read.slots == clean.slots


def test_an_old_table_in_a_new_report_is_read_by_its_own_form(
    source: SourceDocument,
    clean_report: Callable[[Form], Report],
    form_2019: Form,
    catalogue: Catalogue,
) -> None:
    old = [
        b for b in exported(form_2019, clean_report(form_2019)).blocks if isinstance(b, SourceTable)
    ]

    def change(block: Block) -> list[Block]:
        return [old[1]] if isinstance(block, SourceTable) and block.line_count == 28 else [block]

    read = recognise(with_blocks(source, change), catalogue)
    assert read.forms == {"disclosure": "2021", "requests": "2019", "disputes": "2021"}
    assert read.figure(at("requests.other_handling.natural")) == clean_report(form_2019).figure(
        at("requests.other_handling.natural")
    )
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("", BLANK), ("/", Figure(raw="/")), ("—", Figure(raw="—")), ("无", Figure(raw="无")),
        ("0件", Figure(Decimal(0), "0件")), ("２", Figure(Decimal(2))), ("1,234", Figure(Decimal(1234))),
        ("251000元", Figure(Decimal(251000), "251000元")), ("其他", Figure(raw="其他")),
    ],
)  # fmt: skip
def test_what_stands_in_a_cell_is_kept(
    source: SourceDocument, catalogue: Catalogue, text: str, figure: Figure
) -> None:
    address = at("disclosure.fees.amount")
    read = recognise(with_cells(source, {"100.50": text}), catalogue)
    assert read.figure(address) == figure
    assert [doubt.cells for doubt in read.doubts] == ([(address,)] if figure.raw else [])


def test_a_blank_total_is_printed_blank_and_a_wrong_one_is_kept(
    source: SourceDocument, catalogue: Catalogue
) -> None:
    def change(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) or block.line_count != 4:
            return [block]
        texts = {4: "", 9: "99"}
        cells = tuple(
            replace(c, text=texts.get(c.position, c.text)) if c.line == 3 else c
            for c in block.cells
        )
        return [replace(block, cells=cells)]

    read = recognise(with_blocks(source, change), catalogue)
    assert read.printed(at("disputes.review.total")) == BLANK
    assert read.printed(at("disputes.direct.total")) == Figure(Decimal(99))


@pytest.mark.parametrize(
    ("titles", "is_doubtful"),
    [
        (
            {
                "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
            },
            False,
        ),
        (
            {
                "五、存在的主要问题及改进情况": "五、存在问题及改进情况",
                "六、其他需要报告的事项": "六、其他报告的事项",
            },
            False,
        ),
        ({"一、总体情况": "一、主动公开政府信息情况"}, False),
        (
            {"一、总体情况": "总体情况", "二、主动公开政府信息情况": "二 、 主动公开政府信息情况"},
            False,
        ),
        ({"五、存在的主要问题及改进情况": "五、存在的主要问题和下步改进打算"}, True),
    ],
)
def test_chapters_are_known_by_other_titles(
    source: SourceDocument,
    clean: Report,
    catalogue: Catalogue,
    titles: dict[str, str],
    *,
    is_doubtful: bool,
) -> None:
    read = recognise(with_titles(source, titles), catalogue)
    assert read.section_ids == clean.section_ids
    assert [s.text for s in read.sections] == [s.text for s in clean.sections]
    assert {s.title for s in read.sections} >= set(titles.values())
    assert bool(read.doubts) is is_doubtful


def test_own_chapters_fill_a_gap_in_the_numbers(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    titles = {
        "六、其他需要报告的事项": "六、重点工作落实情况|完成了各项任务。|七、其他需要报告的事项"
    }
    read = recognise(with_titles(source, titles), catalogue)
    assert read.section_ids == (
        "overview",
        "disclosure",
        "requests",
        "disputes",
        "problems",
        "extra-1",
        "others",
    )
    assert read.section("extra-1").title == "六、重点工作落实情况"
    assert read.section("extra-1").text == "完成了各项任务。"
    assert read.section("problems").text == clean.section("problems").text
    assert read.doubts == ()


def test_aspects_numbered_like_chapters_stay_text(
    source: SourceDocument, catalogue: Catalogue
) -> None:
    titles = {"一、总体情况": "一、总体情况|一、主动公开情况|二、依申请公开情况|三、平台建设情况"}
    read = recognise(with_titles(source, titles), catalogue)
    assert len(read.section_ids) == 6
    assert read.section("overview").text.startswith(
        "一、主动公开情况\n二、依申请公开情况\n三、平台建设情况\n"
    )


@pytest.mark.parametrize(
    ("title", "unit", "year", "is_standard"),
    [
        ("清河市水务局|2023年政府信息公开工作年度报告", "清河市水务局", 2023, True),
        ("清河市水务局2023年政府信息公开|工作年度报告", "清河市水务局", 2023, True),
        ("清 河 市 水 务 局| 2023 年政府信息公开工作年度报告", "清河市水务局", 2023, True),
        ("清河市水务局|2023年度政府信息公开年度报告", "清河市水务局", 2023, False),
        ("清河市水务局关于2023年政府信息公开工作年度报告", "清河市水务局", 2023, False),
        ("2023年清河市水务局政府信息公开工作年度报告", "清河市水务局", 2023, False),
        ("清河市水务局|二〇二三年政府信息公开工作年度报告", "清河市水务局", 2023, False),
        (
            "清水发〔2024〕3号|清河市水务局2023年政府信息公开工作年度报告",
            "清河市水务局",
            2023,
            True,
        ),
    ],
)
def test_unit_and_year_come_from_the_title(
    source: SourceDocument,
    clean: Report,
    catalogue: Catalogue,
    title: str,
    unit: str,
    year: int,
    *,
    is_standard: bool,
) -> None:
    start = with_titles(source, {clean.unit: title, "2023年政府信息公开工作年度报告": ""})
    read = recognise(start, catalogue)
    assert (read.unit, read.year) == (unit, year)
    assert (read.doc_title == "") is is_standard
    assert read.doubts == ()


def test_without_a_title_the_period_tells_the_year(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    titles = {
        clean.unit: "",
        "2023年政府信息公开工作年度报告": "统计期限自 2022 年 1 月 1 日起至 12 月 31 日止。",
    }
    read = recognise(with_titles(source, titles), catalogue)
    assert (read.unit, read.year) == ("", 2022)
    assert [doubt.message for doubt in read.doubts] == ["没有读出单位名称"]


def test_a_missing_table_and_a_missing_chapter_are_doubts(
    source: SourceDocument, catalogue: Catalogue
) -> None:
    def drop(block: Block) -> list[Block]:
        gone = (
            block.text.startswith("五、")
            if isinstance(block, SourceParagraph)
            else block.line_count == 14
        )
        return [] if gone else [block]

    read = recognise(with_blocks(source, drop), catalogue)
    messages = [doubt.message for doubt in read.doubts]
    assert any("表二" in message for message in messages)
    assert any("五、存在的主要问题及改进情况" in message for message in messages)
    assert not [a for a in read.cell_addresses if a.table == "disclosure"]


@pytest.mark.parametrize(
    ("is_told", "has_picture", "said"),
    [
        (True, True, "是图片，里面的数没有读入"),
        (True, False, "没有找到表二"),
        (False, False, "或者它是图片"),
    ],
)
def test_what_stands_instead_of_a_table_is_said_where_the_reader_knows(
    source: SourceDocument, catalogue: Catalogue, said: str, *, is_told: bool, has_picture: bool
) -> None:
    """Guards doubts and S-TABLE against a guess; a PDF file does not tell."""

    def pictured(block: Block) -> list[Block]:
        is_table = isinstance(block, SourceTable) and block.line_count == 14
        return [SourceParagraph("", None, has_picture)] if is_table else [block]

    told = replace(with_blocks(source, pictured), tells_pictures=is_told)
    (doubt,) = recognise(told, catalogue).doubts
    assert said in doubt.message


def test_a_table_of_another_kind_is_reported(source: SourceDocument, catalogue: Catalogue) -> None:
    other = SourceTable(1, 2, (SourceCell("栏目", 0, 0), SourceCell("浏览量", 0, 1)))
    read = recognise(replace(source, blocks=(*source.blocks, other)), catalogue)
    assert [(doubt.message, doubt.quote) for doubt in read.doubts] == [
        ("有一张表不是规定的表，没有读入", "栏目 浏览量")
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (SourceParagraph("关于召开会议的通知"), SourceParagraph("一、时间")),
        (SourceTable(1, 1, (SourceCell("总计", 0, 0),)),),
    ],
)
def test_what_is_no_report_is_refused(catalogue: Catalogue, blocks: tuple[Block, ...]) -> None:
    with pytest.raises(UnreadableError, match="没有找到规定的章和表"):
        recognise(SourceDocument(blocks), catalogue)


def test_a_blank_line_over_the_figures_changes_nothing(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    def insert(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) or block.line_count != 4:
            return [block]
        moved = tuple(replace(c, line=4) if c.line == 3 else c for c in block.cells)
        blanks = tuple(SourceCell("", 3, position) for position in range(block.width))
        return [SourceTable(5, block.width, moved + blanks)]

    read = recognise(with_blocks(source, insert), catalogue)
    assert read.slots == clean.slots
    assert read.doubts == ()


def test_a_second_table_of_a_kind_is_reported_and_not_mixed_in(
    source: SourceDocument, clean: Report, catalogue: Catalogue
) -> None:
    first = next(b for b in source.blocks if isinstance(b, SourceTable))
    second = with_cells(SourceDocument((first,)), {"100.50": "7"}).blocks
    blocks = (*source.blocks, SourceParagraph("附：上年的表"), *second)
    read = recognise(SourceDocument(blocks), catalogue)
    assert read.figure(at("disclosure.fees.amount")) == Figure(Decimal("100.50"))
    assert "表二在文件里不止一张" in read.doubts[-1].message
    assert not [a for a in clean.cell_addresses if read.figure(a) != clean.figure(a)]


WORDS = [
    label.text
    for form in CATALOGUE.forms.values()
    for table in form.tables.values()
    for label in table.labels
] + ["0", "12", "", "/", "二〇二四年十十月一日", "2024年2月30日", "一、", "九十九、其他"]
TITLES = [spec.title for spec in CATALOGUE.forms["2021"].sections]
LINE = st.sampled_from(
    [*TITLES, *WORDS, "某某局2024年政府信息公开工作年度报告", "联系方式："]
) | st.text(max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> SourceTable:
    width, count = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    places = [(line, position) for line in range(count) for position in range(width)]
    cells: list[SourceCell] = []
    for line, position in draw(st.lists(st.sampled_from(places), unique=True)):
        across = draw(st.integers(1, width - position))
        down = draw(st.integers(1, count - line))
        cells.append(SourceCell(draw(LINE), line, position, across, down))
    return SourceTable(count, width, tuple(cells))


@given(
    st.lists(
        st.builds(SourceParagraph, LINE, st.sampled_from([None, "title", "heading1", "signature"]))
        | tables(),
        max_size=14,
    )
)
def test_any_blocks_are_read_or_refused(blocks: list[Block]) -> None:
    try:
        report = recognise(SourceDocument(tuple(blocks)), CATALOGUE)
    except UnreadableError:
        return
    form = CATALOGUE.form_of(report)
    assert set(report.cell_addresses) <= form.known - form.derived.keys()
    assert set(report.printed_addresses) <= form.derived.keys()
    assert load_project(dump_project(report)) == report


def test_a_table_full_of_unknown_words_is_not_guessed_at_for_ever(
    source: SourceDocument, clean: Report, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards the time that a hostile table takes: what is not compared is in doubt, never placed."""
    asked: list[str] = []
    similar = Vocabulary.similar

    def counted(self: Vocabulary, word: str, roles: tuple[str, ...]) -> Label | None:
        asked.append(word)
        return similar(self, word, roles)

    monkeypatch.setattr(Vocabulary, "similar", counted)

    def grow(block: Block) -> list[Block]:
        if isinstance(block, SourceParagraph) or block.width < 10:
            return [block]
        below = tuple(
            SourceCell(f"1.属于国家秘蜜{line}之{place}", block.line_count + line, place)
            for line in range(150)
            for place in range(10)
        )
        lines = block.line_count + 150
        return [replace(block, line_count=lines, cells=(*block.cells, *below))]

    report = recognise(with_blocks(source, grow), catalogue)
    assert len(asked) <= 2_000  # a thousand for each of two tables
    assert len(report.doubts) >= 1500
    assert all(report.figure(a) == clean.figure(a) for a in clean.cell_addresses)
