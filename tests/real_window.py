"""A real window, offscreen, with answers in place of dialogs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.dialogs.before_export import Decision
from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.model.form import Form
from app.model.report import Report
from app.rules.assess import Assessment
from app.start import build_window, make_application

SAMPLE = Path(__file__).parent / "data" / "nangang-2021.nianbao"


@dataclass
class Answers:
    """What the user would say in dialogs; records what was asked."""

    save_changes_answer: str = "cancel"
    conflict_answer: str = "cancel"
    remove: bool = True
    replace: bool = True
    agrees: bool = True
    path: Path | None = None
    decision: Decision = "export"
    choice: int | None = None
    left: list[int] = field(default_factory=list[int])
    asked: list[str] = field(default_factory=list)

    def save_changes(self, name: str) -> str:
        self.asked.append(f"save {name}")
        return self.save_changes_answer

    def settle_conflict(self, what: str, compare: Callable[[], str]) -> str:
        self.asked.append(f"conflict {what}\n{compare()}")
        return self.conflict_answer

    def remove_chapter(self, title: str) -> bool:
        self.asked.append(f"remove {title}")
        return self.remove

    def accept_all_read(self, count: int) -> bool:
        self.asked.append(f"accept {count}")
        return self.agrees

    def give_up_import(self, count: int) -> bool:
        self.asked.append(f"give up {count}")
        return self.agrees

    def file_to_open(self, _folder: Path) -> Path | None:
        return self.path

    def file_to_save(self, suggestion: Path) -> Path | None:
        self.asked.append(suggestion.name)
        return self.path

    def folder(self, _start: Path) -> Path | None:
        return self.path

    def replace_files(self, _folder: Path, names: Sequence[str]) -> bool:
        self.asked.append(f"replace {len(names)}")
        return self.replace

    def which_report(self, file: str, names: Sequence[str]) -> int | None:
        self.asked += [file, *names]
        return self.choice

    def suite(self, names: Sequence[str]) -> int | None:
        self.asked += names
        return self.choice

    def before_export(self, _form: Form, _report: Report, assessment: Assessment) -> Decision:
        if assessment.findings:
            self.left.append(len(assessment.findings))
        return self.decision

    def file_to_export(self, suggestion: Path, kinds: Mapping[str, str]) -> Path | None:
        assert suggestion.suffix in kinds
        self.asked.append(suggestion.name)
        return self.path


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application, dressed as users see it, in place of pytest-qt's."""
    return make_application([])


@pytest.fixture
def window(
    qtbot: QtBot, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """The whole window at the smallest usual screen, with a data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    built = build_window()
    built.files.ask = answers  # type: ignore[assignment]
    built.chapters.ask = answers  # type: ignore[assignment]
    built.workplace.sending.ask = answers  # type: ignore[assignment]
    qtbot.addWidget(built, before_close_func=lambda w: w.session.history.mark_clean())
    built.resize(1366, 768)
    built.show()
    qtbot.waitExposed(built)
    return built


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with the sample report open, its 25 blank totals the only findings.

    What else the checks find in it (title, labels, a chapter of its own) has its own tests.
    """
    path = tmp_path / "样本.nianbao"
    text = SAMPLE.read_text(encoding="utf-8").replace("公开信息 0 条，", "公开信息 206 条，")
    tidy = json.loads(text)
    del tidy["evidence"]
    tidy["doc_title"] = f"{tidy['unit']}2021年政府信息公开工作年度报告"
    tidy["sections"][0]["title"] = "一、总体情况"
    tidy["sections"][6]["title"] = "六、其他需要报告的事项"
    del tidy["sections"][5]
    tidy["cells"]["disclosure.penalties.decisions"] = 1  # not a report of nothing
    path.write_text(json.dumps(tidy, ensure_ascii=False), encoding="utf-8")
    assert window.files.open_path(path)
    qtbot.wait(1)
    return window


@pytest.fixture
def table_page(opened: MainWindow, qtbot: QtBot) -> Callable[[str], TablePage]:
    """Bring a table of the sample to the front."""

    def show(section: str) -> TablePage:
        opened.view.tabs.select(section)
        page = opened.view.page(section)
        assert isinstance(page, TablePage)
        page.view.setFocus()
        qtbot.wait(1)
        return page

    return show
