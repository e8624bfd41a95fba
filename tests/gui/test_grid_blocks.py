"""Blocks of cells: from and to other programs, filled, dragged; each one step of undo."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from clipboards import block_of, from_browser, from_excel, from_wps, part_of
from hands import drag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.model.report import Report
from app.model.source import SourceTable

Show = Callable[[str], TablePage]
CAPTURED = Path(__file__).parents[1] / "data" / "clipboard" / "libreoffice.html"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _address(text: str) -> Address:
    return Address.parse(text)


def _texts(page: TablePage) -> dict[Address, str]:
    report = page.model.session.report
    return {a: report.figure(a).text for a in page.model.table.inputs}


def _select(page: TablePage, first: str, last: str) -> None:
    key = page.model.table.key
    page.view.go_to(_address(f"{key}.{first}"))
    index = page.model.index_of(_address(f"{key}.{last}"))
    page.view.choosing.reach([(index.row(), index.column())])


def _paste(qtbot: QtBot, page: TablePage, mime: QMimeData | str) -> None:
    clipboard = QGuiApplication.clipboard()
    if isinstance(mime, str):
        clipboard.setText(mime)
    else:
        clipboard.setMimeData(mime)
    qtbot.keyClick(page.view, Qt.Key.Key_V, CTRL)


def _wanted(page: TablePage) -> dict[Address, str]:
    return {a: str(1000 + 7 * n) for n, a in enumerate(page.model.table.inputs)}


def _libreoffice(_block: SourceTable) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(CAPTURED.read_text(encoding="utf-8"))
    return mime


@pytest.mark.parametrize("program", [from_excel, from_wps, from_browser])
@pytest.mark.parametrize("key", ["disclosure", "requests", "disputes"])
def test_a_whole_table_of_another_program_goes_in_by_its_names(
    qtbot: QtBot,
    table_page: Show,
    opened: MainWindow,
    key: str,
    program: Callable[[SourceTable], QMimeData],
) -> None:
    page = table_page(key)
    session = page.model.session
    before = session.report.copy()
    page.view.go_to(page.model.table.inputs[-1])
    _paste(qtbot, page, program(block_of(page.model.table, _wanted(page))))
    assert _texts(page) == _wanted(page)
    count = len(page.model.table.inputs)
    name = page.model.table.name
    assert opened.notice.sentence.startswith(f"按行名、列名放入{name} {count} 格：")
    session.undo()
    assert session.report == before


def test_a_whole_table_of_libreoffice_itself(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _paste(qtbot, page, _libreoffice(block_of(page.model.table, {})))
    assert list(_texts(page).values()) == [str((n + 1) * 37 % 2000) for n in range(144)]


@pytest.mark.parametrize("program", [from_excel, from_wps])
def test_figures_alone_go_in_from_the_selected_cell_on(
    qtbot: QtBot, table_page: Show, program: Callable[[SourceTable], QMimeData]
) -> None:
    page = table_page("requests")
    wanted, head = _wanted(page), page.model.table.head
    block = part_of(block_of(page.model.table, wanted), range(head, head + 2), range(3, 6))
    page.view.go_to(_address("requests.granted.charity"))
    _paste(qtbot, page, program(block))
    got = _texts(page)
    for row, source in (("granted", "received"), ("partial", "carried_in")):
        for column, other in (("charity", "natural"), ("legal", "business"), ("other", "research")):
            assert (
                got[_address(f"requests.{row}.{column}")]
                == wanted[_address(f"requests.{source}.{other}")]
            )


def test_names_of_another_table_put_the_figures_there_and_say_so(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    other = opened.view.page("disputes")
    assert isinstance(other, TablePage)
    wanted = _wanted(other)
    before = _texts(page)
    _paste(qtbot, page, from_excel(block_of(other.model.table, wanted)))
    assert (_texts(other), _texts(page)) == (wanted, before)
    assert "放入表四 12 格" in opened.notice.sentence


def test_a_page_with_all_tables_fills_all_in_one_step(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    session = page.model.session
    before = session.report.copy()
    wanted: dict[Address, str] = {}
    html = ""
    for table in session.form.tables.values():
        own = {a: str(3 + n) for n, a in enumerate(table.inputs)}
        wanted |= own
        page_of_one = from_browser(block_of(table, own)).html()
        html += page_of_one.partition("<body>")[2].partition("</body>")[0]
    mime = QMimeData()
    mime.setHtml(f"<html><body>{html}</body></html>")
    _paste(qtbot, page, mime)
    assert {a: session.report.figure(a).text for a in wanted} == wanted
    session.undo()
    assert session.report == before


def test_totals_of_the_source_are_compared_with_the_computed_ones(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    _paste(qtbot, page, "（一）予以公开\t1\t2\t3\t4\t5\t6\t22")
    assert "来源的总计与计算值不同：表三“（一）予以公开”行“总计”列" in opened.notice.sentence
    _paste(qtbot, page, "（一）予以公开\t1\t2\t3\t4\t5\t6\t21")
    assert "来源的总计" not in opened.notice.sentence


def test_blank_cells_of_a_block_with_names_leave_what_is_there(
    qtbot: QtBot, table_page: Show
) -> None:
    page = table_page("requests")
    _paste(qtbot, page, "项目\t自然人\t商业企业\n（一）予以公开\t\t5")
    got = _texts(page)
    assert got[_address("requests.granted.natural")] == "0"
    assert got[_address("requests.granted.business")] == "5"


def test_a_row_is_repeated_over_the_selected_rows(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    _select(page, "granted.natural", "secret.natural")
    _paste(qtbot, page, "1\t2\t3")
    got = _texts(page)
    for row in ("granted", "partial", "secret"):
        cells = [got[_address(f"requests.{row}.{c}")] for c in ("natural", "business", "research")]
        assert cells == ["1", "2", "3"]


def test_full_width_digits_and_sums_are_pasted_as_numbers(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.view.go_to(_address("requests.received.natural"))
    _paste(qtbot, page, "１２\t=1+2")
    got = _texts(page)
    assert got[_address("requests.received.natural")] == "12"
    assert got[_address("requests.received.business")] == "3"


def test_what_is_copied_comes_back_as_text_and_as_page(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    for n, cell in enumerate(("granted.natural", "granted.business", "partial.natural")):
        page.model.setData(page.model.index_of(_address(f"requests.{cell}")), str(n + 5))
    _select(page, "granted.natural", "partial.business")
    qtbot.keyClick(page.view, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "5\t6\n7\t0\n"
    assert "<td>5</td><td>6</td>" in mime.html()
    page.view.go_to(_address("requests.received.legal"))
    qtbot.keyClick(page.view, Qt.Key.Key_V, CTRL)
    got = _texts(page)
    assert [
        got[_address(f"requests.{c}")]
        for c in ("received.legal", "received.other", "carried_in.legal", "carried_in.other")
    ] == ["5", "6", "7", "0"]


def test_the_whole_table_is_copied_with_its_names(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    _paste(qtbot, page, from_excel(block_of(page.model.table, _wanted(page))))
    opened.actions_["copy_table"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    deepest = max(label.down for label in page.model.table.labels)
    assert f'rowspan="{deepest}"' in mime.html()
    page.view.selectAll()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert set(_texts(page).values()) == {""}
    qtbot.keyClick(page.view, Qt.Key.Key_V, CTRL)
    assert _texts(page) == _wanted(page)


def test_cut_is_copy_and_empty(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("disputes")
    page.model.setData(page.model.index_of(page.model.table.inputs[0]), "9")
    page.view.go_to(page.model.table.inputs[0])
    qtbot.keyClick(page.view, Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "9\n"
    assert page.model.session.report.figure(page.model.table.inputs[0]).is_blank


# -- filling ---------------------------------------------------------------------------------------


def test_fill_down_and_right(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    session = page.model.session
    for n, cell in enumerate(("received.natural", "received.business")):
        page.model.setData(page.model.index_of(_address(f"requests.{cell}")), str(n + 5))
    before = session.report.copy()
    _select(page, "received.natural", "granted.business")
    qtbot.keyClick(page.view, Qt.Key.Key_D, CTRL)
    got = _texts(page)
    for row in ("carried_in", "granted"):
        assert got[_address(f"requests.{row}.natural")] == "5"
        assert got[_address(f"requests.{row}.business")] == "6"
    session.undo()
    assert session.report == before
    _select(page, "received.natural", "received.other")
    qtbot.keyClick(page.view, Qt.Key.Key_R, CTRL)
    assert {_texts(page)[a] for a in page.model.table.inputs[:6]} == {"5"}


def test_fill_of_a_single_cell_takes_what_is_before_it(qtbot: QtBot, table_page: Show) -> None:
    page = table_page("requests")
    page.model.setData(page.model.index_of(_address("requests.received.natural")), "8")
    page.view.go_to(_address("requests.carried_in.natural"))
    qtbot.keyClick(page.view, Qt.Key.Key_D, CTRL)
    page.view.go_to(_address("requests.carried_in.business"))
    qtbot.keyClick(page.view, Qt.Key.Key_R, CTRL)
    got = _texts(page)
    assert got[_address("requests.carried_in.natural")] == "8"
    assert got[_address("requests.carried_in.business")] == "8"


def test_dragging_the_handle_repeats_the_pattern(table_page: Show) -> None:
    page = table_page("requests")
    session = page.model.session
    for cell, text in (("received.natural", "1"), ("carried_in.natural", "2")):
        page.model.setData(page.model.index_of(_address(f"requests.{cell}")), text)
    before = session.report.copy()
    _select(page, "received.natural", "carried_in.natural")
    last = page.view.visualRect(page.model.index_of(_address("requests.secret.natural"))).center()
    drag(page.view.viewport(), page.view._hand.handle.center(), last)
    got = _texts(page)
    rows = ("received", "carried_in", "granted", "partial", "secret")
    assert [got[_address(f"requests.{row}.natural")] for row in rows] == ["1", "2", "1", "2", "1"]
    assert len(page.view.selected_addresses()) == 5
    session.undo()
    assert session.report == before
    _select(page, "received.natural", "carried_in.natural")
    right = page.view.visualRect(
        page.model.index_of(_address("requests.carried_in.legal"))
    ).center()
    drag(page.view.viewport(), page.view._hand.handle.center(), right)
    got = _texts(page)
    assert {got[_address(f"requests.received.{c}")] for c in ("business", "charity", "legal")} == {
        "1"
    }
    assert {
        got[_address(f"requests.carried_in.{c}")] for c in ("business", "charity", "legal")
    } == {"2"}
    assert got[_address("requests.received.other")] == "0"


def test_zeros_for_selection_table_and_report(
    qtbot: QtBot, table_page: Show, opened: MainWindow
) -> None:
    page = table_page("requests")
    session = page.model.session
    every = [a for table in session.form.tables.values() for a in table.inputs]
    page.view.selectAll()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    _select(page, "received.natural", "received.business")
    opened.actions_["zeros_selected"].trigger()
    assert sum(text == "0" for text in _texts(page).values()) == 2
    opened.actions_["zeros"].trigger()
    assert set(_texts(page).values()) == {"0"}
    page.view.selectAll()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    before = session.report.copy()
    opened.view.tabs.select("overview")
    opened.actions_["zeros_report"].trigger()
    assert not any(session.report.figure(a).is_blank for a in every)
    assert opened.notice.sentence == "各表填了 144 个 0，可以撤销"
    session.undo()
    assert session.report == before


def test_the_edit_menu_acts_in_the_text_that_has_the_cursor(opened: MainWindow) -> None:
    opened.view.tabs.select("others")
    page = opened.view.page("others")
    page.focus_first()
    editor = page.text_box
    assert editor is not None
    words = editor.toPlainText()
    opened.actions_["select_all"].trigger()
    opened.actions_["copy"].trigger()
    assert QGuiApplication.clipboard().text() == words
    opened.actions_["clear"].trigger()
    assert editor.toPlainText() == ""
    opened.actions_["paste"].trigger()
    assert editor.toPlainText() == words


# -- one step each ---------------------------------------------------------------------------------

_TEXTS = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(
        ["", " ", "１２", "3件", "/", "=1+2", "abc", "1,234", "自然人", "（一）予以公开", "总计"]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(_TEXTS, min_size=1, max_size=9), min_size=1, max_size=12),
    st.sampled_from(["disclosure", "requests", "disputes"]),
    st.integers(0, 10**6),
)
def test_undo_takes_every_paste_back_whole(
    table_page: Show, rows: list[list[str]], key: str, seed: int
) -> None:
    page = table_page(key)
    session = page.model.session
    chance = random.Random(seed)  # noqa: S311  random places are no secrets
    places = page.model.places.all
    states: list[Report] = [session.report.copy()]
    for _ in range(3):
        page.view.choosing.only(chance.choice(places))
        page.view.choosing.reach([chance.choice(places)])
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        depth = len(states)
        chance.choice(
            [page.view.paste, page.view.cut, lambda: page.view.filling.along(1, 0),
             lambda: page.view.filling.along(0, 1), page.view.clear_selected,
             lambda: page.view.filling.drag(page.view.choosing.chosen, places)]
        )()  # fmt: skip
        if session.report != states[-1]:
            states.append(session.report.copy())
        assert len(states) - depth <= 1
    for state in reversed(states[:-1]):
        session.undo()
        assert session.report == state
    for state in states[1:]:
        session.redo()
        assert session.report == state
    for _ in states[1:]:
        session.undo()
