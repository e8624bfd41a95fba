"""Workbooks of before 2007, as LibreOffice writes them: the file is kept beside the tests."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import foreign
import pytest

from app.markup import limits
from app.model.source import SourceDocument, SourceTable, UnreadableError
from app.services.catalogue import Catalogue
from app.services.opening import open_report
from app.sheet.reader import read_old_workbook

FILE = Path(__file__).parents[1] / "data" / "huaian-2024.xls"
"""Figures of a published report in one sheet, labels written otherwise than the form has them."""


def tables(document: SourceDocument) -> list[SourceTable]:
    return [block for block in document.blocks if isinstance(block, SourceTable)]


def test_every_figure_is_read_without_a_doubt(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"  # the content decides
    path.write_bytes(FILE.read_bytes())
    report = open_report(path, catalogue)
    assert (report.unit, report.year, report.doubts) == ("某某市", 2024, ())
    form = catalogue.form_of(report)
    for address, value in foreign.published("huaian_2024").items():
        assert foreign.read_figure(report, form, address).value == value, address


def test_merged_cells_are_whole_and_decimals_exact() -> None:
    cells = [cell for table in tables(read_old_workbook(FILE.read_bytes())) for cell in table.cells]
    whole = next(cell for cell in cells if "年度办理结果" in "".join(cell.text.split()))
    assert whole.down == 22
    fee = str(foreign.published("huaian_2024")[foreign.Address.parse("disclosure.fees.amount")])
    assert fee in [cell.text for cell in cells]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_one_is_read_or_one_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(FILE.read_bytes())
    for _ in range(chance.choice((1, 5, 50))):
        data[chance.randrange(600, len(data))] = chance.randrange(256)
    damaged = bytes(data[: chance.choice((len(data), len(data) // 2))])
    with contextlib.suppress(UnreadableError):
        assert read_old_workbook(damaged).blocks is not None


def test_a_huge_one_is_one_sentence() -> None:
    with pytest.raises(UnreadableError, match=limits.TOO_MANY_CELLS):
        read_old_workbook(FILE.read_bytes() + bytes(limits.MAX_OLD_BYTES))
