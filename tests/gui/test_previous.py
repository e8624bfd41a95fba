"""Last year's report attached to this one: kept in the project, compared with, undone, taken off."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import Figure
from app.model.report import Report
from app.services.catalogue import Catalogue
from app.services.opening import open_report
from app.services.saving import save_report

CARRIED_IN = Address("requests", "carried_in", "natural")


@pytest.fixture
def years(tmp_path: Path, published_report: Callable[[str], Report]) -> tuple[Path, Path]:
    """Files of two years that follow each other."""
    paths = tmp_path / "2023.nianbao", tmp_path / "2024.nianbao"
    for path in paths:
        save_report(published_report(f"suqian_{path.stem}"), path)
    return paths


def _rules(window: MainWindow) -> set[str]:
    return {finding.rule.id for finding in window.session.assessment.findings}


def _misprint(window: MainWindow) -> None:
    session = window.session
    wrong = {CARRIED_IN: Figure(Decimal(9999))}
    session.edit(put_figures(session.report, session.form, wrong, "改错"))


def _words(window: MainWindow) -> list[str]:
    return [label.text() for label in window.view.page("particulars").findChildren(QLabel)]


def test_attached_it_is_compared_with_and_undo_takes_it_off(
    window: MainWindow, answers: Answers, years: tuple[Path, Path]
) -> None:
    """Guards the comparison year on year with the report attached to the project."""
    answers.path, this = years
    assert window.files.open_path(this)
    _misprint(window)
    assert "Y-CARRY" not in _rules(window)
    window.actions_["attach_previous"].trigger()
    assert "Y-CARRY" in _rules(window)
    assert window.notice.sentence.startswith("已附上宿迁市")
    assert window.session.history.undo_label == "附上上年报告"
    window.session.undo()
    assert "Y-CARRY" not in _rules(window)
    window.session.redo()
    assert "Y-CARRY" in _rules(window)
    window.actions_["detach_previous"].trigger()
    assert "Y-CARRY" not in _rules(window)
    window.session.undo()
    assert "Y-CARRY" in _rules(window)


def test_it_is_saved_with_the_project(
    window: MainWindow, answers: Answers, years: tuple[Path, Path], catalogue: Catalogue
) -> None:
    answers.path, this = years
    assert window.files.open_path(this)
    window.files.attach_previous()
    attached = window.session.report.previous
    assert attached is not None
    assert attached.values
    assert window.files.save()
    assert open_report(this, catalogue).previous == attached
    years[0].unlink()
    assert window.files.open_path(this)
    assert window.session.report.previous == attached, "nothing refers to the file"


def test_a_report_of_another_year_is_not_attached(
    window: MainWindow, answers: Answers, years: tuple[Path, Path]
) -> None:
    answers.path = years[1]
    assert window.files.open_path(years[1])
    window.files.attach_previous()
    assert "不是上年报告" in window.notice.sentence
    assert window.session.report.previous is None
    assert window.session.is_saved


def test_nothing_attached_is_nothing_to_take_off(
    window: MainWindow, years: tuple[Path, Path]
) -> None:
    assert window.files.open_path(years[1])
    window.files.detach_previous()
    assert window.notice.sentence == "没有附上上年报告"
    assert window.session.is_saved


def test_the_particulars_say_which_and_have_the_button(
    window: MainWindow, answers: Answers, years: tuple[Path, Path], qtbot: QtBot
) -> None:
    answers.path, this = years
    assert window.files.open_path(this)
    page = window.view.page("particulars")
    assert "没有附上" in _words(window)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "附上…")
    button.click()
    qtbot.wait(1)
    assert "宿迁市 2023 年报告" in _words(window)
    window.session.undo()
    assert "没有附上" in _words(window)


def test_a_report_begun_from_last_years_is_compared_with_it(
    window: MainWindow, answers: Answers, years: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.path = years[0]
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.files.succeed()
    assert window.session.report.previous is not None
    assert "Y-CARRY" not in _rules(window)
    _misprint(window)
    assert "Y-CARRY" in _rules(window)
