"""The form of 国办公开办函〔2019〕60号, for report years 2019 and 2020, word for word."""

from __future__ import annotations

import pytest

from app.model.form import Form, Table

DISCLOSURE = [
    ["第二十条第（一）项"],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章"],
    ["规范性文件"],
    ["第二十条第（五）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可"],
    ["其他对外管理服务事项"],
    ["第二十条第（六）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政处罚"],
    ["行政强制"],
    ["第二十条第（八）项"],
    ["信息内容", "上一年项目数量", "本年增/减"],
    ["行政事业性收费"],
    ["第二十条第（九）项"],
    ["信息内容", "采购项目数量", "采购总金额"],
    ["政府集中采购"],
]
REQUEST_ROWS = [
    ("received", "", "一、本年新收政府信息公开申请数量"),
    ("carried_in", "", "二、上年结转政府信息公开申请数量"),
    ("granted", "", "（一）予以公开"),
    ("partial", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("secret", "（三）不予公开", "1.属于国家秘密"),
    ("statute", "（三）不予公开", "2.其他法律行政法规禁止公开"),
    ("safety", "（三）不予公开", "3.危及“三安全一稳定”"),
    ("third_party", "（三）不予公开", "4.保护第三方合法权益"),
    ("internal", "（三）不予公开", "5.属于三类内部事务信息"),
    ("process", "（三）不予公开", "6.属于四类过程性信息"),
    ("casefile", "（三）不予公开", "7.属于行政执法案卷"),
    ("inquiry", "（三）不予公开", "8.属于行政查询事项"),
    ("not_held", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("needs_creation", "（四）无法提供", "2.没有现成信息需要另行制作"),
    ("unclear", "（四）无法提供", "3.补正后申请内容仍不明确"),
    ("petition", "（五）不予处理", "1.信访举报投诉类申请"),
    ("repeat", "（五）不予处理", "2.重复申请"),
    ("publication", "（五）不予处理", "3.要求提供公开出版物"),
    ("excessive", "（五）不予处理", "4.无正当理由大量反复申请"),
    ("confirmation", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
    ("other_handling", "", "（六）其他处理"),
    ("concluded", "", "（七）总计"),
    ("carried_out", "", "四、结转下年度继续办理"),
]
DISCLOSURE_KEYS = [
    *(
        f"disclosure.{row}.{column}"
        for row in ("rules", "normative")
        for column in ("made", "newly_disclosed", "disclosed_total")
    ),
    *(
        f"disclosure.{row}.{column}"
        for row in ("licensing", "external", "penalties", "coercion")
        for column in ("prior_items", "change", "decisions")
    ),
    "disclosure.fees.prior_items",
    "disclosure.fees.change",
    "disclosure.procurement.items",
    "disclosure.procurement.amount",
]


def texts(table: Table) -> list[list[str]]:
    """The words of each printed line."""
    lines: list[list[str]] = [[] for _ in range(table.line_count)]
    for label in sorted(table.labels, key=lambda one: (one.line, one.position)):
        lines[label.line].append(label.text)
    return lines


def test_chapters_are_those_of_the_later_form(form_2019: Form, form_2021: Form) -> None:
    """Guards that a report can be started from one of the form before, chapter by chapter."""
    assert [(s.id, s.title, s.table, s.must_have_text) for s in form_2019.sections] == [
        (s.id, s.title, s.table, s.must_have_text) for s in form_2021.sections
    ]


def test_labels_of_table_two(form_2019: Form) -> None:
    """Guards every printed word of table two and its order."""
    assert texts(form_2019.tables["disclosure"]) == DISCLOSURE


def test_keys_of_table_two(form_2019: Form) -> None:
    """Guards the addresses of the contract."""
    table = form_2019.tables["disclosure"]
    assert [str(address) for address in table.addresses] == DISCLOSURE_KEYS
    assert table.inputs == table.addresses


def test_kinds_of_figures_of_table_two(form_2019: Form) -> None:
    """Guards N-INT: 增/减 may be negative, only the purchase is an amount."""
    kinds = {a.column: form_2019.kind(a) for a in form_2019.tables["disclosure"].addresses}
    assert [column for column, kind in kinds.items() if kind == "change"] == ["change"]
    assert [column for column, kind in kinds.items() if kind == "amount"] == ["amount"]


def test_rows_and_groups_of_table_three(form_2019: Form) -> None:
    """Guards 23 rows: （六）其他处理 is one row without children."""
    rows = form_2019.tables["requests"].rows
    assert [(row.key, row.group, row.label) for row in rows] == REQUEST_ROWS
    assert form_2019.tables["requests"].line_count == len(REQUEST_ROWS) + 3


def test_results_of_table_three_span_twenty_lines(form_2019: Form) -> None:
    """Guards the tall cell 三、本年度办理结果 and the spans of the groups."""
    downs = {label.text: label.down for label in form_2019.tables["requests"].labels}
    tall = {text: down for text, down in downs.items() if down > 3}
    assert tall == {"三、本年度办理结果": 20, "（三）不予公开": 8, "（五）不予处理": 5}
    assert downs["（四）无法提供"] == 3
    assert downs["（六）其他处理"] == 1


@pytest.mark.parametrize(
    ("table", "lines", "width", "figures", "inputs"),
    [
        ("disclosure", 18, 4, 22, 22),
        ("requests", 26, 10, 161, 132),
        ("disputes", 4, 15, 15, 12),
    ],
)
def test_sizes(
    form_2019: Form, table: str, lines: int, width: int, figures: int, inputs: int
) -> None:
    """Guards the physical grid and how many figures are to be typed."""
    it = form_2019.tables[table]
    assert (it.line_count, len(it.widths), len(it.figures), len(it.inputs)) == (
        lines,
        width,
        figures,
        inputs,
    )


def test_table_four_is_the_same_in_both_forms(form_2019: Form, form_2021: Form) -> None:
    """Guards that disputes can be compared over the change of forms."""
    old, new = form_2019.tables["disputes"], form_2021.tables["disputes"]
    assert (old.labels, old.figures, old.rows, old.columns) == (
        new.labels,
        new.figures,
        new.rows,
        new.columns,
    )


def test_columns_of_table_three_are_the_same_in_both_forms(
    form_2019: Form, form_2021: Form
) -> None:
    """Guards that carried-over requests can be compared over the change of forms."""
    assert form_2019.tables["requests"].columns == form_2021.tables["requests"].columns


def test_computed_cells(form_2019: Form) -> None:
    """Guards which cells are never typed: 6 sums over results, 23 row totals, 3 of table four."""
    derived = {str(address) for address in form_2019.derived}
    expected = {f"requests.{key}.total" for key, _, _ in REQUEST_ROWS}
    expected |= {
        f"requests.concluded.{column}"
        for column in ("natural", "business", "research", "charity", "legal", "other")
    }
    expected |= {f"disputes.{row}.total" for row in ("review", "direct", "after_review")}
    assert derived == expected


def test_the_notice(form_2019: Form) -> None:
    """Guards the citation."""
    assert form_2019.notice == "国办公开办函〔2019〕60号"
