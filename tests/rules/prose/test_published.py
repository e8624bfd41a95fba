"""Sentences of published reports held against the tables that they were published with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.model.edits import put_text
from app.model.places import slot_of
from app.model.report import Report
from app.rules.assess import assess
from app.services.catalogue import Catalogue

HUAIAN = (
    "全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复）。"
    "政府信息公开行政复议351件，其中结果维持72件、结果纠正64件、其他结果178件、尚未审结37件；"
    "政府信息公开行政诉讼46件，其中结果维持25件、结果纠正5件、其他结果9件、尚未审结7件。"
    "新增公开市政府规章1件。收取政府信息公开信息处理费3940元。"
)
SUQIAN_2023 = (
    "全市全年共收办政府信息公开申请案件3607件，其中自然人申请3493件，法人或其他组织申请114件。"
    "从办理结果看，予以公开1191件、部分公开328件、不予公开142件、无法提供1078件、不予处理406件、"
    "作其他处理（含申请人主动撤回申请）341件、转下年度办理121件。"
    "对25件申请收取信息处理费2950元，其中市本级420元、甲县290元、乙县1500元、丙县140元、丁区600元。"
    "编发政策简明问答119期，其中就业47期、住房28期、医保22期、教育15期、养老5期、户籍2期。"
)
SUQIAN_2024 = (
    "全市全年共收办政府信息公开申请案件3646件。"
    "从办理结果看，予以公开1431件、部分公开471件、不予公开92件、无法提供941件、不予处理117件、"
    "作其他处理（含申请人主动撤回申请）469件、转下年度办理125件。"
    "3件申请收取信息处理费2230元，分别为880元、1080元、270元。"
    "归集政策文件10219件，其中市级8140件、县级2079件。"
)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("hangzhou_2025", "2025年全市实际收取信息处理费共计400元。", []),
        ("huaian_2024", HUAIAN, []),
        ("huaian_2024", HUAIAN.replace("3119", "3191"), [("X-NEW", "3191")]),
        ("huaian_2024", HUAIAN.replace("103", "130"), [("X-CARRY", "130")]),
        ("huaian_2024", HUAIAN.replace("178件", "187件"), [("X-DISPUTE", "187")]),
        ("suqian_2023", SUQIAN_2023, []),
        ("suqian_2023", SUQIAN_2023.replace("3607", "3511"), [("X-NEW", "3511")]),
        ("suqian_2023", SUQIAN_2023.replace("1078", "1087"), [("X-RESULT", "1087")]),
        ("suqian_2023", SUQIAN_2023.replace("140元", "150元"), [("X-FEE", "2950")]),
        ("suqian_2024", SUQIAN_2024, []),
        ("suqian_2024", SUQIAN_2024.replace("270元", "260元"), [("X-FEE", "2230")]),
        ("suqian_2024", "收办申请3646件，较上年的3607件增长1.05%。", [("X-PCT", "1.05")]),
        ("suqian_2024", "全市政府信息公开行政复议案件134件。", [("X-DISPUTE", "134")]),
        ("suqian_2024", "全市政府信息公开行政诉讼案件57件。", [("X-DISPUTE", "57")]),
    ],
)
def test_what_holds_gives_nothing_and_what_does_not_is_found(
    catalogue: Catalogue,
    published_report: Callable[[str], Report],
    name: str,
    text: str,
    expected: list[tuple[str, str]],
) -> None:
    """Guards the reading of sentences as offices write them, right and with one number changed."""
    report = published_report(name)
    report.apply(put_text(report, slot_of("overview"), text, ""))
    found = assess(catalogue.form_of(report), report, catalogue.rules).findings
    assert [(f.rule.id, f.quote) for f in found if f.rule.id.startswith("X-")] == expected
