"""The status bar: how far am I, what is selected, is it saved."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from app.gui.session import Session


class Status(QStatusBar):
    """Follows the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._filled = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(130)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("已填的格")
        self._selection = QLabel()
        self._saved = QLabel()
        for widget in (self._filled, self._bar, self._selection):
            self.addWidget(widget)
        notice = QLabel("离线运行，不联网")
        self.addPermanentWidget(self._saved)
        self.addPermanentWidget(notice)
        session.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_changed: object) -> None:
        """Count anew."""
        report, form = self._session.report, self._session.form
        inputs = [a for table in form.tables.values() for a in table.inputs]
        filled = sum(not report.figure(address).is_blank for address in inputs)
        self._filled.setText(f"已填 {filled} / {len(inputs)} 格")
        self._bar.setMaximum(len(inputs))
        self._bar.setValue(filled)
        path = self._session.path
        if not self._session.is_saved:
            self._saved.setText("有修改未保存")
        else:
            self._saved.setText(f"已保存 {path.name}" if path else "还没有存为文件")

    def show_selection(self, words: str) -> None:
        """What the selected cells add up to."""
        self._selection.setText(words)

    @property
    def saved_words(self) -> str:
        """What it says of the file."""
        return self._saved.text()
