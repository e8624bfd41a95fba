"""What differs between two reports, and the edit between them: goes there and back, exactly."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.model.address import Address
from app.model.blank import blank_report
from app.model.edits import put_figures, set_particular, write_text
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Report
from app.services.catalogue import load_catalogue
from app.services.compare import describe_change, differences, go_back
from app.services.versions import MOST, Versions
from app.storage.project import dump_project
from app.storage.snapshot import Snapshot, dump_snapshot, load_snapshot

FORM = load_catalogue().form_for_year(2024)
INPUTS = [address for table in FORM.tables.values() for address in table.inputs]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    report = blank_report(FORM, "甲局", 2024)
    figures = draw(st.dictionaries(st.sampled_from(INPUTS), st.text(max_size=5), max_size=6))
    parsed = {address: parse_figure(text) for address, text in figures.items()}
    report.apply(put_figures(report, FORM, parsed, ""))
    report.apply(set_particular(report, "unit", draw(st.text(max_size=6)), ""))
    report.apply(write_text(report, "overview", draw(st.text(max_size=20)), ""))
    return report


@given(reports(), reports())
def test_going_back_gives_exactly_the_other_report_and_can_be_undone(
    one: Report, other: Report
) -> None:
    before = one.copy()
    edit = go_back(one, other, "回到")
    one.apply(edit)
    assert one == other
    assert differences(one, other) == ()
    one.apply(edit.inverse())
    assert one == before


@given(reports(), reports())
def test_every_difference_is_described_in_one_line(one: Report, other: Report) -> None:
    for change in differences(one, other):
        words = describe_change(FORM, other, change)
        assert " → " in words
        assert "\n" not in words


def test_a_figure_is_named_by_its_printed_labels(form_2021: Form) -> None:
    one = blank_report(form_2021, "甲局", 2024)
    other = one.copy()
    address = Address("requests", "received", "natural")
    other.apply(put_figures(other, form_2021, {address: parse_figure("41")}, ""))
    (change,) = differences(one, other)
    assert describe_change(form_2021, other, change) == (
        "表三“一、本年新收政府信息公开申请数量”行“自然人”列：空白 → 41"
    )


@given(reports(), st.text(max_size=10), st.sampled_from([None, Path("报告 一.nianbao")]))
def test_a_snapshot_reads_back_the_same(report: Report, digest: str, base: Path | None) -> None:
    snapshot = Snapshot(base, digest, datetime(2025, 1, 9, 8, 30), report)  # noqa: DTZ001
    again = load_snapshot(dump_snapshot(snapshot))
    assert dump_project(again.report) == dump_project(report)
    assert (again.base, again.digest, again.taken) == (base, digest, snapshot.taken)


def test_only_the_last_versions_are_kept_and_equal_ones_once(
    tmp_path: Path, form_2021: Form
) -> None:
    versions = Versions(tmp_path / "versions")
    path = tmp_path / "年报.nianbao"
    for number in range(MOST + 4):
        data = dump_project(blank_report(form_2021, f"第{number}局", 2024))
        versions.keep(path, data)
        versions.keep(path, data)
    units = [version.report.unit for version in versions.of(path)]
    assert units == [f"第{n}局" for n in range(MOST + 3, 3, -1)]
    assert versions.of(tmp_path / "别的.nianbao") == []
