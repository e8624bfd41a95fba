"""Guards what pictures show: the figures of the report, and that a blank is no nought."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.chart import Chart, Graphic
from app.model.edits import put_figures, set_particular
from app.model.form import Form
from app.model.numbers import BLANK, parse_figure
from app.model.previous import Previous
from app.model.report import Report
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.charting import NOT_THERE, UNKNOWN, graphic_of
from app.services.previous import previous_of


def _graphic(form: Form, report: Report) -> Graphic:
    return graphic_of(form, report, compute(form, report))


def _chart(graphic: Graphic, key: str) -> Chart:
    return next(chart for chart in graphic.charts if chart.key == key)


def _shown(chart: Chart) -> list[tuple[str, str]]:
    return [(bar.label, bar.words) for bar in chart.bars]


def test_outcomes_of_a_published_report(
    form_2021: Form, published_report: Callable[[str], Report]
) -> None:
    """The groups as that city's text states them."""
    graphic = _graphic(form_2021, published_report("suqian_2024"))
    assert _shown(_chart(graphic, "outcomes")) == [
        ("予以公开", "1431 件（40.6%）"),
        ("部分公开", "471 件（13.4%）"),
        ("不予公开", "92 件（2.6%）"),
        ("无法提供", "941 件（26.7%）"),
        ("不予处理", "117 件（3.3%）"),
        ("其他处理", "469 件（13.3%）"),
    ]


def test_groups_add_up_to_all_that_was_concluded(
    catalogue: Catalogue, clean_report: Callable[[Form], Report]
) -> None:
    """Guards against a row that no bar counts, in any form."""
    for form in catalogue.forms.values():
        report = clean_report(form)
        values = compute(form, report)
        graphic = _graphic(form, report)
        outcomes = sum(bar.value or 0 for bar in _chart(graphic, "outcomes").bars)
        assert outcomes == values[Address.parse("requests.concluded.total")]
        applicants = sum(bar.value or 0 for bar in _chart(graphic, "applicants").bars)
        assert applicants == values[Address.parse("requests.received.total")]
        disputes = sum(bar.value or 0 for bar in _chart(graphic, "disputes").bars)
        totals = [
            values[Address("disputes", row, "total")] for row in form.tables["disputes"].row_keys
        ]
        assert disputes == sum(total or Decimal(0) for total in totals)


def test_last_year_stands_beside_this_one(
    catalogue: Catalogue, form_2021: Form, published_report: Callable[[str], Report]
) -> None:
    report = published_report("suqian_2024")
    assert "years" not in [chart.key for chart in _graphic(form_2021, report).charts]
    previous = previous_of(published_report("suqian_2023"), catalogue)
    report.apply(set_particular(report, "previous", previous, ""))
    shown = _shown(_chart(_graphic(form_2021, report), "years"))
    assert shown[:2] == [("新收申请 2024 年", "3525 件"), ("新收申请 2023 年", "3511 件")]
    assert [bar.tone for bar in _chart(_graphic(form_2021, report), "years").bars[:2]] == [
        "main",
        "earlier",
    ]


def test_what_last_year_s_report_does_not_have_is_said(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    report.apply(set_particular(report, "previous", Previous("某局", None), ""))
    bars = _chart(_graphic(form_2021, report), "years").bars
    assert [bar.words for bar in bars if bar.tone == "earlier"] == [NOT_THERE] * 5
    assert bars[1].label == "新收申请 上年"


def test_an_empty_report_is_all_blank(form_2021: Form) -> None:
    graphic = _graphic(form_2021, blank_report(form_2021, "某局", 2024))
    for chart in graphic.charts:
        assert {(bar.value, bar.words) for bar in chart.bars} == {(None, UNKNOWN)}
    assert {(tile.words, tile.unit) for tile in graphic.tiles} == {(UNKNOWN, "")}
    assert graphic.notes


def test_one_blank_makes_its_sum_unknown_and_drops_the_shares(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    blank = {Address.parse("requests.secret.legal"): BLANK}
    report.apply(put_figures(report, form_2021, blank, ""))
    shown = dict(_shown(_chart(_graphic(form_2021, report), "outcomes")))
    assert shown["不予公开"] == UNKNOWN
    assert not any("%" in words for words in shown.values())


def test_a_report_of_nothing_shows_noughts(
    form_2021: Form, clean_report: Callable[[Form], Report]
) -> None:
    report = clean_report(form_2021)
    zeros = {a: parse_figure("0") for table in form_2021.tables.values() for a in table.inputs}
    report.apply(put_figures(report, form_2021, zeros, ""))
    graphic = _graphic(form_2021, report)
    assert {bar.words for chart in graphic.charts for bar in chart.bars} == {"0 件"}
    assert not graphic.notes


@pytest.mark.parametrize(("value", "words"), [("1", "不到 0.1%"), ("5000", "33.3%")])
def test_what_is_there_is_never_called_none(
    form_2021: Form, clean_report: Callable[[Form], Report], value: str, words: str
) -> None:
    report = clean_report(form_2021)
    table = form_2021.tables["requests"]
    figures = {
        Address("requests", "received", c): parse_figure("0") for c in table.column_keys[:-1]
    }
    figures[Address.parse("requests.received.natural")] = parse_figure("10000")
    figures[Address.parse("requests.received.legal")] = parse_figure(value)
    report.apply(put_figures(report, form_2021, figures, ""))
    shown = dict(_shown(_chart(_graphic(form_2021, report), "applicants")))
    assert words in shown["法律服务机构"]


def test_a_chart_can_be_told(form_2021: Form, clean_report: Callable[[Form], Report]) -> None:
    chart = _chart(_graphic(form_2021, clean_report(form_2021)), "disputes")
    assert chart.spoken.startswith("行政复议和行政诉讼：复议 结果维持 ")
    assert chart.spoken.count("；") == len(chart.bars) - 1
