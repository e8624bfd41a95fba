"""A report from last year's to the document with no hand on the mouse; keys are counted."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hands import answer_dialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_window import SAMPLE, Answers

from app.gui.dialogs.new_report import NewReportDialog
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.services.catalogue import Catalogue
from app.services.opening import open_report

_CELLS = 166
"""All that the form of 2021 has to fill in."""
_CORRECTED = 34
"""So many are typed wrong first: with them two hundred cells are typed."""
_MOST_KEYS = 900

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Presses keys at whatever has the focus, as a hand does, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    @property
    def _target(self) -> QWidget:
        widget = QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self.pressed += 1
            self._qtbot.keyClick(self._target, key, held)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        for character in text:
            self.pressed += 1
            self._qtbot.keyClicks(self._target, character)
            QApplication.processEvents()


def _figures(window: MainWindow) -> dict[Address, str]:
    """Figures of which every column balances, for this year's 上年结转 as it was taken over."""
    session = window.session
    tables = session.form.tables
    figures = {a: str(n % 9) for n, a in enumerate(tables["disclosure"].inputs)}
    for row in ("rules", "normative"):
        for column, text in (("issued", "2"), ("repealed", "0"), ("in_force", "9")):
            figures[Address("disclosure", row, column)] = text
    figures |= {a: str(n % 4) for n, a in enumerate(tables["disputes"].inputs)}
    inputs = tables["requests"].inputs
    for column in dict.fromkeys(a.column for a in inputs):
        own = [a for a in inputs if a.column == column]
        results = [a for a in own if a.row not in ("received", "carried_in", "carried_out")]
        total = 0
        for n, address in enumerate(results):
            figures[address] = str((n + len(column)) % 3)
            total += (n + len(column)) % 3
        figures[Address("requests", "carried_in", column)] = "0"
        figures[Address("requests", "carried_out", column)] = "2"
        figures[Address("requests", "received", column)] = str(total + 2)
    return figures


def _fill(keyboard: Keyboard, page: TablePage, figures: dict[Address, str], wrong: int) -> int:
    """Type a table from its first cell on with Tab; some cells wrong first, then again."""
    keyboard.press(Key.Key_Home, held=CTRL)
    for number, address in enumerate(page.model.table.inputs):
        if number % 4 == 2 and wrong:
            wrong -= 1
            keyboard.write("8")
            keyboard.press(Key.Key_Tab)
            keyboard.press(Key.Key_Backtab, held=SHIFT)
        assert page.view.current_address() == address
        keyboard.write(figures[address])
        keyboard.press(Key.Key_Tab)
    return wrong


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
def test_a_whole_report_by_keys_alone(
    qtbot: QtBot,
    window: MainWindow,
    answers: Answers,
    tmp_path: Path,
    catalogue: Catalogue,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keyboard = Keyboard(qtbot)
    answers.path = SAMPLE
    answer_dialog(NewReportDialog, lambda _: keyboard.press(Key.Key_Return))  # what stands is right
    keyboard.press(Key.Key_N, held=CTRL | SHIFT)
    window.activateWindow()  # as a desktop does when a dialog closes
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    session = window.session
    assert (session.report.unit, session.report.year) == ("南岗区企业和投资服务局", 2022)

    figures = _figures(window)
    wrong = _CORRECTED
    for section in ("disclosure", "requests", "disputes"):
        while window.view.current_id != section:
            keyboard.press(Key.Key_PageDown, held=CTRL)
        page = window.view.page(section)
        assert isinstance(page, TablePage)
        wrong = _fill(keyboard, page, figures, wrong)
    assert wrong == 0
    inputs = [a for table in session.form.tables.values() for a in table.inputs]
    assert {a: session.report.figure(a).text for a in inputs} == figures
    assert len(inputs) == _CELLS

    for _ in range(window.view.tabs.count()):  # last year's texts, with their years moved on
        keyboard.press(Key.Key_PageDown, held=CTRL)
        keyboard.press(Key.Key_Y, held=CTRL | SHIFT)
    assert set(_errors(window)) == {"X-NONE"}, "last year's text says that nobody has asked"
    _slip(keyboard, window)
    errors = len(_errors(window))
    assert sorted(set(_errors(window))) == ["C-SLASH", "T3-BAL", "X-NONE"]
    _mend(keyboard, window)
    assert _errors(window) == []

    answers.path = tmp_path / "报告.docx"
    keyboard.press(Key.Key_E, held=CTRL)
    assert window.notice.sentence == f"已导出 {answers.path}"
    again = open_report(answers.path, catalogue)
    assert {a: again.figure(a).text for a in inputs if a in figures} == {
        a: session.report.figure(a).text for a in inputs
    }
    assert len(docx.Document(str(answers.path)).tables) == 3
    with capsys.disabled():
        words = f"{_CELLS + _CORRECTED} cells typed, {errors} errors mended, exported"
        print(f"\n  {words}: {keyboard.pressed} keys")  # noqa: T201  the figure is the result
    assert keyboard.pressed <= _MOST_KEYS


def _errors(window: MainWindow) -> list[str]:
    findings = window.session.assessment.findings
    return [f.rule.id for f in findings if f.severity == "error"]


def _slip(keyboard: Keyboard, window: MainWindow) -> None:
    """Two last slips: one that has a mend, one that only a hand can put right."""
    while window.view.current_id != "requests":
        keyboard.press(Key.Key_PageUp, held=CTRL)
    keyboard.press(Key.Key_End, held=CTRL)
    keyboard.press(Key.Key_Left)
    keyboard.write("7")
    keyboard.press(Key.Key_Home, held=CTRL)
    keyboard.press(Key.Key_Down)
    keyboard.write("/")
    keyboard.press(Key.Key_Return)


def _mend(keyboard: Keyboard, window: MainWindow) -> None:
    """F8 to the next; Ctrl and Return where something is proposed, else what a hand would do.

    The wrong figure is typed anew; the words of last year's text that nobody asked for anything
    are selected by F8 and go.
    """
    for _ in range(10):
        if not _errors(window):
            return
        window.view.findings.refresh()
        keyboard.press(Key.Key_F8)
        if window.view.current_id == "overview":
            keyboard.press(Key.Key_Delete)
            continue
        page = window.view.page("requests")
        assert isinstance(page, TablePage)
        here = page.finding_here()
        if here is not None and here.rule.id == "T3-BAL":
            keyboard.press(Key.Key_Down, held=CTRL)
            keyboard.write("2")
            keyboard.press(Key.Key_Return)
        else:
            keyboard.press(Key.Key_Return, held=CTRL)
