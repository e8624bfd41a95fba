"""Formulas of the workbook, recalculated by LibreOffice; skipped where no office suite is."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from app.model.address import Address
from app.model.blank import blank_report
from app.model.document import Document, PrintedTable
from app.model.edits import put_figures
from app.model.form import Form
from app.model.numbers import parse_figure
from app.model.report import Report
from app.rules.figures import compute
from app.services.catalogue import Catalogue
from app.services.compose import compose
from app.sheet.writer import write_tables
from system import is_there

pytestmark = pytest.mark.skipif(
    not is_there("office calc"), reason="not installed: LibreOffice Calc"
)

BALANCED, BLANK, STOCK = (
    Address.parse(name)
    for name in (
        "requests.received.natural",
        "requests.secret.legal",
        "disclosure.normative.in_force",
    )
)
Sheets = dict[str, list[list[str]]]


def recalculate(books: dict[str, bytes], folder: Path) -> dict[str, Sheets]:
    """All sheets of all books as text, after every formula had to be computed anew.

    openpyxl drops what the formulas gave when the file was written: only LibreOffice's own
    results can come out.
    """
    for name, data in books.items():
        openpyxl.load_workbook(io.BytesIO(data)).save(folder / f"{name}.xlsx")
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1",
        "--outdir", str(folder), *(str(folder / f"{name}.xlsx") for name in books),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    found: dict[str, Sheets] = {}
    for path in folder.glob("*.csv"):
        name, _, sheet = path.stem.partition("-")
        with path.open(encoding="utf-8", newline="") as file:
            found.setdefault(name, {})[sheet] = list(csv.reader(file))
    return found


def documents(form: Form, report: Report) -> Document:
    return compose(form, report, compute(form, report))


def assert_as_printed(document: Document, sheets: dict[str, list[list[str]]]) -> None:
    tables = [block for block in document.blocks if isinstance(block, PrintedTable)]
    assert len(tables) == 3
    for table in tables:
        rows = sheets[table.name]
        for index, line in enumerate(table.lines):
            for cell in line:
                assert rows[index + 1][cell.position] == cell.text, (table.name, index, cell)


def faulty(form: Form, report: Report) -> Report:
    """A clean report with one column out of balance, one blank, and too small a stock."""
    value = report.figure(BALANCED).value
    assert value is not None
    changes = {BALANCED: str(value + 3), BLANK: "", STOCK: "10"}
    figures = {address: parse_figure(text) for address, text in changes.items()}
    report.apply(put_figures(report, form, figures, "填"))
    return report


def filled_in(document: Document) -> bytes:
    """An empty workbook in which somebody put 1 into every cell of table three."""
    book = openpyxl.load_workbook(io.BytesIO(write_tables(document)))
    for column in "DEFGHI":
        for line in (*range(5, 28), 29):
            book["表三"][f"{column}{line}"] = 1
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


@pytest.fixture(scope="module")
def composed(catalogue: Catalogue, clean_report: Callable[[Form], Report]) -> dict[str, Document]:
    old, new = catalogue.forms["2019"], catalogue.forms["2021"]
    reports = {
        "old": (old, clean_report(old)),
        "new": (new, clean_report(new)),
        "faulty": (new, faulty(new, clean_report(new))),
        "empty": (new, blank_report(new, "甲局", 2024)),
    }
    return {name: documents(*report) for name, report in reports.items()}


@pytest.fixture(scope="module")
def sheets(
    composed: dict[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Sheets]:
    books = {name: write_tables(document) for name, document in composed.items()}
    books["empty"] = filled_in(composed["empty"])
    return recalculate(books, tmp_path_factory.mktemp("books"))


@pytest.mark.parametrize("name", ["old", "new", "faulty"])
def test_every_cell_comes_out_as_printed(
    composed: dict[str, Document], sheets: dict[str, Sheets], name: str
) -> None:
    """Guards totals as formulas: they give what is published, and nothing where one is blank."""
    assert_as_printed(composed[name], sheets[name])


@pytest.mark.parametrize(("name", "height"), [("old", 26), ("new", 28)])
def test_a_clean_report_is_balanced(sheets: dict[str, Sheets], name: str, height: int) -> None:
    requests, disputes = sheets[name]["表三"], sheets[name]["表四"]
    assert requests[height + 1][3:10] == requests[height + 2][3:10] == ["平"] * 7
    assert [row[10] for row in requests[4 : height + 1]] == ["平"] * (height - 3)
    assert [disputes[5][n] for n in (4, 9, 14)] == ["平"] * 3


def test_faults_and_blanks_show_where_they_are(sheets: dict[str, Sheets]) -> None:
    balance = sheets["faulty"]["表三"][29]
    assert (balance[3], balance[4], balance[7], balance[9]) == ("3", "平", "有空白", "有空白")
    stock = sheets["faulty"]["表二"]
    assert (stock[3][4], stock[4][4]) == ("符合", "1")


def test_an_empty_workbook_computes_as_it_is_filled_in(sheets: dict[str, Sheets]) -> None:
    requests = sheets["empty"]["表三"]
    assert requests[4][9] == "6"
    assert requests[27][3:10] == ["21"] * 6 + ["126"]
    assert requests[29][3:10] == ["-20"] * 6 + ["-120"]
    assert sheets["empty"]["表四"][4][4] == ""
