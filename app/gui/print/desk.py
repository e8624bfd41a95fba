"""What the commands of printing do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.session import Session
from app.model.edits import set_house
from app.services.compose import compose

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow


class PrintDesk:
    """Acts on the open report; every failure is one sentence."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        self._session = session
        self._notice = window.notice
        self._window = window

    def set_house_style(self) -> None:
        """Ask for another house style; one undo step."""
        from app.gui.dialogs.house_style import ask_house_style  # noqa: PLC0415

        session = self._session
        deviations = ask_house_style(session, self._window.theme, self._window)
        if deviations is not None:
            session.edit(set_house(session.report, deviations, "改版式"))

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
