"""Findings that a person leaves as they are, and the page before a report goes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import answer_dialog
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.dialogs.before_export import BeforeExport, ask_before_export
from app.gui.dialogs.reason import ask_reason
from app.gui.findings.aside_card import AsideCard
from app.gui.findings.card import FindingCard
from app.gui.main_window import MainWindow
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import parse_figure

REASON = "已核对，数据无误"


@pytest.fixture
def spoiled(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The sample with an error and a warning; the reason is always the same."""
    monkeypatch.setattr("app.gui.findings.mender.ask_reason", lambda *_: REASON)
    opened.actions_["totals"].trigger()
    for address, text in (
        ("disputes.direct.other", "/"),
        ("disclosure.normative.issued", "9"),
        ("disclosure.normative.repealed", "0"),
        ("disclosure.normative.in_force", "1"),
    ):
        _put(opened, address, text)
    return opened


def _put(window: MainWindow, address: str, text: str) -> None:
    session = window.session
    figures = {Address.parse(address): parse_figure(text)}
    session.edit(put_figures(session.report, session.form, figures, "填"))


def _cards(window: MainWindow) -> list[FindingCard]:
    window.view.findings.refresh()
    return [w for w in window.view.findings.column.strips if isinstance(w, FindingCard)]


def _press(qtbot: QtBot, card: FindingCard, words: str) -> None:
    button = next(b for b in card.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _rules(window: MainWindow) -> list[str]:
    return [card.finding.rule.id for card in _cards(window)]


def test_a_finding_is_set_aside_listed_and_taken_back(qtbot: QtBot, spoiled: MainWindow) -> None:
    panel = spoiled.view.findings
    assert _rules(spoiled) == ["C-SLASH", "T2-STOCK"]
    assert panel._aside.isHidden()
    depth = spoiled.session.history.depth
    _press(qtbot, _cards(spoiled)[1], "不改…")
    assert spoiled.session.history.depth == depth + 1
    assert _rules(spoiled) == ["C-SLASH"]
    assert spoiled.view.tabs.badge("disclosure") == "✓"
    assert panel._aside.text() == "不改的 1 处"
    panel._aside.click()
    assert panel._aside.text() == "← 回到要改的 1 处"
    (card,) = _cards(spoiled)
    assert isinstance(card, AsideCard)
    assert REASON in card._message[1]
    _press(qtbot, card, "重新列出")
    assert _rules(spoiled) == ["C-SLASH", "T2-STOCK"]
    assert panel._aside.isHidden()


def test_setting_aside_is_undone_like_any_edit(qtbot: QtBot, spoiled: MainWindow) -> None:
    _press(qtbot, _cards(spoiled)[1], "不改…")
    spoiled.session.undo()
    assert _rules(spoiled) == ["C-SLASH", "T2-STOCK"]


def test_without_a_reason_nothing_is_set_aside(
    qtbot: QtBot, spoiled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gui.findings.mender.ask_reason", lambda *_: None)
    _press(qtbot, _cards(spoiled)[1], "不改…")
    assert _rules(spoiled) == ["C-SLASH", "T2-STOCK"]


def test_it_comes_back_when_its_own_figures_change(qtbot: QtBot, spoiled: MainWindow) -> None:
    _press(qtbot, _cards(spoiled)[1], "不改…")
    _put(spoiled, "disputes.direct.other", "0")
    assert _rules(spoiled) == []
    _put(spoiled, "disclosure.normative.in_force", "2")
    assert _rules(spoiled) == ["T2-STOCK"]


def test_f8_leaves_the_list_of_what_was_set_aside(qtbot: QtBot, spoiled: MainWindow) -> None:
    _press(qtbot, _cards(spoiled)[1], "不改…")
    spoiled.view.findings._aside.click()
    qtbot.keyClick(spoiled, Qt.Key.Key_F8)
    assert _rules(spoiled) == ["C-SLASH"]
    assert spoiled.view.current_id == "disputes"


def test_a_click_on_what_was_set_aside_goes_there(qtbot: QtBot, spoiled: MainWindow) -> None:
    _press(qtbot, _cards(spoiled)[1], "不改…")
    spoiled.view.tabs.select("others")
    spoiled.view.findings._aside.click()
    (card,) = _cards(spoiled)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert spoiled.view.current_id == "disclosure"
    assert isinstance(_cards(spoiled)[0], AsideCard)


def _page(window: MainWindow, qtbot: QtBot) -> BeforeExport:
    session = window.session
    page = BeforeExport(window, session.form, session.report, session.assessment)
    qtbot.addWidget(page)
    return page


def test_the_page_before_export_lists_errors_first_and_lets_export(
    qtbot: QtBot, spoiled: MainWindow
) -> None:
    page = _page(spoiled, qtbot)
    groups = [page.list.topLevelItem(i) for i in range(page.list.topLevelItemCount())]
    assert [group.text(0) for group in groups if group] == ["错误　1", "警告　1"]
    assert "还有 1 处错误、1 处警告没有改" in [label.text() for label in page.findChildren(QLabel)]
    assert page.export.isEnabled()
    page.export.click()
    assert page.result() == page.DialogCode.Accepted


def test_the_page_leads_to_a_finding(qtbot: QtBot, spoiled: MainWindow) -> None:
    page = _page(spoiled, qtbot)
    group = page.list.topLevelItem(1)
    assert group is not None
    page.list.itemActivated.emit(group, 0)
    assert page.going_to is None
    page.list.itemActivated.emit(group.child(0), 0)
    assert page.going_to is not None
    assert page.going_to.rule.id == "T2-STOCK"


def test_the_page_counts_what_was_set_aside_and_lists_only_what_is_left(
    qtbot: QtBot, spoiled: MainWindow
) -> None:
    _press(qtbot, _cards(spoiled)[1], "不改…")
    page = _page(spoiled, qtbot)
    assert page.list.topLevelItemCount() == 1
    words = [label.text() for label in page.findChildren(QLabel)]
    assert "另有 1 处写明了理由不改，不会导出。" in words


def test_a_faultless_report_is_asked_nothing(opened: MainWindow) -> None:
    opened.actions_["totals"].trigger()
    session = opened.session
    assert ask_before_export(opened, session.form, session.report, session.assessment) == "export"


def test_going_back_exports_nothing(spoiled: MainWindow, answers: Answers, tmp_path: Path) -> None:
    answers.path = tmp_path / "报告.docx"
    answers.decision = "back"
    spoiled.actions_["export"].trigger()
    assert answers.left == [2]
    assert not answers.path.exists()
    answers.decision = spoiled.session.assessment.findings[0]
    spoiled.actions_["export"].trigger()
    assert spoiled.view.current_id == "disputes"
    assert not answers.path.exists()
    answers.decision = "export"
    spoiled.actions_["export"].trigger()
    assert answers.path.exists()


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
def test_a_finding_is_set_aside_only_with_a_reason(opened: MainWindow) -> None:
    seen: list[bool] = []

    def look(dialog: QInputDialog) -> None:
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        agree = box.button(QDialogButtonBox.StandardButton.Ok)
        for words in (dialog.textValue(), REASON, "  "):
            dialog.setTextValue(words)
            seen.append(agree.isEnabled())
        dialog.reject()

    answer_dialog(QInputDialog, look)
    assert ask_reason(opened, "表三有 1 格空白") is None
    assert seen == [False, True, False]
