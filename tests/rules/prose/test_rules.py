"""Every rule that holds texts against tables: a sentence that is right, and each term wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from corpus.runner import Sentence, report_of

from app.rules.assess import assess
from app.services.catalogue import Catalogue

CELLS = {
    "requests.received.natural": 41,
    "requests.received.business": 6,
    "requests.carried_in.natural": 3,
    "requests.granted.natural": 20,
    "requests.partial.natural": 8,
    "requests.internal.natural": 5,
    "requests.not_held.natural": 7,
    "requests.petition.business": 4,
    "requests.carried_out.natural": 4,
    "requests.carried_out.business": 2,
    "disputes.review.upheld": 3,
    "disputes.review.corrected": 1,
    "disputes.review.pending": 2,
    "disputes.direct.upheld": 1,
    "disputes.after_review.other": 1,
}
IN_BOTH_FORMS = [
    ("X-NEW", "收到申请47件。", {"47": "41"}),
    ("X-NEW", "收办申请50件。", {"50": "47"}),
    ("X-NEW", "受理申请50件（含上年结转3件）。", {"50": "47"}),
    ("X-DONE", "办结申请44件。", {"44": "47"}),
    ("X-CARRY", "上年结转3件，结转下年度办理6件。", {"3": "2", "6": "7"}),
    ("X-CARRY", "收到申请47件，6件正在办理。", {"6": "7"}),
    ("X-CARRY", "收到申请47件，结转6件。", {"结转6": "结转5"}),
    ("X-RESULT", "予以公开20件、部分公开8件、不予公开5件、无法提供7件、不予处理4件、其他处理0件。",
     {"20": "21", "8": "9", "公开5": "公开6", "7": "6", "4": "5", "0件。": "1件。"}),
    ("X-RESULT", "予以公开及部分公开28件。", {"28": "20"}),
    ("X-WHO", "收到申请47件，其中自然人41件，法人或其他组织6件。", {"41": "44", "6": "8"}),
    ("X-WHO", "收办申请50件，其中自然人44件。", {"44": "41"}),
    ("X-DISPUTE", "行政复议6件，其中结果维持3件、结果纠正1件、其他结果0件、尚未审结2件。",
     {"6": "5", "3": "4", "1": "2", "0": "1", "2": "3"}),
    ("X-DISPUTE", "行政诉讼2件，其中结果维持1件。", {"2": "1", "1": "2"}),
    ("X-CLAIM", "行政诉讼零败诉。", {"行政诉讼零败诉": "未发生行政诉讼"}),
    ("X-CLAIM", "行政复议6件。", {"6件": "6件，均维持"}),
    ("X-CLAIM", "没有超期答复。", {"没有超期答复": "零复议、零诉讼"}),
    ("X-NONE", "收到申请47件。", {"收到申请47件": "未收到政府信息公开申请"}),
    ("X-ALLDONE", "申请按期办理。", {"申请按期办理": "收到的申请已全部办结"}),
    ("X-PARTS", "发布信息30条，其中动态20条、通知10条。", {"30": "31", "20": "21", "10": "9"}),
    ("X-PCT", "收到申请47件，其中自然人41件，占87.2%。", {"87.2": "78.2"}),
    ("X-PCT", "信息由200条增至240条，增长20%。", {"20%": "25%"}),
    ("X-FEE", "收取信息处理费300元，其中甲科100元、乙科200元。", {"300": "310", "100": "110"}),
    ("X-FEE", "收取信息处理费300元（甲科100元、乙科200元）。", {"300": "310", "200": "210"}),
]  # fmt: skip
OF_2021 = [
    ("X-DISCLOSURE", "制发规范性文件3件，废止1件，现行有效9件。", {"3": "4", "1": "2", "9": "8"}),
    ("X-DISCLOSURE", "行政许可12件，行政处罚5件，行政强制2件。", {"12": "13", "5": "6", "2件。": "3件。"}),
    ("X-DISCLOSURE", "行政事业性收费1.5万元。", {"1.5": "2.5"}),
]  # fmt: skip
DISCLOSED: dict[str, int | str] = {
    "disclosure.normative.issued": 3,
    "disclosure.normative.repealed": 1,
    "disclosure.normative.in_force": 9,
    "disclosure.licensing.decisions": 12,
    "disclosure.penalties.decisions": 5,
    "disclosure.coercion.decisions": 2,
    "disclosure.fees.amount": "1.5",
}


@pytest.mark.parametrize(("rule", "text", "wrong"), IN_BOTH_FORMS)
@pytest.mark.parametrize("year", [2020, 2024])
def test_each_number_of_a_sentence_is_held_against_its_cells(
    catalogue: Catalogue, year: int, rule: str, text: str, wrong: dict[str, str]
) -> None:
    """Guards every term of every rule, on both forms."""
    assert found(catalogue, year, text, CELLS) == []
    for before, after in wrong.items():
        assert before in text
        assert rule in found(catalogue, year, text.replace(before, after, 1), CELLS), after


@pytest.mark.parametrize(("rule", "text", "wrong"), OF_2021)
def test_what_was_disclosed_is_held_against_table_two(
    catalogue: Catalogue, rule: str, text: str, wrong: dict[str, str]
) -> None:
    """Guards the rows that both forms name but only the newer one counts like the text."""
    assert found(catalogue, 2024, text, DISCLOSED) == []
    for before, after in wrong.items():
        assert rule in found(catalogue, 2024, text.replace(before, after, 1), DISCLOSED), after


def found(
    catalogue: Catalogue, year: int, text: str, cells: dict[str, int] | dict[str, int | str]
) -> list[str]:
    """Rules about numbers in prose that a sentence of a report breaks."""
    form = catalogue.form_for_year(year)
    figures = {key: Decimal(str(value)) for key, value in cells.items()}
    sentence = Sentence("", "overview", "示例市民政局", year, text, figures, (), "X", "")
    findings = assess(form, report_of(sentence, form), catalogue.rules).findings
    return [finding.rule.id for finding in findings if finding.rule.id.startswith("X-")]
