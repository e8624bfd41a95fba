"""Guards the explanations: every row and column has one, short, resting on an article or on none."""

from __future__ import annotations

import re

import pytest

from app.model.form import Form
from app.services.catalogue import Catalogue
from app.services.explaining import OWN, Explainer, load_explainer
from app.storage.help_file import LONGEST

_LAST_ARTICLE = 56
"""The regulation has fifty-six."""

_NUMBER = r"(?:[一二三四五]?十)?[一二三四五六七八九]?"
_ARTICLE = rf"第(?P<article>{_NUMBER})条(?:第[一二三]款|第（[一二三四五六七八九十]+）项)?"
_BASIS = re.compile(rf"条例{_ARTICLE}(?:、(?:{_ARTICLE.replace('?P<article>', '?:')}|第（.）项))*")
_DIGITS = "零一二三四五六七八九"


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    return load_explainer()


def test_every_row_and_column_has_a_short_text(catalogue: Catalogue, explainer: Explainer) -> None:
    for form in catalogue.forms.values():
        for table in form.tables.values():
            texts = explainer.of_table(form, table.key).tables[table.key]
            assert set(table.row_keys) <= set(texts.rows), f"{form.id} {table.key}"
            assert set(table.column_keys) <= set(texts.columns), f"{form.id} {table.key}"
            for text in (*texts.rows.values(), *texts.columns.values()):
                assert 0 < len(text.text) <= LONGEST


def test_every_chapter_has_one(catalogue: Catalogue, explainer: Explainer) -> None:
    for form in catalogue.forms.values():
        for section in ("particulars", *(spec.id for spec in form.sections), "extra-1"):
            topic = explainer.chapter(form, section, "标题")
            assert [bool(text.text) for text in topic.texts] == [True], section


def test_nothing_is_explained_that_no_form_has(catalogue: Catalogue, explainer: Explainer) -> None:
    """Guards against a misspelt key, whose text nobody would ever see."""
    sections = {spec.id for form in catalogue.forms.values() for spec in form.sections}
    assert set(explainer._common.chapters) == {"particulars", OWN, *sections}
    known: dict[str, set[str]] = {}
    for form in catalogue.forms.values():
        for key, table in form.tables.items():
            known.setdefault(key, set()).update(table.row_keys, table.column_keys)
    for name, texts in {"common": explainer._common, **explainer._by_form}.items():
        assert name == "common" or name in catalogue.forms
        for key, table in texts.tables.items():
            assert {*table.rows, *table.columns} <= known[key], name


def test_a_basis_is_an_article_of_the_regulation(explainer: Explainer) -> None:
    for texts in (explainer._common, *explainer._by_form.values()):
        entries = [*texts.chapters.values()]
        for table in texts.tables.values():
            entries += [*table.rows.values(), *table.columns.values()]
        for entry in entries:
            if entry.basis:
                found = _BASIS.fullmatch(entry.basis)
                assert found, entry.basis
                assert 1 <= _number(found["article"]) <= _LAST_ARTICLE


@pytest.mark.parametrize(
    ("row", "basis", "words"),
    [
        ("partial", "条例第三十七条", "只计在这一行"),
        ("internal", "条例第十六条第一款", "人事管理、后勤管理、内部工作流程"),
        ("process", "条例第十六条第二款", "讨论记录、过程稿、磋商信函、请示报告"),
        ("third_party", "条例第十五条、第三十二条", "商业秘密"),
        ("repeat", "条例第三十六条第（六）项", "相同的信息"),
        ("needs_creation", "条例第三十八条", "加工、分析"),
        ("no_correction", "条例第三十条", "放弃申请"),
    ],
)
def test_rows_that_are_often_confused(
    form_2021: Form, explainer: Explainer, row: str, basis: str, words: str
) -> None:
    text = explainer.of_table(form_2021, "requests").tables["requests"].rows[row]
    assert text.basis == basis
    assert words in text.text


def test_a_fee_is_in_ten_thousands(form_2021: Form, form_2019: Form, explainer: Explainer) -> None:
    """Guards the one figure with decimals, and that the older form's row is not explained so."""
    fees = explainer.of_table(form_2021, "disclosure").tables["disclosure"].rows["fees"]
    assert "万元" in fees.text
    older = explainer.of_table(form_2019, "disclosure").tables["disclosure"].rows["fees"]
    assert "万元" not in older.text


def _number(words: str) -> int:
    tens, has_ten, ones = words.rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if has_ten else 0) + (
        _DIGITS.index(ones) if ones else 0
    )
