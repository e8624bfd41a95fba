"""Figures of the tables in the text of chapters: they follow, and no key can tear them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hands import answer_dialog
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.gui.dialogs.pick_figure import PickFigureDialog
from app.gui.main_window import MainWindow
from app.gui.pages.chapter import ChapterPage
from app.gui.pages.chapter_editor import ChapterEditor
from app.gui.pages.table import TablePage
from app.gui.theme import load_theme
from app.model.address import Address
from app.model.edits import put_figures, put_text
from app.model.numbers import parse_figure
from app.model.references import Reference
from app.model.report import Slot
from app.services.opening import open_report
from app.storage.project import dump_project

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there are no windows to size

TEXT = Slot("text", "others")
NATURAL = Address("requests", "received", "natural")
TOTAL = Address("requests", "received", "total")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _page(window: MainWindow) -> ChapterPage:
    window.view.tabs.select("others")
    page = window.view.page("others")
    assert isinstance(page, ChapterPage)
    page.editor.setFocus()
    QApplication.processEvents()
    return page


def _fill(window: MainWindow, address: Address, text: str) -> None:
    session = window.session
    figures = {address: parse_figure(text)}
    session.edit(put_figures(session.report, session.form, figures, "填"))


def _write(window: MainWindow, text: str) -> ChapterEditor:
    """The chapter with this text, a chip of NATURAL (47) at each 〇."""
    _fill(window, NATURAL, "47")
    session = window.session
    pieces = text.split("〇")
    links: list[Reference] = []
    plain = pieces[0]
    for piece in pieces[1:]:
        links.append(Reference(len(plain), len(plain) + 2, NATURAL))
        plain += "47" + piece
    session.edit(put_text(session.report, TEXT, plain, "写", tuple(links)))
    session.history.clear()
    return _page(window).editor


def _shown(window: MainWindow) -> str:
    """The report's text with brackets around its references; the box has the same."""
    report = window.session.report
    text = report.section("others").text
    page = window.view.page("others")
    assert isinstance(page, ChapterPage)
    assert (page.editor.toPlainText(), page.editor.links) == (text, report.links("others"))
    for start, end, _ in reversed(report.links("others")):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """Strikes keys one after the other; a text is typed."""

    def strike(editor: ChapterEditor, *struck: Qt.Key | str | tuple[Qt.Key, object]) -> None:
        for key in struck:
            if isinstance(key, str):
                qtbot.keyClicks(editor, key)
            elif isinstance(key, tuple):
                qtbot.keyClick(editor, key[0], key[1])  # type: ignore[arg-type]
            else:
                qtbot.keyClick(editor, key)

    return strike


UNDO = (Qt.Key.Key_Z, CONTROL)
HOME, END, LEFT, RIGHT = Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right
BACK, DELETE, RETURN = Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return
SELECT_LEFT, SELECT_RIGHT = (LEFT, SHIFT), (RIGHT, SHIFT)


@pytest.mark.parametrize(
    ("text", "struck", "left"),
    [
        ("收〇件", [HOME, RIGHT, RIGHT, BACK], "收件"),
        ("收〇件", [HOME, RIGHT, DELETE], "收件"),
        ("收〇件", [END, LEFT, LEFT, "5"], "收5[47]件"),
        ("收〇件", [HOME, RIGHT, RIGHT, "5"], "收[47]5件"),
        ("收〇件", [HOME, RIGHT, RIGHT, RETURN, "47"], "收[47]\n47件"),
        ("〇件", [HOME, "5"], "5[47]件"),
        ("〇", [END, "5", HOME, "5"], "5[47]5"),
        ("〇〇", [HOME, RIGHT, "-"], "[47]-[47]"),
        ("〇〇", [HOME, RIGHT, BACK], "[47]"),
        ("收〇件", [HOME, RIGHT, SELECT_RIGHT, "9"], "收9件"),
        ("收〇件", [END, SELECT_LEFT, SELECT_LEFT, "47"], "收47"),
        ("收〇件", [HOME, RIGHT, SELECT_RIGHT, (Qt.Key.Key_X, CONTROL), (Qt.Key.Key_V, CONTROL)],
         "收[47]件"),
        ("𠮷〇件😀〇", [END, "a"], "𠮷[47]件😀[47]a"),
        ("𠮷〇件😀〇", [HOME, RIGHT, RIGHT, "a", END, BACK], "𠮷[47]a件😀"),
    ],
)  # fmt: skip
def test_keys_take_chips_whole_and_never_into_them(
    opened: MainWindow, keys: Callable[..., None], text: str, struck: list[object], left: str
) -> None:
    editor = _write(opened, text)
    before = _shown(opened)
    keys(editor, *struck)
    assert _shown(opened) == left
    while opened.session.history.depth or editor.document().isUndoAvailable():
        keys(editor, UNDO)
    assert _shown(opened) == before


def test_the_cursor_goes_over_a_chip_in_one_stroke(
    opened: MainWindow, keys: Callable[..., None]
) -> None:
    editor = _write(opened, "收〇件")
    places: list[int] = []
    for key in (HOME, RIGHT, RIGHT, RIGHT, LEFT, LEFT):
        keys(editor, key)
        places.append(editor.textCursor().position())
    assert places == [0, 1, 3, 4, 3, 1]


def test_an_input_method_writes_beside_a_chip(opened: MainWindow) -> None:
    editor = _write(opened, "收〇件")
    editor.show_span(3, 3)
    event = QInputMethodEvent()
    event.setCommitString("47")
    QApplication.sendEvent(editor, event)
    assert _shown(opened) == "收[47]47件"


def test_text_put_into_a_chip_by_other_ways_makes_it_plain(opened: MainWindow) -> None:
    """Guards against a number that looks as if it followed: 4x7 is none of the table's."""
    editor = _write(opened, "收〇件")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.insertText("x")
    assert _shown(opened) == "收4x7件"
    _fill(opened, NATURAL, "48")
    assert _shown(opened) == "收4x7件"
    opened.session.undo()
    opened.session.undo()
    assert _shown(opened) == "收[47]件"


def test_chips_follow_the_table_and_undo_takes_both_back(opened: MainWindow) -> None:
    _write(opened, "𠮷收〇件，〇件")
    _fill(opened, NATURAL, "1200")
    assert _shown(opened) == "𠮷收[1200]件，[1200]件"
    _fill(opened, NATURAL, "")
    assert _shown(opened) == "𠮷收[〔　〕]件，[〔　〕]件"
    opened.session.undo()
    opened.session.undo()
    assert _shown(opened) == "𠮷收[47]件，[47]件"
    assert opened.session.report.figure(NATURAL).text == "47"


def _with_dialog(window: MainWindow, act: Callable[[PickFigureDialog], None]) -> None:
    """Have the command run, and do this with the dialog it shows."""
    answer_dialog(PickFigureDialog, act)
    window.actions_["insert_figure"].trigger()


def test_a_figure_is_inserted_with_the_keyboard_as_one_step(
    qtbot: QtBot, opened: MainWindow, keys: Callable[..., None]
) -> None:
    editor = _write(opened, "收到件")
    editor.show_span(2, 2)
    said: list[str] = []

    def choose(dialog: PickFigureDialog) -> None:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(QApplication.focusWidget(), RIGHT)
        qtbot.keyClick(QApplication.focusWidget(), RIGHT)
        said.append(dialog._shown.text())
        qtbot.keyClick(QApplication.focusWidget(), RETURN)
        assert dialog.result() == QDialog.DialogCode.Accepted

    _with_dialog(opened, choose)
    assert said == [opened.session.form.tables["requests"].describe(NATURAL) + "：47"]
    assert _shown(opened) == "收到[47]件"
    assert opened.focusWidget() is editor
    keys(editor, "x")
    assert _shown(opened) == "收到[47]x件"
    keys(editor, UNDO, UNDO)
    assert _shown(opened) == "收到件"
    assert opened.session.history.depth == 0


def test_a_dialog_left_with_escape_changes_nothing(qtbot: QtBot, opened: MainWindow) -> None:
    _write(opened, "收到件")
    _with_dialog(opened, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert _shown(opened) == "收到件"


def test_where_there_is_no_text_the_command_says_so(opened: MainWindow) -> None:
    opened.view.tabs.select("requests")
    opened.actions_["insert_figure"].trigger()
    assert "先打开一章正文" in opened.notice.sentence


def test_copies_keep_their_chips_here_and_are_plain_elsewhere(
    opened: MainWindow, keys: Callable[..., None], qtbot: QtBot
) -> None:
    editor = _write(opened, "𠮷收〇件，另〇")
    keys(editor, HOME, RIGHT, *[SELECT_RIGHT] * 3, (Qt.Key.Key_C, CONTROL), END)
    assert QApplication.clipboard().text() == "收47件"
    keys(editor, (Qt.Key.Key_V, CONTROL))
    assert _shown(opened) == "𠮷收[47]件，另[47]收[47]件"
    other = QPlainTextEdit()
    qtbot.addWidget(other)
    other.paste()
    assert other.toPlainText() == "收47件"
    _fill(opened, NATURAL, "48")
    editor = _page(opened).editor
    keys(editor, END, (Qt.Key.Key_V, CONTROL))
    assert _shown(opened).endswith("收[48]件收[48]件")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"text":"47","links":[{"start":0,"end":9,"cell":"a.b.c"}]}',
        b'{"text":"47","links":[{"start":0,"end":2,"cell":"a"}]}',
    ],
)
def test_a_damaged_clipboard_gives_plain_text(opened: MainWindow, data: bytes) -> None:
    editor = _write(opened, "")
    mime = QMimeData()
    mime.setText("47件")
    mime.setData("application/x-nianbao-text", data)
    editor.insertFromMimeData(mime)
    assert _shown(opened) == "47件"


def test_a_cell_that_this_form_has_not_is_pasted_as_plain_digits(opened: MainWindow) -> None:
    editor = _write(opened, "")
    mime = QMimeData()
    data = b'{"text":"47","links":[{"start":0,"end":2,"cell":"a.b.c"}]}'
    mime.setData("application/x-nianbao-text", data)
    editor.insertFromMimeData(mime)
    assert _shown(opened) == "47"


def _point(editor: ChapterEditor, position: int) -> QPoint:
    """A little to the right of a place of the box."""
    cursor = editor.textCursor()
    cursor.setPosition(position)
    return editor.cursorRect(cursor).center() + QPoint(4, 0)


def test_a_click_goes_to_the_cell_and_the_tooltip_names_it(
    qtbot: QtBot, opened: MainWindow
) -> None:
    editor = _write(opened, "收到申请〇件。")
    page = _page(opened)
    name = opened.session.form.tables["requests"].describe(NATURAL)
    assert page._underlines.words_at(_point(editor, 4)).startswith(name)
    assert not page._underlines.words_at(_point(editor, 1)).startswith(name)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(editor.viewport(), left, pos=_point(editor, 1))
    assert opened.view.current_id == "others"
    qtbot.mouseClick(editor.viewport(), left, pos=_point(editor, 4))
    assert opened.view.current_id == "requests"
    table = opened.view.page("requests")
    assert isinstance(table, TablePage)
    assert table.view.current_address() == NATURAL


def _choose(menu: QMenu, words: str) -> bool:
    for action in menu.actions():
        if action.text().startswith(words):
            action.trigger()
            return True
    return False


def test_a_typed_number_that_is_the_cells_can_be_linked(opened: MainWindow) -> None:
    editor = _write(opened, "申请人为自然人的47件，另有12件。")
    at = editor.toPlainText().index("47")
    assert not _choose(editor.menu_at(at + 7), "连到")
    assert _choose(editor.menu_at(at + 1), "连到表中的数（")
    assert _shown(opened) == "申请人为自然人的[47]件，另有12件。"
    assert opened.session.history.depth == 1
    assert _choose(editor.menu_at(at + 1), "改为普通数字")
    assert "[" not in _shown(opened)
    opened.session.undo()
    assert "[47]" in _shown(opened)


def test_a_number_that_is_not_the_cells_is_linked_from_its_finding(opened: MainWindow) -> None:
    _write(opened, "申请人为自然人的41件。")
    session = opened.session
    finding = next(f for f in session.assessment.findings if f.rule.id == "X-WHO")
    mender = opened.view.findings.mender
    labels = [edit.label for edit in mender.edits(finding)]
    assert labels[:2] == ["文字改为 47", "连到表中的数"]
    mender.mend(finding, "连到表中的数")
    assert _shown(opened) == "申请人为自然人的[47]件。"
    assert session.history.depth == 1
    session.undo()
    assert _shown(opened).endswith("41件。")


def test_a_saved_report_has_its_chips_again(opened: MainWindow) -> None:
    _write(opened, "𠮷收〇件")
    path = opened.session.path
    assert path is not None
    path.write_bytes(dump_project(opened.session.report))
    report = open_report(path, opened.session.catalogue)
    assert report.links("others") == (Reference(2, 4, NATURAL),)
    assert report.section("others").text == "𠮷收47件"


def test_chips_have_the_ground_of_each_theme(opened: MainWindow) -> None:
    editor = _write(opened, "收〇件")
    for name in ("light", "dark", "contrast"):
        theme = load_theme(name)
        _page(opened).restyle(theme)
        formats = editor.document().begin().layout().formats()
        grounds = [f.format.background().color() for f in formats]  # type: ignore[attr-defined]
        assert grounds == [theme.colour("accent_soft")]
    assert opened.session.history.depth == 0


def test_findings_behind_rare_characters_show_at_their_words(opened: MainWindow) -> None:
    """Guards places behind 𠮷 and 😀, which count twice in a text box."""
    editor = _write(opened, "𠮷😀好")
    editor.show_span(2, 3)
    assert editor.textCursor().selectedText() == "好"
    assert editor.selected == (2, 3)
