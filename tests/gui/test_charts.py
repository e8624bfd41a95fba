"""Guards the page 数据图: it follows the figures, and its pictures become files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.gui.pages.charts import ChartsPage
from app.model.address import Address
from app.model.edits import put_figures, set_particular
from app.model.numbers import parse_figure
from app.model.previous import Previous


@pytest.fixture
def page(opened: MainWindow, qtbot: QtBot) -> ChartsPage:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    shown = opened.view.page("figures")
    assert isinstance(shown, ChartsPage)
    assert shown.isVisible()
    return shown


def _press(qtbot: QtBot, page: ChartsPage, name: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_charts_are_told_to_those_who_do_not_see_them(page: ChartsPage) -> None:
    picture = page._pictures["applicants"]
    assert picture.accessibleName() == "谁提出了申请（本年新收）"
    assert "自然人 0 件" in picture.accessibleDescription()


def test_they_follow_the_figures(qtbot: QtBot, opened: MainWindow, page: ChartsPage) -> None:
    session = opened.session
    figures = {Address.parse("requests.received.natural"): parse_figure("35")}
    session.edit(put_figures(session.report, session.form, figures, "填数"))
    picture = page._pictures["applicants"]
    qtbot.waitUntil(lambda: "自然人 35 件（100.0%）" in picture.accessibleDescription())


def test_last_year_brings_a_chart_more(qtbot: QtBot, opened: MainWindow, page: ChartsPage) -> None:
    assert "years" not in page._pictures
    assert "附上上年报告" in page._hint.text()
    session = opened.session
    last = Previous("南岗区企业和投资服务局", 2020)
    session.edit(set_particular(session.report, "previous", last, "附上"))
    qtbot.waitUntil(lambda: "years" in page._pictures)
    assert page._hint.text() == "上年：南岗区企业和投资服务局 2020 年报告"
    assert not page._attach.isVisible()


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_a_chart_becomes_a_file(
    qtbot: QtBot,
    opened: MainWindow,
    page: ChartsPage,
    answers: Answers,
    tmp_path: Path,
    suffix: str,
    start: bytes,
) -> None:
    answers.path = tmp_path / f"图{suffix}"
    words = "图片…" if suffix == ".png" else "矢量图…"
    _press(qtbot, page, f"{words}：申请的办理结果")
    assert answers.path.read_bytes().startswith(start)
    stem = "南岗区企业和投资服务局2021年政府信息公开工作年度报告"
    assert answers.asked[-1] == f"{stem}申请的办理结果{suffix}"
    assert opened.notice.sentence == f"已导出 {answers.path}"


def test_the_whole_page_of_pictures_becomes_a_file(
    qtbot: QtBot, opened: MainWindow, page: ChartsPage, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "图解.png"
    _press(qtbot, page, "导出图解（图片）…：一页图解")
    assert answers.asked[-1].endswith("年度报告图解.png")
    qtbot.waitUntil(lambda: "已导出" in opened.notice.sentence, timeout=20_000)
    assert answers.path.read_bytes().startswith(b"\x89PNG")


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, opened: MainWindow, page: ChartsPage, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "没有" / "图.png"
    _press(qtbot, page, "图片…：申请的办理结果")
    assert "文件夹不存在" in opened.notice.sentence


def test_charts_stand_one_below_the_other_where_it_is_narrow(
    qtbot: QtBot, opened: MainWindow, page: ChartsPage
) -> None:
    first, second = page._cells[:2]
    assert first.y() == second.y()
    opened.resize(911, 512)
    qtbot.waitUntil(lambda: first.y() < second.y())
    picture = page._pictures["outcomes"]
    assert picture.width() <= page._area.viewport().width()
