"""Pages below each other, as they will print."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.gui.print.boxes import Page
from app.gui.print.faces import Faces
from app.gui.print.pages import PAPER
from app.gui.print.painting import paint_steps
from app.gui.print.targets import Target, target_at, targets_of
from app.gui.theme import Theme
from app.model.document import Document
from app.model.report import Slot

Fit = Literal["width", "page", "free"]

_GAP = 14
"""Pixels around each page."""

_ZOOMS = (0.25, 4.0)
_STEP = 1.2
_LINE = 42
_DPI = 96


_STEP_MS = 12.0
"""How long painting may hold up the window at a time."""


class PageView(QAbstractScrollArea):
    """Shows pages at a zoom of its own; a click or Return leads to what is printed there."""

    chosen = Signal(object)
    """The Origin of what was clicked on."""

    page_shown = Signal(int, int)
    """Number of the page in view, from 1, and how many there are."""

    zoomed = Signal(float)
    """1.0 is the size on paper."""

    def __init__(self, faces: Faces, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = faces
        self._theme = theme
        self._pages: list[Page] = []
        self._targets: list[list[Target]] = []
        self._pictures: dict[int, QImage] = {}
        self._fresh: set[int] = set()
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._current: tuple[int, Target] | None = None
        self._steps: Iterator[object] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        self.setObjectName("pageView")
        self.setAccessibleName("预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setToolTip("点一段文字或一个数，就到填写它的地方")

    # -- pages ---------------------------------------------------------------------------------

    def show_pages(self, document: Document, pages: Sequence[Page]) -> None:
        """Take new pages; what is in view stays there, and pages that are as before are kept."""
        before = self._pages
        self._fresh = {
            number
            for number in self._fresh
            if number < min(len(before), len(pages)) and before[number] == pages[number]
        }
        self._pages = list(pages)
        self._targets = [targets_of(document, page) for page in pages]
        self._pictures = {n: p for n, p in self._pictures.items() if n < len(pages)}
        self._current = None
        self._steps = None
        self._measure()

    @property
    def pages(self) -> Sequence[Page]:
        """What is shown."""
        return self._pages

    @property
    def is_settled(self) -> bool:
        """Whether every page in view is painted as it is now."""
        return all(number in self._fresh for number in self._in_view())

    def _measure(self) -> None:
        """Fit the zoom to the view and the scroll bars to the zoom."""
        view = self.viewport().size()
        if self._fit != "free":
            across = (view.width() - 2 * _GAP) / self._size(1.0).width()
            down = (view.height() - 2 * _GAP) / self._size(1.0).height()
            zoom = across if self._fit == "width" else min(across, down)
            self._set_zoom(max(_ZOOMS[0], min(zoom, _ZOOMS[1])))
        paper = self._size(self._zoom)
        bar = self.verticalScrollBar()
        high = round(len(self._pages) * (paper.height() + _GAP) + _GAP)
        bar.setPageStep(view.height())
        bar.setSingleStep(_LINE)
        bar.setRange(0, max(high - view.height(), 0))
        across_bar = self.horizontalScrollBar()
        across_bar.setPageStep(view.width())
        across_bar.setRange(0, max(round(paper.width()) + 2 * _GAP - view.width(), 0))
        self._announce()
        self._refresh()

    def _size(self, zoom: float) -> QSizeF:
        return QSizeF(PAPER[0], PAPER[1]) * (zoom * _DPI / 72)

    def _place(self, number: int) -> QRectF:
        """Where a page lies in the viewport."""
        paper = self._size(self._zoom)
        free = self.viewport().width() - paper.width()
        left = max(free / 2, _GAP) - self.horizontalScrollBar().value()
        top = _GAP + number * (paper.height() + _GAP) - self.verticalScrollBar().value()
        return QRectF(QPointF(round(left), round(top)), paper)

    def _in_view(self) -> list[int]:
        view = QRectF(self.viewport().rect())
        return [n for n in range(len(self._pages)) if self._place(n).intersects(view)]

    # -- zoom ----------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._zoom

    def fit(self, fit: Fit) -> None:
        """Let the zoom follow the size of the view."""
        self._fit = fit
        self._measure()

    def zoom_by(self, steps: float) -> None:
        """Larger or smaller; what is in the middle stays there."""
        self._fit = "free"
        middle = self.viewport().height() / 2
        place = (self.verticalScrollBar().value() + middle) / self._zoom
        wanted = self._zoom * _STEP**steps
        self._set_zoom(max(_ZOOMS[0], min(wanted, _ZOOMS[1])))
        self._measure()
        self.verticalScrollBar().setValue(round(place * self._zoom - middle))

    def _set_zoom(self, zoom: float) -> None:
        if abs(zoom - self._zoom) > 1e-6:  # noqa: PLR2004
            self._zoom = zoom
            self._fresh.clear()
            self._steps = None
        self.zoomed.emit(self._zoom)

    # -- painting ------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Begin to paint the first page in view that is not as it should be."""
        self.viewport().update()
        if not self._turn.isActive():
            self._turn.start()

    def _go_on(self) -> None:
        if self._steps is None:
            stale = [number for number in self._in_view() if number not in self._fresh]
            if not stale:
                self._turn.stop()
                return
            self._steps = self._painted(stale[0])
        if _work_for(self._steps, _STEP_MS):
            self._steps = None
            self.viewport().update()

    def _painted(self, number: int) -> Iterator[object]:
        """Paint a page in steps; the picture is shown when it is whole."""
        ratio = self.devicePixelRatioF()
        size = (self._size(self._zoom) * ratio).toSize()
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        scale = self._zoom * _DPI / 72 * ratio
        try:
            yield from paint_steps(painter, self._pages[number], self._faces, scale)
        finally:
            painter.end()
        picture.setDevicePixelRatio(ratio)
        self._pictures[number] = picture
        self._fresh.add(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("ground"))
        for number in self._in_view():
            place = self._place(number)
            painter.fillRect(place, Qt.GlobalColor.white)
            picture = self._pictures.get(number)
            if picture is not None:
                if number in self._fresh:
                    painter.drawImage(place.topLeft(), picture)
                else:
                    painter.drawImage(place, picture)
            painter.setPen(QPen(self._theme.colour("grid")))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._current is not None:
            number, target = self._current
            painter.setPen(QPen(QColor(31, 95, 174), 1.5))
            painter.setBrush(QColor(31, 95, 174, 28))
            painter.drawRect(self._frame(number, target))

    def _frame(self, number: int, target: Target) -> QRectF:
        place, scale = self._place(number), self._zoom * _DPI / 72
        return QRectF(
            place.left() + target.left * scale,
            place.top() + target.top * scale,
            (target.right - target.left) * scale,
            (target.bottom - target.top) * scale,
        ).adjusted(-2, -1, 2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / self._zoom
        self._measure()
        bar.setValue(round(place * self._zoom))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._refresh()

    def _scrolled(self) -> None:
        self._announce()

    def _announce(self) -> None:
        middle = self.viewport().rect().center().y()
        shown = [n for n in self._in_view() if self._place(n).top() <= middle]
        self.page_shown.emit(shown[-1] + 1 if shown else min(1, len(self._pages)), len(self._pages))

    # -- choosing ------------------------------------------------------------------------------

    def target_at(self, point: QPoint) -> tuple[int, Target] | None:
        """The page and what stands at a point of the viewport."""
        scale = self._zoom * _DPI / 72
        for number in self._in_view():
            place = self._place(number)
            if place.contains(QPointF(point)):
                x, y = (point.x() - place.left()) / scale, (point.y() - place.top()) / scale
                target = target_at(self._targets[number], x, y)
                return None if target is None else (number, target)
        return None

    def place_of(self, number: int, target: Target) -> QRect:
        """Where a target lies in the viewport."""
        return self._frame(number, target).toRect()

    def targets(self, number: int) -> Sequence[Target]:
        """What can be chosen on a page, counted from 0."""
        return self._targets[number]

    def _choose(self, found: tuple[int, Target] | None) -> None:
        if found != self._current:
            self._current = found
            cursor = (
                Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().setCursor(cursor)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(self.target_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.target_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._choose(found)
            self.chosen.emit(found[1].origin)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self._walk(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self._walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.chosen.emit(self._current[1].origin)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def bring(self, is_wanted: Callable[[Slot], bool]) -> None:
        """Scroll to the first thing of some part of the report, unless some of it is in view."""
        everything = [(n, t) for n, targets in enumerate(self._targets) for t in targets]
        wanted = [self._frame(*found) for found in everything if is_wanted(found[1].origin.slot)]
        seen = QRectF(self.viewport().rect())
        if wanted and not any(frame.intersects(seen) for frame in wanted):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + wanted[0].top() - _GAP))

    def _walk(self, step: int) -> None:
        """To the next or previous thing that can be chosen, and into view."""
        everything = [(n, t) for n, targets in enumerate(self._targets) for t in targets]
        if not everything:
            return
        if self._current in everything:
            place = everything.index(self._current) + step
        else:
            top = self._in_view()[0] if self._in_view() else 0
            place = next((i for i, (n, _) in enumerate(everything) if n >= top), 0)
        self._choose(everything[max(0, min(place, len(everything) - 1))])
        if self._current is not None:
            frame = self._frame(*self._current)
            bar, view = self.verticalScrollBar(), self.viewport().height()
            if frame.top() < _GAP:
                bar.setValue(round(bar.value() + frame.top() - _GAP))
            elif frame.bottom() > view - _GAP:
                bar.setValue(round(bar.value() + frame.bottom() - view + _GAP))

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme; paper stays white."""
        self._theme = theme
        self.viewport().update()


def _work_for(steps: Iterator[object], milliseconds: float) -> bool:
    """Go on with a piece of work for so long; whether it is done."""
    end = time.perf_counter() + milliseconds / 1000
    return all(time.perf_counter() < end for _ in steps)
