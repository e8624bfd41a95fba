"""What goes on paper: titles, paragraphs with their headings, tables cell by cell, signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.document import Cover, Document, Paragraph, PrintedFigure, PrintedTable
from app.model.edits import (
    add_section,
    keep_printed,
    move_section,
    put_figures,
    remove_section,
    set_house,
    set_particular,
    write_text,
)
from app.model.form import Form
from app.model.house import Setting
from app.model.numbers import BLANK, parse_figure
from app.model.report import Edit, Report, Slot
from app.rules.figures import compute
from app.services.compose import (
    chinese_date,
    compose,
    differing_totals,
    effective_title,
    kept_totals,
    replaced_totals,
)


def composed(form: Form, report: Report) -> Document:
    """A report as it is to be printed."""
    return compose(form, report, compute(form, report))


def paragraphs(document: Document, role: str) -> list[str]:
    """The words of all paragraphs of a role."""
    return [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role == role]


def tables(document: Document) -> dict[str, PrintedTable]:
    """The tables by key."""
    return {b.key: b for b in document.blocks if isinstance(b, PrintedTable)}


def figures(document: Document, table: str) -> list[str]:
    """The figures of a table in reading order."""
    return [c.text for line in tables(document)[table].lines for c in line if c.is_figure]


def with_particulars(form: Form, particulars: Mapping[str, str | date]) -> Report:
    """A new report with some particulars set."""
    report = blank_report(form, "清河市教育局", 2024)
    for name, value in particulars.items():
        report.apply(set_particular(report, name, value, "改"))
    return report


@pytest.mark.parametrize(
    ("unit", "doc_title", "lines"),
    [
        ("清河市教育局", "", ["清河市教育局", "2024年政府信息公开工作年度报告"]),
        ("", "", ["2024年政府信息公开工作年度报告"]),
        ("清河市教育局", "清河市教育局2024年年报", ["清河市教育局", "2024年年报"]),
        ("清河市教育局", "2024年年报", ["2024年年报"]),
        ("清河市教育局", "清河市教育局", ["清河市教育局"]),
        ("清河市教育局", "关于清河市教育局的年报", ["关于清河市教育局的年报"]),
    ],
)
def test_the_title_breaks_after_the_unit(
    form_2021: Form, unit: str, doc_title: str, lines: list[str]
) -> None:
    """Guards the two lines of the title, and titles that do not begin with the unit."""
    report = with_particulars(form_2021, {"unit": unit, "doc_title": doc_title})
    document = composed(form_2021, report)
    assert paragraphs(document, "title") == lines
    assert document.title == "".join(lines)
    assert document.unit == unit
    assert effective_title(form_2021, report) == document.title
    assert [b.role for b in document.blocks[: len(lines)] if isinstance(b, Paragraph)] == (
        ["title"] * len(lines)
    )


def test_an_unknown_year_leaves_a_gap_in_the_title(form_2021: Form) -> None:
    """Guards a report whose year is not yet known: no `None` on paper."""
    report = blank_report(form_2021, "甲局", 2024)
    report.apply(set_particular(report, "year", None, "改"))
    assert composed(form_2021, report).title == "甲局年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("preamble", "contact", "expected"),
    [
        ("", "", []),
        ("第一段。\n第二段。", "", ["第一段。", "第二段。"]),
        ("  第一段。\n\n \u3000\n第二段。\n", "", ["第一段。", "第二段。"]),
        ("第一段。", "电话：0000-0000", ["第一段。", "联系方式：电话：0000-0000"]),
        ("第一段。", "联系方式：电话", ["第一段。", "联系方式：电话"]),
        ("", "电话", ["联系方式：电话"]),
    ],
)
def test_the_preamble_ends_with_the_contact(
    form_2021: Form, preamble: str, contact: str, expected: list[str]
) -> None:
    """Guards paragraphs before 一、: empty lines are none, the contact has its lead once."""
    report = with_particulars(form_2021, {"preamble": preamble, "contact": contact})
    assert paragraphs(composed(form_2021, report), "preamble") == expected


def test_headings_of_the_second_level_are_runs_of_their_own(form_2021: Form) -> None:
    """Guards 楷体 for （一） and 仿宋 for the sentence that runs on."""
    report = blank_report(form_2021, "甲局", 2024)
    text = "总述。\n（一）主动公开。我局依法公开。\n（二）依申请公开\n\n  1.受理情况。没有。\n（1）网上申请\n2.全年没有收到申请。"
    report.apply(write_text(report, "overview", text, "写"))
    bodies = [
        b
        for b in composed(form_2021, report).blocks
        if isinstance(b, Paragraph) and b.role in ("body", "heading2", "heading3")
    ]
    assert [b.role for b in bodies] == ["body", "body", "heading2", "body", "heading3", "body"]
    assert [[(run.text, run.role) for run in body.runs] for body in bodies] == [
        [("总述。", "plain")],
        [("（一）主动公开。", "heading2"), ("我局依法公开。", "plain")],
        [("（二）依申请公开", "plain")],
        [("1.受理情况。", "heading3"), ("没有。", "plain")],
        [("（1）网上申请", "plain")],
        [("2.全年没有收到申请。", "plain")],
    ]


def test_chapters_stand_in_the_order_of_the_report_with_their_tables(form_2021: Form) -> None:
    """Guards order: title, then text, then the table of the chapter; own chapters in place."""
    report = blank_report(form_2021, "甲局", 2024)
    edit, _ = add_section(report, 5, "重点工作落实情况", "加")
    report.apply(edit)
    report.apply(write_text(report, "extra-1", "已落实。", "写"))
    report.apply(write_text(report, "requests", "见下表。", "写"))
    blocks = composed(form_2021, report).blocks[2:]
    assert [b.key if isinstance(b, PrintedTable) else b.text for b in blocks] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "disclosure",
        "三、收到和处理政府信息公开申请情况",
        "见下表。",
        "requests",
        "四、政府信息公开行政复议、行政诉讼情况",
        "disputes",
        "五、存在的主要问题及改进情况",
        "六、重点工作落实情况",
        "已落实。",
        "七、其他需要报告的事项",
    ]
    roles = {b.text: b.role for b in blocks if isinstance(b, Paragraph)}
    assert roles["七、其他需要报告的事项"] == "heading1"
    assert roles["已落实。"] == "body"


def test_a_moved_and_a_removed_chapter_take_their_tables_along(form_2021: Form) -> None:
    """Guards tables against staying behind."""
    report = blank_report(form_2021, "甲局", 2024)
    report.apply(move_section(report, "disputes", 0, "移"))
    report.apply(remove_section(report, "requests", "删"))
    document = composed(form_2021, report)
    assert list(tables(document)) == ["disputes", "disclosure"]


@pytest.mark.parametrize(
    ("particulars", "expected"),
    [
        ({}, []),
        ({"signature_unit": "清河市教育局"}, ["清河市教育局"]),
        ({"signature_date": date(2025, 1, 7)}, ["2025年1月7日"]),
        (
            {"signature_unit": "清河市教育局", "signature_date": date(2025, 11, 30)},
            ["清河市教育局", "2025年11月30日"],
        ),
    ],
)
def test_the_signature_comes_last_if_at_all(
    form_2021: Form, particulars: dict[str, str | date], expected: list[str]
) -> None:
    """Guards the signature: unit and date, each only where the report has it."""
    document = composed(form_2021, with_particulars(form_2021, particulars))
    assert paragraphs(document, "signature") + paragraphs(document, "date") == expected
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.role in ("signature", "date")) == bool(expected)


@pytest.mark.parametrize(
    ("day", "text"), [(date(2025, 1, 17), "2025年1月17日"), (date(2024, 12, 1), "2024年12月1日")]
)
def test_dates_have_no_leading_zeros(day: date, text: str) -> None:
    """Guards the date as documents write it."""
    assert chinese_date(day) == text


def test_blank_cells_are_empty_on_paper_and_so_are_their_totals(form_2021: Form) -> None:
    """Guards blanks: never printed as 0, not even summed."""
    document = composed(form_2021, blank_report(form_2021, "甲局", 2024))
    for table, count in (("disclosure", 10), ("requests", 175), ("disputes", 15)):
        assert figures(document, table) == [""] * count


@pytest.mark.parametrize("form_id", ["form_2019", "form_2021"])
def test_figures_stand_where_the_form_has_them(
    request: pytest.FixtureRequest, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    """Guards every cell: its place, its span, its figure; totals as computed."""
    form: Form = request.getfixturevalue(form_id)
    report = clean_report(form)
    values = compute(form, report)
    document = composed(form, report)
    for key, table in form.tables.items():
        printed = tables(document)[key]
        assert (printed.widths, printed.head) == (table.widths, table.head)
        assert len(printed.lines) == table.line_count
        cells = {
            (line, cell.position): cell for line, row in enumerate(printed.lines) for cell in row
        }
        assert len(cells) == len(table.labels) + len(table.figures)
        for label in table.labels:
            cell = cells[label.line, label.position]
            assert (cell.text, cell.across, cell.down) == (label.text, label.across, label.down)
            assert (cell.is_figure, cell.vertical) == (False, label.vertical)
        for figure in table.figures:
            cell = cells[figure.line, figure.position]
            assert cell.text == f"{values[figure.address]}"
            assert (cell.across, cell.down, cell.is_figure) == (figure.across, 1, True)
        positions = [[cell.position for cell in row] for row in printed.lines]
        assert positions == [sorted(row) for row in positions]


def test_amounts_keep_their_decimals_and_raw_texts_their_words(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards figures as they stood: 100.50, and what is no number."""
    report = clean_report(form_2021)
    (normative,) = (a for a in form_2021.addresses if str(a) == "disclosure.normative.issued")
    report.apply(put_figures(report, form_2021, {normative: parse_figure("无")}, "填"))
    printed = figures(composed(form_2021, report), "disclosure")
    assert printed[-1] == "100.50"
    assert printed[3] == "无"


def test_totals_are_written_as_computed(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards totals: the computed one stands on paper, beside a finding about the printed one."""
    report = clean_report(form_2021)
    before = figures(composed(form_2021, report), "disputes")
    (total,) = (a for a in form_2021.addresses if str(a) == "disputes.review.total")
    for wrong in (parse_figure("999"), BLANK, parse_figure("/"), None):
        report.apply(Edit("", (report.change(Slot("printed", total), wrong),)))
        assert figures(composed(form_2021, report), "disputes") == before


def test_a_printed_total_is_written_where_the_user_chose_to_keep_it(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the choice: the wrong total as it stood, a blank one still computed, and undo."""
    report = clean_report(form_2021)
    before = figures(composed(form_2021, report), "disputes")
    (total,) = (a for a in form_2021.addresses if str(a) == "disputes.review.total")
    for text, written in (("999", "999"), ("/", "/"), ("", before[4])):
        report.apply(Edit("", (report.change(Slot("printed", total), parse_figure(text)),)))
        values = compute(form_2021, report)
        assert differing_totals(report, values) == replaced_totals(report, values) == [total]
        choice = keep_printed(report, "保留", keep=True)
        report.apply(choice)
        assert figures(composed(form_2021, report), "disputes")[4] == written
        assert kept_totals(report, values) == ([total] if text else [])
        assert replaced_totals(report, values) == ([] if text else [total])
        assert keep_printed(report, "保留", keep=True).is_empty
        report.apply(choice.inverse())
        assert figures(composed(form_2021, report), "disputes") == before
        assert kept_totals(report, values) == []


def test_the_house_style_of_the_report_goes_with_the_document(form_2021: Form) -> None:
    """Guards the office's own layout: one edit, undone whole, and parts that are not wanted."""
    report = with_particulars(
        form_2021,
        {
            "preamble": "前言。",
            "signature_unit": "清河市教育局",
            "signature_date": date(2025, 1, 7),
        },
    )
    assert composed(form_2021, report).house == form_2021.house
    assert composed(form_2021, report).cover is None
    wanted: dict[str, Setting] = {
        "pitch": 28.95,
        "has_cover": True,
        "has_preamble": False,
        "has_signature": False,
    }
    edit = set_house(report, wanted, "改版式")
    report.apply(edit)
    document = composed(form_2021, report)
    assert document.house == form_2021.house.altered(wanted)
    assert paragraphs(document, "preamble") + paragraphs(document, "signature") == []
    assert document.cover == Cover(
        ("清河市教育局", "2024年政府信息公开工作年度报告"), "清河市教育局", "2025年1月7日"
    )
    report.apply(set_house(report, {"pitch": 28.95}, "改版式"))
    assert report.house == {"pitch": 28.95}
    assert set_house(report, {"pitch": 28.95}, "改版式").is_empty
    report.apply(set_house(report, {}, "恢复"))
    assert report.house == {}


def test_a_total_that_cannot_be_computed_stays_as_it_was_printed(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards published figures: a blank input does not wipe out the total beside it."""
    report = clean_report(form_2021)
    (cell,) = (a for a in form_2021.addresses if str(a) == "disputes.review.pending")
    before = figures(composed(form_2021, report), "disputes")
    report.apply(Edit("", (report.change(Slot("cell", cell), None),)))
    after = figures(composed(form_2021, report), "disputes")
    assert after == [*before[:3], "", *before[4:]]
    report.apply(put_figures(report, form_2021, {cell: parse_figure("1")}, "填"))
    report.apply(put_figures(report, form_2021, {cell: BLANK}, "清除"))
    assert figures(composed(form_2021, report), "disputes")[3:5] == ["", ""]


def test_the_sample_on_paper(form_2021: Form, sample: Report) -> None:
    """Guards the whole of a real report: its parts in order and its totals filled in."""
    document = composed(form_2021, sample)
    assert paragraphs(document, "title") == ["2021"]
    assert len(paragraphs(document, "preamble")) == 1
    assert paragraphs(document, "heading1") == [s.title for s in sample.sections]
    assert len(paragraphs(document, "body")) == 10
    assert paragraphs(document, "signature") == []
    assert figures(document, "requests") == ["0"] * 175
    heads = [
        r.text
        for b in document.blocks
        if isinstance(b, Paragraph)
        for r in b.runs
        if r.role == "heading2"
    ]
    assert heads == [
        "（一）主动公开情况。",
        "（二）依申请公开情况。",
        "（三）政府信息管理。",
        "（四）平台建设。",
        "（五）监督保障。",
        "（一）存在的问题。",
        "（二）改进措施。",
    ]


def figure_of(document: Document, address: str) -> PrintedFigure:
    """What the document knows of one figure."""
    found = [
        cell.figure
        for table in tables(document).values()
        for line in table.lines
        for cell in line
        if cell.figure and cell.figure.address == Address.parse(address)
    ]
    assert len(found) == 1
    assert found[0] is not None
    return found[0]


@pytest.mark.parametrize(
    ("typed", "printed", "number", "is_live"),
    [
        (["1", "2", "3", "4", "5", "6"], None, "21", True),
        (["1", "2", "", "4", "5", "6"], None, None, True),
        (["1", "2", "", "4", "5", "6"], "99", "99", False),
        (["1", "2", "", "4", "5", "6"], "无", None, False),
        (["1", "2", "3件", "4", "5", "6"], None, "21", False),
        (["1", "2", "3", "4", "5", "6"], "99", "21", True),
        (["9" * 15] * 6, None, None, True),
    ],
)
def test_a_formula_comes_along_where_it_gives_what_is_printed(
    form_2021: Form, typed: list[str], printed: str | None, number: str | None, *, is_live: bool
) -> None:
    """Guards workbooks: a live formula must never show another figure than the other ways out."""
    report = blank_report(form_2021, "甲局", 2024)
    columns = form_2021.tables["requests"].row("received").columns
    cells = {
        Address("requests", "received", column): parse_figure(text)
        for column, text in zip(columns, typed, strict=False)
    }
    report.apply(put_figures(report, form_2021, cells, "填"))
    if printed is not None:
        slot = Slot("printed", Address("requests", "received", "total"))
        report = Report({**report.slots, slot: parse_figure(printed)})
    total = figure_of(composed(form_2021, report), "requests.received.total")
    assert total.number == (None if number is None else Decimal(number))
    assert (total.formula is not None) is is_live
    for address, cell in cells.items():
        input_ = figure_of(composed(form_2021, report), str(address))
        assert input_.formula is None
        assert input_.number == (cell.value if cell.raw is None else None)


def test_checks_come_along_with_what_they_leave(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    """Guards the checks of workbooks: gap 0 of a clean report, the gap of a fault, None of a blank."""
    report = clean_report(form_2021)
    balances = [c for c in tables(composed(form_2021, report))["requests"].checks if c.brief.startswith("一＋二")]  # fmt: skip
    assert [check.gap for check in balances] == [0] * 7
    received = Address("requests", "received", "natural")
    value = report.figure(received).value
    assert value is not None
    for text, gap in ((str(value + 3), 3), ("", None), (f"{value}件", None)):
        report.apply(put_figures(report, form_2021, {received: parse_figure(text)}, "填"))
        changed = tables(composed(form_2021, report))["requests"].checks
        assert next(c.gap for c in changed if c.focus == received) == gap
