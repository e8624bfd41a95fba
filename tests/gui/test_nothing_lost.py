"""What is typed is never left behind: by commands, by other reports, by leaving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.ask import with_ending
from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.particulars import ParticularsPage
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import put_figures, set_particular
from app.model.numbers import parse_figure
from app.model.report import Edit, Slot
from app.services.catalogue import Catalogue
from app.services.opening import open_report

Show = Callable[[str], TablePage]
NATURAL = Address.parse("requests.received.natural")


@pytest.fixture
def typing(table_page: Show, qtbot: QtBot) -> TablePage:
    """A cell with a 7 typed over it and not yet left."""
    page = table_page("requests")
    page.view.go_to(NATURAL)
    qtbot.keyClicks(page.view, "7")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert page.model.session.report.figure(NATURAL).text == "0"
    return page


def test_save_takes_the_cell_being_typed(
    opened: MainWindow, typing: TablePage, catalogue: Catalogue
) -> None:
    opened.actions_["save"].trigger()
    path = opened.session.path
    assert path is not None
    assert open_report(path, catalogue).figure(NATURAL).text == "7"
    assert typing.view.current_address() == NATURAL


def test_export_takes_the_cell_being_typed(
    opened: MainWindow, typing: TablePage, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    assert typing.model.session is opened.session
    answers.path = tmp_path / "报告.docx"
    opened.actions_["export"].trigger()
    assert open_report(answers.path, catalogue).figure(NATURAL).text == "7"


def test_a_typed_cell_counts_as_a_change_when_leaving(
    opened: MainWindow, typing: TablePage, answers: Answers
) -> None:
    assert not opened.close()
    assert answers.asked == ["save 南岗区企业和投资服务局"]
    assert typing.model.session.report.figure(NATURAL).text == "7"


def test_a_typed_cell_does_not_land_in_another_report(
    opened: MainWindow, typing: TablePage, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    first = opened.session.path
    assert first is not None
    other = tmp_path / "另一份.nianbao"
    other.write_bytes(first.read_bytes())
    answers.save_changes_answer = "save"
    assert opened.files.open_path(other)
    QApplication.processEvents()
    assert opened.session.is_saved
    assert opened.session.report.figure(NATURAL).text == "0"
    assert open_report(first, catalogue).figure(NATURAL).text == "7"
    assert typing.model.session is opened.session


def test_not_saving_is_final(opened: MainWindow, answers: Answers) -> None:
    session = opened.session
    session.edit(set_particular(session.report, "unit", "改名局", "改名"))
    answers.save_changes_answer = "discard"
    opened.actions_["start"].trigger()
    assert not opened.is_report_open
    assert opened.session.is_saved
    assert opened.session.report.unit == ""
    answers.asked.clear()
    assert opened.close()
    assert answers.asked == []


def test_choosing_no_file_keeps_the_open_report_and_asks_nothing(
    opened: MainWindow, answers: Answers
) -> None:
    session = opened.session
    session.edit(set_particular(session.report, "unit", "改名局", "改名"))
    answers.path = None
    opened.actions_["open"].trigger()
    assert answers.asked == []
    assert session.report.unit == "改名局"


def test_a_picture_on_the_clipboard_changes_no_text(opened: MainWindow) -> None:
    opened.view.tabs.select("others")
    page = opened.view.page("others")
    assert isinstance(page, ChapterPage)
    before = page.editor.toPlainText()
    page.editor.selectAll()
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    page.editor.insertFromMimeData(picture)
    assert page.editor.toPlainText() == before


def test_undo_of_a_particular_with_odd_spaces_is_no_new_edit(opened: MainWindow) -> None:
    session = opened.session
    slot = Slot("field", "preamble")
    session.edit(Edit("粘贴", (session.report.change(slot, "甲\u00a0乙"),)))
    session.edit(set_particular(session.report, "preamble", "丙", "改前言"))
    session.undo()
    assert session.report.preamble == "甲\u00a0乙"
    assert session.history.redo_label == "改前言"


def test_undo_in_a_field_without_its_own_goes_to_the_report(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    session.edit(put_figures(session.report, session.form, {NATURAL: parse_figure("5")}, "填"))
    opened.view.tabs.select("particulars")
    page = opened.view.page("particulars")
    for kind in (QLineEdit, QPlainTextEdit):
        field = page.findChildren(kind)[0]
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.report.figure(NATURAL).text == "0"
        session.redo()


def test_typing_undone_elsewhere_does_not_come_back(opened: MainWindow, qtbot: QtBot) -> None:
    """Guards against two histories for one text: after leaving, a box has no undo of its own."""
    opened.view.tabs.select("others")
    page = opened.view.page("others")
    assert isinstance(page, ChapterPage)
    page.editor.setFocus()
    qtbot.keyClicks(page.editor, "abc")
    opened.view.tabs.select("requests")
    opened.view.tabs.select("others")
    page.editor.setFocus()
    depth = opened.session.history.depth
    qtbot.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.history.depth == depth - 1
    assert not page.editor.toPlainText().startswith("abc")


def test_a_missing_chapter_can_be_put_back_where_it_belongs(opened: MainWindow) -> None:
    session = opened.session
    ids = tuple(i for i in session.report.section_ids if i != "disputes")
    session.edit(Edit("删", (session.report.change(Slot("field", "sections"), ids),)))
    finding = next(f for f in session.assessment.findings if f.rule.id == "S-MISSING")
    opened.view.show_finding(finding)
    assert "补上这一章" in opened.notice.sentence
    opened.view.findings.mender.mend(finding, "补上这一章")
    assert session.report.section_ids[3] == "disputes"
    assert session.report.section("disputes").title == "四、政府信息公开行政复议、行政诉讼情况"
    assert not [f for f in session.assessment.findings if f.rule.id == "S-MISSING"]


def test_totals_that_cannot_be_computed_are_not_thrown_away(opened: MainWindow) -> None:
    session = opened.session
    total = Address.parse("requests.granted.total")
    blank = put_figures(
        session.report,
        session.form,
        {Address.parse("requests.granted.legal"): parse_figure("")},
        "",
    )
    session.edit(blank)
    slot = Slot("printed", total)
    session.edit(Edit("", (session.report.change(slot, parse_figure("62")),)))
    opened.actions_["totals"].trigger()
    printed = session.report.printed(total)
    assert printed is not None
    assert printed.text == "62"
    opened.actions_["totals"].trigger()
    assert opened.notice.sentence == "没有与计算值不同的总计"


def test_changing_the_year_of_an_empty_report_changes_its_form(opened: MainWindow) -> None:
    session = opened.session
    session.open(blank_report(session.catalogue.forms["2019"], "甲局", 2020), None)
    page = opened.view.page("particulars")
    assert isinstance(page, ParticularsPage)
    page._year.setValue(2023)
    assert session.form.id == "2021"
    table = opened.view.page("disclosure")
    assert isinstance(table, TablePage)
    assert "issued" in table.model.table.column_keys
    session.undo()
    assert (session.form.id, session.report.year) == ("2019", 2020)


def test_changing_the_year_of_a_filled_report_says_that_the_form_stays(opened: MainWindow) -> None:
    page = opened.view.page("particulars")
    assert isinstance(page, ParticularsPage)
    page._year.setValue(2020)
    assert opened.session.form.id == "2021"
    assert "2020 年的报告用2019 年格式" in opened.notice.sentence


@pytest.mark.parametrize(
    ("name", "path"),
    [("年报", "年报.nianbao"), ("财政局2024.1.20", "财政局2024.1.20.nianbao"), ("年报.docx", "年报.docx.nianbao"),
     ("年报.NIANBAO", "年报.NIANBAO")],
)  # fmt: skip
def test_files_get_the_ending_of_what_is_in_them(name: str, path: str) -> None:
    assert with_ending(Path(name), ".nianbao", {".nianbao"}) == Path(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("年报", "年报.html"),
        ("财政局2024.1.20", "财政局2024.1.20.html"),
        ("年报.DOCX", "年报.DOCX"),
    ],
)
def test_an_export_is_what_its_name_says_it_is(name: str, path: str) -> None:
    assert with_ending(Path(name), ".html", {".docx", ".html"}) == Path(path)
