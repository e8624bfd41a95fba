"""The window at work: a project opened, tabs turned, a full table pasted, words found."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.gui.main_window import MainWindow
from app.gui.pages.table import TablePage
from app.start import Equipment, _begin_work, build_window, make_application

Report = Callable[..., float]


def measure(report: Report, sample: Path) -> None:
    """Everything, with the events that follow from each action."""
    application = make_application([])
    equipment = Equipment()
    window = build_window(equipment)
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    _load(report, window, equipment)
    _open(report, window, sample)
    _turn(report, window)
    for is_page in (True, False):
        _paste(report, window, is_page=is_page)
    _find(report, window)
    window.session.history.mark_clean()
    window.close()
    # the offscreen platform keeps it beyond Python's end, where freeing it crashes
    application.clipboard().clear()


def _load(report: Report, window: MainWindow, equipment: Equipment) -> None:
    """How long the window does nothing else at a time while forms and checks are loaded."""
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    held = [_took(lambda: _begin_work(window, equipment, []))]
    while not ready:
        time.sleep(0.001)  # a window waits for events, and lets other threads work
        held.append(_took(lambda: None))
    held = [once for once in held if once[0] > 1]
    report("held up at a time while forms are loaded", [clock for clock, _ in held], "goal: ≤ 100")
    print(f"  longest: {max(clock for clock, _ in held):.0f} ms")


def _took(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor: the second tells on a busy machine."""
    begin, used = time.perf_counter(), time.process_time()
    act()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000, (time.process_time() - used) * 1000


def _show(report: Report, name: str, times: list[tuple[float, float]], goal: str = "") -> None:
    report(name, [clock for clock, _ in times], goal)
    print(f"  of it processor time: median {median(used for _, used in times):.1f} ms")


def _open(report: Report, window: MainWindow, sample: Path) -> None:
    def once() -> None:
        window.session.history.mark_clean()
        window.files.open_path(sample)

    first = _took(once)
    _show(report, "opening a project", [_took(once) for _ in range(15)], "goal: ≤ 150")
    print(f"  the first in the process: {first[0]:.0f} ms")


def _turn(report: Report, window: MainWindow) -> None:
    tabs = window.view.tabs
    order = range(tabs.count())
    first = [_took(lambda n=n: tabs.setCurrentIndex(n)) for n in order]
    _show(report, "tab switch, the page made by it", first, "goal: ≤ 50")
    times = [_took(lambda n=n: tabs.setCurrentIndex(n)) for _ in range(6) for n in order]
    _show(report, "tab switch", times, "goal: ≤ 50")


def _paste(report: Report, window: MainWindow, *, is_page: bool) -> None:
    window.view.tabs.select("requests")
    page = window.view.page("requests")
    assert isinstance(page, TablePage)
    window.actions_["totals"].trigger()
    view, inputs = page.view, page.model.table.inputs
    for n, address in enumerate(inputs):
        page.model.setData(page.model.index_of(address), str(n % 50))
    view.selectAll()
    mime = view.filling.copied_with_names() if is_page else view.filling.copied()
    assert mime is not None
    times: list[tuple[float, float]] = []
    for _ in range(15):
        view.selectAll()
        view.clear_selected()
        view.go_to(inputs[0])
        _took(lambda: None)
        copy = QMimeData()
        copy.setText(mime.text())
        if is_page:
            copy.setHtml(mime.html())
        QGuiApplication.clipboard().setMimeData(copy)
        times.append(_took(view.paste))
    assert not any(page.model.session.report.figure(a).is_blank for a in inputs)
    how = "a page, by names" if is_page else "text, by place"
    _show(report, f"paste of a full table: {how}", times, "goal: ≤ 50")


def _find(report: Report, window: MainWindow) -> None:
    bar = window.workplace.find
    bar.words.setText("公开")
    bar.begin(replacing=True)
    _show(report, "find the next place", [_took(lambda: bar.step(1)) for _ in range(60)])
