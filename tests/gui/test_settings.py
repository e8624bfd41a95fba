"""Guards the choices of the user: what each of them changes, and that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from form_packages import files_of_next_form, write_folder
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.dialogs.settings import SettingsDialog
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.gui.theme import load_theme, system_theme
from app.model.edits import put_text, set_house
from app.model.report import Slot
from app.paths import user_data
from app.services.settings import Settings, read_settings
from app.start import build_window
from app.storage.layout_file import LayoutEntry


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot) -> SettingsDialog:
    made = opened.workplace.settings.make_dialog()
    qtbot.addWidget(made)
    return made


def _choose(window: MainWindow, **changes: object) -> None:
    window.preferences.put(msgspec.structs.replace(window.preferences.settings, **changes))


def test_what_is_entered_is_what_was_shown(dialog: SettingsDialog) -> None:
    assert dialog.settings == Settings()
    chosen = Settings(
        appearance="dark",
        keep_after=9,
        folder="/某处",
        overview_limit=800,
        shows_help=False,
        house=LayoutEntry(pitch=30.0),
    )
    dialog.show_settings(chosen)
    assert dialog.settings == chosen
    assert "与格式不同的有 1 项" in dialog._style.text()


def test_what_the_dialog_does_not_show_stays(opened: MainWindow, qtbot: QtBot) -> None:
    _choose(opened, send=(".docx",), send_folder="/报送")
    dialog = opened.workplace.settings.make_dialog()
    qtbot.addWidget(dialog)
    dialog.show_settings(Settings())
    assert (dialog.settings.send, dialog.settings.send_folder) == ((".docx",), "/报送")


def test_dark_is_dark_at_once_and_at_the_next_start(
    opened: MainWindow, qtbot: QtBot, table_page: Callable[[str], TablePage]
) -> None:
    table_page("requests")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    light = application.palette()
    _choose(opened, appearance="dark")
    assert application.palette().window().color().lightness() < 100
    again = build_window()
    qtbot.addWidget(again)
    assert again.theme == opened.theme
    _choose(opened, appearance="light")
    assert application.palette() == light


def test_high_contrast_is_chosen_or_follows_the_desktop(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows tells it of itself; desktops of the GTK kind by the theme of their icons."""
    contrast = load_theme("contrast")
    assert opened.theme != contrast
    _choose(opened, appearance="contrast")
    assert opened.theme == contrast
    _choose(opened, appearance="system")
    assert opened.theme == system_theme() != contrast
    monkeypatch.setattr(QIcon, "themeName", lambda: "HighContrastInverse")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    assert opened.theme == contrast
    _choose(opened, appearance="light")
    assert opened.theme == load_theme("light")


def test_snapshots_wait_as_long_as_chosen(opened: MainWindow) -> None:
    assert opened.workplace.keeper._timer.interval() == 1000
    _choose(opened, keep_after=20)
    assert opened.workplace.keeper._timer.interval() == 20_000


def test_dialogs_begin_in_the_chosen_folder(opened: MainWindow, tmp_path: Path) -> None:
    opened.files.drop()
    _choose(opened, folder=str(tmp_path))
    assert opened.files.suggestion(".docx").parent == tmp_path
    _choose(opened, folder=str(tmp_path / "没有了"))
    assert opened.files.suggestion(".docx").parent == opened.preferences.folder != tmp_path


def test_a_local_limit_is_checked(opened: MainWindow) -> None:
    def rules() -> set[str]:
        return {finding.rule.id for finding in opened.session.assessment.findings}

    assert "Q-LENGTH" not in rules()
    _choose(opened, overview_limit=300)
    found = next(f for f in opened.session.assessment.findings if f.rule.id == "Q-LENGTH")
    assert "不超过 300 字" in found.message
    session = opened.session
    session.edit(put_text(session.report, Slot("text", "overview"), "短。", "改"))
    assert "Q-LENGTH" not in rules()
    session.undo()
    assert "Q-LENGTH" in rules()
    _choose(opened, overview_limit=0)
    assert "Q-LENGTH" not in rules()


def test_new_reports_have_the_chosen_house_style(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened.session
    session.edit(set_house(session.report, {"pitch": 30.0, "body.size": 15.0}, "改版式"))
    session.mark_saved(session.path or Path("x"))
    dialog = opened.workplace.settings.make_dialog()
    qtbot.addWidget(dialog)
    dialog._take_house()
    opened.preferences.put(dialog.settings)
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _window: ("某局", 2024))
    opened.files.new()
    assert dict(opened.session.report.house) == {"pitch": 30.0, "body.size": 15.0}
    _choose(opened, house=None)
    opened.session.history.mark_clean()
    opened.files.new()
    assert not opened.session.report.house


def test_the_strip_of_help_is_remembered(opened: MainWindow) -> None:
    opened.actions_["help_strip"].trigger()
    assert not opened.view.help.is_wanted
    assert not read_settings(user_data())[0].shows_help
    _choose(opened, shows_help=True)
    assert opened.view.help.is_wanted


def test_damaged_settings_are_said_and_the_window_opens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "nianbao"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text('{"appearance": "pink"}', encoding="utf-8")
    again = build_window()
    qtbot.addWidget(again)
    assert again.notice.sentence.startswith("设置文件有误（appearance：")
    assert again.preferences.settings == Settings()
    assert window.notice.sentence == ""


def test_forms_are_taken_in_and_removed(
    opened: MainWindow, dialog: SettingsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    package = write_folder(tmp_path / "新格式", files_of_next_form())
    dialog.add_requested.emit(package)
    assert dialog.sentence == "已加入“2026 年格式”，下次启动后生效"
    item = dialog._list.item(0)
    assert item is not None
    assert item.text() == "2026 年格式　某省政务公开办　2026-10-01"
    later = build_window()
    qtbot.addWidget(later)
    assert later.session.catalogue.form_for_year(2026).id == "2026"
    dialog._list.setCurrentRow(0)
    dialog._remove.click()
    assert dialog.sentence == "已移除“2026 年格式”，下次启动后不再使用"
    assert dialog._list.count() == 0
    assert "2026" not in opened.session.catalogue.forms


def test_a_package_that_does_not_hold_is_refused_in_one_sentence(
    dialog: SettingsDialog, tmp_path: Path
) -> None:
    package = write_folder(tmp_path / "坏", files_of_next_form())
    (package / "help/2026.toml").write_bytes(b"")
    dialog.add_requested.emit(package)
    assert dialog.sentence == (
        "“坏”不能用作格式更新：“help/2026.toml”与校验清单不符，可能损坏或被改过"
    )
    assert dialog._list.count() == 0
