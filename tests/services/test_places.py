"""Names of places, as lists of findings show them."""

from __future__ import annotations

import pytest

from app.model.edits import remove_section
from app.model.report import Report
from app.model.rule import Rule
from app.rules.finding import Finding
from app.services.catalogue import Catalogue
from app.services.places import listed, place_name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("extra-1", "六、重点工作落实情况"),
        ("preamble", "前言"),
        ("doc_title", "文件标题"),
        ("signature", "落款"),
    ],
)
def test_places_have_names(sample: Report, catalogue: Catalogue, place: str, name: str) -> None:
    assert place_name(catalogue.form_of(sample), sample, place) == name


def test_a_chapter_that_is_gone_has_the_name_of_the_form(
    sample: Report, catalogue: Catalogue
) -> None:
    sample.apply(remove_section(sample, "disputes", ""))
    name = place_name(catalogue.form_of(sample), sample, "disputes")
    assert name == "四、政府信息公开行政复议、行政诉讼情况"


def test_a_message_of_several_lines_stays_one_row(sample: Report, catalogue: Catalogue) -> None:
    rule = Rule("X-NEW", "warning", "甲", "乙", "丙")
    finding = Finding(rule, "overview", "一行\n两行\t三")
    rows = listed([finding], catalogue.form_of(sample), sample).splitlines()
    assert rows == ["级别\t规则\t位置\t说明", "警告\tX-NEW\t一、主动公开政府信息情况\t一行 两行 三"]
