"""The report in pictures: charts to look at, each to be taken away as a file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui.pages.page import Page
from app.gui.picture import draw, look_of
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.chart import Chart, Graphic
from app.model.report import Slot
from app.picture.writer import chart_svg
from app.services.charting import graphic_of

_SOON_MS = 150
"""After the last change of figures, as the preview does."""
_TWO_ABREAST = 840
_WIDEST, _NARROWEST = 620, 380


class _Picture(QWidget):
    """One chart, drawn as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart: Chart | None = None
        self._drawn: tuple[Chart, Theme, int, float] | None = None
        self._image: QImage | None = None

    def show_chart(self, chart: Chart, theme: Theme) -> None:
        """Draw it; what has not changed is not drawn again."""
        self._theme, self._chart = theme, chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken)
        self._draw()

    def _draw(self) -> None:
        if self._chart is None or self.width() < 1:
            return
        key = (self._chart, self._theme, self.width(), self.devicePixelRatioF())
        if key == self._drawn:
            return
        self._drawn = key
        svg = chart_svg(self._chart, look_of(self._theme.colours), float(self.width()))
        self._image = draw(svg, self.devicePixelRatioF())
        self.setFixedHeight(round(self._image.height() / self._image.devicePixelRatio()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(QRectF(self.rect()), self._image)


class ChartsPage(Page):
    """Charts two abreast where there is room; they follow the figures while seen."""

    export_requested = Signal(str, str)
    """Key of a chart, "" for the whole page of pictures, and the ending of the file."""

    previous_requested = Signal()
    """Last year's report is to be attached."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._pictures: dict[str, _Picture] = {}
        self._cells: list[QWidget] = []
        title = QLabel("数据图")
        title.setProperty("tone", "strong")
        self._hint = QLabel()
        self._hint.setProperty("tone", "quiet")
        self._hint.setWordWrap(True)
        self._attach = QPushButton("附上上年报告…")
        self._attach.setProperty("look", "quiet")
        self._attach.clicked.connect(self.previous_requested)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._hint, 1)
        head.addWidget(self._attach)
        head.addWidget(self._button("导出图解（图片）…", "", ".png", "一页图解"))
        head.addWidget(self._button("导出图解（矢量图）…", "", ".svg", "一页图解"))
        self._content = QWidget()
        self._content.setObjectName("charts")
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(14)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._content)
        self._area.setAccessibleName("数据图")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 10)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self.refresh)
        self.setFocusProxy(self._area)

    def _button(self, words: str, key: str, suffix: str, what: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "mend")
        button.setAccessibleName(f"{words}：{what}")
        button.clicked.connect(lambda: self.export_requested.emit(key, suffix))
        return button

    @property
    def graphic(self) -> Graphic:
        """What is shown, of the report as it is now."""
        session = self._session
        return graphic_of(session.form, session.report, session.assessment.values)

    def refresh(self) -> None:
        """Draw what changed; other charts than before are laid out anew."""
        graphic = self.graphic
        if [chart.key for chart in graphic.charts] != list(self._pictures):
            self._rebuild(graphic)
        for chart in graphic.charts:
            self._pictures[chart.key].show_chart(chart, self._theme)
        previous = self._session.report.previous
        self._attach.setVisible(previous is None)
        self._hint.setText(
            "附上上年报告后，这里有与上年的比较" if previous is None else f"上年：{previous.name}"
        )

    def _rebuild(self, graphic: Graphic) -> None:
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells, self._pictures = [], {}
        for chart in graphic.charts:
            cell = QWidget(self._content)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            picture = _Picture(self._theme)
            row = QHBoxLayout()
            row.addStretch()
            for words, suffix in (("图片…", ".png"), ("矢量图…", ".svg")):
                row.addWidget(self._button(words, chart.key, suffix, chart.title))
            column.addWidget(picture)
            column.addLayout(row)
            column.addStretch()
            self._pictures[chart.key] = picture
            self._cells.append(cell)
        self._lay_out()

    def _lay_out(self) -> None:
        abreast = 2 if self._area.width() >= _TWO_ABREAST else 1
        for number, cell in enumerate(self._cells):
            cell.setMinimumWidth(_NARROWEST)
            self._grid.addWidget(cell, number // abreast, number % abreast)
            cell.show()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < abreast else 0)
        self._grid.setRowStretch(len(self._cells), 1)

    # -- as every page ---------------------------------------------------------------------------

    def follow(self, slots: frozenset[Slot]) -> None:
        """Soon, and only while it is seen."""
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        if self.isVisible():
            self.refresh()

    def focus_first(self) -> None:
        """Where the arrow keys scroll."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)
