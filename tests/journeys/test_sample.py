"""The main job, whole: open the sample, mend, fill, save, export, read the document back."""

from __future__ import annotations

from pathlib import Path

import docx
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.findings.card import FindingCard
from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import write_text
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.opening import open_report


def _errors(window: MainWindow) -> list[str]:
    findings = window.session.assessment.findings
    return [finding.rule.id for finding in findings if finding.severity == "error"]


def _mend_everything(window: MainWindow, qtbot: QtBot) -> None:
    """F8 to the next finding, then the button of its card, until no error is left."""
    findings = window.view.findings
    for _ in range(60):
        findings.refresh()
        if not _errors(window):
            return
        window.actions_["next"].trigger()
        cards = [
            card
            for card in findings.findChildren(FindingCard)
            if card.is_current and not card.isHidden()
        ]
        button = cards[0].findChild(QPushButton)
        assert button is not None, cards[0].finding.message
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def _paste_table_three(window: MainWindow) -> None:
    """Figures that differ from cell to cell, as a block from a spreadsheet; each column balances.

    Received is one more than what the results add up to, and that one is carried over.
    """
    window.view.tabs.select("requests")
    page = window.view.page("requests")
    assert isinstance(page, TablePage)
    results = [[row * 10 + column for column in range(6)] for row in range(1, 22)]
    concluded = [sum(column) for column in zip(*results, strict=True)]
    lines = [[n + 1 for n in concluded], [0] * 6, *results, concluded, [1] * 6]
    QGuiApplication.clipboard().setText(
        "\r\n".join("\t".join(str(n) for n in line) for line in lines) + "\r\n"
    )
    page.view.go_to(Address.parse("requests.received.natural"))
    page.view.paste()


def test_sample_from_file_to_document(
    qtbot: QtBot, opened: MainWindow, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    session, view = opened.session, opened.view
    assert _errors(opened) == ["C-EMPTY"] * 25
    _mend_everything(opened, qtbot)
    assert not _errors(opened)

    _paste_table_three(opened)
    assert _errors(opened) == ["X-NONE"], "its text says that nobody has asked for anything"
    text = session.report.section("overview").text.replace("未接到群众要求", "认真办理群众要求")
    session.edit(write_text(session.report, "overview", text, "改正文"))
    assert not _errors(opened)
    assert session.assessment.values[Address.parse("requests.misc.total")] == 6 * 210 + 15
    for section, address, text in (
        ("disclosure", "disclosure.fees.amount", "59237.2449"),
        ("disputes", "disputes.direct.pending", "12"),
    ):
        view.tabs.select(section)
        page = view.page(section)
        assert isinstance(page, TablePage)
        page.view.go_to(Address.parse(address))
        page.view.setFocus()
        for character in text:
            target = QApplication.focusWidget()
            assert target is not None
            qtbot.keyClicks(target, character)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()

    view.tabs.select("others")
    chapter = view.page("others")
    assert isinstance(chapter, ChapterPage)
    chapter.editor.moveCursor(chapter.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(chapter.editor, "OK")
    view.tabs.select("particulars")
    particulars = view.page("particulars")
    title = next(w for w in particulars.findChildren(QLineEdit) if w.accessibleName() == "文件标题")
    title.setFocus()
    title.selectAll()
    qtbot.keyClick(title, Qt.Key.Key_Delete)

    opened.actions_["save"].trigger()
    assert session.is_saved
    answers.path = tmp_path / "报告.docx"
    opened.actions_["export"].trigger()
    assert opened.notice.sentence == f"已导出 {answers.path}"

    again = open_report(answers.path, catalogue)
    assert again.doubts == ()
    assert (again.unit, again.year, again.doc_title) == ("南岗区企业和投资服务局", 2021, "")
    assert again.preamble == session.report.preamble
    assert again.sections == session.report.sections
    assert again.section("others").text.endswith("OK")
    assert compute(catalogue.form_of(again), again) == dict(session.assessment.values)
    other_reader = docx.Document(str(answers.path)).tables[1]
    last = [cell.text for cell in other_reader.rows[-1].cells]
    assert last[-7:] == ["1"] * 6 + ["6"]
