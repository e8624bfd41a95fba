"""Which form a report follows: by its year, by what it says of each table, or none we have."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.model.blank import blank_report
from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Report, Slot
from app.model.source import UnreadableError
from app.paths import resource
from app.rules.assess import assess
from app.services.catalogue import Catalogue, load_catalogue
from app.storage.format_file import FormatFileError
from app.storage.rules_file import RulesFileError


def following(forms: Mapping[str, str]) -> Report:
    """A report that names these forms for its tables."""
    return Report({Slot("field", "forms"): tuple(f"{t}={f}" for t, f in forms.items())})


@pytest.mark.parametrize(
    ("year", "form_id"),
    [
        (1999, "2019"),
        (2018, "2019"),
        (2019, "2019"),
        (2020, "2019"),
        (2021, "2021"),
        (2022, "2021"),
        (2025, "2021"),
        (2999, "2021"),
    ],
)
def test_the_form_in_force_for_a_year(catalogue: Catalogue, year: int, form_id: str) -> None:
    """Guards the change of forms between report years 2020 and 2021."""
    assert catalogue.form_for_year(year).id == form_id


def test_a_report_of_one_form_gets_that_form(catalogue: Catalogue) -> None:
    """Guards the ordinary case."""
    for form in catalogue.forms.values():
        got = catalogue.form_of(blank_report(form, "", 2022))
        assert got.addresses == form.addresses
        assert {key: table.form for key, table in got.tables.items()} == dict.fromkeys(
            form.tables, form.id
        )


def test_tables_may_come_from_forms_of_two_years(
    catalogue: Catalogue, form_2019: Form, form_2021: Form
) -> None:
    """Guards a report for 2023 with a table three of 2019: nothing is converted silently."""
    report = following({"disclosure": "2021", "requests": "2019", "disputes": "2021"})
    form = catalogue.form_of(report)
    assert form.id == "2021"
    assert list(form.tables) == ["disclosure", "requests", "disputes"]
    assert form.tables["requests"] == form_2019.tables["requests"]
    assert form.tables["disclosure"] == form_2021.tables["disclosure"]
    rows = {address.row for address in form.known if address.table == "requests"}
    assert "other_handling" in rows
    assert "misc" not in rows


def test_a_report_of_mixed_forms_is_computed_and_judged_table_by_table(
    catalogue: Catalogue,
) -> None:
    """Guards formulas and checks of a table taken from another year."""
    report = following({"disclosure": "2021", "requests": "2019", "disputes": "2021"})
    form = catalogue.form_of(report)
    zeros = dict.fromkeys(form.addresses, parse_figure("0"))
    report.apply(put_figures(report, form, zeros, "填"))
    (cell,) = (a for a in form.addresses if str(a) == "requests.other_handling.legal")
    report.apply(put_figures(report, form, {cell: parse_figure("4")}, "填"))
    result = assess(form, report, catalogue.rules)
    grown = {str(a): int(value) for a, value in result.values.items() if value}
    assert grown == {
        "requests.other_handling.legal": 4,
        "requests.other_handling.total": 4,
        "requests.concluded.legal": 4,
        "requests.concluded.total": 4,
    }
    arithmetic = [(f.rule.id, f.cells[0].column) for f in result.findings if f.expected is not None]
    assert arithmetic == [("T3-BAL", "legal"), ("T3-BAL", "total")]


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        (
            {"disclosure": "2035", "requests": "2021", "disputes": "2021"},
            "没有“2035”格式，请更新程序",
        ),
        (
            {"disclosure": "2021", "requests": "x", "disputes": "2035"},
            "没有“2035、x”格式，请更新程序",
        ),
        ({"disclosure": "2021", "requests": "2021"}, "年报文件内容有误：表不齐全"),
        (
            {"disclosure": "2021", "requests": "2021", "disputes": "2021", "more": "2021"},
            "年报文件内容有误：表不齐全",
        ),
        ({}, "年报文件内容有误：表不齐全"),
    ],
)
def test_forms_that_we_do_not_have_are_refused(
    catalogue: Catalogue, forms: dict[str, str], words: str
) -> None:
    """Guards files of a later program: one sentence, and never the nearest form instead."""
    with pytest.raises(UnreadableError) as caught:
        catalogue.form_of(following(forms))
    assert str(caught.value) == words


def test_the_sample_follows_the_form_of_2021(catalogue: Catalogue, sample: Report) -> None:
    """Guards the sample: every cell it holds is one of the form."""
    form = catalogue.form_of(sample)
    assert form.id == "2021"
    assert set(sample.cell_addresses) == form.known - set(form.derived)
    assert set(sample.printed_addresses) == set(form.derived)


def test_a_new_years_form_is_one_copied_folder(tmp_path: Path) -> None:
    """Guards the promise to developers: no other file changes when a new form comes."""
    for name in ("formats", "rules.toml", "statements.toml", "text_rules.toml"):
        source = resource(name)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    folder = tmp_path / "formats" / "2030"
    shutil.copytree(tmp_path / "formats" / "2021", folder)
    path = folder / "format.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('id = "2021"', 'id = "2030"').replace(
        "first_year = 2021", "first_year = 2030"
    )
    path.write_text(text, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert [catalogue.form_for_year(year).id for year in (2020, 2029, 2030, 2031)] == [
        "2019",
        "2021",
        "2030",
        "2030",
    ]


def test_a_fault_in_a_shipped_file_names_the_file(tmp_path: Path) -> None:
    """Guards a damaged installation: which file it is stands in the sentence."""
    shutil.copytree(resource("formats"), tmp_path / "formats")
    with pytest.raises(RulesFileError, match=r"规则文件 rules\.toml 有误：读不到文件"):
        load_catalogue(tmp_path)
    (tmp_path / "formats" / "2019" / "format.toml").write_text("id = 1", encoding="utf-8")
    with pytest.raises(
        FormatFileError, match=r"格式文件 2019/format\.toml 有误：id：应为文字，实为整数"
    ):
        load_catalogue(tmp_path)


def test_a_check_whose_rule_is_missing_is_refused_at_once(tmp_path: Path) -> None:
    """Guards the moment of the fault: not at the first report that breaks the rule."""
    shutil.copytree(resource("formats"), tmp_path / "formats")
    shutil.copy(resource("text_rules.toml"), tmp_path / "text_rules.toml")
    text = resource("rules.toml").read_text(encoding="utf-8").replace("[T4-SUM]", "[T4-SUN]")
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormatFileError, match="没有规则“T4-SUM”"):
        load_catalogue(tmp_path)


def test_words_for_a_rule_that_is_missing_are_refused_at_once(tmp_path: Path) -> None:
    """Guards against a check of texts that would never run."""
    for name in ("formats", "rules.toml"):
        source = resource(name)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    text = resource("text_rules.toml").read_text(encoding="utf-8").replace("P-ID", "P-IDS")
    (tmp_path / "text_rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesFileError, match=r"text_rules\.toml 有误：没有规则“P-IDS”"):
        load_catalogue(tmp_path)


def test_an_installation_without_forms_says_so(tmp_path: Path) -> None:
    with pytest.raises(FormatFileError, match="没有任何一年的格式"):
        load_catalogue(tmp_path)


def test_a_copied_form_that_kept_its_id_or_year_is_refused(tmp_path: Path) -> None:
    """Guards the step that README recommends: a copy must not hide the form it came from."""
    shutil.copytree(resource("formats"), tmp_path / "formats")
    shutil.copy(resource("rules.toml"), tmp_path / "rules.toml")
    shutil.copytree(tmp_path / "formats" / "2021", tmp_path / "formats" / "2026")
    with pytest.raises(FormatFileError, match="有两个格式的编号或首用年度相同"):
        load_catalogue(tmp_path)
    path = tmp_path / "formats" / "2026" / "format.toml"
    text = path.read_text(encoding="utf-8").replace('id = "2021"', 'id = "2026"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatFileError, match="有两个格式的编号或首用年度相同"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('row = "misc"', 'row = "mi-sc"', "只能用小写字母、数字和下划线"),
        ('id = "others"', 'id = "extra-1"', "只能用小写字母、数字和下划线"),
        ('text = "3.其他"', 'text = ""', "不能为空"),
    ],
)
def test_keys_that_would_make_files_unreadable_are_refused(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    shutil.copytree(resource("formats"), tmp_path / "formats")
    shutil.copy(resource("rules.toml"), tmp_path / "rules.toml")
    path = tmp_path / "formats" / "2021" / "format.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(FormatFileError, match=words):
        load_catalogue(tmp_path)
