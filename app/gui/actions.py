"""Every command of the window, once: its words, its keys, its place in the menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True)
class Command:
    """One entry of a menu; `name` is what the window calls it by."""

    name: str
    menu: str
    text: str
    keys: str
    act: Callable[[], object]
    needs_report: bool = True
    ends_group: bool = False


class Actions:
    """The actions of all commands, by name and in their menus."""

    def __init__(self, window: QMainWindow, commands: list[Command]) -> None:
        self._by_name: dict[str, QAction] = {}
        self._needing: list[QAction] = []
        menus: dict[str, QMenu] = {}
        for command in commands:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(command.menu)
            action = QAction(command.text, window)
            if command.keys:
                action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(" / ")])
            action.triggered.connect(lambda _checked=False, act=command.act: act())
            menus[command.menu].addAction(action)
            if command.ends_group:
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

    def enable_for_report(self, is_open: bool) -> None:  # noqa: FBT001  a plain state
        """Commands that need a report work only while one is open."""
        for action in self._needing:
            action.setEnabled(is_open)
