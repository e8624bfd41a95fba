"""Selecting and moving in a grid as hands know it from Excel and WPS, with real keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hands import drag, type_keys
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage, summed
from app.model.address import Address
from app.model.numbers import parse_figure

Show = Callable[[str], TablePage]
Key = Qt.Key
Held = Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier


def _address(text: str) -> Address:
    return Address.parse(text)


def _selected(page: TablePage) -> list[str]:
    return [f"{a.row}.{a.column}" for a in page.view.selected_addresses()]


def _here(page: TablePage) -> str:
    address = page.view.current_address()
    assert address is not None
    return f"{address.row}.{address.column}"


def _at(page: TablePage, text: str) -> None:
    page.view.go_to(_address(f"{page.model.table.key}.{text}"))


def _press(
    qtbot: QtBot, page: TablePage, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier
) -> None:
    for key in keys:
        qtbot.keyClick(page.view, key, held)


def _point(page: TablePage, cell: str) -> QPoint:
    index = page.model.index_of(_address(f"{page.model.table.key}.{cell}"))
    return page.view.visualRect(index).center()


def _label_point(page: TablePage, text: str) -> tuple[QWidget, QPoint]:
    """Where a printed name stands: in the head, or in the grid."""
    table, view = page.model.table, page.view
    label = next(x for x in table.labels if x.text == text)
    header = view.horizontalHeader()
    if label.line < table.head:
        left = header.sectionViewportPosition(label.position)
        top = header.height() * (label.line + 0.5) / table.head
        return header.viewport(), QPoint(left + 10, int(top))
    rect = view.visualRect(page.model.index(label.line - table.head, label.position))
    return view.viewport(), QPoint(rect.center().x(), rect.top() + 8)


def _click_name(
    qtbot: QtBot, page: TablePage, text: str, held: Qt.KeyboardModifier = Held.NoModifier
) -> None:
    widget, point = _label_point(page, text)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, held, point)


# -- selecting -------------------------------------------------------------------------------------


def test_shift_and_arrows_select_from_where_the_last_move_ended(
    qtbot: QtBot, table_page: Show
) -> None:
    """After typing and Enter, which Qt's own anchor knows nothing of."""
    page = table_page("requests")
    qtbot.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=_point(page, "partial.legal")
    )
    _at(page, "received.natural")
    type_keys(qtbot, "1\n")
    _press(qtbot, page, Key.Key_Right, Key.Key_Down, held=SHIFT)
    assert _selected(page) == [
        "carried_in.natural", "carried_in.business", "granted.natural", "granted.business",
    ]  # fmt: skip
    assert _here(page) == "carried_in.natural"
    _press(qtbot, page, Key.Key_Up, held=SHIFT)
    assert _selected(page) == ["carried_in.natural", "carried_in.business"]
    _press(qtbot, page, Key.Key_Down)
    assert _selected(page) == ["granted.natural"]


def test_drag_and_shift_click_select_a_block(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    drag(
        page.view.viewport(), _point(page, "received.natural"), _point(page, "carried_in.research")
    )
    block = ["received.natural", "received.business", "received.research"]
    assert _selected(page) == block + [cell.replace("received", "carried_in") for cell in block]
    qtbot.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, _point(page, "received.business")
    )
    assert _selected(page) == ["received.natural", "received.business"]
    qtbot.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, CTRL, _point(page, "granted.legal")
    )
    assert _selected(page) == ["received.natural", "received.business", "granted.legal"]


def test_name_of_a_row_selects_the_row_and_shift_goes_on(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    columns = page.model.table.column_keys
    _click_name(qtbot, page, "（一）予以公开")
    assert _selected(page) == [f"granted.{key}" for key in columns]
    _click_name(qtbot, page, "1.属于国家秘密", SHIFT)
    rows = ("granted", "partial", "secret")
    assert _selected(page) == [f"{row}.{key}" for row in rows for key in columns]
    _click_name(qtbot, page, "一、本年新收政府信息公开申请数量")
    _click_name(qtbot, page, "（一）予以公开", CTRL)
    assert _selected(page) == [f"{row}.{key}" for row in ("received", "granted") for key in columns]


def test_name_of_a_group_selects_its_rows(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _click_name(qtbot, page, "（四）无法提供")
    rows = ("not_held", "needs_creation", "unclear")
    assert {cell.split(".")[0] for cell in _selected(page)} == set(rows)


def test_name_of_a_column_selects_the_column_and_shift_goes_on(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    rows = page.model.table.row_keys
    _click_name(qtbot, page, "自然人")
    assert _selected(page) == [f"{row}.natural" for row in rows]
    _click_name(qtbot, page, "商业企业", SHIFT)
    assert len(_selected(page)) == 2 * len(rows)
    assert page.view.hasFocus()


def test_name_of_a_column_inside_a_table_selects_what_stands_under_it(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("disclosure")
    _click_name(qtbot, page, "本年废止件数")
    assert _selected(page) == ["rules.repealed", "normative.repealed"]


def test_everything_is_selected_by_ctrl_a_and_by_the_corner(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _press(qtbot, page, Key.Key_A, held=CTRL)
    assert len(_selected(page)) == len(page.model.table.figures)
    _press(qtbot, page, Key.Key_Escape)
    assert len(_selected(page)) == 1
    corner = page.model.table.labels[0].text
    _click_name(qtbot, page, corner)
    assert len(_selected(page)) == len(page.model.table.figures)


# -- moving ----------------------------------------------------------------------------------------


def test_ctrl_and_arrows_stop_at_the_edges_of_what_is_filled(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    for row in ("carried_in", "safety"):
        page.model.setData(page.model.index_of(_address(f"requests.{row}.natural")), "")
    _at(page, "granted.natural")
    seen: list[str] = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Right, Key.Key_Left):
        _press(qtbot, page, key, held=CTRL)
        seen.append(_here(page))
    assert seen == [
        "statute.natural",
        "third_party.natural",
        "statute.natural",
        "granted.natural",
        "granted.other",  # its total is blank in the file that was read
        "granted.natural",
    ]
    _press(qtbot, page, Key.Key_Down, held=CTRL | SHIFT)
    assert _selected(page) == [
        f"{row}.natural" for row in ("granted", "partial", "secret", "statute")
    ]


def test_home_and_end_of_line_and_table(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "granted.research")
    _press(qtbot, page, Key.Key_End)
    assert _here(page) == "granted.total"
    _press(qtbot, page, Key.Key_Home)
    assert _here(page) == "granted.natural"
    _press(qtbot, page, Key.Key_End, held=CTRL)
    assert _here(page) == "carried_out.total"
    _press(qtbot, page, Key.Key_Home, held=CTRL)
    assert _here(page) == "received.natural"
    _press(qtbot, page, Key.Key_End, held=SHIFT)
    assert len(_selected(page)) == 7
    _press(qtbot, page, Key.Key_End, held=CTRL | SHIFT)
    assert len(_selected(page)) == len(page.model.table.figures)


def test_page_keys_go_by_what_is_seen(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "received.natural")
    _press(qtbot, page, Key.Key_PageDown)
    far = page.view.currentIndex().row()
    assert 5 < far < page.model.rowCount() - 1
    _press(qtbot, page, Key.Key_PageUp)
    assert _here(page) == "received.natural"


def test_arrows_stop_at_the_edges_and_cross_lines_of_names(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("disclosure")
    _at(page, "normative.in_force")
    _press(qtbot, page, Key.Key_Right)
    assert _here(page) == "normative.in_force"
    _press(qtbot, page, Key.Key_Down)
    assert _here(page) == "licensing.decisions"
    _press(qtbot, page, *[Key.Key_Down] * 9)
    assert _here(page) == "fees.amount"


def test_enter_after_tabs_goes_back_under_where_they_began(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "received.business")
    type_keys(qtbot, "1\t2\t3\n4\t5\n")
    assert _here(page) == "granted.business"
    report = page.model.session.report
    assert report.figure(_address("requests.carried_in.business")).text == "4"
    assert report.figure(_address("requests.carried_in.research")).text == "5"


def test_shift_enter_and_shift_tab_go_back(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "carried_in.natural")
    _press(qtbot, page, Key.Key_Backtab, held=SHIFT)
    assert _here(page) == "received.other"
    _at(page, "carried_out.other")
    _press(qtbot, page, Key.Key_Return, held=SHIFT)
    assert _here(page) == "misc.other"


def test_enter_and_tab_go_round_inside_a_selection(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "received.legal")
    _press(qtbot, page, Key.Key_Right, Key.Key_Right, Key.Key_Down, held=SHIFT)
    seen: list[str] = []
    for key in (Key.Key_Return, Key.Key_Return, Key.Key_Tab, Key.Key_Return, Key.Key_Return):
        _press(qtbot, page, key)
        seen.append(_here(page))
    assert seen == [
        "carried_in.legal", "received.other", "carried_in.legal", "received.other",
        "carried_in.other",
    ]  # fmt: skip
    assert len(_selected(page)) == 6


# -- typing ----------------------------------------------------------------------------------------


def test_a_sum_is_typed(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _at(page, "received.natural")
    type_keys(qtbot, "=12+3\n")
    address = _address("requests.received.natural")
    assert page.model.session.report.figure(address) == parse_figure("15")


def test_no_input_method_over_a_cell(qtbot: QtBot, table_page: Show, opened: MainWindow) -> None:
    page = table_page("requests")
    _at(page, "received.natural")

    def is_wanted() -> bool:
        query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, query)
        return bool(query.value(Qt.InputMethodQuery.ImEnabled))

    assert not is_wanted()
    _press(qtbot, page, Key.Key_F2)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert not is_wanted()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    opened.view.tabs.select("overview")
    opened.view.page("overview").focus_first()
    assert is_wanted()


def test_words_that_an_input_method_sends_all_the_same_are_whole(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    address = _address("requests.received.natural")
    page.view.go_to(address)
    QApplication.sendEvent(page.view, QInputMethodEvent("shi", []))
    assert page.view.hasFocus()
    done = QInputMethodEvent()
    done.setCommitString("１２")
    QApplication.sendEvent(page.view, done)
    type_keys(qtbot, "3\n")
    assert page.model.session.report.figure(address).text == "123"


def test_double_click_edits_with_the_cursor_at_the_end(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.model.setData(page.model.index_of(_address("requests.granted.legal")), "12")
    point = _point(page, "granted.legal")
    qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    type_keys(qtbot, "5\n")
    assert page.model.session.report.figure(_address("requests.granted.legal")).text == "125"


def test_double_click_on_a_total_edits_nothing(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    qtbot.mouseDClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=_point(page, "granted.total")
    )
    assert page.view.hasFocus()
    assert _here(page) == "granted.total"


# -- what is shown ---------------------------------------------------------------------------------


def test_status_bar_sums_counts_and_averages(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    for cell, text in (
        ("received.natural", "10"),
        ("received.business", "5"),
        ("received.research", ""),
    ):
        page.model.setData(page.model.index_of(_address(f"requests.{cell}")), text)
    _at(page, "received.natural")
    _press(qtbot, page, Key.Key_Right, Key.Key_Right, held=SHIFT)
    words = "选中 3 格　计数 2　合计 15　平均 7.5"
    assert opened.workplace.status.selection_words == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], "选中 3 格"),
        (["1", "1", "2"], "选中 3 格　计数 3　合计 4　平均 1.33"),
        (["20", "10"], "选中 3 格　计数 2　合计 30　平均 15"),
        (["0.5", "100"], "选中 3 格　计数 2　合计 100.5　平均 50.25"),
        (["999999999999999"] * 3, "选中 3 格　计数 3　合计 2999999999999997　平均 999999999999999"),
    ],
)
def test_sums_of_a_selection(numbers: list[str], words: str) -> None:
    values = [v for text in numbers if (v := parse_figure(text).value) is not None]
    assert summed(3, values) == words


def test_wheel_with_ctrl_and_keys_change_the_size_and_it_is_remembered(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    zoom = opened.workplace.zoom
    height = page.view.rowHeight(0)
    point = QPointF(_point(page, "received.natural"))
    spot = QPointF(page.view.viewport().mapToGlobal(point.toPoint()))
    for _ in range(2):
        wheel = QWheelEvent(
            point, spot, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
        )  # fmt: skip
        QApplication.sendEvent(page.view.viewport(), wheel)
    assert zoom.percent == 120
    assert page.view.rowHeight(0) > height
    opened.view.tabs.select("disputes")
    other = opened.view.page("disputes")
    assert isinstance(other, TablePage)
    assert other.view._cells.scale == 1.2
    _press(qtbot, other, Key.Key_Minus, held=CTRL)
    assert zoom.percent == 110
    assert type(zoom)(zoom._folder).percent == 110
    _press(qtbot, other, Key.Key_0, held=CTRL)
    assert (zoom.percent, page.view.rowHeight(0)) == (100, height)


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_at_every_size_the_columns_fit_and_no_label_is_cut(
    table_page: Show, opened: MainWindow, percent: int
) -> None:
    opened.resize(1366, 768)
    page = table_page("requests")
    page.zoom(percent)
    QApplication.processEvents()
    assert page.view.horizontalScrollBar().maximum() == 0
    for label in page.model.table.labels:
        if label.role == "row":
            rect = page.view.visualRect(
                page.model.index(label.line - page.model.table.head, label.position)
            ).adjusted(7, 0, -5, 0)
            painter_metrics = page.view._cells.label_metrics
            needed = painter_metrics.boundingRect(
                rect.translated(-rect.topLeft()), int(Qt.TextFlag.TextWordWrap), label.text
            )
            assert needed.height() <= rect.height(), label.text
            assert needed.width() <= rect.width(), label.text


def test_menu_of_the_cells_has_every_way_with_its_keys(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    asked: list[QPoint] = []
    page.view.menu_requested.connect(asked.append)
    opened.view.menu_requested.disconnect()
    qtbot.mousePress(
        page.view.viewport(), Qt.MouseButton.RightButton, pos=_point(page, "partial.legal")
    )
    assert _selected(page) == ["partial.legal"]
    menu = opened.workplace.editing.menu()
    assert isinstance(menu, QMenu)
    shown = {a.text(): a.shortcut().toString() for a in menu.actions() if a.text()}
    assert shown["复制"] == "Ctrl+C"
    assert shown["向下填充"] == "Ctrl+D"
    assert all(
        action.isEnabled()
        for action in menu.actions()
        if "撤销" not in action.text() and "重做" not in action.text()
    )
    menu.deleteLater()
