"""The form of 国办公开办函〔2021〕30号, word for word as it is printed.

The lists below were typed from the notice, not from the format file: whoever alters a label, an
order, a span or a key there must alter it here too, and say why.
"""

from __future__ import annotations

from collections import Counter

import pytest

from app.model.form import Form, Table

SECTIONS = [
    ("overview", "一、总体情况"),
    ("disclosure", "二、主动公开政府信息情况"),
    ("requests", "三、收到和处理政府信息公开申请情况"),
    ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    ("problems", "五、存在的主要问题及改进情况"),
    ("others", "六、其他需要报告的事项"),
]

# Each printed line: (text, columns it spans, lines it spans), from left to right.
DISCLOSURE = [
    [("第二十条第（一）项", 4, 1)],
    [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("本年废止件数", 1, 1), ("现行有效件数", 1, 1)],
    [("规章", 1, 1)],
    [("行政规范性文件", 1, 1)],
    [("第二十条第（五）项", 4, 1)],
    [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)],
    [("行政许可", 1, 1)],
    [("第二十条第（六）项", 4, 1)],
    [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)],
    [("行政处罚", 1, 1)],
    [("行政强制", 1, 1)],
    [("第二十条第（八）项", 4, 1)],
    [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 3, 1)],
    [("行政事业性收费", 1, 1)],
]
REQUESTS_HEAD = [
    [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 7, 1),
    ],
    [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
    [
        ("商业企业", 1, 1),
        ("科研机构", 1, 1),
        ("社会公益组织", 1, 1),
        ("法律服务机构", 1, 1),
        ("其他", 1, 1),
    ],
]
REQUESTS_ROWS = [
    [("一、本年新收政府信息公开申请数量", 3, 1)],
    [("二、上年结转政府信息公开申请数量", 3, 1)],
    [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)],
    [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, 1)],
    [("（三）不予公开", 1, 8), ("1.属于国家秘密", 1, 1)],
    [("2.其他法律行政法规禁止公开", 1, 1)],
    [("3.危及“三安全一稳定”", 1, 1)],
    [("4.保护第三方合法权益", 1, 1)],
    [("5.属于三类内部事务信息", 1, 1)],
    [("6.属于四类过程性信息", 1, 1)],
    [("7.属于行政执法案卷", 1, 1)],
    [("8.属于行政查询事项", 1, 1)],
    [("（四）无法提供", 1, 3), ("1.本机关不掌握相关政府信息", 1, 1)],
    [("2.没有现成信息需要另行制作", 1, 1)],
    [("3.补正后申请内容仍不明确", 1, 1)],
    [("（五）不予处理", 1, 5), ("1.信访举报投诉类申请", 1, 1)],
    [("2.重复申请", 1, 1)],
    [("3.要求提供公开出版物", 1, 1)],
    [("4.无正当理由大量反复申请", 1, 1)],
    [("5.要求行政机关确认或重新出具已获取信息", 1, 1)],
    [
        ("（六）其他处理", 1, 3),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 1, 1),
    ],
    [("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 1, 1)],
    [("3.其他", 1, 1)],
    [("（七）总计", 2, 1)],
    [("四、结转下年度继续办理", 3, 1)],
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DISPUTES = [
    [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
    [(text, 1, 2) for text in RESULTS] + [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
    [(text, 1, 1) for text in RESULTS + RESULTS],
    [],
]
REQUEST_ROW_KEYS = (
    "received carried_in granted partial secret statute safety third_party internal process "
    "casefile inquiry not_held needs_creation unclear petition repeat publication excessive "
    "confirmation no_correction unpaid misc concluded carried_out"
).split()
APPLICANTS = "natural business research charity legal other total".split()
OUTCOMES = "upheld corrected other pending total".split()

KEYS = {
    "disclosure": [
        *(
            f"disclosure.{row}.{c}"
            for row in ("rules", "normative")
            for c in ("issued", "repealed", "in_force")
        ),
        *(f"disclosure.{row}.decisions" for row in ("licensing", "penalties", "coercion")),
        "disclosure.fees.amount",
    ],
    "requests": [f"requests.{row}.{column}" for row in REQUEST_ROW_KEYS for column in APPLICANTS],
    "disputes": [
        f"disputes.{row}.{c}" for row in ("review", "direct", "after_review") for c in OUTCOMES
    ],
}


def printed_lines(table: Table) -> list[list[tuple[str, int, int]]]:
    """The labels of a table as the lists above write them."""
    lines: list[list[tuple[str, int, int]]] = [[] for _ in range(table.line_count)]
    for label in sorted(table.labels, key=lambda one: (one.line, one.position)):
        lines[label.line].append((label.text, label.across, label.down))
    return lines


def test_chapters_stand_as_the_notice_prescribes(form_2021: Form) -> None:
    """Guards ids, titles and order of the six chapters."""
    assert [(spec.id, spec.title) for spec in form_2021.sections] == SECTIONS


def test_three_chapters_hold_the_tables(form_2021: Form) -> None:
    """Guards which table stands in which chapter."""
    assert [spec.table for spec in form_2021.sections] == [
        None,
        "disclosure",
        "requests",
        "disputes",
        None,
        None,
    ]


def test_only_overview_and_others_must_have_text(form_2021: Form) -> None:
    """Guards S-MISSING: an empty chapter five is another check's affair."""
    assert [s.id for s in form_2021.sections if s.must_have_text] == ["overview", "others"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("disclosure", DISCLOSURE),
        ("requests", REQUESTS_HEAD + REQUESTS_ROWS),
        ("disputes", DISPUTES),
    ],
)
def test_labels_spans_and_lines_are_those_of_the_printed_form(
    form_2021: Form, table: str, expected: list[list[tuple[str, int, int]]]
) -> None:
    """Guards every printed word, its place in its line and the cells that it spans."""
    assert printed_lines(form_2021.tables[table]) == expected


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_cells_have_the_addresses_of_the_contract_in_reading_order(
    form_2021: Form, table: str
) -> None:
    """Guards the keys that project files, findings and other programs depend on."""
    assert [str(address) for address in form_2021.tables[table].addresses] == KEYS[table]


@pytest.mark.parametrize(
    ("table", "lines", "width", "head", "figures", "inputs"),
    [
        ("disclosure", 14, 4, 0, 10, 10),
        ("requests", 28, 10, 3, 175, 144),
        ("disputes", 4, 15, 3, 15, 12),
    ],
)
def test_sizes(
    form_2021: Form, table: str, lines: int, width: int, head: int, figures: int, inputs: int
) -> None:
    """Guards the physical grid and how many figures are to be typed."""
    it = form_2021.tables[table]
    assert (it.line_count, len(it.widths), it.head) == (lines, width, head)
    assert (len(it.figures), len(it.inputs)) == (figures, inputs)


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_labels_and_figures_tile_the_grid(form_2021: Form, table: str) -> None:
    """Guards the layout: every physical cell is covered once, none twice."""
    it = form_2021.tables[table]
    covered = Counter(
        (line, position)
        for label in it.labels
        for line in range(label.line, label.line + label.down)
        for position in range(label.position, label.position + label.across)
    )
    covered.update(
        (cell.line, position)
        for cell in it.figures
        for position in range(cell.position, cell.position + cell.across)
    )
    assert covered == Counter(
        (line, position) for line in range(it.line_count) for position in range(len(it.widths))
    )


def test_widths_follow_the_form(form_2021: Form) -> None:
    """Guards the widths of columns: 754, 921, 3271 and 7 × 685 twips; the others equal."""
    widths = {key: table.widths for key, table in form_2021.tables.items()}
    assert widths["requests"] == (754, 921, 3271, *[685] * 7)
    assert len(set(widths["disclosure"])) == 1
    assert max(widths["disputes"]) - min(widths["disputes"]) <= 1


def test_one_decision_figure_spans_three_columns(form_2021: Form) -> None:
    """Guards the wide figure cells of table two."""
    spans = {cell.address.row: cell.across for cell in form_2021.tables["disclosure"].figures}
    assert spans == {
        "rules": 1,
        "normative": 1,
        "licensing": 3,
        "penalties": 3,
        "coercion": 3,
        "fees": 3,
    }


def test_only_the_fee_is_an_amount(form_2021: Form) -> None:
    """Guards N-INT: all other figures are counts of whole things."""
    amounts = [str(a) for a in form_2021.addresses if form_2021.kind(a) != "count"]
    assert amounts == ["disclosure.fees.amount"]
    assert form_2021.kind(form_2021.tables["disclosure"].addresses[-1]) == "amount"


def test_computed_cells_are_totals_and_the_concluded_row(form_2021: Form) -> None:
    """Guards which cells are never typed."""
    expected = {
        f"requests.{row}.{column}"
        for row in REQUEST_ROW_KEYS
        for column in APPLICANTS
        if column == "total" or row == "concluded"
    } | {f"disputes.{row}.total" for row in ("review", "direct", "after_review")}
    assert {str(address) for address in form_2021.derived} == expected


def test_rows_belong_under_their_groups(form_2021: Form) -> None:
    """Guards the groups of table three: who of the rows is under （三）, （四）, （五）, （六）."""
    groups = {row.key: row.group for row in form_2021.tables["requests"].rows}
    members = {
        "（三）不予公开": REQUEST_ROW_KEYS[4:12],
        "（四）无法提供": REQUEST_ROW_KEYS[12:15],
        "（五）不予处理": REQUEST_ROW_KEYS[15:20],
        "（六）其他处理": REQUEST_ROW_KEYS[20:23],
    }
    expected = {key: group for group, keys in members.items() for key in keys}
    assert {key: group for key, group in groups.items() if group} == expected


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("requests.misc.other", "表三“（六）其他处理 3.其他”行“其他”列"),
        ("requests.secret.natural", "表三“（三）不予公开 1.属于国家秘密”行“自然人”列"),
        (
            "requests.not_held.legal",
            "表三“（四）无法提供 1.本机关不掌握相关政府信息”行“法律服务机构”列",
        ),
        ("requests.repeat.charity", "表三“（五）不予处理 2.重复申请”行“社会公益组织”列"),
        ("requests.concluded.total", "表三“（七）总计”行“总计”列"),
        ("requests.carried_out.business", "表三“四、结转下年度继续办理”行“商业企业”列"),
        ("requests.granted.total", "表三“（一）予以公开”行“总计”列"),
        ("disclosure.normative.repealed", "表二“行政规范性文件”行“本年废止件数”列"),
        ("disputes.direct.pending", "表四“行政诉讼 未经复议直接起诉”行“尚未审结”列"),
        ("disputes.review.other", "表四“行政复议”行“其他结果”列"),
    ],
)
def test_a_cell_is_named_by_its_printed_labels(form_2021: Form, address: str, words: str) -> None:
    """Guards the words of findings: a row is named with the group it belongs under."""
    by_text = {str(a): a for a in form_2021.addresses}
    assert form_2021.describe(by_text[address]) == words


@pytest.mark.parametrize(
    ("table", "key", "alias"),
    [
        ("disclosure", "repealed", "本年度止件数"),
        ("disclosure", "normative", "规范性文件"),
        ("requests", "excessive", "4.无正当理由大量重复申请"),
        ("requests", "no_correction", "1.逾期不补正"),
        ("requests", "unpaid", "2.逾期不缴费"),
        (
            "requests",
            "unpaid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不在处理其政府信息公开申请",
        ),
    ],
)
def test_known_misprints_are_aliases(form_2021: Form, table: str, key: str, alias: str) -> None:
    """Guards import: labels that published reports carry are recognised."""
    found = [label for label in form_2021.tables[table].labels if alias in label.aliases]
    assert [label.key for label in found] == [key]


@pytest.mark.parametrize(
    ("section", "alias"),
    [
        ("overview", "主动公开政府信息情况"),
        ("disputes", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("problems", "政府信息公开工作存在的主要问题及改进情况"),
        ("problems", "存在问题及改进情况"),
        ("problems", "存在的主要问题及整改措施"),
        ("others", "其他报告的事项"),
    ],
)
def test_known_titles_are_aliases(form_2021: Form, section: str, alias: str) -> None:
    """Guards import: chapter titles that published reports carry are recognised."""
    spec = form_2021.section(section)
    assert spec is not None
    assert alias in spec.aliases


def test_the_standard_title(form_2021: Form) -> None:
    """Guards 〈单位〉〈年〉年政府信息公开工作年度报告."""
    assert (
        form_2021.standard_title("清河市人民政府", 2024)
        == "清河市人民政府2024年政府信息公开工作年度报告"
    )
    assert form_2021.notice == "国办公开办函〔2021〕30号"
