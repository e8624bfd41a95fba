"""The main job without a display: the sample exported to Word, and a picture of each tab.

uv run python build/tour.py [FOLDER]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.cli import main as run_command
from app.start import build_window, make_application

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "data" / "nangang-2021.nianbao"


def main() -> int:
    """Write everything into a folder and name each file; returns the exit code."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "南岗区企业和投资服务局2021年政府信息公开工作年度报告.docx"
    code = run_command(["export", str(SAMPLE), "-o", str(document)])
    if code:
        return code
    print(f"已导出 {document}")
    with tempfile.TemporaryDirectory() as private:
        os.environ["XDG_DATA_HOME"] = private
        for picture in take_pictures(folder):
            print(f"已保存 {picture}")
    return 0


def take_pictures(folder: Path) -> list[Path]:
    """A PNG of the first page and of each tab of the sample."""
    application = make_application([])
    window = build_window()
    window.show()
    application.processEvents()
    pictures = [folder / "00-首页.png"]
    window.grab().save(str(pictures[0]))
    window.files.open_path(SAMPLE)
    for index in range(window.view.tabs.count()):
        window.view.tabs.setCurrentIndex(index)
        window.view.findings.refresh()
        application.processEvents()
        picture = folder / f"{index + 1:02}-{window.view.tabs.tabText(index)}.png"
        window.grab().save(str(picture))
        pictures.append(picture)
    window.close()
    return pictures


if __name__ == "__main__":
    sys.exit(main())
