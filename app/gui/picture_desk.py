"""What the page 数据图 does: charts and the page of pictures become files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.gui.pages.charts import ChartsPage
from app.gui.picture import chart_png
from app.gui.session import Session
from app.gui.theme import load_theme
from app.model.chart import Chart
from app.picture.bars import Look
from app.picture.writer import chart_svg
from app.services.export import FAMILIES
from app.storage.atomic import WriteError, write_atomically

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

_KINDS = {".png": "图片", ".svg": "矢量图"}


class PictureDesk:
    """Acts on the open report."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        self._session = session
        self._window = window
        self._page: ChartsPage | None = None

    def make_page(self) -> ChartsPage:
        """The page, made when first asked for."""
        page = ChartsPage(self._session, self._window.theme)
        page.export_requested.connect(self.export)
        page.previous_requested.connect(self._window.files.attach_previous)
        self._page = page
        return page

    def export(self, key: str, suffix: str) -> None:
        """A chart as a file; with no key the page of pictures, as any other way out."""
        files = self._window.files
        if not key:
            files.export(suffix)
            return
        page = self._page
        chart = next((c for c in page.graphic.charts if c.key == key), None) if page else None
        if chart is None:
            return
        suggestion = files.suggestion(suffix, chart.title)
        path = files.ask.file_to_export(suggestion, _KINDS)
        if path is None:
            return
        try:
            write_atomically(path, _WRITERS[path.suffix.lower()](chart))
        except WriteError as error:
            self._window.notice.say(str(error))
        else:
            self._window.notice.say(f"已导出 {path}", "done")


def _vector(chart: Chart) -> bytes:
    return chart_svg(chart, Look(load_theme("light").colours, FAMILIES))


_WRITERS: dict[str, Callable[[Chart], bytes]] = {".png": chart_png, ".svg": _vector}
