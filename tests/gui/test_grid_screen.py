"""What the screen shows of a table page, bit by bit as it is drawn, and where things stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hands import type_keys
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage

Show = Callable[[str], TablePage]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _seen(page: TablePage) -> QImage:
    """What the screen has of the grid, drawn bit by bit."""
    window, viewport = page.window(), page.view.viewport()
    place = viewport.mapTo(window, QPoint(0, 0))
    screen = window.screen().grabWindow(window.winId()).toImage()
    seen = screen.copy(QRect(place, viewport.size()))
    return seen.convertToFormat(QImage.Format.Format_RGB32)


def _whole(page: TablePage) -> QImage:
    """The same drawn at once."""
    return page.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _wait_until_drawn(qtbot: QtBot, page: TablePage) -> None:
    """Remains never go by themselves; what is only late does."""
    qtbot.waitUntil(lambda: _seen(page) == _whole(page), timeout=2000)


def test_nothing_of_a_cell_left_stays_on_the_screen(qtbot: QtBot, table_page: Show) -> None:
    """Guards against remains: of the caret, of the frame, of the handle at the old place."""
    page = table_page("requests")
    page.window().activateWindow()
    page.view.setFocus()
    qtbot.wait(50)
    for keys in ("5\t", "6\t", "7\n", "8\t"):
        type_keys(qtbot, keys)
        _wait_until_drawn(qtbot, page)
    qtbot.keyClick(page.view, Key.Key_F2)
    type_keys(qtbot, "1\t")
    qtbot.keyClick(page.view, Key.Key_Down, SHIFT)
    qtbot.keyClick(page.view, Key.Key_Right, SHIFT)
    qtbot.keyClick(page.view, Key.Key_End, CTRL)
    _wait_until_drawn(qtbot, page)
    qtbot.keyClick(page.view, Key.Key_Home, CTRL)
    _wait_until_drawn(qtbot, page)


def test_the_hatching_of_blank_cells_scrolls_with_them(qtbot: QtBot, table_page: Show) -> None:
    """Guards against lines that break: what is scrolled is not drawn anew."""
    page = table_page("requests")
    bar = page.view.verticalScrollBar()
    _wait_until_drawn(qtbot, page)
    for step in (5, 3, 6):
        bar.setValue(bar.value() + step)
        _wait_until_drawn(qtbot, page)


def test_the_button_above_a_table_is_in_one_place(
    qtbot: QtBot, opened: MainWindow, table_page: Show
) -> None:
    places: set[tuple[int, int]] = set()
    for section in ("disclosure", "requests", "disputes"):
        page = table_page(section)
        qtbot.wait(5)
        button = next(b for b in page.findChildren(QPushButton) if b.text() == "空白处填 0")
        corner = button.mapTo(opened, QPoint(0, 0))
        places.add((corner.x(), corner.y()))
    assert len(places) == 1


# -- scrolled sideways -----------------------------------------------------------------------------


@pytest.fixture
def scrolled(qtbot: QtBot, opened: MainWindow, table_page: Show) -> TablePage:
    """The widest table at twice its size in the smallest window, scrolled to its end."""
    page = table_page("requests")
    opened.resize(860, 600)
    opened.workplace.zoom.step(20)
    qtbot.wait(20)
    bar = page.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.wait(20)
    assert bar.value() > 50
    return page


def test_names_of_rows_stay_where_figures_scroll_under_them(
    qtbot: QtBot, scrolled: TablePage
) -> None:
    view, bar = scrolled.view, scrolled.view.horizontalScrollBar()
    width = view._freezing.width
    assert width > 0
    names = QRect(0, 0, width - 2, view.viewport().height())
    at_end, head_at_end = _whole(scrolled).copy(names), view._header.viewport().grab(names)
    assert _seen(scrolled) == _whole(scrolled)
    bar.setValue(20)
    qtbot.wait(20)
    assert _seen(scrolled) == _whole(scrolled)
    assert _whole(scrolled).copy(names) == at_end
    assert view._header.viewport().grab(names).toImage() == head_at_end.toImage()
    bar.setValue(0)
    assert view._freezing.width == 0


def test_a_name_that_stays_can_be_pressed(qtbot: QtBot, scrolled: TablePage) -> None:
    view = scrolled.view
    row = view.visualRect(scrolled.model.index(0, 0)).center().y()
    place = QPoint(view._freezing.width // 2, row)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert {address.row for address in view.selected_addresses()} == {"received"}
    assert len(view.selected_addresses()) == 7
    width, high = view._freezing.width, view._header.height()
    corner = QPoint(width // 2, high // 2)
    qtbot.mouseClick(view._header.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert len(view.selected_addresses()) > 100


def test_a_cell_gone_to_comes_out_from_under_the_names(scrolled: TablePage) -> None:
    view = scrolled.view
    for address in scrolled.model.table.inputs[:14]:
        view.go_to(address)
        rect = view.visualRect(scrolled.model.index_of(address))
        assert rect.left() >= view._freezing.width
        assert rect.right() <= view.viewport().width()


def test_a_table_without_names_at_its_left_has_nothing_to_keep(
    qtbot: QtBot, opened: MainWindow, table_page: Show
) -> None:
    page = table_page("disputes")
    opened.resize(860, 600)
    opened.workplace.zoom.step(20)
    qtbot.wait(20)
    bar = page.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert page.view._freezing.width == 0
