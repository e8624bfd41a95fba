"""The only message boxes and file dialogs of the program."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from app.gui.dialogs.before_export import Decision, ask_before_export
from app.gui.dialogs.which_report import ask_which_report
from app.model.form import Form
from app.model.report import Report
from app.paths import is_there
from app.rules.assess import Assessment
from app.services.opening import READABLE_SUFFIXES

Answer = Literal["save", "discard", "cancel"]
Conflict = Literal["save_as", "overwrite", "cancel"]

_PROJECTS = {".nianbao": "阳光年报文件"}
_READABLE = f"年度报告 ({' '.join(f'*{suffix}' for suffix in READABLE_SUFFIXES)})"


class Ask:
    """Questions to the user; tests put answers in its place."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def save_changes(self, name: str) -> Answer:
        """What to do with unsaved changes."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("阳光年报")
        box.setText(f"“{name}”的修改还没有保存，要保存吗？")
        save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        return "save" if clicked is save else "discard" if clicked is discard else "cancel"

    def settle_conflict(self, what: str, compare: Callable[[], str]) -> Conflict:
        """What to do with a file that somebody else has changed, or has open."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("阳光年报")
        box.setText(f"{what}。窗口里的内容存到哪里？")
        elsewhere = box.addButton("另存为…", QMessageBox.ButtonRole.AcceptRole)
        look = box.addButton("看看哪里不同", QMessageBox.ButtonRole.ActionRole)
        over = box.addButton("覆盖它", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(elsewhere)
        box.setEscapeButton(cancel)
        box.exec()
        while box.clickedButton() is look:
            box.setInformativeText(compare())
            box.exec()
        clicked = box.clickedButton()
        return "save_as" if clicked is elsewhere else "overwrite" if clicked is over else "cancel"

    def remove_chapter(self, title: str) -> bool:
        """Whether to take out a chapter that has text in it."""
        return self._confirm(f"删除“{title}”和其中的文字？可以撤销。", "删除")

    def accept_all_read(self, count: int) -> bool:
        """Whether to take all that is left of an import as it was read."""
        return self._confirm(
            f"还有 {count} 处没有看过。都照读到的接受，读错的数就会留在报告里。", "都接受"
        )

    def give_up_import(self, count: int) -> bool:
        """Whether to drop an import with work in it."""
        return self._confirm(f"不读入这个文件？已经改的 {count} 处不会保留。", "不读入")

    def before_export(self, form: Form, report: Report, assessment: Assessment) -> Decision:
        """Whether to export a report with what is left in it."""
        return ask_before_export(self._parent, form, report, assessment)

    def which_report(self, file: str, names: Sequence[str]) -> int | None:
        """Which of the reports in a file is meant, counted from 1; None for none."""
        return ask_which_report(file, names, self._parent)

    def suite(self, names: Sequence[str]) -> int | None:
        """By which of the installed office suites a PDF file is to be made; None for none."""
        name, agreed = QInputDialog.getItem(
            self._parent, "导出 PDF", "由哪个软件排版：", list(names), 0, editable=False
        )
        return names.index(name) if agreed else None

    def file_to_open(self, folder: Path) -> Path | None:
        """A report to open."""
        name, _ = QFileDialog.getOpenFileName(self._parent, "打开报告", str(folder), _READABLE)
        return Path(name) if name else None

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save the project."""
        return self._save("保存报告", suggestion, _PROJECTS)

    def file_to_export(self, suggestion: Path, kinds: Mapping[str, str]) -> Path | None:
        """Where to put a file to be published, and by its ending as what."""
        return self._save(f"导出{kinds[suggestion.suffix]}", suggestion, kinds)

    def folder(self, start: Path) -> Path | None:
        """A folder to put files into."""
        name = QFileDialog.getExistingDirectory(self._parent, "放到哪个文件夹", str(start))
        return Path(name) if name else None

    def replace_files(self, folder: Path, names: Sequence[str]) -> bool:
        """Whether files that are there already shall be replaced, all of them."""
        listed = "\n".join(names)
        return self._confirm(
            f"“{folder.name}”里已有 {len(names)} 个同名文件，替换它们？\n{listed}", "替换"
        )

    def _save(self, title: str, suggestion: Path, kinds: Mapping[str, str]) -> Path | None:
        """A path with one of the endings; a file that the ending leads to is asked about.

        `kinds` are the endings and what files that have them are called.
        """
        filters = {suffix: f"{name} (*{suffix})" for suffix, name in kinds.items()}
        dialog = QFileDialog(self._parent, title, str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters.values()))
        dialog.selectNameFilter(filters[suggestion.suffix])
        dialog.setDefaultSuffix(suggestion.suffix.removeprefix("."))
        dialog.selectFile(suggestion.name)
        accepted = bool(dialog.exec())
        names = dialog.selectedFiles()
        chosen = dialog.selectedNameFilter()
        dialog.deleteLater()
        if not accepted or not names:
            return None
        suffix = next((s for s, words in filters.items() if words == chosen), suggestion.suffix)
        path = with_ending(Path(names[0]), suffix, kinds)
        is_other = path != Path(names[0])  # the dialog has asked about the name as typed
        if is_other and is_there(path):
            return path if self._confirm(f"已有文件“{path.name}”，替换它？", "替换") else None
        return path

    def _confirm(self, question: str, verb: str) -> bool:
        """Whether the user presses the verb and not 取消."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("阳光年报")
        box.setText(question)
        agree = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agree


def with_ending(path: Path, suffix: str, known: Container[str]) -> Path:
    """The path with this ending, unless it has a known one: other dots in names are no endings."""
    return path if path.suffix.lower() in known else path.with_name(path.name + suffix)
