"""All forms that the program knows, and the catalogue of checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.model.form import Form
from app.model.report import Report
from app.model.rule import Rule
from app.model.rulebook import Rulebook
from app.model.source import UnreadableError
from app.paths import resource
from app.storage.format_file import FormatFileError, read_format
from app.storage.rules_file import RulesFileError, read_rules
from app.storage.statements_file import read_statements
from app.storage.text_rules_file import read_text_rules


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Forms by id with the first year each is for, and rules by id.

    `added` are folders with forms that came after the program, `problems` what to tell the user
    of such that could not be used.
    """

    forms: Mapping[str, Form]
    first_years: Mapping[str, int]
    rules: Rulebook
    added: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()

    def form_for_year(self, year: int) -> Form:
        """The form in force for a report year; the oldest one for any year before."""
        fitting = [form for form, first in self.first_years.items() if first <= year]
        oldest = min(self.first_years, key=self.first_years.__getitem__)
        newest = max(fitting, key=self.first_years.__getitem__, default=oldest)
        return self.forms[newest]

    def form_of(self, report: Report) -> Form:
        """The form of a report, table by table; raise UnreadableError for one we do not have."""
        chosen = report.forms
        unknown = set(chosen.values()) - set(self.forms)
        if unknown:
            raise UnreadableError(f"没有“{'、'.join(sorted(unknown))}”格式，请更新程序")
        newest = self.forms[max(self.first_years, key=self.first_years.__getitem__)]
        main = self.forms[chosen.get(next(iter(newest.tables)), newest.id)]
        if set(chosen) != set(main.tables):
            raise UnreadableError("年报文件内容有误：表不齐全")
        return main.with_tables({key: self.forms[form].tables[key] for key, form in chosen.items()})


def load_catalogue(folder: Path | None = None, added: tuple[Path, ...] = ()) -> Catalogue:
    """Read every form below `resources/formats` and the rules; a fault names file and place.

    A form in one of the `added` folders takes the place of one with the same id.
    """
    root = folder or resource("")
    read = _read_forms(root)
    for more in added:
        newer = _read_forms(more)
        ids = {form.id for form, _ in newer}
        read = [entry for entry in read if entry[0].id not in ids] + newer
    if not read:
        raise FormatFileError(root / "formats" / "format.toml", "没有任何一年的格式")
    ids, years = [form.id for form, _ in read], [year for _, year in read]
    if len(set(ids)) < len(ids) or len(set(years)) < len(years):
        raise FormatFileError(root / "formats" / "format.toml", "有两个格式的编号或首用年度相同")
    rules = _read_rules(root)
    for form, _ in read:
        for rule in {check.rule for table in form.tables.values() for check in table.checks}:
            if rule not in rules:
                raise FormatFileError(root / f"formats/{form.id}/format.toml", f"没有规则“{rule}”")
    return Catalogue(
        {form.id: form for form, _ in read},
        {form.id: first for form, first in read},
        Rulebook(
            rules, read_statements(root / "statements.toml", [form for form, _ in read], rules)
        ),
        added,
    )


def _read_forms(root: Path) -> list[tuple[Form, int]]:
    return [read_format(path) for path in sorted(root.glob("formats/*/format.toml"))]


def _read_rules(root: Path) -> dict[str, Rule]:
    """The catalogue of checks, with the wordings of those about texts."""
    rules = read_rules(root / "rules.toml")
    path = root / "text_rules.toml"
    wordings = read_text_rules(path)
    if unknown := sorted(set(wordings) - set(rules)):
        raise RulesFileError(path, f"没有规则“{unknown[0]}”")
    return {name: replace(rule, wordings=wordings.get(name, ())) for name, rule in rules.items()}
