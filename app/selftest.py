"""`nianbao selftest`: the installed program tests itself, window and all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.exporters import all_exporters

_CHECKED_UNIT = "自检单位"
_YEAR = 2024
_UNSEEN = "windows" if os.name == "nt" else "offscreen"
"""Qt's offscreen platform finds no fonts on Windows: there the window is real, but not shown."""
_READABLE = frozenset((".docx", ".html", ".xlsx", ".pdf"))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing tried, and what came of it."""

    name: str
    passed: bool
    detail: str

    def describe(self) -> dict[str, object]:
        """For JSON."""
        return {"name": self.name, "passed": self.passed, "detail": self.detail}


def run_selftest() -> list[Step]:
    """Try every part once; a step that fails does not keep the later ones from being tried."""
    os.environ.setdefault("QT_QPA_PLATFORM", _UNSEEN)
    with tempfile.TemporaryDirectory(prefix="nianbao-selftest-") as folder:
        # The user's own list of recent files is none of a test's business.
        os.environ["XDG_DATA_HOME"] = folder
        path = Path(folder) / "自检.nianbao"
        document = path.with_suffix(".docx")
        tried: list[tuple[str, Callable[[], str]]] = [
            ("资源和格式", _resources),
            ("窗口、填数、保存", lambda: _window(path)),
            ("字体", _fonts),
        ]
        tried += [
            (f"导出{exporter.name}", partial(_export, path, path.with_suffix(exporter.suffix)))
            for exporter in all_exporters()
        ]
        tried.append(("另一程序库读 Word 文件", lambda: _independent(document)))
        return [_attempt(name, act) for name, act in tried]


def _attempt(name: str, act: Callable[[], str]) -> Step:
    try:
        return Step(name, passed=True, detail=act())
    except Exception as error:  # noqa: BLE001  a self-test reports whatever goes wrong
        return Step(name, passed=False, detail=f"{type(error).__name__}: {error}")


def _resources() -> str:
    from app.gui.theme import load_theme
    from app.paths import resource
    from app.services.catalogue import load_catalogue
    from app.services.explaining import load_explainer
    from app.services.licences import licences
    from app.services.phrases import standard_preamble

    catalogue = load_catalogue()
    for name in ("light", "dark", "contrast"):
        load_theme(name).style_sheet()
    standard_preamble(_YEAR, catalogue.form_for_year(_YEAR).notice)
    load_explainer()
    icons = [resource(f"icons/{name}") for name in ("app.svg", "down.svg", "up.svg")]
    missing = [icon.name for icon in icons if not icon.is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    forms, parts = "、".join(catalogue.forms), licences()
    return f"格式 {forms}，规则 {len(catalogue.rules)} 条，许可 {len(parts)} 份"


def _window(path: Path) -> str:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from app.gui.pages.table import TablePage
    from app.model.blank import blank_report
    from app.services.saving import save_report
    from app.start import build_window, make_application

    application = make_application(["selftest"])
    window = build_window()
    form = window.session.catalogue.form_for_year(_YEAR)
    window.session.open(blank_report(form, _CHECKED_UNIT, _YEAR), None)
    window.show_report()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, os.name == "nt")
    window.show()
    window.view.tabs.select("requests")
    application.processEvents()
    page = window.view.page("requests")
    if not isinstance(page, TablePage):
        raise TypeError(type(page).__name__)
    for text, key in (("7", Qt.Key.Key_7), ("\r", Qt.Key.Key_Return)):
        target = QApplication.focusWidget() or page.view
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target, event)
        application.processEvents()
    typed = window.session.report.figure(page.model.table.inputs[0]).text
    if typed != "7":
        raise ValueError(typed)
    save_report(window.session.report, path)
    window.session.history.mark_clean()
    window.close()
    return f"Qt 平台 {application.platformName()}，窗口 {window.width()}×{window.height()}"


def _fonts() -> str:
    """Chinese characters are drawn as themselves; which of the document's faces are installed."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFontDatabase, QImage, QPainter

    from app.gui.theme import BODY_FAMILIES, SECOND_LEVEL_FAMILIES, TITLE_FAMILIES, UI_FAMILIES

    def drawn(text: str) -> QImage:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return image

    if drawn("政") == drawn("府"):
        raise LookupError("没有中文字体，汉字显示为方框")
    installed = set(QFontDatabase.families())
    groups = {
        "界面": UI_FAMILIES,
        "正文": BODY_FAMILIES,
        "小标题": SECOND_LEVEL_FAMILIES,
        "标题": TITLE_FAMILIES,
    }
    chosen = {
        name: next((family for family in families if family in installed), "替代字体")
        for name, families in groups.items()
    }
    return "，".join(f"{name} {family}" for name, family in chosen.items())


def _export(path: Path, document: Path) -> str:
    """Every way out writes a file; what has a way in as well is read back."""
    from app.rules.figures import compute
    from app.services.catalogue import load_catalogue
    from app.services.compose import compose
    from app.services.opening import open_report

    catalogue = load_catalogue()
    report = open_report(path, catalogue)
    form = catalogue.form_of(report)
    values = compute(form, report)
    all_exporters().export(compose(form, report, values), document)
    if document.suffix not in _READABLE:
        return f"{document.stat().st_size} 字节"
    again = open_report(document, catalogue)
    if (again.unit, again.year) != (_CHECKED_UNIT, _YEAR):
        raise ValueError(again.unit, again.year)
    if compute(form, again) != values:
        raise ValueError("figures differ")
    return f"{document.stat().st_size} 字节，读回一致"


def _independent(document: Path) -> str:
    import docx

    tables = docx.Document(str(document)).tables
    if len(tables) != 3:  # noqa: PLR2004  the form has three tables
        raise ValueError(len(tables))
    return f"python-docx 读到 {len(tables)} 张表"
