"""How fast the program is: medians, and ratios to the named rival measured in the same run.

uv run python tests/bench/bench.py [keys | start | export | print | texts | read | import | checks | corpus | window | memory] …
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.model.form import Form
    from app.model.report import Report

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="nianbao-bench-")

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "nangang-2021.nianbao"
_KEYSTROKES = 400
_STARTS = 11
_EXPORTS = 60


def milliseconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def report(name: str, times: list[float], limit: str = "") -> float:
    """Print median and p99 of a series; returns the median."""
    median = statistics.median(times)
    p99 = sorted(times)[min(len(times) - 1, round(len(times) * 0.99))]
    print(f"{name:<46} median {median:8.2f} ms   p99 {p99:8.2f} ms   n {len(times):4}   {limit}")
    return median


def bench_keys() -> None:
    """Keystroke in the 28 × 10 grid to repaint, with the sample's full text.

    One stroke is what a hand does: a digit over a cell, Return to leave it; measured from the
    Return, which carries the figure in, until all events, repainting among them, are done.
    """
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from app.gui.pages.table import TablePage
    from app.start import build_window, make_application

    application = make_application([])
    window = build_window()
    window.show()
    window.files.open_path(SAMPLE)
    window.actions_["totals"].trigger()
    window.view.tabs.select("requests")
    page = window.view.page("requests")
    assert isinstance(page, TablePage)
    painted = 0
    original = page.view.paintEvent

    def count(event: object) -> None:
        nonlocal painted
        painted += 1
        original(event)  # type: ignore[arg-type]

    page.view.paintEvent = count  # type: ignore[method-assign]
    application.processEvents()

    def press(key: Qt.Key, text: str) -> None:
        target = QApplication.focusWidget() or page.view
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)
        application.processEvents()

    inputs = page.model.table.inputs
    typed: list[float] = []
    opened: list[float] = []
    for number in range(_KEYSTROKES):
        page.view.go_to(inputs[(number * 7) % len(inputs)])
        application.processEvents()
        digit = "123456789"[number % 9]
        opened.append(milliseconds(lambda d=digit: press(Qt.Key(ord(d)), d)))
        typed.append(milliseconds(lambda: press(Qt.Key.Key_Return, "\r")))
    report("key in a cell: digit opens the editor", opened)
    report("key in a cell: Return, recheck, repaint", typed, "goal: median ≤ 8, p99 ≤ 16")
    print(
        f"  repaints counted: {painted}; findings at the end: {len(window.session.assessment.findings)}"
    )
    window.session.history.mark_clean()


_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(sys.argv)
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        application.quit()
label = Label("阳光年报")
label.resize(800, 600)
label.show()
application.exec()
"""

_PROGRAM = """
import sys, time
import app.start as start
build = start.build_window
def timed(equipment):
    window = build(equipment)
    window.painted.connect(lambda: print(time.time(), flush=True))
    def end():
        print(time.time(), flush=True)
        start.QApplication.instance().quit()
    window.ready.connect(end)
    return window
start.build_window = timed
start.start_window([])
"""


def bench_start() -> None:
    """Start to first paint from source, against a bare QLabel program."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    ready: list[float] = []

    def first_paint(code: str) -> float:
        begin = time.time()
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        seen = [(float(word) - begin) * 1000 for word in done.stdout.split()]
        ready.append(seen[-1])
        return seen[0]

    for code in (_BARE, _PROGRAM):
        first_paint(code)  # fills the caches of system and interpreter
    bare: list[float] = []
    program: list[float] = []
    for _ in range(_STARTS):
        bare.append(first_paint(_BARE))
        program.append(first_paint(_PROGRAM))
    rival = report("start to first paint: bare QLabel", bare)
    ours = report("start to first paint: nianbao from source", program)
    print(f"  ratio {ours / rival:.2f}   goal: ≤ 2.0")
    report("start until everything is ready: nianbao", ready[3::2])
    loaded = subprocess.run(
        [sys.executable, "-c", _PROGRAM + "\nprint(*[m for m in ('docx', 'lxml') if m in sys.modules])"],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    print(f"  loaded at start: {loaded.stdout.split(chr(10))[2] or 'neither docx nor lxml'}")


def bench_export() -> None:
    """The sample to .docx, warm, against docxtpl filling the same document."""
    from docxtpl import DocxTemplate

    from app.exporters import all_exporters
    from app.rules.figures import compute
    from app.services.catalogue import load_catalogue
    from app.services.compose import compose
    from app.services.opening import open_report
    from app.word.writer import write_document

    catalogue = load_catalogue()
    sample = open_report(SAMPLE, catalogue)
    form = catalogue.form_of(sample)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sample.docx"
        rival_target = Path(folder) / "rival.docx"
        template, context = make_template(Path(folder), write_document)

        def ours() -> None:
            all_exporters().export(compose(form, sample, compute(form, sample)), target)

        def rival() -> None:
            filled = DocxTemplate(str(template))
            filled.render(context)
            filled.save(str(rival_target))

        ours()
        rival()
        mine = report(
            "export of the sample: nianbao",
            [milliseconds(ours) for _ in range(_EXPORTS)],
            "goal: ≤ 30",
        )
        theirs = report("export of the sample: docxtpl", [milliseconds(rival) for _ in range(15)])
        print(f"  ratio {theirs / mine:.1f}   goal: ≥ 5")
        offices = [different(sample, form, number) for number in range(1000)]

        def all_of_them() -> None:
            for number, one in enumerate(offices):
                document = compose(form, one, compute(form, one))
                all_exporters().export(document, Path(folder) / f"{number}.docx")

        each = milliseconds(all_of_them) / len(offices)
        print(
            f"1,000 different reports: {each:.2f} ms each, docxtpl takes {theirs / each:.1f} times"
        )
        print("  goal: ≥ 10")
        for exporter in all_exporters():
            other = target.with_suffix(exporter.suffix)

            def others(path: Path = other) -> None:
                all_exporters().export(compose(form, sample, compute(form, sample)), path)

            others()
            report(
                f"export of the sample: {exporter.name}",
                [milliseconds(others) for _ in range(_EXPORTS)],
            )


def different(sample: Report, form: Form, number: int) -> Report:
    """The sample as another office would have it: its own name, figures and words."""
    from app.model.address import Address
    from app.model.edits import put_figures, set_particular, write_text
    from app.model.numbers import Figure

    one = sample.copy()
    one.apply(set_particular(one, "unit", f"第{number}街道办事处", "改名"))
    text = f"{one.section('overview').text}\n全年发布信息 {number * 7} 条。"
    one.apply(write_text(one, "overview", text, "写"))
    addresses = [Address("requests", "received", column) for column in ("natural", "legal")]
    figures = {address: Figure(Decimal(number % 97)) for address in addresses}
    one.apply(put_figures(one, form, figures, "填"))
    return one


def make_template(folder: Path, write: Callable[..., bytes]) -> tuple[Path, dict[str, str]]:
    """The same document with a placeholder for every paragraph and figure, and what to fill in."""
    from dataclasses import replace

    from app.model.document import Paragraph, PrintedTable, Run
    from app.rules.figures import compute
    from app.services.catalogue import load_catalogue
    from app.services.compose import compose
    from app.services.opening import open_report

    catalogue = load_catalogue()
    sample = open_report(SAMPLE, catalogue)
    form = catalogue.form_of(sample)
    document = compose(form, sample, compute(form, sample))
    context: dict[str, str] = {}

    def placeholder(text: str) -> str:
        name = f"v{len(context)}"
        context[name] = text
        return f"{{{{ {name} }}}}"

    blocks: list[Paragraph | PrintedTable] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            runs = tuple(Run(placeholder(run.text), run.role) for run in block.runs)
            blocks.append(replace(block, runs=runs))
        else:
            lines = tuple(
                tuple(
                    replace(cell, text=placeholder(cell.text)) if cell.is_figure else cell
                    for cell in line
                )
                for line in block.lines
            )
            blocks.append(replace(block, lines=lines))
    path = folder / "template.docx"
    path.write_bytes(write(replace(document, blocks=tuple(blocks))))
    return path, context


def bench_print() -> None:
    """The sample to PDF, and an edit to its new picture in the preview."""
    from app.exporters import all_exporters
    from app.rules.figures import compute
    from app.services.catalogue import load_catalogue
    from app.services.compose import compose
    from app.services.opening import open_report
    from app.start import make_application

    application = make_application([])
    catalogue = load_catalogue()
    sample = open_report(SAMPLE, catalogue)
    form = catalogue.form_of(sample)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sample.pdf"

        def export() -> None:
            all_exporters().export(compose(form, sample, compute(form, sample)), target)

        print(f"PDF of the sample, first in the process: {milliseconds(export):.0f} ms")
        report("PDF of the sample", [milliseconds(export) for _ in range(11)], "goal: ≤ 1500")
    _bench_preview(application)


def _bench_preview(application: QApplication) -> None:
    from app.model.edits import put_text
    from app.model.report import Slot
    from app.start import build_window

    window = build_window()
    window.show()
    window.files.open_path(SAMPLE)
    window.view.toggle_preview()
    view = window.view.preview.view
    session = window.session
    slot = Slot("text", "overview")
    held: list[float] = []

    def settle(words: str) -> None:
        while True:
            held.append(milliseconds(application.processEvents))
            time.sleep(0.001)  # a window waits for events, and lets other threads work
            if not view.is_settled:
                continue
            shown = "".join(w.text for page in view.pages for p in page.placed for w in p.box.words)
            if words in shown and view.is_settled:
                return

    settle("总体情况" if "总体情况" in str(session.report.slots) else "一、")
    first = max(held)
    held.clear()
    refreshed: list[float] = []
    for number in range(25):
        words = f"第{number}次改动。"
        text = words + session.report.section("overview").text
        edit = put_text(session.report, slot, text, "改")

        def change(edit: object = edit, words: str = words) -> None:
            session.edit(edit)  # type: ignore[arg-type]
            settle(words)

        refreshed.append(milliseconds(change))
    report("last key to the new picture of the page", refreshed, "goal: ≤ 300")
    report("the window held up at a time meanwhile", held, "goal: never > 50")
    print(f"  longest: {max(held):.0f} ms; at the first showing {first:.0f} ms")
    session.history.mark_clean()


_OPEN = """
import sys, time
from pathlib import Path
import app.start as start
application = start.make_application([])
window = start.build_window()
window.show()
window.files.open_path(Path(sys.argv[1]))
for index in range(window.view.tabs.count()):
    window.view.tabs.setCurrentIndex(index)
    application.processEvents()
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmRSS"].split()[0]) / 1024, int(status["RssAnon"].split()[0]) / 1024)
"""


def bench_texts() -> None:
    """Checks of wording and privacy: a chapter read anew, all texts unchanged, a megabyte."""
    from app.rules.case import Case, Memo
    from app.rules.text.check import check_texts
    from app.rules.text.facts import Facts
    from app.rules.text.reading import Reader
    from app.services.catalogue import load_catalogue
    from app.storage.project import load_project

    catalogue = load_catalogue()
    sample = load_project(SAMPLE.read_bytes())
    form = catalogue.form_of(sample)
    reader = Reader(tuple(rule for rule in catalogue.rules.values() if rule.wordings))
    facts = Facts(2021, sample.unit, form.notice, 7)
    chapter = ("\n".join(section.text for section in sample.sections) * 10)[:5000]
    for place in ("overview", "problems", "preamble"):
        times = [milliseconds(lambda p=place: reader.read(p, chapter, facts)) for _ in range(60)]
        report(f"wording of 5,000 characters as {place}", times)
    memo = Memo()
    unchanged: list[float] = []
    for _ in range(200):
        memo.turn()
        case = Case.of(form, sample, catalogue.rules, None, memo)
        unchanged.append(milliseconds(lambda c=case: list(check_texts(c))))
    report("wording of the sample, texts unchanged", unchanged, "goal: ≤ 1 ms a keystroke")
    for name, piece in (("9s", "9"), ("brackets", "（"), ("text", chapter)):
        size = len(piece.encode())
        text = piece * (1_000_000 // size)
        times = [milliseconds(lambda t=text: reader.read("overview", t, facts))]
        report(f"wording of 1 MB of {name}", times, "goal: < 1,000")


def bench_checks() -> None:
    """All checks after a keystroke, and of a thousand reports."""
    import checks

    checks.keystrokes(report)
    checks.reports()


def bench_lengths() -> None:
    """Reading a megabyte of digits, brackets and the like in the text of a chapter."""
    import checks

    checks.lengths(report)


def bench_corpus() -> None:
    """How often the checks of texts are right."""
    import checks

    checks.corpus()


def bench_read() -> None:
    """The sample's exports read and recognised, warm; then a thousand Word files."""
    import reading

    reading.formats(report)
    reading.thousand()


def bench_import() -> None:
    """A Word file imported into an open report: how long the window is held meanwhile at worst."""
    from PySide6.QtWidgets import QApplication

    from app.exporters import all_exporters
    from app.gui.importing.review_dialog import ReviewDialog
    from app.rules.figures import compute
    from app.services.compose import compose
    from app.start import build_window, make_application

    application = make_application([])
    window = build_window()
    window.show()
    window.files.open_path(SAMPLE)
    session = window.session
    held: list[float] = []
    whole: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.docx"
        document = compose(session.form, session.report, compute(session.form, session.report))
        all_exporters().export(document, path)
        window.files.ask_for_file = lambda: path  # type: ignore[method-assign]
        for _ in range(11):
            longest = 0.0

            def turn() -> bool:
                nonlocal longest
                longest = max(longest, milliseconds(QApplication.processEvents))
                time.sleep(0.002)
                return any(d.isVisible() for d in window.findChildren(ReviewDialog))

            begin = time.perf_counter()
            longest = milliseconds(window.actions_["import"].trigger)
            while not turn():
                pass
            for _settled in range(10):
                turn()
            whole.append((time.perf_counter() - begin) * 1000)
            held.append(longest)
            for dialog in window.findChildren(ReviewDialog):
                dialog.reject()
            application.processEvents()
    report("import of a .docx until it can be looked at", whole)
    report("longest time the window is held by it", held, "goal: ≤ 100")
    session.history.mark_clean()


def bench_window() -> None:
    """Opening a project, going to another tab, pasting a full table, finding words."""
    import window

    window.measure(report, SAMPLE)


def bench_memory() -> None:
    """Memory of the program with the sample open and every tab seen."""
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(SAMPLE)], capture_output=True, text=True, check=True
    )
    resident, own = (float(word) for word in done.stdout.split())
    print(
        f"memory with the sample open: resident {resident:.0f} MB, its own {own:.0f} MB   goal: ≤ 120"
    )


def bench_pages() -> None:
    """Going to a tab, to the pages beside them, and to the next cell with its explanation."""
    from app.gui.pages.table import TablePage
    from app.start import build_window, make_application

    application = make_application([])
    window = build_window()
    window.show()
    window.files.open_path(SAMPLE)
    application.processEvents()

    def go(place: str) -> float:
        def act() -> None:
            window.view.go_to_place(place)
            application.processEvents()

        return milliseconds(act)

    for place in (*window.session.report.section_ids, "figures", "send"):
        go("particulars")
        first = go(place)
        times: list[float] = []
        for _ in range(11):
            go("particulars")
            times.append(go(place))
        report(f"to {place} (first {first:.0f} ms)", times, "goal: ≤ 50")
    window.view.tabs.select("requests")
    page = window.view.page("requests")
    assert isinstance(page, TablePage)

    def step(number: int) -> None:
        page.view.go_to(page.model.table.inputs[number])
        application.processEvents()

    steps = [milliseconds(lambda number=number: step(number)) for number in range(60)]
    report("to another cell, explained", steps)
    window.session.history.mark_clean()


BENCHES = {
    "pages": bench_pages,
    "keys": bench_keys,
    "start": bench_start,
    "export": bench_export,
    "print": bench_print,
    "texts": bench_texts,
    "checks": bench_checks,
    "lengths": bench_lengths,
    "corpus": bench_corpus,
    "read": bench_read,
    "import": bench_import,
    "window": bench_window,
    "memory": bench_memory,
}


def main() -> None:
    """Run the benches named in the arguments, or all of them, each in a process of its own."""
    names = sys.argv[1:] or list(BENCHES)
    if len(names) == 1:
        BENCHES[names[0]]()
        return
    for name in names:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main()
