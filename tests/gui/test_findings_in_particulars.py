"""Findings in words that stand in no chapter lead to their box among the particulars."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.gui.chapter_tabs import PARTICULARS
from app.gui.main_window import MainWindow
from app.model.edits import set_particular


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("doc_title", "doc_title"),
        ("preamble", "preamble"),
        ("contact", "contact"),
        ("signature_unit", "signature"),
    ],
)
def test_a_finding_selects_its_words(opened: MainWindow, field: str, place: str) -> None:
    session = opened.session
    session.edit(set_particular(session.report, field, "南岗区XX局", "改"))
    opened.view.tabs.select("others")
    found = [f for f in session.assessment.findings if f.rule.id == "Q-PLACEHOLDER"]
    assert [(f.section, f.quote) for f in found] == [(place, "XX")]
    assert opened.view.tabs.badge(PARTICULARS) == "1"
    opened.view.show_finding(found[0])
    assert opened.view.current_id == PARTICULARS
    box = opened.focusWidget()
    if isinstance(box, QLineEdit):
        assert box.selectedText() == "XX"
    else:
        assert isinstance(box, QPlainTextEdit)
        assert box.textCursor().selectedText() == "XX"


def test_a_mend_of_words_is_one_step_of_the_history(opened: MainWindow) -> None:
    session = opened.session
    words = "按照国办公开办函〔2019〕60号《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号）编制。"
    session.edit(set_particular(session.report, "preamble", words, "改"))
    found = next(f for f in session.assessment.findings if f.rule.id == "Q-BASIS" and f.rewordings)
    opened.view.findings.mender.mend(found, "改为“国办公开办函〔2021〕30号”")
    assert session.report.preamble == words.replace("〔2019〕60号）", "〔2021〕30号）")
    session.undo()
    assert session.report.preamble == words


def test_a_mend_of_words_that_have_changed_since_does_nothing(opened: MainWindow) -> None:
    """Guards the 30 ms in which the panel still shows the findings before the last keystroke."""
    session = opened.session
    session.edit(set_particular(session.report, "preamble", "自2020年1月1日起至12月31日止", "改"))
    found = next(f for f in session.assessment.findings if f.rule.id == "Q-PERIOD")
    label = found.rewordings[0].label
    session.edit(
        set_particular(session.report, "preamble", "另外，自2020年1月1日起至12月31日", "改")
    )
    before = session.report.copy()
    opened.view.findings.mender.mend(found, label)
    assert session.report == before
