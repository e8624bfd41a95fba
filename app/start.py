"""The composition root of the window: builds the parts and hands them to each other."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.gui.main_window import MainWindow
from app.gui.session import Session
from app.gui.theme import dress, system_theme
from app.model.blank import blank_report
from app.services.catalogue import load_catalogue
from app.storage.format_file import FormatFileError
from app.storage.rules_file import RulesFileError

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
    catalogue = load_catalogue()
    newest = max(catalogue.first_years.values())
    session = Session(catalogue, blank_report(catalogue.form_for_year(newest), "", newest), None)
    return MainWindow(session, system_theme())


def start_window(arguments: Sequence[str]) -> int:
    """Show the window, with the file that the arguments name; returns the exit code."""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    application = make_application(arguments)
    try:
        window = build_window()
    except (FormatFileError, RulesFileError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    window.show()
    files = [argument for argument in application.arguments()[1:] if not argument.startswith("-")]
    if files:
        window.files.open_path(Path(files[0]))
    return application.exec()
