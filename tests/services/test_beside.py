"""Last year beside this year: what differs, and nothing of either text is lost."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import add_section, put_figures, write_text
from app.model.numbers import parse_figure
from app.model.previous import Previous
from app.rules.figures import compute
from app.services.beside import (
    FigurePair,
    Piece,
    chapters_beside,
    compare_texts,
    figures_beside,
)
from app.services.catalogue import Catalogue

_CELL = Address.parse("requests.received.natural")


def _pair(last: str | None, this: str | None) -> FigurePair:
    return FigurePair(_CELL, *(None if v is None else Decimal(v) for v in (last, this)))


def test_change_in_words() -> None:
    assert (_pair("4", "6").change_words, _pair("4", "6").share_words) == ("▲ 2", "+50.0%")
    assert (_pair("4", "3").change_words, _pair("4", "3").share_words) == ("▼ 1", "-25.0%")
    assert (_pair("0", "3").change_words, _pair("0", "3").share_words) == ("▲ 3", "")
    assert _pair("4", "4").change_words == "不变"


def test_a_blank_is_no_zero() -> None:
    pair = _pair("0", None)
    assert pair.differs
    assert (pair.change_words, pair.share_words) == ("", "")


def test_figures_stand_in_the_order_of_print(catalogue: Catalogue) -> None:
    form = catalogue.form_for_year(2022)
    report = blank_report(form, "甲局", 2022)
    report.apply(put_figures(report, form, {_CELL: parse_figure("7")}, "填"))
    previous = Previous("甲局", 2021, {_CELL: Decimal(5)})
    table = form.tables["requests"]
    pairs = figures_beside(table, previous, compute(form, report))
    assert [pair.address for pair in pairs] == list(table.addresses)
    assert next(p for p in pairs if p.address == _CELL).change == 2


def test_own_chapters_meet_by_title_and_lost_ones_come_last(catalogue: Catalogue) -> None:
    form = catalogue.form_for_year(2022)
    report = blank_report(form, "甲局", 2022)
    edit, own = add_section(report, 5, "重点工作", "加")
    report.apply(edit)
    report.apply(write_text(report, own, "今年", "写"))
    previous = Previous(
        "甲局",
        2021,
        {},
        {"overview": "总", "extra-1": "没了", "extra-2": "去年"},
        {"overview": "一、总体情况", "extra-1": "五、旧的一章", "extra-2": "六、重点工作"},
    )
    pairs = {pair.title: pair for pair in chapters_beside(form, report, previous)}
    assert (pairs["六、重点工作"].last, pairs["六、重点工作"].this) == ("去年", "今年")
    assert pairs["一、总体情况"].last == "总"
    lost = pairs["五、旧的一章"]
    assert (lost.last, lost.this) == ("没了", None)
    assert list(pairs)[-1] == "五、旧的一章"


def test_words_that_went_and_words_that_came() -> None:
    left, right = compare_texts("收到申请 206 件。都已答复。", "收到申请 318 件。都已答复。")
    assert Piece("206", "gone") in left
    assert Piece("318", "new") in right
    assert left[-1] == Piece("都已答复。", "same")


def test_a_number_differs_as_a_whole() -> None:
    left, right = compare_texts("2021年报告情况", "2022年报告情况")
    assert left[0] == Piece("2021", "gone")
    assert right[0] == Piece("2022", "new")


def test_a_text_of_one_year_only() -> None:
    assert compare_texts("旧", "") == ([Piece("旧", "gone")], [])
    assert compare_texts("", "新") == ([], [Piece("新", "new")])


_TEXTS = st.text(st.sampled_from("申请件。；\n2021年政府信息"), max_size=60)


@given(_TEXTS, _TEXTS)
def test_pieces_are_the_texts_and_what_is_the_same_is_the_same(last: str, this: str) -> None:
    left, right = compare_texts(last, this)
    assert "".join(piece.text for piece in left) == last
    assert "".join(piece.text for piece in right) == this
    same = ["".join(p.text for p in side if p.state == "same") for side in (left, right)]
    assert same[0] == same[1]
