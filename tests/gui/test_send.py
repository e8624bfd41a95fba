"""Guards guidance: the strip that says what is next, and the page that the files leave from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.gui.pages.send import SendPage
from app.gui.pages.table import TablePage
from app.model.address import Address
from app.services.settings import read_settings

STEM = "南岗区企业和投资服务局2021年政府信息公开工作年度报告"


def _page(window: MainWindow) -> SendPage:
    window.actions_["send"].trigger()
    page = window.view.page("send")
    assert isinstance(page, SendPage)
    assert page.isVisible()
    return page


def _choose(page: SendPage, *suffixes: str) -> None:
    for suffix, box in page._boxes.items():
        box.setChecked(suffix in suffixes)


def test_the_next_step_is_named_and_gone_to(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.workplace.status.next_words == "下一步：改 25 处错误"
    qtbot.keyClick(opened, Qt.Key.Key_F9)
    page = opened.view.page(opened.view.current_id)
    assert isinstance(page, TablePage)
    assert page.address_here == Address.parse("requests.received.total")
    opened.actions_["totals"].trigger()
    assert opened.workplace.status.next_words == "下一步：导出报送文件"
    qtbot.mouseClick(opened.workplace.status._next, Qt.MouseButton.LeftButton)
    assert opened.view.current_id == "send"


def test_a_blank_cell_comes_before_errors(opened: MainWindow) -> None:
    page = opened.view.page("disputes")
    assert isinstance(page, TablePage)
    page.view.go_to(Address.parse("disputes.direct.other"))
    page.view.clear_selected()
    assert opened.workplace.status.next_words == "下一步：填表四，还有 1 格"
    opened.actions_["step"].trigger()
    assert opened.view.current_id == "disputes"
    assert page.address_here == Address.parse("disputes.direct.other")


def test_what_is_left_stands_first_and_leads_there(qtbot: QtBot, opened: MainWindow) -> None:
    page = _page(opened)
    assert page._verdict.text() == "还有 1 项"
    tree = page.findChild(QTreeWidget)
    assert tree is not None
    first = tree.topLevelItem(0)
    assert first is not None
    assert (first.text(0), first.text(1)) == ("错误", "25 处")
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert opened.view.current_id == "requests"
    opened.actions_["totals"].trigger()
    assert _page(opened)._verdict.text() == "可以报送"


def test_the_current_tab_leads_back(qtbot: QtBot, opened: MainWindow) -> None:
    """Guards the tab that Qt thinks is shown already."""
    opened.view.tabs.select("requests")
    page = _page(opened)
    tabs = opened.view.tabs
    place = tabs.tabRect(tabs.currentIndex()).center()
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=place)
    assert opened.view.current_id == "requests"
    assert not page.isVisible()
    _page(opened)
    opened.view.tabs.select("requests")
    assert opened.view.current_id == "requests"
    assert opened.view.page("requests").isVisible()


def test_chosen_files_are_written_and_the_choice_is_kept(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    page = _page(opened)
    folder = tmp_path / "报送"
    answers.path = folder
    page.folder_requested.emit()
    assert page.folder == folder
    _choose(page, ".docx", ".html")
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "导出 2 个文件")
    with qtbot.waitSignal(opened.workplace.sending._sender.ended, timeout=20_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert {path.name for path in folder.iterdir()} == {f"{STEM}.docx", f"{STEM}.html"}
    assert page.outcome.startswith("已写入 2 个文件；还有 25 处错误没有改")
    kept, _ = read_settings(tmp_path / "data" / "nianbao")
    assert (kept.send, kept.send_folder) == ((".docx", ".html"), str(folder))
    assert not [name for name in answers.asked if name.startswith("replace")]


def test_files_that_are_there_are_asked_about_once(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    for suffix in (".docx", ".html"):
        (tmp_path / f"{STEM}{suffix}").write_text("旧", encoding="utf-8")
    page = _page(opened)
    page.show_folder(tmp_path)
    _choose(page, ".docx", ".html")
    answers.replace = False
    page.send_requested.emit()
    assert answers.asked[-1] == "replace 2"
    assert (tmp_path / f"{STEM}.docx").read_text(encoding="utf-8") == "旧"
    answers.replace = True
    with qtbot.waitSignal(opened.workplace.sending._sender.ended, timeout=20_000):
        page.send_requested.emit()
    assert (tmp_path / f"{STEM}.docx").read_bytes()[:2] == b"PK"
    assert answers.asked.count("replace 2") == 2


def test_cancelling_writes_no_further_file(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    page = _page(opened)
    page.show_folder(tmp_path / "报送")
    sender = opened.workplace.sending._sender
    sender.begun.connect(sender.cancel, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(sender.ended, timeout=20_000):
        page.send_requested.emit()
    assert len(list((tmp_path / "报送").iterdir())) == 1
    assert "取消" in page.outcome


def test_nothing_chosen_nothing_to_press(opened: MainWindow) -> None:
    page = _page(opened)
    _choose(page)
    assert not page._send.isEnabled()
    _choose(page, ".docx")
    assert page._send.isEnabled()
    page._folder.setText(" ")
    assert not page._send.isEnabled()


def test_another_report_is_sent_from_the_same_page(
    opened: MainWindow, tmp_path: Path, sample_path: Path
) -> None:
    page = _page(opened)
    other = tmp_path / "别的" / "报告.nianbao"
    other.parent.mkdir()
    other.write_bytes(sample_path.read_bytes())
    assert opened.files.open_path(other)
    assert opened.view.current_id == "particulars"
    assert _page(opened) is page
    assert page.folder == other.parent
    assert page._verdict.text() == "还有 2 项"


def test_the_first_page_tells_how_a_report_stood(opened: MainWindow) -> None:
    opened.leave_report()
    listed = opened.start_page._list.topLevelItem(0)
    assert listed is not None
    assert [listed.text(column) for column in range(3)] == [
        "南岗区企业和投资服务局",
        "2021",
        "25 错误",
    ]
