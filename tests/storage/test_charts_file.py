"""Guards the reader of charts: only cells of the form, faults with their place."""

from __future__ import annotations

import pytest

from app.model.form import Form
from app.paths import resource
from app.services.catalogue import Catalogue
from app.storage.charts_file import decode_charts
from app.storage.strict import MalformedError

_CHART = '[[charts]]\nkey = "a"\ntitle = "甲"\nfigures = [{figures}]\n'
_FIGURE = '{ label = "甲", table = "requests", value = "granted.total" }'


def test_every_shipped_form_has_its_charts(catalogue: Catalogue) -> None:
    for form in catalogue.forms.values():
        assert [chart.key for chart in form.charts] == [
            "outcomes",
            "applicants",
            "disputes",
            "years",
        ]
        assert form.tiles
        assert resource(f"formats/{form.id}/charts.toml").is_file()


def test_a_figure_is_a_sum_of_cells(form_2021: Form) -> None:
    charts, tiles = decode_charts(_CHART.replace("{figures}", _FIGURE).encode(), form_2021.tables)
    assert [str(a) for a in charts[0].figures[0].sum.addresses] == ["requests.granted.total"]
    assert tiles == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_CHART.replace("{figures}", ""), "不能为空"),
        (_CHART.replace("{figures}", _FIGURE.replace("requests", "nothing")), "没有表“nothing”"),
        (_CHART.replace("{figures}", _FIGURE.replace("granted", "given")), "本表没有“given”"),
        (_CHART.replace("{figures}", f"{_FIGURE}, {_FIGURE}"), "有两个名称相同"),
        (_CHART.replace("{figures}", _FIGURE) * 2, "“a”出现了两次"),
        (_CHART.replace("{figures}", _FIGURE) + "colour = 1", "不认识的项“colour”"),
        (_CHART.replace("{figures}", _FIGURE.replace("甲", "长" * 13)), "不能超过 12 个字"),
    ],
)
def test_a_fault_has_its_place(form_2021: Form, text: str, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        decode_charts(text.encode(), form_2021.tables)
    assert reason in str(caught.value)
    assert caught.value.place
