"""The findings beside the work: they follow, lead to the place, and mend."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.dialogs.mend_all import MendDialog
from app.gui.findings.card import FindingCard
from app.gui.findings.heading import GroupHeading
from app.gui.findings.mend_card import MendButton
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import put_figures, write_text
from app.model.numbers import parse_figure
from app.rules.finding import Finding
from app.services.mending import Mend, mends_of_kind


def _cards(window: MainWindow) -> list[FindingCard]:
    window.view.findings.refresh()
    return [w for w in window.view.findings.column.strips if isinstance(w, FindingCard)]


def _put(window: MainWindow, address: str, text: str) -> None:
    session = window.session
    figures = {Address.parse(address): parse_figure(text)}
    session.edit(put_figures(session.report, session.form, figures, "填"))


def test_click_goes_to_the_cell(qtbot: QtBot, opened: MainWindow) -> None:
    _put(opened, "disputes.direct.other", "/")
    card = next(c for c in _cards(opened) if c.finding.rule.id == "C-SLASH")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened.view.current_id == "disputes"
    page = opened.view.page("disputes")
    assert isinstance(page, TablePage)
    assert page.view.current_address() == Address.parse("disputes.direct.other")


def test_click_goes_to_an_empty_chapter(qtbot: QtBot, opened: MainWindow) -> None:
    session = opened.session
    session.edit(write_text(session.report, "others", "", "清空"))
    card = next(c for c in _cards(opened) if c.finding.rule.id == "S-MISSING")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened.view.current_id == "others"


def test_mend_is_one_step_that_makes_the_finding_go(qtbot: QtBot, opened: MainWindow) -> None:
    _put(opened, "requests.granted.natural", "")
    card = next(c for c in _cards(opened) if "“（一）予以公开”行" in c.finding.message)
    button = card.findChild(QPushButton)
    assert button is not None
    assert button.text() == "填 0"
    steps = opened.session.history.depth
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.session.history.depth == steps + 1
    assert opened.session.report.figure(Address.parse("requests.granted.natural")).text == "0"
    assert not [c for c in _cards(opened) if c.finding.focus == card.finding.focus]


def test_printed_totals_are_mended_one_by_one_or_all_at_once(
    qtbot: QtBot, opened: MainWindow
) -> None:
    cards = _cards(opened)
    assert len(cards) == 25
    qtbot.mouseClick(cards[0].findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert len(_cards(opened)) == 24
    opened.actions_["totals"].trigger()
    assert not _cards(opened)
    opened.session.undo()
    assert len(_cards(opened)) == 24


def test_f8_goes_round(opened: MainWindow) -> None:
    first, last = opened.session.assessment.findings[0], opened.session.assessment.findings[-1]
    went: list[object] = []
    opened.view.findings.chosen.connect(went.append)
    opened.actions_["next"].trigger()
    opened.actions_["previous"].trigger()
    assert went == [first, last]


def test_badges_count_by_chapter(opened: MainWindow) -> None:
    assert opened.view.tabs.badge("requests") == "25"
    assert opened.view.tabs.badge("overview") == "✓"
    opened.actions_["totals"].trigger()
    assert opened.view.tabs.badge("requests") == "✓"


def test_unchanged_cards_are_kept(opened: MainWindow) -> None:
    before = _cards(opened)
    _put(opened, "disclosure.fees.amount", "/")
    after = _cards(opened)
    assert set(map(id, before)) <= set(map(id, after))
    assert len(after) == len(before) + 1


def test_card_says_what_where_and_both_numbers(opened: MainWindow) -> None:
    _put(opened, "requests.received.natural", "3")
    card = next(c for c in _cards(opened) if c.finding.rule.id == "T3-BAL")
    name = card.accessibleName()
    assert name.startswith("错误：表三“自然人”列不平衡，差 3 件")
    assert "等于 3" in name
    assert "等于 0" in name


def _headings(window: MainWindow) -> list[str]:
    window.view.findings.refresh()
    strips = window.view.findings.column.strips
    return [strip.words for strip in strips if isinstance(strip, GroupHeading)]


def _spoil(window: MainWindow) -> None:
    """Findings of two severities in three chapters."""
    window.actions_["totals"].trigger()
    _put(window, "disputes.direct.other", "/")
    _put(window, "requests.granted.legal", "")
    _put(window, "disclosure.normative.issued", "9")
    _put(window, "disclosure.normative.repealed", "0")
    _put(window, "disclosure.normative.in_force", "1")
    window.view.findings.refresh()


def test_f8_and_shift_f8_keys_walk_the_list_as_it_is_shown(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _spoil(opened)
    went: list[str] = []
    opened.view.findings.chosen.connect(lambda finding: went.append(finding.rule.id))
    for key, modifier in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier),
    ):
        qtbot.keyClick(opened, key, modifier)
    assert went == ["C-EMPTY", "C-SLASH", "C-EMPTY", "T2-STOCK"]
    opened.view.findings.bar._badges["warning"].click()
    went.clear()
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    assert went == ["T2-STOCK", "T2-STOCK"]


def test_findings_stand_in_groups_by_severity_chapter_and_rule(opened: MainWindow) -> None:
    _spoil(opened)
    assert _headings(opened) == ["错误　2", "警告　1"]
    bar = opened.view.findings.bar
    by_severity, by_chapter, by_rule = bar.menu.actions()[:3]
    by_chapter.trigger()
    assert [words.partition("、")[0] for words in _headings(opened)] == ["二", "三", "四"]
    by_rule.trigger()
    assert [words.partition("　")[0] for words in _headings(opened)] == [
        "C-EMPTY",
        "C-SLASH",
        "T2-STOCK",
    ]
    by_severity.trigger()
    assert _headings(opened) == ["错误　2", "警告　1"]


def test_the_list_is_filtered_by_severity_chapter_and_rule(opened: MainWindow) -> None:
    _spoil(opened)
    bar = opened.view.findings.bar
    bar._badges["error"].click()
    assert [c.finding.rule.id for c in _cards(opened)] == ["C-EMPTY", "C-SLASH"]
    _choose(bar._sections, "disputes")
    assert [c.finding.rule.id for c in _cards(opened)] == ["C-SLASH"]
    _choose(bar._sections, None)
    bar._badges["error"].click()
    _choose(bar._rules, "T2-STOCK")
    assert [c.finding.rule.id for c in _cards(opened)] == ["T2-STOCK"]
    assert bar._badges["error"].text() == "2 错误"


def _choose(box: QComboBox, key: str | None) -> None:
    place = next(i for i in range(box.count()) if box.itemData(i) == key)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_filter_that_hides_all_that_is_left_is_dropped(opened: MainWindow) -> None:
    """Guards against an empty list that looks like a faultless report."""
    _spoil(opened)
    _choose(opened.view.findings.bar._rules, "C-SLASH")
    _put(opened, "disputes.direct.other", "0")
    assert [c.finding.rule.id for c in _cards(opened)] == ["C-EMPTY", "T2-STOCK"]


def test_f1_in_a_cell_tells_why_with_example_and_remedy(qtbot: QtBot, opened: MainWindow) -> None:
    _spoil(opened)
    opened.view.tabs.select("disputes")
    page = opened.view.page("disputes")
    assert isinstance(page, TablePage)
    page.view.go_to(Address.parse("disputes.direct.other"))
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    card = next(c for c in _cards(opened) if c.finding.rule.id == "C-SLASH")
    rule = card.finding.rule
    for words in ("C-SLASH", "错误", rule.summary, rule.example, rule.remedy):
        assert words in card.reasons
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    assert card.reasons == ""


def test_why_is_a_button_too(qtbot: QtBot, opened: MainWindow) -> None:
    _spoil(opened)
    card = _cards(opened)[0]
    height = card.height()
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "为什么？")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert card.finding.rule.remedy in card.reasons
    assert card.height() > height


def test_why_where_nothing_is_wrong_says_so(opened: MainWindow) -> None:
    opened.actions_["totals"].trigger()
    opened.actions_["why"].trigger()
    assert "没有发现问题" in opened.notice.sentence


def test_the_list_is_copied_as_shown(opened: MainWindow) -> None:
    _spoil(opened)
    opened.view.findings.bar._badges["error"].click()
    opened.actions_["copy_list"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "级别\t规则\t位置\t说明"
    assert [line.split("\t")[:3] for line in lines[1:]] == [
        ["错误", "C-EMPTY", "三、收到和处理政府信息公开申请情况"],
        ["错误", "C-SLASH", "四、政府信息公开行政复议、行政诉讼情况"],
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_the_list_is_saved_as_shown(
    opened: MainWindow, answers: Answers, tmp_path: Path, suffix: str
) -> None:
    """Guards the saved list: a file that others can work with, of what the filter admits."""
    _spoil(opened)
    opened.view.findings.bar._badges["error"].click()
    shown = [finding.message for finding in opened.view.findings.shown]
    assert len(shown) == 2
    answers.path = tmp_path / f"意见{suffix}"
    opened.actions_["save_list"].trigger()
    assert answers.asked == ["南岗区企业和投资服务局2021年政府信息公开工作年度报告校核意见.xlsx"]
    assert opened.notice.sentence.startswith("已保存 2 处问题")
    if suffix == ".xlsx":
        rows = list(openpyxl.load_workbook(answers.path)["问题"].iter_rows(values_only=True))
        assert [row[6] for row in rows[1:]] == shown
    else:
        text = "".join(p.text for p in docx.Document(str(answers.path)).paragraphs)
        assert all(message in text for message in shown)


def test_a_list_that_cannot_be_saved_is_one_sentence(
    opened: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "没有" / "意见.xlsx"
    assert not opened.workplace.lists.save()
    assert opened.notice.sentence == "无法保存“意见.xlsx”：文件夹不存在"


def test_long_lists_are_shown_by_and_by_and_f8_reaches_all(opened: MainWindow) -> None:
    for address in opened.session.form.tables["disclosure"].inputs:
        _put(opened, str(address), "/")
    _put(opened, "disclosure.fees.amount", "")
    for number, address in enumerate(opened.session.form.tables["requests"].inputs[:60]):
        _put(opened, str(address), ("3件", "/", "", "-1")[number % 4])
    panel = opened.view.findings
    number = len(opened.session.assessment.findings)
    assert len(_cards(opened)) == 40 < number
    opened.actions_["previous"].trigger()
    assert len(_cards(opened)) == number
    panel._show_others()
    assert len(_cards(opened)) == 40
    panel._more.click()
    assert len(_cards(opened)) == min(80, number)


def _button(card: FindingCard, words: str) -> QPushButton:
    return next(b for b in card.findChildren(QPushButton) if b.text() == words and b.isVisible())


def test_a_mend_shows_what_it_changes_before_it_is_done(opened: MainWindow) -> None:
    _put(opened, "requests.granted.natural", "")
    card = next(c for c in _cards(opened) if "“（一）予以公开”行" in c.finding.message)
    before = opened.session.report.copy()
    button = _button(card, "填 0")
    assert isinstance(button, MendButton)
    assert button._preview("填 0") == "表三“（一）予以公开”行“自然人”列：<s>空白</s> → <b>0</b>"
    assert opened.session.report == before


def test_all_of_a_kind_are_mended_in_one_step_after_a_look(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []
    answers = iter([0, 3, 100])

    def choose(_parent: object, summary: str, made: list[Mend]) -> list[Finding]:
        seen.append((summary, len(made)))
        return [mend.finding for mend in made[: next(answers)]]

    monkeypatch.setattr("app.gui.findings.mender.choose_mends", choose)
    depth = opened.session.history.depth
    for left in (25, 22, 0):
        number = len(_cards(opened))
        button = _button(_cards(opened)[0], f"同类 {number} 处…")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(_cards(opened)) == left
    assert opened.session.history.depth == depth + 2
    assert [number for _, number in seen] == [25, 25, 22]
    assert "22 处" in opened.notice.sentence
    opened.session.undo()
    opened.session.undo()
    assert len(_cards(opened)) == 25


def test_a_single_finding_has_no_button_for_all(opened: MainWindow) -> None:
    _spoil(opened)
    words = [b.text() for c in _cards(opened) for b in c.findChildren(QPushButton)]
    assert not [word for word in words if word.startswith("同类")]


def _mends(opened: MainWindow) -> list[Mend]:
    session = opened.session
    same = [f for f in session.assessment.findings if f.rule.id == "C-EMPTY"]
    return mends_of_kind(same, "用计算值", session.form, session.report)


def test_the_list_of_changes_can_be_refused(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = MendDialog(opened, "每一格都要填数", _mends(opened))
    qtbot.addWidget(dialog)
    assert dialog.list.topLevelItem(0).text(1) == "空白"
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "不改").click()
    dialog.agree.click()
    assert answers == [0, 1]


def test_single_changes_can_be_left_out_of_the_list(qtbot: QtBot, opened: MainWindow) -> None:
    made = _mends(opened)
    dialog = MendDialog(opened, "每一格都要填数", made)
    qtbot.addWidget(dialog)
    assert dialog.agree.text() == "改这 25 处"
    dialog.list.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.agree.text() == "改这 24 处"
    assert dialog.chosen == [mend.finding for mend in made if mend is not made[1]]
    for number in range(len(made)):
        dialog.list.topLevelItem(number).setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.agree.isEnabled()


def test_a_mend_of_several_places_shows_them_below_it(qtbot: QtBot, opened: MainWindow) -> None:
    _put(opened, "requests.granted.natural", "")
    _put(opened, "requests.granted.legal", "")
    session = opened.session
    same = [f for f in session.assessment.findings if f.rule.id == "C-EMPTY"]
    dialog = MendDialog(opened, "", mends_of_kind(same, "填", session.form, session.report))
    qtbot.addWidget(dialog)
    item = dialog.list.topLevelItem(0)
    assert [item.child(n).text(2) for n in range(item.childCount())] == ["0", "0"]


def test_what_is_unfolded_is_scrolled_into_sight(qtbot: QtBot, opened: MainWindow) -> None:
    """Guards against a click that seems to do nothing: the answer was below the edge."""
    panel = opened.view.findings
    panel.refresh()
    qtbot.wait(10)
    area = panel._area.viewport()

    def bottom(card: FindingCard) -> int:
        return card.mapTo(area, QPoint(0, card.height())).y()

    lowest = [card for card in _cards(opened) if bottom(card) <= area.height()][-1]
    qtbot.mouseClick(_button(lowest, "为什么？"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bottom(lowest) <= area.height())
    assert lowest.reasons


def test_a_click_on_a_card_leaves_the_cursor_where_one_types(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.activateWindow()
    opened.view.tabs.select("overview")
    editor = opened.view.page("overview").text_box
    assert editor is not None
    editor.setFocus()
    opened.view.findings.refresh()
    qtbot.mouseClick(_button(_cards(opened)[0], "为什么？"), Qt.MouseButton.LeftButton)
    assert editor.hasFocus()
