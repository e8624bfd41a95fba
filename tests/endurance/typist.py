"""A process that types and saves until it is killed; the victim of `kill.py`.

typist.py PROJECT SEED: says on standard output `N` before the Nth figure is put in, `ready` first.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QTimer

from app.gui.keeper import Keeper
from app.gui.session import Session
from app.model.address import Address
from app.model.edits import put_figures
from app.model.numbers import parse_figure
from app.paths import user_data
from app.services.catalogue import load_catalogue
from app.services.opening import open_file

CELL = Address.parse("requests.received.natural")


def main() -> int:
    """Type every few milliseconds, save now and then."""
    path, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    application = QCoreApplication(sys.argv)
    catalogue = load_catalogue()
    opened = open_file(path, catalogue)
    session = Session(catalogue, opened.report, path)
    keeper = Keeper(session, user_data())
    keeper.take_up(path, opened.digest)
    count = 0
    saves = chance.choice((0.0, 0.002, 0.05))  # how often a key is Ctrl+S

    def type_one() -> None:
        nonlocal count
        count += 1
        figures = {CELL: parse_figure(str(count))}
        session.edit(put_figures(session.report, session.form, figures, "填数"))
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        if chance.random() < saves:
            keeper.save(path)

    timer = QTimer()
    timer.timeout.connect(type_one)
    timer.start(7)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
