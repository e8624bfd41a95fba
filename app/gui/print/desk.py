"""What the commands of printing do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.gui.notice import Notice
from app.gui.session import Session
from app.services.compose import compose


class PrintDesk:
    """Acts on the open report; every failure is one sentence."""

    def __init__(self, session: Session, notice: Notice, window: QWidget) -> None:
        self._session = session
        self._notice = notice
        self._window = window

    def print(self) -> None:
        """On a printer to be chosen."""
        from app.gui.print import printing  # noqa: PLC0415  loaded when asked for
        from app.gui.print.pages import Typesetter  # noqa: PLC0415

        session = self._session
        document = compose(session.form, session.report, session.assessment.values)
        typesetter = Typesetter()
        pages = typesetter.pages(document)
        try:
            printer = printing.ask_printer(self._window, document.title, len(pages))
            if printer is not None:
                count = printing.print_pages(printer, pages, typesetter.faces)
                self._notice.say(f"已送去打印 {count} 页", "done")
        except (printing.NoPrinterError, printing.PrintError) as error:
            self._notice.say(str(error))
