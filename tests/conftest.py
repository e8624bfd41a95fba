"""What tests of all rooms share: the shipped forms, a faultless report, published reports."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from app.model.address import Address
from app.model.document import Document
from app.model.form import Form
from app.model.house import HouseStyle
from app.model.numbers import Figure
from app.model.report import Report, Slot, Value
from app.rules.figures import compute
from app.services.catalogue import Catalogue, load_catalogue
from app.services.compose import compose
from app.storage.project import load_project

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

pytest_plugins = ["real_window"]

settings.register_profile("suite", max_examples=60, deadline=None, database=None, derandomize=True)
settings.load_profile("suite")

DATA = Path(__file__).parent / "data"

PUBLISHED = ("hangzhou_2025", "huaian_2024", "suqian_2023", "suqian_2024")
"""Reports as cities published them: figures with their printed totals, and what the text says."""

_UNIT = "清河市人民政府"
_PREAMBLE = "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为本年度。"
_ASPECTS = (
    "（一）主动公开。坚持以公开为常态、不公开为例外，全年发布“政策解读”等信息 1206 条，"
    "及时回应社会关切，不断提高政府工作的透明度，保障公众的知情权、参与权和监督权。\n"
    "（二）依申请公开。规范登记、审核、办理、答复、归档各个环节，全年没有一件逾期答复。"
)
_TEXTS = {
    "overview": (
        "（一）主动公开。及时发布应当公开的信息。\n"
        "（二）依申请公开。依法办理每一件申请，按时答复。\n"
        "（三）政府信息管理。发布前逐级审核，定期清理。\n"
        "（四）政府信息公开平台建设。栏目设置合理，更新及时。\n"
        "（五）监督保障。开展工作考核、社会评议，没有发生责任追究的情形。"
    ),
    "problems": "主要问题是解读形式单一。已增加图解和问答，方便群众阅读。",
    "others": "没有收取信息处理费。",
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped forms and rules."""
    return load_catalogue()


@pytest.fixture(scope="session")
def form_2021(catalogue: Catalogue) -> Form:
    """The form in force since report year 2021."""
    return catalogue.forms["2021"]


@pytest.fixture(scope="session")
def form_2019(catalogue: Catalogue) -> Form:
    """The form of report years 2019 and 2020."""
    return catalogue.forms["2019"]


@pytest.fixture(scope="session")
def house(form_2021: Form) -> HouseStyle:
    """The house style that the form brings."""
    return form_2021.house


@pytest.fixture(scope="session")
def clean_report() -> Callable[[Form], Report]:
    """Make a report without any fault, all totals printed, every figure of its own size.

    In form 2021 the stock of documents is exactly what issued − repealed leaves, so that one
    document more or less shows.
    """
    return _clean_report


@pytest.fixture
def published_data() -> Callable[[str], dict[str, object]]:
    """Read the JSON of one of the published reports, by its name in PUBLISHED."""
    return _published_data


@pytest.fixture
def published_report(catalogue: Catalogue) -> Callable[[str], Report]:
    """One of the published reports as an import gives it: totals kept as printed."""

    def build(name: str) -> Report:
        data = _published_data(name)
        form = catalogue.forms[str(data["format"])]
        return report_of_cells(
            form, str(data["unit"]), int(str(data["year"])), published_cells(data)
        )

    return build


@pytest.fixture
def city_report(published_report: Callable[[str], Report]) -> Report:
    """A city's figures and as much text as departments write."""
    slots = dict(published_report("suqian_2024").slots)
    slots[Slot("text", "overview")] = "\n".join([_ASPECTS] * 6)
    slots[Slot("text", "problems")] = "\n".join([_ASPECTS] * 2)
    slots[Slot("field", "contact")] = "某某市人民政府办公室，电话 0000-12345678"
    slots[Slot("field", "signature_unit")] = "宿迁市"
    slots[Slot("field", "signature_date")] = date(2025, 3, 5)
    return Report(slots)


@pytest.fixture
def city_document(city_report: Report, form_2021: Form) -> Document:
    """The same as it is printed."""
    return compose(form_2021, city_report, compute(form_2021, city_report))


@pytest.fixture
def sample_path() -> Path:
    """The sample: a department's report for 2021 whose totals in table three are blank."""
    return DATA / "nangang-2021.nianbao"


@pytest.fixture
def sample(sample_path: Path) -> Report:
    """The sample, read."""
    return load_project(sample_path.read_bytes())


def published_cells(data: dict[str, object]) -> dict[Address, Decimal]:
    """The figures of a published report, totals among them."""
    cells = data["cells"]
    assert isinstance(cells, dict)
    return {Address.parse(str(key)): Decimal(str(value)) for key, value in cells.items()}


def report_of_cells(form: Form, unit: str, year: int, cells: dict[Address, Decimal]) -> Report:
    """A report with these figures, derived ones as printed, and nothing to be said of its text."""
    slots: dict[Slot, Value] = {
        Slot("field", "unit"): unit,
        Slot("field", "year"): year,
        Slot("field", "preamble"): _PREAMBLE,
        Slot("field", "forms"): tuple(f"{key}={table.form}" for key, table in form.tables.items()),
        Slot("field", "sections"): tuple(spec.id for spec in form.sections),
    }
    slots |= {Slot("title", spec.id): spec.title for spec in form.sections}
    slots |= {Slot("text", section): text for section, text in _TEXTS.items()}
    for address, value in cells.items():
        kind = "printed" if address in form.derived else "cell"
        slots[Slot(kind, address)] = Figure(value)
    return Report(slots)


def _published_data(name: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(
        (DATA / "reports" / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    return loaded


def _clean_report(form: Form) -> Report:
    figures = _disclosure(form) | _requests(form) | _disputes(form)
    year = 2023 if form.id == "2021" else 2020
    bare = report_of_cells(form, _UNIT, year, figures)
    totals = {a: value for a, value in compute(form, bare).items() if a in form.derived}
    assert all(value is not None for value in totals.values())
    printed = {address: value for address, value in totals.items() if value is not None}
    return report_of_cells(form, _UNIT, year, figures | printed)


def _disclosure(form: Form) -> dict[Address, Decimal]:
    table = form.tables["disclosure"]
    figures = {a: Decimal(20 + index) for index, a in enumerate(table.addresses)}
    stock = {"rules": (3, 1, 2), "normative": (17, 6, 11)}
    for row, numbers in stock.items():
        for column, number in zip(table.row(row).columns, numbers, strict=True):
            figures[Address("disclosure", row, column)] = Decimal(number)
    for address in table.addresses:
        if form.kind(address) == "amount":
            figures[address] = Decimal("100.50")
        elif form.kind(address) == "change":
            figures[address] = Decimal(-2)
    return figures


def _requests(form: Form) -> dict[Address, Decimal]:
    keys = list(form.tables["requests"].row_keys)
    results = keys[keys.index("granted") : keys.index("concluded")]
    figures: dict[Address, Decimal] = {}
    for place, column in enumerate(
        ("natural", "business", "research", "charity", "legal", "other")
    ):
        counts = [1 + (5 * line + 3 * place) % 11 for line in range(len(results))]
        carried_in, carried_out = 2 + place, 9 - place
        counted = dict(zip(results, counts, strict=True)) | {
            "received": sum(counts) + carried_out - carried_in,
            "carried_in": carried_in,
            "carried_out": carried_out,
        }
        figures |= {Address("requests", r, column): Decimal(n) for r, n in counted.items()}
    return figures


def _disputes(form: Form) -> dict[Address, Decimal]:
    return {a: Decimal(1 + 3 * i % 7) for i, a in enumerate(form.tables["disputes"].inputs)}
