"""Every rule of the catalogue passes a faultless report and finds its breach, on each form.

A rule that is added to `rules.toml` fails here until it has its breach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from misprints import at

from app.model.edits import write_text
from app.model.evidence import AlteredLabel, no_table, old_rows
from app.model.form import Form
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.previous import Previous
from app.model.report import Edit, Report, Slot, Value
from app.rules.assess import assess
from app.rules.figures import as_printed, compute
from app.services.catalogue import Catalogue, load_catalogue

Slots = Mapping[Slot, Value | None]
Breach = Callable[[Report, Form], Slots]

RULES = sorted(load_catalogue().rules)

OFF = {"Q-LENGTH"}
"""A local limit that nobody asks for unless it is switched on."""

ONLY_2021 = {"T2-STOCK", "U-WAN", "Y-STOCK", "Q-BASIS", "Q-FEE"}
"""The form before has no such cells, or the notice that says so came with the form in force."""

NEEDS_LAST_YEAR = {"Y-CARRY", "Y-STOCK", "Y-SWING", "Y-DUP", "T4-PEND"}


def field(name: str, value: Value | None) -> Breach:
    return lambda _report, _form: {Slot("field", name): value}


def text(words: str, place: str = "overview") -> Breach:
    """Added to a chapter, so that what it must say is still said."""
    return lambda report, _form: {
        Slot("text", place): f"{report.section(place).text}\n{words}".strip()
    }


def only_text(words: str, place: str) -> Breach:
    return lambda _report, _form: {Slot("text", place): words}


def cell(address: str, words: str) -> Breach:
    return lambda _report, _form: {Slot("cell", at(address)): parse_figure(words)}


def printed(address: str, number: int) -> Breach:
    return lambda _report, _form: {Slot("printed", at(address)): Figure(Decimal(number))}


def blank(_report: Report, form: Form) -> Slots:
    return {Slot("cell", form.tables["requests"].inputs[0]): None}


def all_zero(report: Report, _form: Form) -> Slots:
    zeros: dict[Slot, Value | None] = {
        Slot("cell", a): Figure(Decimal(0)) for a in report.cell_addresses
    }
    return zeros | {Slot("printed", a): None for a in report.printed_addresses}


def split(_report: Report, form: Form) -> Slots:
    row = [Slot("cell", at(f"requests.granted.{c}")) for c in form.tables["requests"].row(
        "granted").columns if c != "total"]  # fmt: skip
    figures = dict.fromkeys(row, Figure(Decimal(0))) | {
        row[0]: Figure(Decimal(1)), row[1]: Figure(Decimal(2)),
    }  # fmt: skip
    return {**figures, Slot("printed", at("requests.granted.total")): Figure(Decimal(12))}


def nothing_concluded(_report: Report, _form: Form) -> Slots:
    cells = (at(f"disputes.review.{c}") for c in ("upheld", "corrected", "other"))
    return {Slot("cell", a): Figure(Decimal(0)) for a in cells} | {
        Slot("printed", at("disputes.review.total")): None
    }


def fee_in_yuan(report: Report, _form: Form) -> Slots:
    said = f"{report.section('overview').text}\n行政事业性收费395000元。"
    amount = Figure(Decimal(395000))
    return {Slot("text", "overview"): said, Slot("cell", at("disclosure.fees.amount")): amount}


def swing(_report: Report, form: Form) -> Slots:
    (address,) = (
        a for a in form.tables["disclosure"].addresses
        if (a.row, a.column) == ("licensing", "decisions")
    )  # fmt: skip
    return {Slot("cell", address): Figure(Decimal(99999))}


def sections(*ids: str) -> Breach:
    return lambda _report, _form: {Slot("field", "sections"): ids}


def swapped(report: Report, _form: Form) -> Slots:
    first, second, *rest = report.section_ids
    return {Slot("field", "sections"): (second, first, *rest)}


def table_gone(report: Report, _form: Form) -> Slots:
    gone = {s: None for s in report.slots if getattr(s.key, "table", None) == "disputes"}
    return {**gone, no_table("disputes"): "1"}


def label_altered(_report: Report, form: Form) -> Slots:
    row = form.tables["requests"].rows[-1].label
    altered = AlteredLabel("requests", row, "结转下年")
    return {altered.slot: altered.printed}


def of_the_old_form(_report: Report, form: Form) -> Slots:
    if form.id == "2019":
        return {Slot("field", "year"): 2023}
    return {old_rows("requests"): ("（六）其他处理",)}


def own_year(words: str, place: str) -> Breach:
    return lambda report, _form: {
        Slot("text", place): f"{report.section(place).text}\n{words.format(report.year)}"
    }


BREACHES: Mapping[str, Breach] = {
    "T3-BAL": cell("requests.received.natural", "9999"),
    "T3-SUM": printed("requests.concluded.natural", 9999),
    "T3-ROW": printed("requests.granted.total", 9999),
    "T3-SPLIT": split,
    "T4-SUM": printed("disputes.review.total", 9999),
    "T4-PRE": field("year", 2024),
    "T4-PEND": nothing_concluded,
    "T2-STOCK": cell("disclosure.normative.in_force", "1"),
    "L-RULES": field("unit", "清河县人民政府"),
    "U-WAN": fee_in_yuan,
    "C-EMPTY": blank,
    "C-SLASH": cell("requests.granted.natural", "/"),
    "N-TEXT": cell("requests.granted.natural", "3件"),
    "N-INT": cell("requests.granted.natural", "-3"),
    "C-ALLZERO": all_zero,
    "X-NEW": text("收到政府信息公开申请9999件。"),
    "X-DONE": text("答复政府信息公开申请9999件。"),
    "X-CARRY": text("政府信息公开申请上年结转9999件。"),
    "X-RESULT": text("政府信息公开申请予以公开9999件。"),
    "X-WHO": text("自然人申请9999件。"),
    "X-DISPUTE": text("政府信息公开行政复议9999件。"),
    "X-CLAIM": text("行政复议均维持。"),
    "X-NONE": text("未收到政府信息公开申请。"),
    "X-ALLDONE": text("政府信息公开申请已全部办结。"),
    "X-DISCLOSURE": text("作出行政处罚决定9999件。"),
    "X-PARTS": text("共发布信息100条，其中政务40条、民生50条。"),
    "X-PCT": text("发布信息200条，其中政策类100条，占60%。"),
    "X-FEE": text("收取信息处理费300元，其中按件计收100元、按量计收150元。", "others"),
    "Y-CARRY": cell("requests.carried_in.natural", "9999"),
    "Y-STOCK": cell("disclosure.normative.in_force", "9999"),
    "Y-SWING": swing,
    "Y-DUP": lambda _report, _form: {},
    "S-MISSING": sections("overview", "disclosure", "requests", "disputes", "others"),
    "S-ORDER": swapped,
    "S-LEVEL": text("一、主动公开\n及时公开。"),
    "S-TITLE": lambda _report, _form: {Slot("title", "overview"): "一、工作概况"},
    "S-EXTRA": lambda report, _form: {
        Slot("field", "sections"): (*report.section_ids, "extra-1"),
        Slot("title", "extra-1"): "七、重点工作",
    },
    "S-ASPECT": only_text("公开信息，考核、评议、责任追究都有。", "overview"),
    "S-TABLE": table_gone,
    "S-OLDFORM": of_the_old_form,
    "S-LABEL": label_altered,
    "S-DOCTITLE": field("doc_title", "年度总结"),
    "S-DATE": field("signature_date", date(2030, 1, 1)),
    "S-ACCOUNT": lambda report, _form: {
        Slot("text", s.id): s.text.replace("考核", "工作") for s in report.sections if s.text
    },
    "Q-YEAR": text("2018年，我市主动公开信息30条。"),
    "Q-PLAN": own_year("{}年，我市将进一步加强培训。", "problems"),
    "Q-PERIOD": field("preamble", "统计期限为2018年1月1日至2018年12月31日。"),
    "Q-BASIS": field("preamble", "根据国办公开办函〔2019〕60号编制。"),
    "Q-PLACEHOLDER": text("公开信息××条。"),
    "Q-NOPROBLEM": only_text("无。", "problems"),
    "Q-FEE": only_text("没有其他事项。", "others"),
    "Q-PARTS": field("preamble", "本报告由九个部分组成。"),
    "Q-UNIT": field("doc_title", "白石市财政局2023年政府信息公开工作年度报告"),
    "Q-DUPWORD": text("及时公开的的信息。"),
    "Q-TERM": text("重复申请不在处理。"),
    "P-ID": text("证件号11010519491231002X。"),
    "P-MOBILE": text("请拨打13812345678。"),
    "P-CARD": text("账号6222021234567890128。"),
    "P-NAME": text("申请人张某某要求公开。"),
    "P-MARK": text("机密★5年"),
}
"""What breaks each rule in a report that is right."""


def last_year(report: Report, form: Form) -> Previous:
    """A report of the year before that goes with it: the same figures, stock and carry fit."""
    values = dict(as_printed(compute(form, report), report))
    for column in form.tables["requests"].row("carried_in").columns:
        values[at(f"requests.carried_out.{column}")] = values[at(f"requests.carried_in.{column}")]
    for row in ("rules", "normative") if form.id == "2021" else ():
        stock, issued, repealed = (
            values[at(f"disclosure.{row}.{c}")] or Decimal(0)
            for c in ("in_force", "issued", "repealed")
        )
        values[at(f"disclosure.{row}.in_force")] = stock - issued + repealed
    known = {address: value for address, value in values.items() if value is not None}
    return Previous(report.unit, (report.year or 0) - 1, known)


def found(form: Form, report: Report, catalogue: Catalogue, previous: Previous | None) -> set[str]:
    return {f.rule.id for f in assess(form, report, catalogue.rules, previous).findings}


def test_every_rule_has_its_breach_and_none_is_left_over() -> None:
    """Guards the table above against rules that come and go."""
    assert set(RULES) - OFF == set(BREACHES)
    assert set(BREACHES) > ONLY_2021 | NEEDS_LAST_YEAR


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_faultless_report_passes_every_rule(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], form_id: str
) -> None:
    form = catalogue.forms[form_id]
    report = clean_report(form)
    assert not found(form, report, catalogue, last_year(report, form))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in OFF])
def test_the_breach_of_a_rule_is_found(
    catalogue: Catalogue, clean_report: Callable[[Form], Report], rule: str, form_id: str
) -> None:
    """Guards the catalogue: for every rule a passing and a failing case on both forms."""
    if form_id == "2019" and rule in ONLY_2021:
        pytest.skip("not of this form")
    form = catalogue.forms[form_id]
    report = clean_report(form)
    previous = last_year(report, form) if rule in NEEDS_LAST_YEAR else None
    if rule == "Y-DUP":
        assert previous is not None
        words = "我们坚持以公开为常态、不公开为例外，及时公开各类信息。" * 4
        report.apply(write_text(report, "problems", words, ""))
        assert rule not in found(form, report, catalogue, previous)
        previous = Previous(previous.unit, previous.year, previous.values, {"problems": words})
    assert rule not in found(form, report, catalogue, previous) or rule == "Y-DUP"
    changes = BREACHES[rule](report, form)
    wanted = {s: None if v == BLANK else v for s, v in changes.items()}
    report.apply(Edit("改错", tuple(report.change(s, v) for s, v in wanted.items())))
    assert rule in found(form, report, catalogue, previous)
