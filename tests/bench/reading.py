"""How fast files of other programs are read; part of `bench.py read`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.exporters import all_exporters
from app.rules.figures import compute
from app.services.catalogue import load_catalogue
from app.services.compose import compose
from app.services.opening import open_report

DATA = Path(__file__).resolve().parents[1] / "data"
_ROUNDS = 60
_FILES = 1000
_LIMITS = {
    ".docx": "goal: ≤ 15",
    ".html": "goal: ≤ 20",
    ".xlsx": "",
    ".pdf": "goal: ≤ 1000",
}

_READ = """
import sys
from pathlib import Path
from app.services.catalogue import load_catalogue
from app.services.opening import open_report
from resource import RUSAGE_SELF, getrusage
catalogue = load_catalogue()
peaks = []
for number, name in enumerate(sorted(Path(sys.argv[1]).iterdir())):
    if number % 2 == int(sys.argv[2]):
        open_report(name, catalogue)
        peaks.append(getrusage(RUSAGE_SELF).ru_maxrss // 1024)
print(peaks[len(peaks) // 10], peaks[-1])
"""


def formats(report: Callable[[str, list[float], str], float]) -> None:
    """Each way out read back, and the kept files of other programs."""
    catalogue = load_catalogue()
    sample = open_report(DATA / "nangang-2021.nianbao", catalogue)
    form = catalogue.form_of(sample)
    document = compose(form, sample, compute(form, sample))
    with tempfile.TemporaryDirectory() as folder:
        paths = {DATA / "nangang-2021.md": "", DATA / "huaian-2024.xls": ""}
        for suffix, limit in _LIMITS.items():
            path = Path(folder) / f"sample{suffix}"
            all_exporters().export(document, path)
            paths[path] = limit
        for path, limit in paths.items():
            open_report(path, catalogue)
            times: list[float] = []
            for _ in range(_ROUNDS):
                begun = time.perf_counter()
                open_report(path, catalogue)
                times.append((time.perf_counter() - begun) * 1000)
            report(f"reading of the sample: {path.suffix}", times, limit)


def thousand() -> None:
    """A thousand Word files by two processes, from their start to their end."""
    catalogue = load_catalogue()
    sample = open_report(DATA / "nangang-2021.nianbao", catalogue)
    form = catalogue.form_of(sample)
    document = compose(form, sample, compute(form, sample))
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "0.docx"
        all_exporters().export(document, first)
        data = first.read_bytes()
        for number in range(1, _FILES):
            (Path(folder) / f"{number}.docx").write_bytes(data)
        begun = time.perf_counter()
        commands = [[sys.executable, "-c", _READ, folder, str(half)] for half in range(2)]
        running = [subprocess.Popen(c, stdout=subprocess.PIPE, text=True) for c in commands]
        said = [process.communicate()[0].split() for process in running]
        spent = time.perf_counter() - begun
    if any(process.returncode for process in running):
        raise RuntimeError(said)
    busy = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    early, late = said[0]
    print(
        f"{_FILES} .docx with two processes: {spent:.1f} s, {busy:.1f} s of processor   goal: ≤ 8"
    )
    print(f"  memory after a tenth {early} MB, at the end {late} MB")
