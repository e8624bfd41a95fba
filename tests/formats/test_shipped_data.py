"""The shipped data files fit each other: forms, checks and the catalogue of rules."""

from __future__ import annotations

import pytest

from app.model.form import Form
from app.services.catalogue import Catalogue

DECLARED = {
    "2019": {
        *("T3-BAL", "T3-SUM", "T3-ROW", "T4-SUM"),
        *("T4-PRE", "T4-PEND", "Y-CARRY", "Y-SWING"),
    },
    "2021": {
        *("T2-STOCK", "T3-BAL", "T3-SUM", "T3-ROW", "T4-SUM"),
        *("T4-PRE", "T4-PEND", "Y-CARRY", "Y-STOCK", "Y-SWING"),
    },
}
SEVERITIES = {
    "T3-BAL": "error",
    "T3-SUM": "error",
    "T3-ROW": "error",
    "T4-SUM": "error",
    "T2-STOCK": "warning",
    "C-EMPTY": "error",
    "C-SLASH": "error",
    "N-TEXT": "error",
    "N-INT": "error",
    "S-MISSING": "error",
    "S-ORDER": "error",
    "S-LEVEL": "warning",
    "S-TITLE": "warning",
    "S-EXTRA": "hint",
    "S-ASPECT": "warning",
    "S-TABLE": "error",
    "S-OLDFORM": "error",
    "S-LABEL": "warning",
    "S-DOCTITLE": "warning",
    "S-DATE": "warning",
    "S-ACCOUNT": "warning",
    "T3-SPLIT": "hint",
    "T4-PRE": "hint",
    "T4-PEND": "hint",
    "U-WAN": "warning",
    "C-ALLZERO": "hint",
    "L-RULES": "warning",
    "Y-CARRY": "error",
    "Y-STOCK": "warning",
    "Y-SWING": "hint",
    "Y-DUP": "warning",
    "X-NEW": "warning",
    "X-DONE": "warning",
    "X-CARRY": "warning",
    "X-RESULT": "warning",
    "X-WHO": "warning",
    "X-DISPUTE": "warning",
    "X-DISCLOSURE": "warning",
    "X-CLAIM": "warning",
    "X-NONE": "error",
    "X-ALLDONE": "error",
    "X-PARTS": "hint",
    "X-PCT": "hint",
    "X-FEE": "warning",
}


def every_form(catalogue: Catalogue) -> list[Form]:
    """All shipped forms."""
    return list(catalogue.forms.values())


def test_both_forms_are_shipped(catalogue: Catalogue) -> None:
    """Guards the forms and the years that each is for."""
    assert dict(catalogue.first_years) == {"2019": 2019, "2021": 2021}
    assert {form.id: form.name for form in every_form(catalogue)} == {
        "2019": "2019 年格式",
        "2021": "2021 年格式",
    }


def test_every_declared_check_is_in_the_catalogue_of_rules(catalogue: Catalogue) -> None:
    """Guards against a check that would stop the program when it first fails to hold."""
    for form in every_form(catalogue):
        declared = {check.rule for table in form.tables.values() for check in table.checks}
        assert declared == DECLARED[form.id]
        assert declared <= set(catalogue.rules)


@pytest.mark.parametrize(
    ("form_id", "counts"),
    [
        ("2019", {"disclosure": 4, "requests": 7 + 7 + 23 + 7 + 23, "disputes": 3 + 1 + 3 + 3}),
        (
            "2021",
            {
                "disclosure": 2 + 2 + 6 + 4,
                "requests": 7 + 7 + 25 + 7 + 25,
                "disputes": 3 + 1 + 3 + 3,
            },
        ),
    ],
)
def test_each_check_runs_over_all_its_rows_or_columns(
    catalogue: Catalogue, form_id: str, counts: dict[str, int]
) -> None:
    """Guards the ranges (`over`): seven columns, all rows, the total among them."""
    form = catalogue.forms[form_id]
    assert {key: len(table.checks) for key, table in form.tables.items()} == counts


@pytest.mark.parametrize(("rule", "severity"), SEVERITIES.items())
def test_severities_are_those_prescribed(catalogue: Catalogue, rule: str, severity: str) -> None:
    """Guards 错误 and 警告: exit codes and the order of findings hang on them."""
    assert catalogue.rules[rule].severity == severity


def test_every_rule_says_what_it_wants_and_how_to_mend_it(catalogue: Catalogue) -> None:
    """Guards the texts beside a finding."""
    for rule_id, rule in catalogue.rules.items():
        assert rule.id == rule_id
        assert rule.summary
        assert rule.example
        assert rule.remedy.endswith("。")


def test_a_figure_of_every_table_can_be_named(catalogue: Catalogue) -> None:
    """Guards labels: each cell has words, and no two cells of a form have the same."""
    for form in every_form(catalogue):
        words = [form.describe(address) for address in form.addresses]
        assert len(set(words)) == len(words)
        assert all("“”" not in text for text in words)


def test_each_table_belongs_to_a_chapter(catalogue: Catalogue) -> None:
    """Guards findings: each knows the chapter it is shown in."""
    for form in every_form(catalogue):
        assert [form.section_of(table).id for table in form.tables] == list(form.tables)


def test_only_the_label_of_all_results_is_set_vertically(catalogue: Catalogue) -> None:
    """Guards the narrow first column of table three."""
    for form in every_form(catalogue):
        vertical = [x.text for t in form.tables.values() for x in t.labels if x.vertical]
        assert vertical == ["三、本年度办理结果"]
