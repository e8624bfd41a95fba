"""The report's particulars: unit, year, scope, title, preamble, contact, signature."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.pages.bound_text import BoundLine, BoundParagraphs
from app.gui.pages.draft_panel import DraftPanel
from app.gui.pages.page import Page
from app.gui.pages.underlines import Underlines
from app.gui.session import Session
from app.gui.theme import Theme
from app.gui.unit_hint import UnitHint
from app.model.document import Origin
from app.model.edits import set_particular, set_year
from app.model.places import PREAMBLE, slot_of
from app.model.report import FIRST_YEAR, LAST_YEAR, Slot
from app.rules.finding import Finding
from app.services.compose import effective_title
from app.services.phrases import standard_preamble

_SCOPES = {"": "不注明", "本机关": "本机关", "本级": "本级", "全域": "全域（含下属各单位）"}
_SCOPE = "报告里的数是哪些单位的；不印出来，只在核对正文里的数时用"
_MAX_WIDTH = 760
_DRAFT_HEIGHT = 220


class ParticularsPage(Page):
    """Everything about the report that is neither a chapter nor a figure."""

    previous_requested = Signal()
    """The button beside last year's report: another is to be attached."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unit = BoundLine(session, "unit", "单位名称")
        self._unit.setPlaceholderText("填全称，例如：南岗区企业和投资服务局")
        self._year = QSpinBox()
        self._year.setRange(FIRST_YEAR - 1, LAST_YEAR)
        self._year.setSpecialValueText("未填")
        self._year.setAccessibleName("报告年度")
        self._year.setSuffix(" 年")
        self._scope = QComboBox()
        self._scope.setAccessibleName("统计范围")
        for value, words in _SCOPES.items():
            self._scope.addItem(words, value)
        self._scope.setToolTip(_SCOPE)
        self._scope.setAccessibleDescription(_SCOPE)
        note = QLabel("不印出来，不清楚就不注明")
        note.setProperty("tone", "quiet")
        self._title = BoundLine(session, "doc_title", "文件标题")
        self._preamble = BoundParagraphs(session, "preamble", "前言", 6)
        self.draft = DraftPanel(session, PREAMBLE, theme, self)
        self.draft.setMaximumHeight(_DRAFT_HEIGHT)
        self.draft.adopted.connect(self._preamble.setFocus)
        self._preamble.setPlaceholderText("编制依据、数据期限、电子版在哪里看；不写可以空着")
        self._underlines = Underlines(self._preamble, session, PREAMBLE, theme)
        contact = BoundParagraphs(session, "contact", "联系方式", 2)
        contact.setPlaceholderText("联系人、地址、电话；印在前言之后单独一段")
        insert = QPushButton("用标准前言")
        insert.setToolTip("按年度写入编制依据和统计期限，可以撤销")
        insert.clicked.connect(self._insert_preamble)
        self._signer = BoundLine(session, "signature_unit", "落款单位")
        self._signer.setPlaceholderText("不落款可以空着")
        self._bound = (self._unit, self._title, self._preamble, contact, self._signer)
        self._signed = QCheckBox("有日期")
        self._date = QDateEdit()
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("yyyy年M月d日")
        self._date.setAccessibleName("落款日期")
        self._previous = QLabel()
        attach = QPushButton("附上…")
        attach.setToolTip("选上年报告的文件；与它对照结转、存量、突变和重复的文字")
        attach.clicked.connect(self.previous_requested)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("单位名称", _column(self._unit, UnitHint(self._unit)))
        form.addRow("报告年度", _row(self._year, QLabel("统计范围"), self._scope, note))
        form.addRow("上年报告", _row(attach, self._previous))
        form.addRow("文件标题", self._title)
        form.addRow("前言", self._preamble)
        form.addRow("", _row(insert))
        form.addRow("", self.draft)
        form.addRow("联系方式", contact)
        form.addRow("落款单位", self._signer)
        form.addRow("落款日期", _row(self._signed, self._date))
        content = QWidget()
        content.setObjectName("particulars")
        content.setMaximumWidth(_MAX_WIDTH)
        column = QVBoxLayout(content)
        column.addLayout(form)
        column.addStretch()
        holder = QWidget()
        holder.setObjectName("particulars")
        centred = QHBoxLayout(holder)
        centred.addStretch(1)
        centred.addWidget(content, 1000)
        centred.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(area)
        self._show()
        self._year.valueChanged.connect(self._set_year)
        self._scope.activated.connect(
            lambda _index: self._set("scope", self._scope.currentData(), "改统计范围")
        )
        self._signed.toggled.connect(self._toggle_date)
        self._date.dateChanged.connect(self._set_date)

    def _set(self, name: str, value: str | int | date | None, label: str) -> None:
        session = self._session
        session.edit(set_particular(session.report, name, value, label), merge=name)

    def _set_year(self, year: int) -> None:
        """Set the year; where the tables are filled in already, the form stays and it says so."""
        if year < FIRST_YEAR:
            self._set("year", None, "改年度")
            return
        session = self._session
        form = session.catalogue.form_for_year(year)
        session.edit(set_year(session.report, year, form, "改年度"), merge="year")
        if session.form.id != form.id:
            self.said.emit(
                f"{year} 年的报告用{form.name}，本报告已填的表是{session.form.name}；"
                "要换格式，请新建这一年度的报告"
            )

    def _set_date(self, day: QDate) -> None:
        if self._signed.isChecked():
            self._set("signature_date", date(day.year(), day.month(), day.day()), "改落款日期")

    def _toggle_date(self, signed: bool) -> None:  # noqa: FBT001  a Qt slot
        day = self._date.date()
        value = date(day.year(), day.month(), day.day()) if signed else None
        self._set("signature_date", value, "改落款日期")

    def _insert_preamble(self) -> None:
        report, form = self._session.report, self._session.form
        text, before = standard_preamble(report.year, form.notice), report.preamble.strip()
        self._session.edit(set_particular(report, "preamble", text, "用标准前言"))
        if before and before != text:
            self.said.emit("已换成标准前言；原来写的可以用撤销（Ctrl+Z）找回")

    def follow(self, slots: frozenset[Slot]) -> None:
        """Every field."""
        for widget in self._bound:
            widget.binding.follow(slots)
        self._underlines.follow()
        if {Slot("draft", PREAMBLE), Slot("field", "year")} & slots:
            self.draft.follow()
        if any(slot.kind == "field" for slot in slots):
            self._show()

    def _show(self) -> None:
        """Follow the report; widgets that already agree are left alone."""
        report, form = self._session.report, self._session.form
        for widget in (self._year, self._scope, self._signed, self._date):
            widget.blockSignals(True)  # noqa: FBT003  Qt takes it by position
        self._year.setValue(report.year or self._year.minimum())
        self._scope.setCurrentIndex(max(self._scope.findData(report.scope), 0))
        day = report.signature_date
        self._signed.setChecked(day is not None)
        self._date.setEnabled(day is not None)
        shown = day or date((report.year or date.today().year) + 1, 1, 20)  # noqa: DTZ011
        self._date.setDate(QDate(shown.year, shown.month, shown.day))
        for widget in (self._year, self._scope, self._signed, self._date):
            widget.blockSignals(False)  # noqa: FBT003
        self._previous.setText(report.previous.name if report.previous else "没有附上")
        self._title.setPlaceholderText(form.standard_title(report.unit, report.year))
        self._title.setToolTip(effective_title(form, report))

    def show_origin(self, origin: Origin) -> None:
        """Into the field."""
        if origin.slot.key == "signature_date":
            self._date.setFocus()
        for field in self._bound:
            if field.binding.slot == origin.slot:
                field.setFocus()

    def show_piece(self, slot: Slot, start: int, end: int) -> None:
        """Select it in its field."""
        for field in self._bound:
            if field.binding.slot == slot:
                field.show_span(start, end)

    def show_finding(self, finding: Finding) -> None:
        """Select the words, in the field of their place."""
        for field in self._bound:
            if field.binding.slot == slot_of(finding.section):
                field.show_span(*(finding.span or (0, 0)))

    def finding_here(self) -> Finding | None:
        """The finding under the cursor of the preamble."""
        return self._underlines.here if self._preamble.hasFocus() else None

    def restyle(self, theme: Theme) -> None:
        """Pass the colours on to the wavy lines and the draft."""
        self._underlines.restyle(theme)
        self.draft.restyle(theme)

    def focus_first(self) -> None:
        """Into the unit's name."""
        self._unit.setFocus()


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    return holder


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
