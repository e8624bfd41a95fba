"""The findings beside the work: they follow, lead to the place, and mend."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.gui.findings.card import FindingCard
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import put_figures, write_text
from app.model.numbers import parse_figure


def _cards(window: MainWindow) -> list[FindingCard]:
    window.view.findings.refresh()
    column = window.view.findings._column
    widgets = (column.itemAt(i).widget() for i in range(column.count()))
    return [w for w in widgets if isinstance(w, FindingCard)]


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
