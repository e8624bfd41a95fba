"""The composition root of the window: builds the parts and hands them to each other."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.gui.main_window import MainWindow
from app.gui.theme import dress, system_theme
from app.storage.format_file import FormatFileError
from app.storage.rules_file import RulesFileError

if TYPE_CHECKING:
    from app.gui.workplace import Workplace

NO_DISPLAY = (
    "没有可用的显示器，窗口打不开。可以用命令完成工作，例如：nianbao check 文件、"
    "nianbao export 文件 -o 文件.docx（全部命令见 nianbao --help）"
)


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
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    dress(application, system_theme())
    return application


def build_window() -> MainWindow:
    """The window with everything behind it; needs the application of `make_application`."""
    return MainWindow(system_theme(), _equip)


def _equip(window: MainWindow) -> Workplace:
    """Forms, session and all that works on a report: half of the start-up, after the first page."""
    from app.gui.session import Session  # noqa: PLC0415
    from app.gui.workplace import Workplace  # noqa: PLC0415
    from app.model.blank import blank_report  # noqa: PLC0415
    from app.services.catalogue import load_catalogue  # noqa: PLC0415

    catalogue = load_catalogue()
    newest = max(catalogue.first_years.values())
    session = Session(catalogue, blank_report(catalogue.form_for_year(newest), "", newest), None)
    return Workplace(session, window.theme, window.notice, window, window.show_report)


def start_window(arguments: Sequence[str]) -> int:
    """Show the window, with the file that the arguments name; returns the exit code."""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    application = make_application(arguments)
    files = [Path(word) for word in application.arguments()[1:] if not word.startswith("-")]
    window = build_window()
    window.painted.connect(lambda: _begin_work(window, files))
    window.show()
    return application.exec()


def _begin_work(window: MainWindow, files: Sequence[Path]) -> None:
    """Equip the window while the user looks at the first page; a damaged installation says so."""
    try:
        desk = window.files
    except (FormatFileError, RulesFileError) as error:
        window.notice.say(str(error))
        window.start_page.setEnabled(False)
        return
    gc.freeze()  # what is there now stays: the collector need not look at it at every edit
    if files:
        desk.open_path(files[0])
