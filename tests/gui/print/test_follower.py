"""Typesetting beside the window: the newest document only, and a thread that ends."""

from __future__ import annotations

import threading
from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.gui.print.boxes import Page
from app.gui.print.follower import Follower, Workshop
from app.model.document import Document, Paragraph, Run


def texts(pages: list[Page]) -> str:
    return "".join(word.text for page in pages for p in page.placed for word in p.box.words)


def with_words(document: Document, words: str) -> Document:
    return replace(document, blocks=(*document.blocks, Paragraph("body", (Run(words),))))


def typesetting() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "typesetting"]


def test_pages_are_set_in_another_thread_and_told_in_the_window_s(
    sample_document: Document, qtbot: QtBot
) -> None:
    """Guards that work on pages never holds up a key: composing is all that the window does."""
    told: list[tuple[str, str]] = []
    worked: set[str] = set()
    parent = QObject()
    follower = Follower(lambda: sample_document, parent)
    work = follower._workshop._done

    def done(number: int, document: Document, pages: list[Page]) -> None:
        worked.add(threading.current_thread().name)
        work(number, document, pages)

    follower._workshop._done = done
    follower.typeset.connect(
        lambda _document, pages: told.append((threading.current_thread().name, texts(pages)))
    )
    follower.follow_now()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert worked == {"typesetting"}
    assert told[0][0] == threading.main_thread().name
    assert "政府信息公开" in told[0][1]
    parent.deleteLater()


def test_only_the_newest_is_told(sample_document: Document, qtbot: QtBot) -> None:
    """Guards against pages of an older text that arrive after the newer ones."""
    told: list[Document] = []
    documents = [with_words(sample_document, f"第 {number} 稿") for number in range(20)]
    waiting = iter(documents)
    parent = QObject()
    follower = Follower(lambda: next(waiting), parent)
    follower.typeset.connect(lambda document, _pages: told.append(document))
    for _ in documents:
        follower.follow_now()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    qtbot.wait(50)
    assert told == [documents[-1]]
    parent.deleteLater()


def test_work_on_what_is_out_of_date_is_given_up(sample_document: Document, qtbot: QtBot) -> None:
    """Guards the thread: typing on must not leave it a queue of pages that nobody will see."""
    done: list[int] = []
    workshop = Workshop(lambda number, _document, _pages: done.append(number))
    for _ in range(20):
        workshop.take(sample_document)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    workshop.close()
    assert done == [20]


def test_pages_that_were_under_way_when_a_key_came_are_not_told(
    sample_document: Document, qtbot: QtBot
) -> None:
    told: list[Document] = []
    parent = QObject()
    follower = Follower(lambda: sample_document, parent)
    follower.typeset.connect(lambda document, _pages: told.append(document))
    tell = follower._tell

    def late(number: int, document: Document, pages: list[Page]) -> None:
        follower.rest()  # between the end of the work and the window's turn
        tell(number, document, pages)
        arrived.set()

    arrived = threading.Event()
    follower._workshop._done = late
    follower.follow_now()
    qtbot.waitUntil(arrived.is_set, timeout=20_000)
    qtbot.wait(50)
    assert told == []
    parent.deleteLater()


def test_nothing_is_told_to_those_who_do_not_look(sample_document: Document, qtbot: QtBot) -> None:
    told: list[Document] = []
    parent = QObject()
    follower = Follower(lambda: sample_document, parent)
    follower.typeset.connect(lambda document, _pages: told.append(document))
    follower.follow_now()
    follower.rest()
    qtbot.wait(300)
    assert told == []
    parent.deleteLater()


def test_the_thread_ends_with_its_window(sample_document: Document, qtbot: QtBot) -> None:
    """Guards leaving in the middle of the work: nothing goes on with fonts that are gone."""
    before = typesetting()
    parent = QObject()
    follower = Follower(lambda: sample_document, parent)
    follower.follow_now()
    (thread,) = set(typesetting()) - set(before)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=5_000)
