"""What a report is made of: slots, equality, copies, addresses, a new empty report."""

from __future__ import annotations

import pytest

from app.model.address import Address, MalformedAddressError
from app.model.blank import blank_report
from app.model.edits import write_text
from app.model.form import Form
from app.model.numbers import BLANK, Figure, parse_figure
from app.model.report import Doubt, Report, Slot


@pytest.mark.parametrize("text", ["requests.received.natural", "a.b.c", "t_1.r_2.c_3"])
def test_addresses_are_read_and_written_alike(text: str) -> None:
    """Guards addresses in files, findings and references."""
    assert str(Address.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "a", "a.b", "a.b.c.d", "a..c", ".a.b.c", "a.b.", "a.b.1", "a b.c.d", "a-b.c.d", "a.b.c "],
)
def test_other_texts_are_no_address(text: str) -> None:
    """Guards project files: a malformed address is damage, told in Chinese with the text itself."""
    with pytest.raises(MalformedAddressError) as caught:
        Address.parse(text)
    assert str(caught.value) == f"“{text}”不是单元格地址（应为 表.行.列）"


@pytest.mark.parametrize("form_id", ["form_2019", "form_2021"])
def test_a_new_report_has_all_chapters_and_nothing_in_them(
    request: pytest.FixtureRequest, form_id: str
) -> None:
    """Guards `new`: titles of the form, no text, no figure, the form noted table by table."""
    form: Form = request.getfixturevalue(form_id)
    report = blank_report(form, "清河市教育局", 2024)
    assert [(s.id, s.title, s.text) for s in report.sections] == [
        (spec.id, spec.title, "") for spec in form.sections
    ]
    assert list(report.cell_addresses) == list(report.printed_addresses) == []
    assert all(report.figure(address) == BLANK for address in form.addresses)
    assert (report.unit, report.year) == ("清河市教育局", 2024)
    assert report.forms == dict.fromkeys(form.tables, form.id)


def test_a_new_report_without_a_unit_has_an_empty_one(form_2021: Form) -> None:
    """Guards equality: no unit is no slot."""
    assert Slot("field", "unit") not in blank_report(form_2021, "", 2024).slots


def test_a_copy_is_equal_and_goes_its_own_way(form_2021: Form) -> None:
    """Guards last year's report while this year's is started from it."""
    report = Report(blank_report(form_2021, "甲", 2024).slots, [Doubt("看一看")])
    copy = report.copy()
    assert copy == report
    assert copy.doubts == report.doubts
    copy.apply(write_text(copy, "overview", "改过", "写"))
    assert copy != report
    assert report.section("overview").text == ""


def test_doubts_are_part_of_a_report() -> None:
    """Guards equality: what an import was unsure of is not forgotten."""
    assert Report({}, [Doubt("甲")]) != Report({}, [Doubt("乙")])
    assert Report({}) != object()


def test_printed_totals_and_inputs_are_kept_apart() -> None:
    """Guards totals of imported files: a blank printed one is there, an absent one is not."""
    total, cell = Address("t", "r", "total"), Address("t", "r", "c")
    report = Report({Slot("printed", total): BLANK, Slot("cell", cell): parse_figure("3")})
    assert report.printed(total) == BLANK
    assert report.printed(cell) is None
    assert report.figure(total) == BLANK
    assert report.figure(cell) == Figure(parse_figure("3").value)
    assert list(report.printed_addresses) == [total]
    assert list(report.cell_addresses) == [cell]


def test_an_unknown_chapter_reads_as_empty() -> None:
    """Guards screens that ask for a chapter which an edit has just removed."""
    section = Report({}).section("extra-9")
    assert (section.id, section.title, section.text) == ("extra-9", "", "")
    assert Report({}).sections == ()
