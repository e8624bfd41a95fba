"""The composition root of the window: builds the parts and hands them to each other."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.gui.input_method import choose_input_method
from app.gui.main_window import MainWindow
from app.gui.preferences import Preferences
from app.gui.single import SingleInstance
from app.gui.theme import dress, system_theme
from app.leftovers import remove_leftovers
from app.paths import resource, user_data
from app.storage.damage import DamagedInstallationError

if TYPE_CHECKING:
    from app.gui.workplace import Workplace
    from app.services.catalogue import Catalogue

NO_DISPLAY = (
    "没有可用的显示器，窗口打不开。可以用命令完成工作，例如：nianbao check 文件、"
    "nianbao export 文件 -o 文件.docx（全部命令见 nianbao --help）"
)

_QT_OPTIONS = frozenset({"-platform", "-platformpluginpath", "-plugin", "-style", "-stylesheet"})
"""Options that Qt takes out of the arguments together with the word after them."""


def has_display() -> bool:
    """Whether a window can be shown; Qt aborts the process where it cannot."""
    if os.name == "nt" or sys.platform == "darwin" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application, in Chinese, in the looks of the desktop."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    application = QApplication(["nianbao", *arguments])
    application.setApplicationName("nianbao")
    application.setApplicationDisplayName("")
    application.setWindowIcon(QIcon(str(resource("icons/app.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    dress(application, system_theme())
    return application


_NEEDED = ("app.exporters", "app.gui.workplace")
"""Modules that take long to load: not before the first page is on the screen."""


class Equipment:
    """What a report needs: forms, checks, and the parts of the window that work with them.

    Half of the start-up: loaded after the first page is on the screen, by whichever thread asks
    first; another that asks meanwhile waits.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._catalogue: Catalogue | None = None

    def load(self) -> Catalogue:
        """Everything that needs no window; raise DamagedInstallationError."""
        with self._lock:
            if self._catalogue is None:
                for module in _NEEDED:
                    import_module(module)
                from app.services.form_updates import current_catalogue  # noqa: PLC0415

                self._catalogue = current_catalogue(user_data())
            return self._catalogue

    def load_all(self) -> None:
        """The same, with what the first report that is opened would have to wait for."""
        from app.rules.assess import prepare  # noqa: PLC0415

        prepare(self.load().rules)

    def equip(self, window: MainWindow) -> Workplace:
        """Session, view and desks."""
        catalogue = self.load()
        from app.exporters import all_exporters  # noqa: PLC0415
        from app.gui.session import Session  # noqa: PLC0415
        from app.gui.workplace import Workplace  # noqa: PLC0415
        from app.model.blank import blank_report  # noqa: PLC0415

        if catalogue.problems:
            window.notice.say("；".join(catalogue.problems))
        newest = max(catalogue.first_years.values())
        blank = blank_report(catalogue.form_for_year(newest), "", newest)
        return Workplace(
            Session(catalogue, blank, None), window.preferences, all_exporters(), window
        )


def build_window(equipment: Equipment | None = None) -> MainWindow:
    """The window with everything behind it; needs the application of `make_application`."""
    return MainWindow(Preferences(user_data()), (equipment or Equipment()).equip)


def start_window(arguments: Sequence[str]) -> int:
    """Show the window, with the file that the arguments name; returns the exit code."""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    module = choose_input_method(os.environ)
    if module is not None:
        os.environ.pop("QT_IM_MODULES", None)
        os.environ["QT_IM_MODULE"] = module
    application = make_application(arguments)
    files = [Path(word) for word in _file_names(arguments)]
    single = SingleInstance(user_data())
    if not single.claim() and single.hand_over(files):
        return 0
    equipment = Equipment()
    window = build_window(equipment)
    single.open_requested.connect(window.come_forward)
    application.aboutToQuit.connect(single.release)
    window.painted.connect(lambda: _begin_work(window, equipment, files))
    window.show()
    return application.exec()


def _file_names(arguments: Sequence[str]) -> list[str]:
    """The words that are no options of Qt's and no values of such.

    Qt's own list of what it left over has gone through the code page of Windows: characters that
    this lacks have become question marks.
    """
    return [
        word
        for before, word in zip(["", *arguments], arguments, strict=False)
        if not word.startswith("-") and before not in _QT_OPTIONS
    ]


def _begin_work(window: MainWindow, equipment: Equipment, files: Sequence[Path]) -> None:
    """Load in a thread while the user looks at the first page; then equip the window."""
    from app.gui.background import Background  # noqa: PLC0415  there is nothing to load before
    from app.gui.guard import Guard  # noqa: PLC0415  there is nothing to guard before

    guard = Guard(user_data(), window)
    guard.caught.connect(window.survive)
    guard.install()
    if (application := QApplication.instance()) is not None:
        application.aboutToQuit.connect(guard.remove)

    def fail(error: Exception) -> None:
        """A damaged installation says so, now and at whatever the user tries."""
        window.patience.end()
        if not isinstance(error, DamagedInstallationError):
            raise error
        window.notice.say(str(error))

    window.patience.begin()
    if files:
        window.open(files[0])
    loading = Background(window, is_awaited=False)
    loading.run(equipment.load_all, lambda: _take_up_work(window), fail)


def _take_up_work(window: MainWindow) -> None:
    """Everything is loaded: build what works on reports, and do what the user asked for."""
    window.offer_leftovers()
    Thread(target=remove_leftovers, daemon=True).start()
    gc.freeze()  # what is there now stays: the collector need not look at it at every edit
    window.ready.emit()
    window.patience.end()
