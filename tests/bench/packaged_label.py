"""The rival of `start_packaged.py`: one label, which says when it is first painted, and quits."""

from __future__ import annotations

import sys
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Label(QLabel):
    """A label that counts once."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        print(time.time(), flush=True)
        QApplication.exit(0)


def main() -> int:
    """Show the label until it has been painted."""
    application = QApplication(sys.argv)
    label = Label("阳光年报")
    label.resize(800, 600)
    label.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
