"""Choices of the user: shown, kept, and carried to the parts that go by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.gui.help_strip import HelpStrip
from app.gui.keeper import Keeper
from app.gui.preferences import Preferences
from app.paths import user_data
from app.services.form_updates import FormUpdate, install, installed, remove
from app.storage.atomic import WriteError
from app.storage.form_package import FormPackageError

if TYPE_CHECKING:
    from app.gui.dialogs.settings import SettingsDialog
    from app.gui.main_window import MainWindow


class SettingsDesk(QObject):
    """Applies the choices once at the start and after each change."""

    def __init__(
        self, preferences: Preferences, keeper: Keeper, strip: HelpStrip, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._keeper = keeper
        self._session = keeper.session
        self._strip = strip
        self._window = window
        self._limit = 0
        preferences.changed.connect(self._apply)
        strip.put_away.connect(self.toggle_help)
        self._apply()

    def _apply(self) -> None:
        settings = self._preferences.settings
        self._keeper.wait_for(settings.keep_after)
        if self._strip.is_wanted != settings.shows_help:
            self._strip.want(wanted=settings.shows_help)
        if settings.overview_limit != self._limit:
            self._limit = settings.overview_limit
            self._session.judge_by(self._session.catalogue.rules.with_longest(self._limit))

    def toggle_help(self) -> None:
        """Whether explanations stand beside pages without being asked for."""
        settings = self._preferences.settings
        shown = not settings.shows_help
        self._preferences.put(msgspec.structs.replace(settings, shows_help=shown))

    # -- the dialog ----------------------------------------------------------------------------

    def make_dialog(self) -> SettingsDialog:
        """The dialog with the choices as they are."""
        from app.gui.dialogs.settings import SettingsDialog  # noqa: PLC0415  rarely asked for

        session = self._session
        present = session.report.house if self._window.is_report_open else None
        dialog = SettingsDialog(
            self._preferences.settings,
            session.form.house,
            None if present is None else dict(present),
            self._window,
        )
        dialog.show_updates(installed(user_data()))
        dialog.add_requested.connect(lambda path: self._add(dialog, path))
        dialog.remove_requested.connect(lambda update: self._remove(dialog, update))
        return dialog

    def show(self) -> None:
        """Ask for other choices."""
        dialog = self.make_dialog()
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._preferences.put(dialog.settings)
        dialog.deleteLater()

    def _add(self, dialog: SettingsDialog, path: Path) -> None:
        try:
            update = install(user_data(), path)
        except (FormPackageError, WriteError) as error:
            dialog.say(str(error))
        except OSError:
            dialog.say("格式更新写不进用户文件夹")
        else:
            dialog.say(f"已加入“{update.info.name}”，下次启动后生效")
        dialog.show_updates(installed(user_data()))

    def _remove(self, dialog: SettingsDialog, update: FormUpdate) -> None:
        remove(update)
        dialog.say(f"已移除“{update.info.name}”，下次启动后不再使用")
        dialog.show_updates(installed(user_data()))
