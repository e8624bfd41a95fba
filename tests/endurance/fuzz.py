"""Damaged and hostile files into every opener: one sentence or a report, never anything else.

uv run python tests/endurance/fuzz.py [COUNT] [OPENER …] [--seed N]

Prints for each opener: inputs, how many were read, refused, faults, the slowest in time of the
processor, peak memory.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foreign
from foreign_pdf import Sheet, pdf_of

from app.exporters import all_exporters
from app.model.source import UnreadableError
from app.paths import resource as shipped
from app.rules.assess import assess
from app.rules.figures import compute
from app.services.catalogue import load_catalogue
from app.services.compose import compose
from app.services.opening import open_report
from app.storage.format_file import FormatFileError, read_format
from app.storage.snapshot import Snapshot, dump_snapshot, load_snapshot

SAMPLE = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"
SLOWEST_S = 5.0
MOST_MEMORY = 2_000_000_000
"""Address space in bytes: an input that needs more is a fault, not the end of the machine."""
_WORDS = (
    *(
        "0",
        "-1",
        "1e9999",
        "NaN",
        "null",
        "true",
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        "件",
        "\x00",
        "𠮷",
    ),
    *("0 0 m 9 9 l S", "999999999 0 obj", "/Kids [2 0 R]", "endobj", "Tj", "| --- |", "|" * 300),
    *("<!DOCTYPE x [<!ENTITY a 'a'>]>", "<w:tbl>", "</w:tr>", "w:gridSpan", 'w:val="99999999"'),
    *("[" * 50, "9" * 400, "requests.received.natural", "nianbao", "〔2021〕", "&#x10ffff;"),
)


class Fault(NamedTuple):
    """Something that was neither a report nor one sentence."""

    seed: int
    words: str


class Opener(NamedTuple):
    """A way into the program: whole inputs to damage, and what reads them (raises UnreadableError)."""

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes, Path], object]


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


def _snapshots() -> list[bytes]:
    report = open_report(SAMPLE, CATALOGUE)
    return [
        dump_snapshot(
            Snapshot(
                Path("a"),
                "b",
                datetime(2025, 1, 1),  # noqa: DTZ001
                report,
            )
        )
    ]


def _formats() -> list[bytes]:
    return [shipped(f"formats/{year}/format.toml").read_bytes() for year in (2019, 2021)]


def _open(data: bytes, path: Path) -> object:
    """As the window does: read, compute, check."""
    path.write_bytes(data)
    report = open_report(path, CATALOGUE)
    form = CATALOGUE.form_of(report)
    return assess(form, report, CATALOGUE.rules)


def _open_format(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    try:
        return read_format(path)
    except FormatFileError as error:
        raise UnreadableError(str(error)) from error


CATALOGUE = load_catalogue()
OPENERS = {
    "project": Opener(_projects, _open),
    "docx": Opener(lambda: _documents(".docx"), _open),
    "html": Opener(lambda: _documents(".html"), _open),
    "xlsx": Opener(lambda: _documents(".xlsx"), _open),
    "pdf": Opener(_prints, _open),
    "md": Opener(lambda: _kept("nangang-2021.md"), _open),
    "xls": Opener(lambda: _kept("huaian-2024.xls"), _open),
    "snapshot": Opener(_snapshots, lambda data, _: load_snapshot(data)),
    "format": Opener(_formats, _open_format),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """An input with some damage; inside a zip most of the damage is done to its parts."""
    if data.startswith(b"PK") and chance.random() < 0.9:
        return _damaged_zip(data, chance)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = _hurt(data, chance)
    return data


def _hurt(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    other = chance.randrange(len(data) + 1)
    low = min(place, other)
    high = min(max(place, other), low + 2000)
    word = chance.choice(_WORDS).encode()
    return chance.choice(
        (
            lambda: data[:place],
            lambda: data[:place] + word + data[place:],
            lambda: data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
            lambda: data[:low] + data[high:],
            lambda: data[:high] + data[low:high] * chance.choice((1, 3, 40)) + data[high:],
            lambda: data[:place] + word + data[place + len(word) :],
        )
    )()


def _damaged_zip(data: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(target, "w") as broken:
        names = whole.namelist()
        body = max(names, key=lambda name: whole.getinfo(name).file_size)
        victim = chance.choice([*names, body, body])
        for name in names:
            part = whole.read(name)
            if name == victim:
                for _ in range(chance.choice((1, 2, 5))):
                    part = _hurt(part, chance)
            broken.writestr(name, part)
    return target.getvalue()


def run(name: str, count: int, first: int) -> list[Fault]:
    """Damage, read, judge; prints a line."""
    opener = OPENERS[name]
    samples = opener.samples()
    path = Path(tempfile.gettempdir()) / f"nianbao-fuzz-{name}-{os.getpid()}"
    faults: list[Fault] = []
    read, refused, slowest = 0, 0, 0.0
    for seed in range(first, first + count):
        chance = random.Random(seed)
        data = damaged(chance.choice(samples), chance)
        begun = time.process_time()
        try:
            opener.read(data, path)
            read += 1
        except UnreadableError as error:
            refused += 1
            if not str(error) or "\n" in str(error):
                faults.append(Fault(seed, f"not one sentence: {error!r}"))
        except Exception:  # noqa: BLE001  that is what is looked for
            faults.append(Fault(seed, traceback.format_exc(limit=-3)))
        spent = time.process_time() - begun
        slowest = max(slowest, spent)
        if spent > SLOWEST_S:
            faults.append(Fault(seed, f"took {spent:.1f} s"))
    path.unlink(missing_ok=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<10} {count} inputs: {read} read, {refused} refused, {len(faults)} faults; "
        f"slowest {slowest * 1000:.0f} ms, peak {peak:.0f} MB",
        flush=True,
    )
    return faults


def main() -> int:
    """Fuzz the openers named, or all; 1 if anything was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("openers", nargs="*", default=list(OPENERS))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    found = [
        fault for name in arguments.openers for fault in run(name, arguments.count, arguments.seed)
    ]
    for fault in found[:10]:
        print(fault.seed, fault.words)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
