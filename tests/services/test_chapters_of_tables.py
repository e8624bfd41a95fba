"""A table that was found has its chapter, whatever its title says: no figure is ever dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from app.cli import main
from app.exporters import all_exporters
from app.model.address import Address
from app.model.numbers import parse_figure
from app.model.report import Report, Slot
from app.rules.assess import assess
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.services.opening import open_report
from app.services.saving import save_report

TITLE = "三、收到和处理政府信息公开申请情况"
NATURAL = Address.parse("requests.received.natural")


@pytest.fixture
def document(
    tmp_path: Path, catalogue: Catalogue, published_report: Callable[[str], Report]
) -> Path:
    report = published_report("suqian_2024")
    form = catalogue.form_of(report)
    path = tmp_path / "报告.docx"
    all_exporters().export(compose(form, report, compute(form, report)), path)
    return path


def _change_title(path: Path, words: str) -> None:
    document = docx.Document(str(path))
    paragraph = next(p for p in document.paragraphs if p.text == TITLE)
    if words:
        paragraph.runs[0].text = words
    else:
        element = paragraph._element
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    document.save(str(path))


def test_a_chapter_of_another_name_is_that_of_its_table(
    document: Path, catalogue: Catalogue
) -> None:
    _change_title(document, "三、依申请公开办理情况")
    report = open_report(document, catalogue)
    assert report.section_ids[2] == "requests"
    assert report.section("requests").title == "三、依申请公开办理情况"
    assert report.figure(NATURAL).value == 3440
    assert any("依申请公开办理情况" in doubt.message for doubt in report.doubts)


def test_a_table_without_title_keeps_its_chapter_and_is_reported(
    document: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    _change_title(document, "")
    report = open_report(document, catalogue)
    assert report.section_ids[2] == "requests"
    form = catalogue.form_of(report)
    found = [f for f in assess(form, report, catalogue.rules).findings if f.rule.id == "S-MISSING"]
    assert [f.section for f in found] == ["requests"]
    again = tmp_path / "再.docx"
    assert main(["export", str(document), "-o", str(again)]) == 0
    assert len(docx.Document(str(again)).tables) == 3


def test_figures_of_a_chapter_that_a_project_lost_are_printed(
    catalogue: Catalogue, published_report: Callable[[str], Report]
) -> None:
    report = published_report("suqian_2024")
    ids = tuple(i for i in report.section_ids if i != "requests")
    lost = Report({**report.slots, Slot("field", "sections"): ids})
    form = catalogue.form_of(lost)
    document = compose(form, lost, compute(form, lost))
    assert document == compose(form, report, compute(form, report))


def test_export_says_that_totals_were_computed_anew(
    tmp_path: Path, published_report: Callable[[str], Report],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    report = published_report("suqian_2024")
    slot = Slot("printed", Address.parse("requests.received.total"))
    wrong = Report({**report.slots, slot: parse_figure("9")})
    path = tmp_path / "错.nianbao"
    save_report(wrong, path)
    assert main(["export", str(path), "-o", str(tmp_path / "错.docx")]) == 0
    assert capsys.readouterr().err == "1 个总计写的是计算值，与读入的文件不同\n"
