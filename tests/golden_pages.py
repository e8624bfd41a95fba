"""Pictures of every page of the window, as they should look.

uv run python tests/golden_pages.py          renew those kept in tests/gui/golden
uv run python tests/golden_pages.py FOLDER   only draw them there, to look at

Each scale needs a process of its own: Qt reads the factor when it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from app.gui.main_window import MainWindow
from app.start import build_window, make_application

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "gui" / "golden"
SCALES = {100: (1366, 768), 150: (911, 512)}
"""Per cent, and the size of the window that then fills the smallest usual screen."""
APPEARANCES = ("light", "dark", "contrast")
PAGES = (
    "start", "particulars", "overview", "disclosure", "requests", "disputes", "problems",
    "others", "figures", "send", "settings",
)  # fmt: skip
FACES = ("WenQuanYi Micro Hei", "FandolFang", "Liberation Sans")
"""What the pictures were drawn with: others are other letters in other places."""

_COLOURS = 40
"""Beside those of the design, which are always there."""
_UNLIKE = 64
"""Of 255: less is another edge of the same letter."""
_RECENT = [
    {"path": "", "unit": "南岗区企业和投资服务局", "year": 2021, "opened": "2026-01-20T14:02:00",
     "blanks": 0, "errors": 3, "warnings": 3},
    {"path": "", "unit": "宿迁市人民政府", "year": 2024, "opened": "2026-01-12T09:30:00",
     "blanks": 0, "errors": 0, "warnings": 0},
]  # fmt: skip


def name_of(page: str, appearance: str, scale: int) -> str:
    """The file of one picture."""
    return f"{page}-{appearance}-{scale}.png"


def draw_all(folder: Path) -> None:
    """Every page at every scale in both appearances."""
    for scale in SCALES:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale / 100),
            "PYTHONPATH": os.pathsep.join((str(HERE.parent), str(HERE))),
        }
        command = [sys.executable, __file__, str(folder), str(scale)]
        subprocess.run(command, check=True, env=environment, timeout=600)


def difference(one: QImage, other: QImage) -> float:
    """Part of the pixels that are not alike, 0 to 1; pictures of two sizes differ all over."""

    if one.size() != other.size():
        return 1.0
    result = one.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other.convertToFormat(QImage.Format.Format_RGB32))
    painter.end()
    data = bytes(result.constBits())
    marks = bytes(value > _UNLIKE for value in range(256))
    unlike = max(data[channel::4].translate(marks).count(1) for channel in range(3))
    return unlike / (result.width() * result.height())


def _draw(folder: Path, scale: int) -> None:

    with tempfile.TemporaryDirectory() as private:
        os.environ["XDG_DATA_HOME"] = private
        report = _prepare(Path(private))
        application = make_application([])
        application.setCursorFlashTime(0)
        window = build_window()
        window.resize(*SCALES[scale])
        window.show()
        for appearance in APPEARANCES:
            settings = window.preferences.settings
            window.preferences.put(
                msgspec.structs.replace(settings, appearance=appearance, send_folder="/报送/2021")
            )
            window.show_start()
            _settle()
            colours = [QColor(colour).rgb() for colour in window.theme.colours.values()]
            start = folder / name_of("start", appearance, scale)
            _keep(window.grab().toImage(), start, colours)
            window.files.open_path(report)
            for page, image in _pages(window):
                _keep(image, folder / name_of(page, appearance, scale), colours)
            window.session.history.mark_clean()
            window.leave_report()
        window.close()


def _prepare(private: Path) -> Path:
    """The sample under a name of its own, and two reports opened before."""
    report = private / "样本.nianbao"
    report.write_bytes((HERE / "data" / "nangang-2021.nianbao").read_bytes())
    user = private / "nianbao"
    user.mkdir()
    entries = [{**entry, "path": str(report)} for entry in _RECENT]
    (user / "recent.json").write_text(json.dumps(entries), encoding="utf-8")
    return report


def _pages(window: MainWindow) -> Iterator[tuple[str, QImage]]:
    window.notice.hide()
    for page in PAGES[1:-1]:
        window.view.go_to_place(page)
        _settle()
        yield page, window.grab().toImage()
    dialog = window.workplace.settings.make_dialog()
    dialog.show()
    _settle()
    yield "settings", dialog.grab().toImage()
    dialog.close()
    dialog.deleteLater()


def _settle() -> None:
    """Let everything be laid out, and the findings follow."""

    QTest.qWait(250)


def _keep(image: QImage, path: Path, colours: list[int]) -> None:
    """At half size in few colours: some ten kilobytes, and still every word in its place."""

    image.setDevicePixelRatio(1)
    half = image.scaled(
        image.width() // 2,
        image.height() // 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB32)
    path.parent.mkdir(parents=True, exist_ok=True)
    few = half.convertToFormat(
        QImage.Format.Format_Indexed8,
        colours + _palette(half),
        Qt.ImageConversionFlag.ThresholdDither,
    )
    if not few.save(str(path), "PNG", 0):  # type: ignore[call-overload]  0: packed tightest
        raise OSError(path)


def _palette(image: QImage) -> list[int]:
    """The colours met most often, those alike counted as one."""
    data = bytes(image.constBits())
    counted: Counter[bytes] = Counter()
    for place in range(0, len(data), 4):
        counted[bytes(value & 0xF8 for value in data[place : place + 3])] += 1
    return [
        0xFF000000 | red << 16 | green << 8 | blue
        for (blue, green, red), _ in counted.most_common(_COLOURS)
    ]


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder, scale]:
            _draw(Path(folder), int(scale))
        case [folder]:
            draw_all(Path(folder))
        case _:
            draw_all(GOLDEN)
