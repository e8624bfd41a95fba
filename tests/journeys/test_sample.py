"""The main job, whole: open the sample, mend what is reported, export, read the document back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.findings.card import FindingCard
from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.model.edits import set_particular
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.opening import open_report


def test_sample_from_file_to_document(
    qtbot: QtBot, opened: MainWindow, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    session, view = opened.session, opened.view
    assert len(session.assessment.findings) == 25
    view.findings.refresh()
    while session.assessment.findings:
        opened.actions_["next"].trigger()
        card = next(
            c
            for c in view.findings.findChildren(FindingCard)
            if not c.isHidden() and c.finding in session.assessment.findings
        )
        qtbot.mouseClick(card.findChild(QPushButton), Qt.MouseButton.LeftButton)
        view.findings.refresh()
        QApplication.processEvents()
    view.tabs.select("others")
    page = view.page("others")
    assert isinstance(page, ChapterPage)
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.editor, "OK")
    session.edit(set_particular(session.report, "doc_title", None, "用标准标题"))
    opened.actions_["save"].trigger()
    assert session.is_saved
    answers.path = tmp_path / "报告.docx"
    opened.actions_["export"].trigger()
    assert opened.notice.sentence == f"已导出 {answers.path}"

    again = open_report(answers.path, catalogue)
    form = catalogue.form_of(again)
    assert again.doubts == ()
    assert (again.unit, again.year) == ("南岗区企业和投资服务局", 2021)
    assert again.preamble == session.report.preamble
    assert again.sections == session.report.sections
    assert again.section("others").text.endswith("OK")
    assert compute(form, again) == dict(session.assessment.values)
