"""What is left in the report, shown once before it goes out; nothing here forbids that."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.dialogs.answer import Answer
from app.model.form import Form
from app.model.report import Report
from app.model.rule import SEVERITIES, SEVERITY_WORDS, Severity
from app.rules.assess import Assessment
from app.rules.finding import Finding
from app.services.places import place_name

Decision = Literal["export", "back"] | Finding
"""A finding is where to go to instead."""


class BeforeExport(QDialog):
    """Errors first, then the rest; going to one of them gives up the export for now."""

    def __init__(self, parent: QWidget, form: Form, report: Report, assessment: Assessment) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出之前")
        self.resize(720, 460)
        self.going_to: Finding | None = None
        words = QLabel(summary(assessment))
        words.setProperty("tone", "strong")
        hint = QLabel("可以现在导出，也可以先回去改；双击一行到那一处。")
        hint.setProperty("tone", "quiet")
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderLabels(["位置", "说明"])
        self.list.setAccessibleName("还没有改的地方")
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(14)
        self._fill(form, report, assessment)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.setColumnWidth(0, 210)
        self.list.itemActivated.connect(self._go)
        buttons = Answer(self, "导出", "回去改")
        self.export = buttons.agree
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (words, hint):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        if assessment.set_aside:
            aside = QLabel(f"另有 {len(assessment.set_aside)} 处写明了理由不改，不会导出。")
            aside.setProperty("tone", "quiet")
            column.addWidget(aside)
        column.addWidget(buttons)

    def _fill(self, form: Form, report: Report, assessment: Assessment) -> None:
        for severity in SEVERITIES:
            findings = [f for f in assessment.findings if f.severity == severity]
            if not findings:
                continue
            group = QTreeWidgetItem([f"{SEVERITY_WORDS[severity]}　{len(findings)}", ""])
            group.setFirstColumnSpanned(True)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(group)
            for finding in findings:
                item = QTreeWidgetItem([place_name(form, report, finding.section), finding.message])
                item.setToolTip(1, f"{finding.message}\n{finding.rule.remedy}")
                item.setData(0, Qt.ItemDataRole.UserRole, finding)
                group.addChild(item)
            group.setExpanded(True)

    def _go(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(finding, Finding):
            self.going_to = finding
            self.reject()


def summary(assessment: Assessment) -> str:
    """How much is left, worst first."""
    counts = Counter(finding.severity for finding in assessment.findings)
    present: list[Severity] = [severity for severity in SEVERITIES if counts[severity]]
    listed = "、".join(f"{counts[s]} 处{SEVERITY_WORDS[s]}" for s in present)
    return f"还有 {listed}没有改" if listed else "没有发现问题"


def ask_before_export(
    parent: QWidget, form: Form, report: Report, assessment: Assessment
) -> Decision:
    """What the user wants, having seen what is left; nothing left, nothing to ask."""
    if not assessment.findings:
        return "export"
    dialog = BeforeExport(parent, form, report, assessment)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    going_to = dialog.going_to
    dialog.deleteLater()
    return "export" if agreed else going_to or "back"
