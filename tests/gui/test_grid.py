"""The grid behaves as a spreadsheet: keys, typing, blocks, and repainting only what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.edits import put_figures, take_computed
from app.model.numbers import parse_figure
from app.model.report import Edit, Slot

Show = Callable[[str], TablePage]


def _address(text: str) -> Address:
    return Address.parse(text)


def _type(qtbot: QtBot, text: str) -> None:
    """Press keys at whatever has the focus, as a hand does."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None
        if character == "\n":
            qtbot.keyClick(target, Qt.Key.Key_Return)
        elif character == "\t":
            qtbot.keyClick(target, Qt.Key.Key_Tab)
        else:
            qtbot.keyClicks(target, character)
        QApplication.processEvents()


def test_typing_replaces_and_enter_goes_down(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    _type(qtbot, "12\n34\n")
    report = page.model.session.report
    assert report.figure(_address("requests.received.natural")).text == "12"
    assert report.figure(_address("requests.carried_in.natural")).text == "34"
    assert page.view.current_address() == _address("requests.granted.natural")


def test_tab_goes_right_inside_fillable_cells_and_on_to_the_next_line(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.legal"))
    _type(qtbot, "1\t2\t3\t")
    report = page.model.session.report
    assert report.figure(_address("requests.received.legal")).text == "1"
    assert report.figure(_address("requests.received.other")).text == "2"
    assert report.figure(_address("requests.carried_in.natural")).text == "3"


def test_enter_passes_over_computed_rows(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.misc.business"))
    _type(qtbot, "1\n")
    assert page.view.current_address() == _address("requests.carried_out.business")


def test_arrow_leaves_a_cell_that_is_being_typed_and_commits(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    _type(qtbot, "7")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert page.model.session.report.figure(_address("requests.received.natural")).text == "7"
    assert page.view.current_address() == _address("requests.received.business")


def test_escape_gives_the_old_value_back(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    _type(qtbot, "9")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert page.model.session.report.figure(_address("requests.received.natural")).text == "0"


def test_f2_edits_in_place_with_the_cursor_at_the_end(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    address = _address("requests.received.natural")
    page.model.setData(page.model.index_of(address), "12")
    page.view.go_to(address)
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    _type(qtbot, "5\n")
    assert page.model.session.report.figure(address).text == "125"


def test_stray_quote_in_a_pasted_block_is_a_plain_character(table_page: Show) -> None:
    page = table_page("requests")
    QGuiApplication.clipboard().setText('"3\t4\n5\t6')
    page.view.go_to(_address("requests.received.natural"))
    page.view.paste()
    report = page.model.session.report
    texts = [report.figure(_address(f"requests.{cell}")).text for cell in (
        "received.natural", "received.business", "carried_in.natural", "carried_in.business",
    )]  # fmt: skip
    assert texts == ['"3', "4", "5", "6"]


def test_a_huge_pasted_cell_is_kept_and_reported(table_page: Show) -> None:
    page = table_page("requests")
    QGuiApplication.clipboard().setText("字" * 200_000)
    page.view.go_to(_address("requests.received.natural"))
    page.view.paste()
    figure = page.model.session.report.figure(_address("requests.received.natural"))
    assert figure.raw is not None
    assert len(figure.raw) == 200_000


def test_a_total_of_the_file_looks_as_the_file_has_it(table_page: Show) -> None:
    """Guards what the clerk sees against what the finding says: blank stays blank, 999 stays 999."""
    page = table_page("requests")
    session = page.model.session
    total = _address("requests.granted.total")
    assert page.model.look(total).kind == "blank"
    slot = Slot("printed", total)
    session.edit(Edit("", (session.report.change(slot, parse_figure("999")),)))
    assert (page.model.look(total).text, page.model.look(total).severity) == ("999", "error")
    session.edit(take_computed(session.report, [total], "用计算值"))
    assert page.model.look(total).text == "0"


def test_arrows_move_from_cell_to_cell(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(page.view, key)
    assert page.view.current_address() == _address("requests.received.business")


def test_computed_cells_cannot_be_typed_into(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    address = _address("requests.granted.total")
    page.view.go_to(address)
    _type(qtbot, "9")
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert not page.model.setData(page.model.index_of(address), "9")


@pytest.mark.parametrize(
    ("typed", "text", "value"),
    [
        ("１２", "12", 12),
        ("1,234", "1234", 1234),
        ("3件", "3件", 3),
        ("abc", "abc", None),
        ("-5", "-5", -5),
        ("1e9", "1e9", None),
        ("9" * 40, "9" * 40, None),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", None),
    ],
)
def test_junk_stays_in_the_cell_and_is_reported(
    table_page: Show, typed: str, text: str, value: int | None
) -> None:
    page = table_page("requests")
    address = _address("requests.received.natural")
    page.model.setData(page.model.index_of(address), typed)
    session = page.model.session
    assert session.report.figure(address).text == text
    assert session.report.figure(address).value == value
    plain = text.isdigit() and value is not None
    reported = [
        f for f in session.assessment.findings if address in f.focus and f.rule.id[0] in "CN"
    ]
    assert bool(reported) is not plain


def test_block_from_excel_is_one_step_and_leaves_computed_cells_alone(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    session = page.model.session
    before = session.report.copy()
    QGuiApplication.clipboard().setText("1\t2\t3\t4\t5\t6\t999\r\n7\t8\t9\t10\t11\t12\t999\r\n")
    page.view.go_to(_address("requests.received.natural"))
    qtbot.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    figures = [session.report.figure(a).text for a in page.model.table.inputs[:12]]
    assert figures == [str(n) for n in range(1, 13)]
    assert session.assessment.values[_address("requests.received.total")] == 21
    session.undo()
    assert session.report == before


def test_block_that_is_too_large_says_what_was_left_out(
    table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    QGuiApplication.clipboard().setText("1\t2\t3\n4\t5\t6")
    page.view.go_to(_address("requests.carried_out.legal"))
    page.view.paste()
    assert "有 3 格超出表格" in opened.notice.sentence


def test_one_value_goes_into_every_selected_cell(table_page: Show) -> None:
    page = table_page("disputes")
    page.view.selectAll()
    QGuiApplication.clipboard().setText("4")
    page.view.paste()
    report = page.model.session.report
    assert {report.figure(a).text for a in page.model.table.inputs} == {"4"}
    assert page.model.session.assessment.values[_address("disputes.review.total")] == 16


def test_copy_and_delete_of_a_selection(table_page: Show) -> None:
    page = table_page("disclosure")
    session = page.model.session
    first = page.model.table.inputs[:3]
    for address, text in zip(first, "123", strict=True):
        page.model.setData(page.model.index_of(address), text)
    page.view.clearSelection()
    for address in first:
        page.view.selectionModel().select(
            page.model.index_of(address), page.view.selectionModel().SelectionFlag.Select
        )
    page.view.cut()
    assert QGuiApplication.clipboard().text() == "1\t2\t3\n"
    assert all(session.report.figure(a).is_blank for a in first)
    session.undo()
    assert [session.report.figure(a).text for a in first] == ["1", "2", "3"]


def test_fill_blanks_puts_zero_only_into_blanks(table_page: Show) -> None:
    page = table_page("disputes")
    session = page.model.session
    first, second = page.model.table.inputs[:2]
    page.model.setData(page.model.index_of(first), "5")
    page.model.setData(page.model.index_of(second), "")
    page.view.fill_blanks()
    assert (session.report.figure(first).text, session.report.figure(second).text) == ("5", "0")


def test_only_cells_that_came_out_different_are_announced(table_page: Show) -> None:
    page = table_page("requests")
    session = page.model.session
    session.edit(take_computed(session.report, session.report.printed_addresses, "用计算值"))
    announced: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda a, _b: announced.append((a.row(), a.column())))
    address = _address("requests.granted.natural")
    session.edit(put_figures(session.report, session.form, {address: parse_figure("1")}, "x"))
    expected = {
        page.model.index_of(_address(f"requests.{where}"))
        for where in (
            "granted.natural",
            "granted.total",
            "concluded.natural",
            "concluded.total",
            "received.natural",  # marked: the column no longer balances
            "received.total",
        )
    }
    assert set(announced) == {(index.row(), index.column()) for index in expected}
    assert len(announced) == len(set(announced))


def test_click_on_a_label_selects_nothing(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    label = page.view.visualRect(page.model.index(0, 0)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=label)
    assert all(page.model.figure(i.row(), i.column()) for i in page.view.selectedIndexes())


def test_tooltip_of_a_marked_cell_is_the_finding(table_page: Show) -> None:
    page = table_page("requests")
    address = _address("requests.received.natural")
    page.model.setData(page.model.index_of(address), "8")
    tip = page.model.index_of(address).data(Qt.ItemDataRole.ToolTipRole)
    assert "“自然人”列不平衡，差 8 件" in tip


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (1920, 1080)])
def test_no_label_of_a_table_is_cut(
    qtbot: QtBot, opened: MainWindow, table_page: Show, size: tuple[int, int]
) -> None:
    opened.resize(*size)
    qtbot.wait(1)
    page = table_page("requests")
    metrics = page.view.fontMetrics()
    wrap = int(Qt.TextFlag.TextWordWrap)
    for label in page.model.table.labels:
        if label.role != "row":
            continue
        rect = page.view.visualRect(
            page.model.index(label.line - page.model.table.head, label.position)
        )
        inner = rect.adjusted(7, 0, -5, 0)
        needed = metrics.boundingRect(
            inner.translated(-inner.topLeft() + QPoint(0, 0)), wrap, label.text
        )
        assert needed.height() <= rect.height(), label.text
        assert needed.width() <= inner.width(), label.text
