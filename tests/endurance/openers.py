"""Every way into the program: whole inputs to damage, and what reads them."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foreign
import form_packages
from foreign_pdf import Sheet, pdf_of
from PySide6.QtCore import QMimeData

from app.exporters import all_exporters
from app.gui.pages.chip_clipboard import from_mime, to_mime
from app.model.address import Address
from app.model.references import Reference
from app.model.source import UnreadableError
from app.paths import resource as shipped
from app.rules.assess import Assessor
from app.rules.figures import compute
from app.services.blocks import as_html, as_text, read_block
from app.services.catalogue import load_catalogue
from app.services.compose import compose
from app.services.opening import open_report
from app.services.pasting import place_by_names
from app.services.recent import read_recent
from app.services.remembered import read_remembered
from app.services.settings import Settings, read_settings
from app.storage.damage import DamagedInstallationError
from app.storage.form_package import FormPackageError, read_package
from app.storage.format_file import read_format
from app.storage.help_file import read_help
from app.storage.layout_file import LayoutEntry
from app.storage.snapshot import Snapshot, dump_snapshot, load_snapshot
from app.storage.strict import encode_json

SAMPLE = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"
CATALOGUE = load_catalogue()
ASSESSOR = Assessor(CATALOGUE.rules)


class Opener(NamedTuple):
    """`read` gets the damaged input and a place to put it; whatever it refuses with UnreadableError
    is in order."""

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes, Path], object]


# -- reports ---------------------------------------------------------------------------------------


def _projects() -> list[bytes]:
    return [SAMPLE.read_bytes()]


def _documents(suffix: str) -> list[bytes]:
    report = open_report(SAMPLE, CATALOGUE)
    form = CATALOGUE.form_of(report)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"fuzz{suffix}"
        all_exporters().export(compose(form, report, compute(form, report)), target)
        return [target.read_bytes()]


def _prints() -> list[bytes]:
    """Our own PDF file, one of another program, and one whose pages are not packed."""
    document = foreign.make(
        CATALOGUE.forms["2021"], foreign.published("suqian_2023"), "pdf", random.Random(1)
    )
    sheet = Sheet()
    for number in range(12):
        sheet.text(80, 100 + 20 * number, "二、主动公开政府信息情况12件")
        sheet.stroke(80, 400 + 20 * number, 500, 400 + 20 * number)
        sheet.area(80 + 30 * number, 400, 80 + 30 * number, 620)
    return [*_documents(".pdf"), document.data, pdf_of([sheet.content] * 2, is_packed=False)]


def _kept(name: str) -> list[bytes]:
    return [(SAMPLE.parent / name).read_bytes()]


def _open(data: bytes, path: Path) -> object:
    """As the window does: read, compute, check."""
    path.write_bytes(data)
    report = open_report(path, CATALOGUE)
    form = CATALOGUE.form_of(report)
    return ASSESSOR.assess(form, report)


def _snapshots() -> list[bytes]:
    report = open_report(SAMPLE, CATALOGUE)
    taken = datetime(2025, 1, 1)  # noqa: DTZ001  as the program keeps it
    return [dump_snapshot(Snapshot(Path("a"), "b", taken, report))]


# -- forms -----------------------------------------------------------------------------------------


def _shipped(name: str) -> list[bytes]:
    return [shipped(f"formats/2021/{name}").read_bytes()]


def _open_form(name: str, data: bytes, path: Path) -> object:
    """A form of which one file is damaged and the others are sound."""
    folder = path.with_suffix(".form")
    folder.mkdir(exist_ok=True)
    for other in ("format.toml", "layout.toml", "charts.toml"):
        if other != name:
            shutil.copyfile(shipped(f"formats/2021/{other}"), folder / other)
    (folder / name).write_bytes(data)
    return _sound(lambda: read_format(folder / "format.toml"))


def _open_help(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    return _sound(lambda: read_help(path))


def _packages() -> list[bytes]:
    target = BytesIO()
    files = form_packages.files_of_next_form()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "SHA256SUMS": form_packages.sums(files)}.items():
            archive.writestr(name, data)
    return [target.getvalue()]


def _open_package(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    return _sound(lambda: read_package(path))


def _sound(read: Callable[[], object]) -> object:
    try:
        return read()
    except (DamagedInstallationError, FormPackageError) as error:
        raise UnreadableError(str(error)) from error


# -- the clipboard, and what the program keeps for itself ------------------------------------------


def _pasted() -> list[bytes]:
    """A whole page, one of its tables, and the same as tab-separated text."""
    page = _documents(".html")[0]
    (table, *_) = read_block(page.decode(), "")[1:]
    return [as_html(table).encode(), as_text(table).encode(), page]


def _paste(data: bytes, _: Path) -> object:
    text = data.decode("utf-8", errors="replace")
    block = read_block(text, "") if "<" in text else read_block("", text)
    return place_by_names(block, CATALOGUE.forms["2021"], Address("requests", "received", "other"))


def _chips() -> list[bytes]:
    address = Address("requests", "received", "total")
    links = (Reference(5, 8, address), Reference(12, 14, address))
    mime = to_mime("全年收到859件，办结860件。", links)
    return [bytes(mime.data(mime.formats()[-1]).data())]


def _paste_chips(data: bytes, _: Path) -> object:
    mime = QMimeData()
    mime.setData("application/x-nianbao-text", data)
    return from_mime(mime)


def _choices() -> list[bytes]:
    chosen = Settings(folder="a", send=(".docx",), overview_limit=5, house=LayoutEntry())
    recent = (
        b'[{"path": "a", "unit": "b", "year": 2024, "opened": "2025-01-01T00:00:00", "blanks": 1}]'
    )
    return [encode_json(chosen), recent, b'{"zoom": 120, "size": [1366, 768], "findings": 300}']


def _read_choices(data: bytes, path: Path) -> object:
    folder = path.with_suffix(".kept")
    folder.mkdir(exist_ok=True)
    for name in ("settings.json", "window.json", "recent.json"):
        (folder / name).write_bytes(data)
    return read_settings(folder), read_remembered(folder), read_recent(folder)


OPENERS = {
    "project": Opener(_projects, _open),
    "docx": Opener(lambda: _documents(".docx"), _open),
    "html": Opener(lambda: _documents(".html"), _open),
    "xlsx": Opener(lambda: _documents(".xlsx"), _open),
    "pdf": Opener(_prints, _open),
    "md": Opener(lambda: _kept("nangang-2021.md"), _open),
    "xls": Opener(lambda: _kept("huaian-2024.xls"), _open),
    "snapshot": Opener(_snapshots, lambda data, _: load_snapshot(data)),
    **{
        name: Opener(partial(_shipped, f"{name}.toml"), partial(_open_form, f"{name}.toml"))
        for name in ("format", "layout", "charts")
    },
    "help": Opener(lambda: [shipped("help/2021.toml").read_bytes()], _open_help),
    "package": Opener(_packages, _open_package),
    "clipboard": Opener(_pasted, _paste),
    "chips": Opener(_chips, _paste_chips),
    "choices": Opener(_choices, _read_choices),
}
