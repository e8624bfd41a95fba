"""The program as a process: self-test, no display, a real window, and staying alive."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.exporters import all_exporters

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "data" / "nangang-2021.nianbao"


def _environment(tmp_path: Path, **extra: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return {**kept, "XDG_DATA_HOME": str(tmp_path), **extra}


def test_selftest_passes_and_says_what_it_tried(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "selftest", "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=_environment(tmp_path)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout)
    assert result["passed"] is True
    names = ["资源和格式", "窗口、填数、保存", "字体"]
    names += [f"导出{exporter.name}" for exporter in all_exporters()]
    names += ["另一程序库读 Word 文件"]
    assert [step["name"] for step in result["steps"]] == names


def test_selftest_fails_where_a_part_is_missing(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", copy / "resources")
    shutil.rmtree(copy / "resources" / "word")
    command = [sys.executable, "-c", "import sys; from app.__main__ import main; sys.exit(main())"]
    done = subprocess.run(
        [*command, "selftest"],
        capture_output=True, text=True, check=False, cwd=copy,
        env=_environment(tmp_path, PYTHONPATH=str(copy)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "失败  导出Word 文档" in done.stdout
    assert "通过  资源和格式" in done.stdout


def test_without_a_display_the_program_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app"],
        capture_output=True, text=True, check=False, env=_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 2
    assert "没有可用的显示器" in done.stderr
    assert "Traceback" not in done.stderr


_REAL_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import start

def look():
    if not windows[0].is_equipped or not windows[0].is_report_open:
        QTimer.singleShot(50, look)
        return
    application, main = QApplication.instance(), windows[0]
    print(application.platformName(), main.isVisible(), main.view.tabs.count())
    application.quit()

windows = []
original = start.build_window
def build(equipment):
    windows.append(original(equipment))
    QTimer.singleShot(50, look)
    return windows[0]
start.build_window = build
sys.exit(start.start_window([sys.argv[1]]))
"""


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="没有 xvfb-run，不能开真实的窗口")
def test_real_window_opens_the_file_it_is_given(tmp_path: Path) -> None:
    command = ["xvfb-run", "-a", sys.executable, "-c", _REAL_WINDOW, str(SAMPLE)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=_environment(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["xcb", "True", "8"]


_LONG_LIFE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.model.edits import put_figures
from app.model.numbers import parse_figure
from app.start import build_window, make_application

application = make_application([])
window = build_window()
window.show()
window.files.open_path(Path(sys.argv[1]))
window.view.tabs.select("requests")
session = window.session
inputs = session.form.tables["requests"].inputs
for number in range(2000):
    address = inputs[number % len(inputs)]
    figures = {address: parse_figure(str(number))}
    session.edit(put_figures(session.report, session.form, figures, "填"))
    application.processEvents()
session.history.mark_clean()
print("alive", sys.getrefcount(None) > 1000, sys.getrefcount(True) > 100)
"""


def test_thousands_of_edits_and_repaints_do_not_wear_the_process_out(tmp_path: Path) -> None:
    """Some versions of PySide6 lose a reference to None at every call and abort after minutes."""
    command = [sys.executable, "-X", "faulthandler", "-c", _LONG_LIFE, str(SAMPLE)]
    environment = _environment(tmp_path, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["alive", "True", "True"]
