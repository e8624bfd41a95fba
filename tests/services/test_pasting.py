"""Blocks with names go where the names say, whoever wrote them; what does not fit is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from clipboards import block_of, part_of

from app.model.address import Address
from app.model.form import Form
from app.model.source import SourceCell, SourceTable
from app.services.blocks import as_html, as_text, parse_text, read_block, rows_of, table_of
from app.services.catalogue import Catalogue
from app.services.pasting import Placed, place_by_names

CAPTURED = Path(__file__).parents[1] / "data" / "clipboard" / "libreoffice.html"


@pytest.fixture(scope="module")
def form(catalogue: Catalogue) -> Form:
    return catalogue.form_for_year(2023)


def _first(form: Form, table: str) -> Address:
    return form.tables[table].inputs[0]


def _figures(form: Form, table: str) -> dict[Address, str]:
    return {a: str(n + 1) for n, a in enumerate(form.tables[table].inputs)}


def _place(form: Form, block: SourceTable, at: str) -> Placed:
    (placed,) = place_by_names([block], form, Address.parse(at))
    return placed


def _texts(placed: Placed) -> dict[Address, str]:
    return {a: figure.text for a, figure in placed.figures.items()}


@pytest.mark.parametrize("key", ["disclosure", "requests", "disputes"])
def test_a_whole_table_goes_into_its_own_whatever_table_is_shown(form: Form, key: str) -> None:
    figures = _figures(form, key)
    placed = _place(form, block_of(form.tables[key], figures), "requests.granted.legal")
    assert (placed.table.key, _texts(placed), placed.left) == (key, figures, [])


def test_rows_in_another_order_and_columns_left_out(form: Form) -> None:
    rows = [
        ["项目", "商业企业", "自然人"],
        ["二、上年结转政府信息公开申请数量", "5", "6"],
        ["（一）予以公开", "7", "8"],
        ["本年新收政府信息公开申请数量", "1", "2"],
    ]
    placed = _place(form, table_of(rows), "requests.granted.legal")
    assert {str(a): t for a, t in _texts(placed).items()} == {
        "requests.carried_in.business": "5",
        "requests.carried_in.natural": "6",
        "requests.granted.business": "7",
        "requests.granted.natural": "8",
        "requests.received.business": "1",
        "requests.received.natural": "2",
    }
    words = placed.sentence()
    assert words.startswith("按行名、列名放入表三 6 格：")
    assert "“商业企业”、“自然人”列" in words


def test_names_of_rows_alone_take_the_columns_from_the_cursor_on(form: Form) -> None:
    rows = [["（一）予以公开", "7", "8"], ["1.属于国家秘密", "1", "2"]]
    placed = _place(form, table_of(rows), "requests.received.research")
    assert {str(a) for a in placed.figures} == {
        "requests.granted.research",
        "requests.granted.charity",
        "requests.secret.research",
        "requests.secret.charity",
    }
    assert "按行名放入" in placed.sentence()


def test_names_of_columns_alone_take_the_rows_from_the_cursor_on(form: Form) -> None:
    rows = [["法律服务机构", "科研机构"], ["7", "8"], ["1", "2"]]
    placed = _place(form, table_of(rows), "requests.granted.natural")
    assert {str(a): t for a, t in _texts(placed).items()} == {
        "requests.granted.legal": "7",
        "requests.granted.research": "8",
        "requests.partial.legal": "1",
        "requests.partial.research": "2",
    }
    assert "按列名放入" in placed.sentence()


def test_a_row_with_all_its_figures_needs_no_names_of_columns(form: Form) -> None:
    rows = [["（一）予以公开", "1", "2", "3", "4", "5", "6", "21"]]
    placed = _place(form, table_of(rows), "requests.received.legal")
    assert next(str(a) for a in placed.figures) == "requests.granted.natural"
    assert len(placed.figures) == 6
    assert {str(a): f.text for a, f in placed.totals.items()} == {"requests.granted.total": "21"}


def test_serial_numbers_before_the_names_are_no_figures(form: Form) -> None:
    rows = [["序号", "项目", "自然人"], ["1", "（一）予以公开", "7"], ["2", "（二）部分公开", "8"]]
    head = [["序号", "项目", "自然人"], ["3", "（一）予以公开（区分处理的）", "7"]]
    assert len(_place(form, table_of(rows), "requests.received.natural").figures) == 2
    assert len(_place(form, table_of(head), "requests.received.natural").figures) == 1


def test_an_unknown_row_is_told_and_never_guessed(form: Form) -> None:
    """（三）不予公开 over it and 其他 above it must not give it a place."""
    block = block_of(form.tables["requests"], _figures(form, "requests"))
    cells = tuple(
        SourceCell("甲乙丙丁", c.line, c.position, c.across, c.down)
        if c.text == "1.属于国家秘密"
        else c
        for c in block.cells
    )
    placed = _place(form, SourceTable(block.line_count, block.width, cells), "requests.misc.other")
    assert len(placed.left) == 6
    assert not any(a.row == "secret" for a in placed.figures)
    assert len(placed.figures) == len(form.tables["requests"].inputs) - 6
    assert "6 格没有认出行名或列名，没有放入" in placed.sentence()


def test_a_misspelt_name_is_taken_and_told(form: Form) -> None:
    rows = [["项目", "自然人"], ["1.属于国家密秘", "3"]]
    placed = _place(form, table_of(rows), "requests.received.natural")
    assert [str(a) for a in placed.figures] == ["requests.secret.natural"]
    assert "“1.属于国家密秘”当作“1.属于国家秘密”" in placed.sentence()


def test_a_block_without_names_is_nobody_s(form: Form) -> None:
    at = _first(form, "requests")
    assert place_by_names([table_of([["1", "2"], ["3", "4"]])], form, at) == ()
    assert place_by_names([table_of([["甲", "2"], ["乙", "4"]])], form, at) == ()
    assert place_by_names([table_of([["其他"]])], form, at) == ()


def test_part_of_a_table_with_merged_names(form: Form) -> None:
    block = part_of(
        block_of(form.tables["requests"], _figures(form, "requests")), range(5, 12), range(1, 6)
    )
    placed = _place(form, block, "requests.received.natural")
    assert placed.left == []
    assert {a.row for a in placed.figures} == {
        "granted", "partial", "secret", "statute", "safety", "third_party", "internal",
    }  # fmt: skip
    assert {a.column for a in placed.figures} == {"natural", "business", "research"}


def test_the_block_of_libreoffice(form: Form) -> None:
    """Written by LibreOffice 7.4 itself from a sheet with merged names and grouped digits."""
    (table,) = read_block(CAPTURED.read_text(encoding="utf-8"), "")
    placed = _place(form, table, "requests.misc.other")
    inputs = form.tables["requests"].inputs
    assert _texts(placed) == {a: str((n + 1) * 37 % 2000) for n, a in enumerate(inputs)}
    assert len(placed.totals) == len(form.tables["requests"].derived)


def test_page_of_a_block_and_text_hold_the_same(form: Form) -> None:
    block = block_of(form.tables["requests"], _figures(form, "requests"))
    (again,) = read_block(as_html(block), "")
    assert rows_of(again) == rows_of(block)
    assert {(c.across, c.down) for c in again.cells} == {(c.across, c.down) for c in block.cells}
    assert parse_text(as_text(block)) == [[text or "" for text in row] for row in rows_of(block)]


def test_a_formula_leaves_as_text() -> None:
    html = as_html(table_of([["=cmd|' /C calc'!A0", "12"]]))
    assert "<td style=\"mso-number-format:'\\@'\">=cmd" in html
    assert "<td>12</td>" in html


def test_a_broken_or_empty_page_leaves_the_text() -> None:
    assert rows_of(read_block("", "1\t2")[0]) == [["1", "2"]]
    assert rows_of(read_block("<p>1</p>", "1\t2")[0]) == [["1", "2"]]
    assert rows_of(read_block("<p>17</p>", "")[0]) == [["17"]]
    assert read_block("", "") == []
    assert read_block("<html></html>", "") == []


_RAGGED = (
    "一、本年新收政府信息公开申请数量\t41\t42\t43\t44\t45\t46\t\n"
    "三、本年度办理结果\t(一) 予以公开\t1\t2\t3\t4\t5\t6\t\n"
    "\t(二) 部分公开\t11\t12\t13\t14\t15\t16\t\n"
    "\t(三) 不予公开\t1. 属于国家秘密\t21\t22\t23\t24\t25\t26\t"
)
"""Lines of the form as they are copied where merged cells get lost: each begins elsewhere."""

_COLUMNS = ("natural", "business", "research", "charity", "legal", "other")


def test_lines_that_lost_their_merged_cells_keep_every_figure(form: Form) -> None:
    """Guards against figures that move by a column, or are dropped, without a word."""
    placed = _place(form, table_of(parse_text(_RAGGED)), "requests.granted.natural")
    wanted = {
        f"requests.{row}.{column}": str(first + at)
        for row, first in (("received", 41), ("granted", 1), ("partial", 11), ("secret", 21))
        for at, column in enumerate(_COLUMNS)
    }
    got = {str(a): t for a, t in _texts(placed).items() if t}
    assert got == wanted
    assert placed.left == []


def test_a_blank_first_figure_is_told_from_a_lost_cell(form: Form) -> None:
    shorter = _RAGGED.replace("(二) 部分公开\t11", "(二) 部分公开\t")
    merged = _RAGGED.replace("(一) 予以公开\t1\t2", "(一) 予以公开\t\t1\t2")
    for block, row, wanted in (
        (shorter, "partial", ["12", "13", "14", "15", "16"]),
        (merged, "granted", ["1", "2", "3", "4", "5", "6"]),
    ):
        placed = _place(form, table_of(parse_text(block)), "requests.granted.natural")
        got = {str(a): t for a, t in _texts(placed).items() if t and a.row == row}
        columns = _COLUMNS[-len(wanted) :]
        assert got == {f"requests.{row}.{c}": t for c, t in zip(columns, wanted, strict=True)}


def test_names_of_columns_stand_above_the_longest_lines(form: Form) -> None:
    head = "\t\t\t其他\t法律服务机构\t社会公益组织\t科研机构\t商业企业\t自然人\n"
    placed = _place(form, table_of(parse_text(head + _RAGGED)), "requests.granted.natural")
    got = {str(a): t for a, t in _texts(placed).items() if a.row in ("granted", "secret") and t}
    assert got == {
        f"requests.{row}.{column}": str(first + at)
        for row, first in (("granted", 1), ("secret", 21))
        for at, column in enumerate(reversed(_COLUMNS))
    }
