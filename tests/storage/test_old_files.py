"""Files of every released version are read for ever, and the version says what a file contains."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from app.model.address import Address
from app.model.numbers import Figure
from app.model.report import Slot
from app.model.source import UnreadableError
from app.storage import project, upgrades
from app.storage.project import dump_project, load_project, shape
from app.storage.upgrades import Entry

OLD_FILES = Path(__file__).parents[1] / "old_files"
FILES = sorted(OLD_FILES.rglob("*.nianbao"))
NEWEST = OLD_FILES / "0.1"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_in_an_old_file_is_lost(path: Path) -> None:
    """Guards every entry of it: what is written back says all that it said."""
    before = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    after = json.loads(dump_project(load_project(path.read_bytes())), parse_float=Decimal)
    assert {**after, "nianbao": before["nianbao"]} == before


def test_samples_of_this_version_hold_everything_that_its_files_can() -> None:
    known = set(
        json.loads((NEWEST / "shape.json").read_text("utf-8"))["$defs"]["_ProjectEntry"][
            "properties"
        ]
    )
    held = {key for path in NEWEST.glob("*.nianbao") for key in json.loads(path.read_text("utf-8"))}
    assert held == known


def test_the_shape_of_a_released_version_does_not_change() -> None:
    """Guards against a new entry in files whose version says that older programs can read them."""
    assert shape() == json.loads((NEWEST / "shape.json").read_text("utf-8"))


def test_files_climb_from_version_to_version_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards upgrading: each step once, in order, and numbers keep their own digits."""

    def second(entry: Entry) -> Entry:
        return {**entry, "unit": f"{entry['office']}局"}

    def third(entry: Entry) -> Entry:
        return {key: value for key, value in entry.items() if key != "office"}

    monkeypatch.setattr(project, "VERSION", 3)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: second, 2: third})
    old = (
        '{"nianbao": 1, "office": "某某", "forms": {}, "cells": {"disclosure.fees.amount": 100.50}}'
    )
    report = load_project(old.encode())
    assert report.unit == "某某局"
    amount = report.get(Slot("cell", Address("disclosure", "fees", "amount")))
    assert isinstance(amount, Figure)
    assert amount.text == "100.50"
    with pytest.raises(UnreadableError, match="请用新版程序打开"):
        load_project(b'{"nianbao": 4, "forms": {}}')


def test_an_old_file_with_a_fault_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "VERSION", 2)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: dict})
    with pytest.raises(UnreadableError, match="年报文件内容有误：unit：应为文字，实为整数"):
        load_project(b'{"nianbao": 1, "forms": {}, "unit": 3}')
