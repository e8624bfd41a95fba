"""The commands as actions in the menus of the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.gui.commands import GROUP_ENDS, Command

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow


class Actions:
    """One action for each command, by name."""

    def __init__(self, window: MainWindow, commands: Iterable[Command]) -> None:
        self._by_name: dict[str, QAction] = {}
        self._needing: list[QAction] = []
        menus: dict[str, QMenu] = {}
        for command in commands:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(command.menu)
            action = QAction(command.text, window)
            if command.keys:
                action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(" / ")])
            action.triggered.connect(lambda _checked=False, chosen=command: window.run(chosen))
            if command.is_on is not None:
                action.setCheckable(True)
                menus[command.menu].aboutToShow.connect(
                    lambda chosen=action, is_on=command.is_on: chosen.setChecked(
                        window.is_equipped and is_on(window)
                    )
                )
            menus[command.menu].addAction(action)
            if command.name in GROUP_ENDS:
                menus[command.menu].addSeparator()
            self._by_name[command.name] = action
            if command.needs_report:
                self._needing.append(action)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def all(self) -> Mapping[str, QAction]:
        """Every action by name."""
        return self._by_name

    def enable_for_report(self, *, is_open: bool) -> None:
        """Commands that need a report work only while one is open."""
        for action in self._needing:
            action.setEnabled(is_open)

    def show_history(self, undo_label: str, redo_label: str) -> None:
        """Say what undo and redo would do; nothing to do, nothing to press."""
        for name, words, label in (("undo", "撤销", undo_label), ("redo", "重做", redo_label)):
            self._by_name[name].setText(f"{words} {label}".strip())
            self._by_name[name].setEnabled(bool(label))
