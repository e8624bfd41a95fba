"""A foreign file in the window: read beside it, doubts settled by keys, one undo takes it back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from foreign import boxes_of, published
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui import intake
from app.gui.dialogs.which_report import WhichReportDialog
from app.gui.importing.review_dialog import ReviewDialog
from app.gui.importing.waiting import Waiting
from app.gui.main_window import MainWindow
from app.model.address import Address
from app.model.form import Form
from app.model.places import drafted_places
from app.model.report import Report
from app.services.catalogue import Catalogue

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there are no windows to size

_ODD = {
    "requests.granted.business": "3件",
    "requests.secret.other": "/",
    "requests.received.total": "9999",
}
_GRANTED = Address.parse("requests.granted.business")
_SECRET_OTHER = Address.parse("requests.secret.other")
_RECEIVED = Address.parse("requests.received.total")


def _foreign(path: Path, form: Form, odd: Mapping[str, str] = _ODD) -> Path:
    """A Word file as another program writes it, with these cells in place of the real ones."""
    figures = published("huaian_2024")
    document = docx.Document()
    document.add_paragraph("甲市某局2024年政府信息公开工作年度报告")
    for spec in form.sections:
        document.add_paragraph(spec.title)
        if spec.table is None:
            document.add_paragraph(f"2024年“{spec.short}”的内容。")
            continue
        table = form.tables[spec.table]
        grid = document.add_table(table.line_count, len(table.widths))
        cells = [list(row.cells) for row in grid.rows]
        for box in boxes_of(table, figures):
            cell = cells[box.line][box.position]
            if (box.across, box.down) != (1, 1):
                end = cells[box.line + box.down - 1][box.position + box.across - 1]
                cell = cell.merge(end)
            cell.text = odd.get(str(box.address), box.text)
    for cell, words in zip(
        document.add_table(1, 2).rows[0].cells, ("附表", "不是规定的表"), strict=True
    ):
        cell.text = words
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    form = catalogue.form_for_year(2024)
    return _foreign(tmp_path_factory.mktemp("foreign") / "别人的.docx", form)


def _dialog(window: MainWindow, qtbot: QtBot) -> ReviewDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewDialog)), timeout=20_000)
    dialog = window.findChildren(ReviewDialog)[0]
    qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.card.boxes.values())
    return dialog


def _import(window: MainWindow, answers: Answers, path: Path, qtbot: QtBot) -> ReviewDialog:
    answers.path = path
    window.actions_["import"].trigger()
    return _dialog(window, qtbot)


def _press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_doubts_are_settled_by_keys_and_one_undo_brings_everything_back(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    before = opened.session.report.copy()
    dialog = _import(opened, answers, doubtful, qtbot)
    kinds = [matter.kind for matter in dialog.review.matters]
    assert kinds == sorted(kinds, key=("figures", "totals", "words").index)
    assert opened.session.report == before

    qtbot.keyClicks(QApplication.focusWidget(), "3")
    _press(qtbot, Qt.Key.Key_Return)
    _press(qtbot, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    total = [m.cells for m in dialog.review.matters].index((_RECEIVED,))
    for _ in range(total - dialog.list.current):
        _press(qtbot, Qt.Key.Key_F8)
    assert dialog.list.current == total
    _press(qtbot, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.take.isEnabled()
    for _ in range(dialog.review.left):
        _press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.take
    assert opened.session.report == before
    _press(qtbot, Qt.Key.Key_Space)

    report = opened.session.report
    assert (report.unit, report.year) == ("甲市某局", 2024)
    assert (report.figure(_GRANTED).value, report.figure(_GRANTED).raw) == (3, None)
    assert report.figure(_SECRET_OTHER).is_blank
    assert report.printed(_RECEIVED) is None
    assert opened.session.history.depth == 1
    opened.actions_["undo"].trigger()
    assert opened.session.report == before
    opened.actions_["redo"].trigger()
    assert opened.session.report.unit == "甲市某局"


def test_every_doubt_says_what_where_and_shows_it_in_table_and_file(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    dialog = _import(opened, answers, doubtful, qtbot)
    matters = dialog.review.matters
    assert [m.quote for m in matters[:2]] == ["3件", "/"]
    for index in range(len(matters)):
        dialog.list.choose(index)
        marked = [s.cursor.selectedText() for s in dialog.source.extraSelections()]  # type: ignore[attr-defined]
        assert any(matters[index].quote.split()[0] in words for words in marked), matters[index]
    totals = next(m for m in matters if m.cells == (_RECEIVED,))
    assert "9999" in totals.message
    assert f"{_computed(opened, dialog)}" in totals.message
    unplaced = [m for m in matters if m.kind == "words"]
    assert any("附表 不是规定的表" in m.quote for m in unplaced)
    dialog.reject()


def _computed(window: MainWindow, dialog: ReviewDialog) -> int:
    values = published("huaian_2024")
    row = [a for a in values if (a.table, a.row) == ("requests", "received")]
    assert window.session is not dialog.findChild(type(window.session))
    return int(sum(values[a] for a in row if a.column != "total"))


def test_where_no_report_is_open_the_file_becomes_the_new_one(
    window: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    dialog = _import(window, answers, doubtful, qtbot)
    dialog.accept_all.click()
    assert answers.asked == [f"accept {len(dialog.review.matters)}"]
    dialog.take.click()
    assert window.is_report_open
    report = window.session.report
    assert report.figure(_GRANTED).raw == "3件"
    assert report.doubts == ()
    assert window.session.is_saved
    assert window.session.path is None


def test_nothing_is_taken_as_read_without_being_asked(
    window: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    answers.agrees = False
    dialog = _import(window, answers, doubtful, qtbot)
    dialog.accept_all.click()
    assert dialog.review.left == len(dialog.review.matters)
    assert not dialog.take.isEnabled()
    dialog.reject()
    assert not window.is_report_open


def test_giving_up_asks_where_work_would_be_lost_and_leaves_everything(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    before = opened.session.report.copy()
    dialog = _import(opened, answers, doubtful, qtbot)
    dialog.card.blank.click()
    answers.agrees = False
    dialog.reject()
    assert dialog.isVisible()
    answers.agrees = True
    dialog.reject()
    assert not dialog.isVisible()
    assert answers.asked == ["give up 1", "give up 1"]
    assert opened.session.report == before
    assert opened.session.is_saved


def test_a_number_in_disguise_is_offered_as_a_number(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    dialog = _import(opened, answers, doubtful, qtbot)
    assert dialog.card.suggest.text() == "改为 3"
    dialog.card.suggest.click()
    assert dialog.review.decisions[0] == "corrected"
    assert dialog.result_report.figure(_GRANTED).raw is None
    assert not dialog.card.suggest.isVisible()  # nothing can be said of /
    dialog.list.choose(0)
    answers.agrees = True
    dialog.reject()


def test_every_table_can_be_looked_at_where_nothing_is_in_doubt(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "自己的.docx"
    assert opened.files.export(".docx")
    opened.actions_["import"].trigger()
    qtbot.waitUntil(
        lambda: any(d.take.hasFocus() for d in opened.findChildren(ReviewDialog)), timeout=20_000
    )
    dialog = opened.findChildren(ReviewDialog)[0]
    assert dialog.take.isEnabled()
    assert not dialog.list.isVisible()
    seen = []
    for place in range(dialog.tables.count()):
        dialog.tables.setCurrentIndex(place)
        seen.append(dialog.table_shown)
    assert seen == list(opened.session.form.tables)
    dialog.reject()


def test_a_file_of_another_year_is_pointed_out(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    dialog = _import(opened, answers, doubtful, qtbot)
    both = "文件是“甲市某局”2024 年的，打开的报告是“南岗区企业和投资服务局”2021 年的"
    assert both in dialog._note.text()
    dialog.reject()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html><p>nothing</p></html>"])
def test_a_file_with_nothing_in_it_is_one_sentence(
    opened: MainWindow, answers: Answers, tmp_path: Path, content: bytes, qtbot: QtBot
) -> None:
    before = opened.session.report
    answers.path = tmp_path / "空.docx"
    answers.path.write_bytes(content)
    opened.actions_["import"].trigger()
    qtbot.waitUntil(lambda: "打不开“空.docx”" in opened.notice.sentence, timeout=20_000)
    assert opened.session.report is before
    assert opened.session.is_saved
    assert not opened.findChildren(ReviewDialog)


def test_reading_can_be_cancelled_and_never_holds_the_window(
    opened: MainWindow,
    answers: Answers,
    doubtful: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[Report] = []

    def slow(path: Path, catalogue: Catalogue, number: int | None) -> object:
        time.sleep(1)
        result = real(path, catalogue, number)
        done.append(result.report)
        return result

    real = intake.open_file
    monkeypatch.setattr(intake, "open_file", slow)
    answers.path = doubtful
    opened.actions_["import"].trigger()
    qtbot.waitUntil(lambda: any(w.isVisible() for w in opened.findChildren(Waiting)))
    opened.findChildren(Waiting)[0].reject()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    qtbot.wait(300)
    assert not opened.findChildren(ReviewDialog)
    assert opened.session.is_saved


def test_a_dialog_that_is_done_with_is_freed(
    opened: MainWindow, answers: Answers, doubtful: Path, qtbot: QtBot
) -> None:
    _import(opened, answers, doubtful, qtbot).reject()
    qtbot.waitUntil(lambda: not opened.findChildren(ReviewDialog))


def test_of_last_years_file_only_what_goes_on_has_to_be_looked_at(
    window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    catalogue: Catalogue,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = {**_ODD, "requests.carried_out.natural": "3件"}
    answers.path = _foreign(tmp_path / "去年.docx", catalogue.form_for_year(2024), odd)
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.actions_["succeed"].trigger()
    dialog = _dialog(window, qtbot)
    carried = Address.parse("requests.carried_out.natural")
    assert all(carried in m.cells or m.kind == "totals" for m in dialog.review.matters)
    qtbot.keyClicks(QApplication.focusWidget(), "4")
    _press(qtbot, Qt.Key.Key_Return)
    for _ in range(dialog.review.left):
        _press(qtbot, Qt.Key.Key_Return)
    dialog.take.click()
    report = window.session.report
    assert report.year == 2025
    assert report.figure(Address.parse("requests.carried_in.natural")).value == 4
    assert drafted_places(report)


def _two_reports(path: Path) -> Path:
    """A text of two reports, one after the other, with nothing in them but their chapters."""
    titles = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    parts = [
        "\n\n".join((f"{unit}{year}年政府信息公开工作年度报告", *titles, f"{unit}的文字。"))
        for unit, year in (("甲市某局", 2023), ("乙市某局", 2024))
    ]
    path.write_text("\n\n".join(parts), encoding="utf-8")
    return path


def test_of_two_reports_in_a_file_the_user_chooses_one(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.choice = 2
    path = answers.path = _two_reports(tmp_path / "两份.txt")
    opened.actions_["import"].trigger()
    qtbot.waitUntil(lambda: bool(opened.findChildren(ReviewDialog)), timeout=20_000)
    assert answers.asked == [path.name, "甲市某局 2023 年", "乙市某局 2024 年"]
    dialog = opened.findChildren(ReviewDialog)[0]
    assert (dialog.result_report.unit, dialog.result_report.year) == ("乙市某局", 2024)
    assert "甲市" not in dialog.source.toPlainText()
    dialog.reject()


def test_without_a_choice_nothing_is_read(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    before = opened.session.report
    answers.path = _two_reports(tmp_path / "两份.txt")
    opened.actions_["import"].trigger()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=20_000)
    qtbot.wait(50)
    assert not opened.findChildren(ReviewDialog)
    assert not any(w.isVisible() for w in opened.findChildren(Waiting))
    assert opened.session.report is before


def test_the_dialog_gives_the_number_of_the_report_by_keys(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = WhichReportDialog("两份.docx", ["甲局 2023 年", "乙局 2024 年"], window)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.list)
    assert dialog.number == 1
    _press(qtbot, Qt.Key.Key_Down)
    _press(qtbot, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert (dialog.result(), dialog.number) == (1, 2)


def test_a_file_without_doubts_opens_without_questions(
    opened: MainWindow, window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "自己的.docx"
    assert opened.files.export(".docx")
    before = window.session.report
    window.files.open_path(answers.path)
    qtbot.waitUntil(lambda: window.session.report is not before, timeout=20_000)
    assert not window.findChildren(ReviewDialog)
    assert window.session.path is None
