"""The preview beside the editor: pages as they will print, following the edits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.print.faces import Faces
from app.gui.print.follower import Follower
from app.gui.print.page_view import PageView
from app.gui.session import Session
from app.gui.theme import Theme
from app.model.document import Document
from app.services.compose import compose

_LEAST_WIDTH = 360


class PreviewPane(QFrame):
    """Toolbar and pages; works only while it is seen."""

    chosen = Signal(object)
    """The Origin of what was clicked on."""

    close_requested = Signal()
    print_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewPane")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._session = session
        self.follower = Follower(self._composed, self)
        self.view = PageView(Faces(), theme)
        self.follower.typeset.connect(self.view.show_pages)
        self.view.chosen.connect(self.chosen)
        title = QLabel("预览")
        title.setProperty("tone", "strong")
        self._page = QLabel()
        self._page.setProperty("tone", "quiet")
        self._zoom = QLabel()
        self._zoom.setProperty("tone", "quiet")
        self._zoom.setFixedWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.page_shown.connect(
            lambda page, pages: self._page.setText(f"第 {page} 页，共 {pages} 页" if pages else "")
        )
        self.view.zoomed.connect(lambda zoom: self._zoom.setText(f"{zoom:.0%}"))
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 8, 6)
        bar.setSpacing(4)
        bar.addWidget(title)
        bar.addSpacing(6)
        bar.addWidget(self._page)
        bar.addStretch()
        bar.addWidget(_button("－", "缩小", lambda: self.view.zoom_by(-1)))
        bar.addWidget(self._zoom)
        bar.addWidget(_button("＋", "放大", lambda: self.view.zoom_by(1)))
        bar.addWidget(_button("适合宽度", "与窗格同宽", lambda: self.view.fit("width")))
        bar.addWidget(_button("整页", "看到整页", lambda: self.view.fit("page")))
        bar.addWidget(_button("打印", "打印…（Ctrl+P）", self.print_requested.emit))
        bar.addWidget(_button("×", "收起预览（F7）", self.close_requested.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        session.changed.connect(self._follow)
        session.opened.connect(self._follow_another)

    def _composed(self) -> Document:
        session = self._session
        return compose(session.form, session.report, session.assessment.values)

    def _follow(self, _slots: object) -> None:
        if self.isVisible():
            self.follower.follow()

    def _follow_another(self) -> None:
        self.view.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.follower.follow_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follower.follow_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.follower.rest()

    def restyle(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.view.restyle(theme)


def _button(words: str, tip: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("look", "flat")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.clicked.connect(act)  # type: ignore[arg-type]
    return button
