"""Opening, saving and leaving: nothing is lost, every failure is one sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from real_window import Answers

from app.gui.main_window import MainWindow
from app.model.edits import set_particular
from app.services.catalogue import Catalogue
from app.services.opening import open_report


def _rename(window: MainWindow, unit: str = "改名局") -> None:
    session = window.session
    session.edit(set_particular(session.report, "unit", unit, "改名"))


def test_save_writes_what_is_shown(opened: MainWindow, catalogue: Catalogue) -> None:
    _rename(opened)
    assert opened.workplace.status.saved_words == "有修改未保存"
    opened.actions_["save"].trigger()
    assert opened.session.is_saved
    path = opened.session.path
    assert path is not None
    assert open_report(path, catalogue) == opened.session.report
    assert opened.workplace.status.saved_words == "已保存 样本.nianbao"


def test_first_save_asks_where(
    window: MainWindow, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda *_: ("甲局", 2024))
    window.files.new()
    assert window.is_report_open
    answers.path = tmp_path / "甲.nianbao"
    _rename(window, "甲局办公室")
    assert window.files.save()
    assert answers.asked == ["甲局办公室2024年政府信息公开工作年度报告.nianbao"]
    assert answers.path.exists()


def test_save_that_fails_says_why_and_keeps_everything(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = opened.session.path
    assert path is not None
    before = path.read_bytes()
    _rename(opened)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert not opened.files.save()
    assert "磁盘已满" in opened.notice.sentence
    assert path.read_bytes() == before
    assert not opened.session.is_saved
    assert opened.session.report.unit == "改名局"
    assert [p.name for p in path.parent.glob(".*.tmp")] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b'{"nianbao": 1, "forms"', "不是完整的"),
        (b'{"nianbao": 99}', "更新版本"),
        (b"\x00\x01\x02 junk", "不是阳光年报文件"),
        (b"PK\x03\x04 not a zip", ""),
    ],
)
def test_bad_file_leaves_the_open_report_alone(
    opened: MainWindow, tmp_path: Path, content: bytes, words: str
) -> None:
    bad = tmp_path / "坏.nianbao"
    bad.write_bytes(content)
    report = opened.session.report
    assert not opened.files.open_path(bad)
    assert opened.session.report is report
    assert words in opened.notice.sentence
    assert "坏.nianbao" in opened.notice.sentence


def test_leaving_asks_only_when_something_would_be_lost(
    opened: MainWindow, answers: Answers
) -> None:
    assert opened.files.may_leave()
    assert answers.asked == []
    _rename(opened)
    assert not opened.files.may_leave()
    assert not opened.close()
    answers.save_changes_answer = "discard"
    assert opened.files.may_leave()
    answers.save_changes_answer = "save"
    assert opened.files.may_leave()
    assert opened.session.is_saved


def test_export_names_the_file_and_says_what_is_left(
    opened: MainWindow, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    answers.path = tmp_path / "报告.docx"
    assert opened.files.export(".docx")
    assert "还有 25 处错误" in opened.notice.sentence
    again = open_report(answers.path, catalogue)
    assert again.unit == opened.session.report.unit


def test_a_pdf_file_is_written_while_the_user_goes_on(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    """Guards 导出 PDF: the window says that it has begun, then what came of it."""
    answers.path = tmp_path / "报告.pdf"
    assert opened.files.export(".pdf")
    assert opened.notice.sentence == "正在导出“报告.pdf”，可以接着填写"
    qtbot.waitUntil(lambda: "已导出" in opened.notice.sentence, timeout=20_000)
    assert answers.path.read_bytes().startswith(b"%PDF-")


def test_a_pdf_file_that_cannot_be_written_is_one_sentence(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "没有" / "报告.pdf"
    assert opened.files.export(".pdf")
    qtbot.waitUntil(lambda: "正在" not in opened.notice.sentence, timeout=20_000)
    assert opened.notice.sentence == "无法保存“报告.pdf”：文件夹不存在"


class _Suite:
    """An office suite of a name that makes a PDF file of nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, _source: Path, target: Path, _seconds: float = 0) -> None:
        target.write_bytes(f"%PDF-{self.name}".encode())


def test_the_user_chooses_among_installed_suites(
    opened: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guards the choice of Word, WPS and LibreOffice, and that no choice writes nothing."""
    monkeypatch.setattr("app.gui.files.installed_suites", lambda: (_Suite("Word"), _Suite("WPS")))
    answers.path = tmp_path / "报告.pdf"
    assert not opened.files.export_by_suite()
    assert answers.asked == ["Word", "WPS"]
    answers.choice = 1
    assert opened.files.export_by_suite()
    qtbot.waitUntil(lambda: "已导出" in opened.notice.sentence, timeout=10_000)
    assert answers.path.read_bytes() == b"%PDF-WPS"


def test_without_any_suite_the_own_way_is_named(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gui.files.installed_suites", tuple)
    assert not opened.files.export_by_suite()
    assert opened.notice.sentence == (
        "没有找到 Word、WPS 或 LibreOffice。可以用“导出 PDF”，由本程序自己排版。"
    )


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_other_ways_out_of_the_window_are_read_back(
    suffix: str, opened: MainWindow, answers: Answers, tmp_path: Path, catalogue: Catalogue
) -> None:
    answers.path = tmp_path / f"报告{suffix}"
    assert opened.files.export(suffix)
    again = open_report(answers.path, catalogue)
    before = opened.session.report
    assert {a: again.figure(a) for a in again.cell_addresses} == {
        a: before.figure(a) for a in before.cell_addresses
    }


def test_export_to_a_folder_that_is_gone_is_one_sentence(
    opened: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "没有" / "报告.docx"
    assert not opened.files.export(".docx")
    assert opened.notice.sentence == "无法保存“报告.docx”：文件夹不存在"


def test_report_from_last_year_takes_over_what_stays(
    window: MainWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.path = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"
    monkeypatch.setattr("app.gui.files.ask_unit_and_year", lambda _w, unit, year: (unit, year))
    window.files.succeed()
    report = window.session.report
    assert (report.unit, report.year) == ("南岗区企业和投资服务局", 2022)
    assert [s.title for s in report.sections][5] == "六、重点工作落实情况"
    assert window.session.is_saved


def test_recent_reports_are_on_the_first_page(opened: MainWindow) -> None:
    opened.show_start()
    recent = opened.start_page._list
    assert recent.topLevelItemCount() == 1
    item = recent.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(4)] == [
        "南岗区企业和投资服务局",
        "2021",
        "25 错误",
        "样本.nianbao",
    ]


@pytest.mark.qt_log_ignore("propagateSizeHints")  # there are no windows to size
def test_foreign_docx_opens_without_becoming_a_project(
    opened: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "报告.docx"
    opened.files.export(".docx")
    before = opened.session.report
    assert not opened.files.open_path(answers.path)  # it is read beside the window
    qtbot.waitUntil(lambda: opened.session.report is not before, timeout=20_000)
    assert opened.session.path is None
