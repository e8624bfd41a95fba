"""What the 编辑 menu does: in the table or the text box that has the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from app.gui.grid.view import GridView
from app.gui.notice import Notice
from app.gui.pages.table import TablePage
from app.gui.report_view import ReportView
from app.gui.session import Session
from app.model.edits import put_figures
from app.model.numbers import parse_figure

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

_MENU = (
    ("cut", "copy", "copy_table", "paste", "clear"),
    ("fill_down", "fill_right", "zeros_selected", "zeros"),
    ("select_all", "undo", "redo"),
)
"""The menu of the selected cells, by the names of the commands, in groups."""

TextBox = QLineEdit | QTextEdit | QPlainTextEdit


class EditDesk:
    """Acts where the cursor is."""

    def __init__(
        self, session: Session, view: ReportView, notice: Notice, window: MainWindow
    ) -> None:
        self._session = session
        self._view = view
        self._notice = notice
        self._window = window
        view.menu_requested.connect(self.show_menu)

    @property
    def _grid(self) -> GridView | None:
        """The table shown, unless the cursor is in a text beside it."""
        page = self._view.page(self._view.current_id)
        has_text = isinstance(QApplication.focusWidget(), QTextEdit)
        return page.view if isinstance(page, TablePage) and not has_text else None

    def _do(
        self, in_grid: Callable[[GridView], object], in_text: Callable[[TextBox], object]
    ) -> None:
        box = QApplication.focusWidget()
        if (grid := self._grid) is not None:
            in_grid(grid)
        elif isinstance(box, TextBox):
            in_text(box)

    def cut(self) -> None:
        """To the clipboard, and away."""
        self._do(GridView.cut, lambda box: box.cut())

    def copy(self) -> None:
        """To the clipboard."""
        self._do(GridView.copy, lambda box: box.copy())

    def paste(self) -> None:
        """From the clipboard."""
        self._do(GridView.paste, lambda box: box.paste())

    def clear(self) -> None:
        """Empty what is selected."""
        self._do(GridView.clear_selected, _clear)

    def select_all(self) -> None:
        """The whole table or text."""
        self._do(GridView.selectAll, lambda box: box.selectAll())

    def copy_table(self) -> None:
        """The whole table with the names of its rows and columns."""
        if grid := self._table():
            grid.copy_with_names()
            self._notice.say(f"已复制{grid.grid.table.name}，连同行名和列名", "done")

    def fill(self, lines: int, columns: int) -> None:
        """Fill the selection down or to the right."""
        if grid := self._table():
            grid.filling.along(lines, columns)

    def zeros(self, *, everywhere: bool) -> None:
        """Put 0 into the blank cells of the selection, or of the table shown."""
        if grid := self._table():
            count = grid.filling.zeros(everywhere=everywhere)
            self._tell(count, grid.grid.table.name if everywhere else "选中的格")

    def zeros_in_report(self) -> None:
        """Put 0 into the blank cells of all tables; one undo step."""
        session = self._session
        inputs = [a for table in session.form.tables.values() for a in table.inputs]
        blanks = [a for a in inputs if session.report.figure(a).is_blank]
        zeros = dict.fromkeys(blanks, parse_figure("0"))
        words = f"空白处填 0：各表 {len(blanks)} 格"
        session.edit(put_figures(session.report, session.form, zeros, words))
        self._tell(len(blanks), "各表")

    def _tell(self, count: int, where: str) -> None:
        words = f"{where}填了 {count} 个 0，可以撤销" if count else f"{where}没有空白"
        self._notice.say(words, "done")

    def _table(self) -> GridView | None:
        """The table shown; else the user is told."""
        grid = self._grid
        if grid is None:
            self._notice.say("先打开一张表")
        return grid

    def show_menu(self, place: QPoint) -> None:
        """The menu of the selected cells."""
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The same, not shown yet."""
        menu = QMenu(self._window)
        for group in _MENU:
            for name in group:
                menu.addAction(self._window.actions_[name])
            menu.addSeparator()
        return menu


def _clear(box: TextBox) -> None:
    if isinstance(box, QLineEdit):
        box.del_()
    else:
        box.textCursor().removeSelectedText()
