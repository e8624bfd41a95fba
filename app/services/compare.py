"""What differs between two states of a report, and the edit that goes from one to the other."""

from __future__ import annotations

from collections.abc import Mapping

from app.model.address import Address
from app.model.drafts import Draft
from app.model.form import Form
from app.model.numbers import BLANK, Figure
from app.model.previous import Previous
from app.model.report import Change, Edit, Kind, Report, Slot, Value

_QUOTED = 24
_PARTICULARS = {
    "unit": "单位名称",
    "year": "报告年度",
    "doc_title": "标题",
    "scope": "统计范围",
    "preamble": "前言",
    "contact": "联系方式",
    "signature_unit": "落款单位",
    "signature_date": "落款日期",
    "sections": "各章的次序",
    "forms": "表的格式",
    "previous": "上年报告",
}
_OF_CHAPTER: Mapping[Kind, str] = {"title": "标题", "text": "文字", "draft": "上年底稿"}


def differences(earlier: Report, later: Report) -> tuple[Change, ...]:
    """Every slot that is not the same in both, as the change from the earlier to the later."""
    slots = dict.fromkeys((*earlier.slots, *later.slots))
    changes = (Change(slot, earlier.get(slot), later.get(slot)) for slot in slots)
    return tuple(change for change in changes if change.before != change.after)


def go_back(report: Report, earlier: Report, label: str) -> Edit:
    """The edit that makes a report what it was; one undo step."""
    return Edit(label, differences(report, earlier))


def describe_change(form: Form, report: Report, change: Change) -> str:
    """One difference in words: where, what stood there, what stands there."""
    if change.slot.kind == "links":
        counts = (len(v) if isinstance(v, tuple) else 0 for v in (change.before, change.after))
        before, after = (f"{count} 处" for count in counts)
    else:
        before, after = _shown(change.before), _shown(change.after)
    return f"{_place(form, report, change.slot)}：{before} → {after}"


def _place(form: Form, report: Report, slot: Slot) -> str:
    if isinstance(slot.key, Address):
        if slot.key not in form.known:
            return str(slot.key)
        kind = "（读入的总计）" if slot.kind == "printed" else ""
        return form.tables[slot.key.table].describe(slot.key) + kind
    if slot.kind in _OF_CHAPTER:
        title = report.section(slot.key).title or _PARTICULARS.get(slot.key, slot.key)
        return f"“{title}”的{_OF_CHAPTER[slot.kind]}"
    if slot.kind == "links":
        return f"“{report.section(slot.key).title or slot.key}”里连到表中的数"
    return _PARTICULARS.get(slot.key, "其他设置")


def _shown(value: Value | None) -> str:
    if value is None or value == BLANK:
        return "空白"
    if isinstance(value, Figure):
        return value.text
    if isinstance(value, Previous):
        value = value.name
    if isinstance(value, Draft):
        value = value.text
    if isinstance(value, str):
        line = " ".join(value.split())
        return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…（{len(value)} 字）"
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
