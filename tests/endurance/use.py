"""Eight hours of use in one process: memory and speed at the end as at the beginning.

uv run python tests/endurance/use.py [SCALE]     1 = 100,000 edits, 500 saves, exports, 200 opens
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from app.exporters import all_exporters
from app.gui.main_window import MainWindow
from app.model.edits import put_figures, write_text
from app.model.numbers import parse_figure
from app.services.compose import compose
from app.start import build_window, make_application

SAMPLE = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"
ROUNDS = 200
GOAL = 1.10


def resident() -> float:
    """Megabytes of memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def one_round(window: MainWindow, folder: Path, edits: int, number: int) -> list[float]:
    """Open, edit, undo a little, save and export; returns milliseconds of each edit."""
    path = folder / "年报.nianbao"
    assert window.files.open_path(path)
    session = window.session
    table = session.form.tables["requests"]
    window.view.tabs.select("requests")
    spent: list[float] = []
    for count in range(edits):
        begun = time.perf_counter()
        if count % 10 == 9:
            words = f"{number} {count} " + "依法公开。" * 20
            session.edit(write_text(session.report, "problems", words, "写"), merge="text")
        else:
            address = table.inputs[count % len(table.inputs)]
            figures = {address: parse_figure(str(number + count))}
            session.edit(put_figures(session.report, session.form, figures, "填数"))
        QApplication.processEvents()
        spent.append((time.perf_counter() - begun) * 1000)
    for _ in range(5):
        session.undo()
    assert window.files.save()
    assert window.files.save()
    for suffix in (".docx", ".html"):
        document = compose(session.form, session.report, session.assessment.values)
        all_exporters().export(document, folder / f"年报{suffix}")
    return spent


def main() -> int:
    """Use it, print medians and memory of the second and the last tenth; 1 if a goal is missed."""
    scale = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    rounds, edits = max(10, round(ROUNDS * scale)), 500
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        (folder / "年报.nianbao").write_bytes(SAMPLE.read_bytes())
        make_application([])
        window = build_window()
        window.show()
        medians: list[float] = []
        memory: list[float] = []
        for number in range(rounds):
            medians.append(statistics.median(one_round(window, folder, edits, number)))
            gc.collect()
            memory.append(resident())
        window.close()
    tenth = max(1, rounds // 10)
    early, late = slice(tenth, 2 * tenth), slice(-tenth, None)
    slower = statistics.median(medians[late]) / statistics.median(medians[early])
    larger = statistics.median(memory[late]) / statistics.median(memory[early])
    print(f"{rounds * edits} edits, {2 * rounds} saves, {2 * rounds} exports, {rounds} opens")
    print(
        f"edit  {statistics.median(medians[early]):.2f} → {statistics.median(medians[late]):.2f} ms   ratio {slower:.2f}"
    )
    print(
        f"memory {statistics.median(memory[early]):.0f} → {statistics.median(memory[late]):.0f} MB   ratio {larger:.2f}"
    )
    return 1 if max(slower, larger) > GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
