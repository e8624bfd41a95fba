"""The preview in the real window: what is printed is shown, and a click leads to its editor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.grid.view import GridView
from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.table import TablePage
from app.gui.print.page_view import PageView
from app.gui.print.targets import Target
from app.model.address import Address
from app.model.edits import put_figures, put_text
from app.model.numbers import parse_figure
from app.model.report import Slot

RECEIVED = Address("requests", "received", "natural")


@pytest.fixture
def preview(opened: MainWindow, qtbot: QtBot) -> PageView:
    """The preview of the sample, shown and painted."""
    opened.actions_["preview"].trigger()
    view = opened.view.preview.view
    qtbot.waitUntil(lambda: bool(view.pages) and view.is_settled)
    return view


def find(view: PageView, wanted: Callable[[Target], bool]) -> tuple[int, Target]:
    return next(
        (number, target)
        for number in range(len(view.pages))
        for target in view.targets(number)
        if wanted(target)
    )


def bring_into_view(view: PageView, found: tuple[int, Target]) -> QPoint:
    """Scroll to a target; a point in it."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.place_of(*found).center().y() - view.viewport().height() // 2)
    return view.place_of(*found).center()


def click(view: PageView, found: tuple[int, Target]) -> None:
    point = bring_into_view(view, found)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QApplication.processEvents()


def text_of(view: PageView) -> str:
    return "".join(w.text for page in view.pages for p in page.placed for w in p.box.words)


def test_it_takes_the_place_of_the_findings_and_gives_it_back(
    opened: MainWindow, preview: PageView
) -> None:
    assert preview.isVisible()
    assert not opened.view.findings.isVisible()
    assert len(preview.pages) == 5
    assert preview.width() >= 360
    opened.actions_["preview"].trigger()
    assert not preview.isVisible()
    assert opened.view.findings.isVisible()


def test_it_follows_the_edits(opened: MainWindow, preview: PageView, qtbot: QtBot) -> None:
    session = opened.session
    assert "未曾有过的一句" not in text_of(preview)
    edit = put_text(session.report, Slot("text", "problems"), "未曾有过的一句话。", "改")
    session.edit(edit)
    qtbot.waitUntil(lambda: "未曾有过的一句" in text_of(preview) and preview.is_settled)
    session.undo()
    qtbot.waitUntil(lambda: "未曾有过的一句" not in text_of(preview))


def test_what_is_in_view_stays_in_view(opened: MainWindow, preview: PageView, qtbot: QtBot) -> None:
    bar = preview.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, zoom = bar.value(), preview.zoom
    session = opened.session
    session.edit(
        put_figures(session.report, session.form, {RECEIVED: parse_figure("7654321")}, "填")
    )
    qtbot.waitUntil(lambda: "7654321" in text_of(preview) and preview.is_settled)
    assert (bar.value(), preview.zoom) == (place, zoom)


def test_pages_that_are_as_before_are_not_painted_again(
    opened: MainWindow, preview: PageView, qtbot: QtBot
) -> None:
    bar = preview.verticalScrollBar()
    bar.setValue(0)
    qtbot.waitUntil(lambda: preview.is_settled)
    first = preview._pictures[0].cacheKey()
    session = opened.session
    session.edit(put_text(session.report, Slot("text", "others"), "没有收费，一件也没有。", "改"))
    qtbot.waitUntil(lambda: "一件也没有" in text_of(preview) and preview.is_settled)
    assert preview._pictures[0].cacheKey() == first


def test_a_click_on_a_paragraph_goes_to_its_place_in_the_chapter(
    opened: MainWindow, preview: PageView
) -> None:
    slot = Slot("text", "problems")
    text = opened.session.report.section("problems").text
    found = find(preview, lambda t: t.origin.slot == slot and t.origin.start > 0)
    click(preview, found)
    assert opened.view.current_id == "problems"
    page = opened.view.page("problems")
    assert isinstance(page, ChapterPage)
    cursor = page.editor.textCursor()
    assert cursor.position() == found[1].origin.start
    assert not cursor.hasSelection()
    assert text[cursor.position() :].startswith("（二）")
    assert page.editor.hasFocus()


def test_a_click_on_a_figure_goes_to_its_cell(opened: MainWindow, preview: PageView) -> None:
    wanted = Address("disputes", "direct", "pending")
    click(preview, find(preview, lambda t: t.origin.slot.key == wanted))
    assert opened.view.current_id == "disputes"
    page = opened.view.page("disputes")
    assert isinstance(page, TablePage)
    assert page.view.current_address() == wanted
    assert isinstance(QApplication.focusWidget(), GridView)


def test_a_click_on_the_label_of_a_row_goes_to_that_row(
    opened: MainWindow, preview: PageView
) -> None:
    wanted = Address("requests", "petition", "natural")
    number, target = find(preview, lambda t: t.origin.slot.key == wanted)
    bring_into_view(preview, (number, target))
    place = preview.place_of(number, target)
    point = QPoint(place.left() - 40, place.center().y())
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=point)
    page = opened.view.page("requests")
    assert isinstance(page, TablePage)
    assert page.view.current_address() == wanted


@pytest.mark.parametrize(
    ("slot", "name"),
    [(Slot("field", "preamble"), "前言"), (Slot("field", "doc_title"), "文件标题")],
)
def test_a_click_on_a_particular_goes_to_its_field(
    opened: MainWindow, preview: PageView, slot: Slot, name: str
) -> None:
    click(preview, find(preview, lambda t: t.origin.slot == slot))
    assert opened.view.current_id == "particulars"
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.accessibleName() == name


def test_keys_alone_are_enough(opened: MainWindow, preview: PageView) -> None:
    assert preview.hasFocus()
    for _ in range(3):
        QTest.keyClick(preview, Qt.Key.Key_Down)
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert opened.view.current_id == "overview"


def test_zoom_by_keys_and_wheel_and_back_to_the_width(preview: PageView, qtbot: QtBot) -> None:
    fitted = preview.zoom
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.zoom > fitted
    assert preview.horizontalScrollBar().maximum() > 0
    QTest.keyClick(preview, Qt.Key.Key_Minus)
    QTest.keyClick(preview, Qt.Key.Key_Minus)
    assert preview.zoom < fitted
    preview.fit("page")
    qtbot.waitUntil(lambda: preview.is_settled)
    assert preview.verticalScrollBar().pageStep() >= preview._size(preview.zoom).height()
    preview.fit("width")
    assert preview.zoom == pytest.approx(fitted)


def test_another_report_is_shown_in_its_place(
    opened: MainWindow, preview: PageView, qtbot: QtBot
) -> None:
    opened.session.history.mark_clean()
    opened.files.drop()
    qtbot.waitUntil(lambda: "南岗区" not in text_of(preview) and "总体情况" in text_of(preview))
    assert preview.verticalScrollBar().value() == 0


def test_nothing_is_set_while_nobody_looks(
    opened: MainWindow, preview: PageView, qtbot: QtBot
) -> None:
    opened.actions_["preview"].trigger()
    session = opened.session
    session.edit(put_text(session.report, Slot("text", "others"), "没有人看。", "改"))
    qtbot.wait(300)
    assert "没有人看" not in text_of(preview)
    opened.actions_["preview"].trigger()
    qtbot.waitUntil(lambda: "没有人看" in text_of(preview))
