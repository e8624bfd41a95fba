from __future__ import annotations

import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TextIO

import pytest

from app.console import (
    STREAMS,
    Process,
    Stream,
    callers,
    connect,
    restore_streams,
)

NOTHING, DISK, DEVICE, PIPE = range(4)


@dataclass
class FakeWindows:
    """Windows as a test wants it; records what was opened."""

    types: dict[str, int] = field(default_factory=dict)
    has_console: bool = False
    broken: bool = False
    opened: dict[str, str] = field(default_factory=dict)
    attached: int = 0

    def file_type(self, stream: Stream) -> int:
        return self.types.get(stream.name, NOTHING)

    def attach(self) -> bool:
        self.attached += 1
        return self.has_console

    def open_inherited(self, stream: Stream) -> TextIO:
        return self._open(stream, "inherited")

    def open_console(self, stream: Stream) -> TextIO:
        return self._open(stream, "console")

    def _open(self, stream: Stream, way: str) -> TextIO:
        if self.broken:
            raise OSError(stream.name)
        self.opened[stream.name] = way
        return io.TextIOWrapper(io.BytesIO(), encoding="gbk")


def connected(system: FakeWindows) -> SimpleNamespace:
    """The streams of a windowed executable, where Python found none."""
    holder = SimpleNamespace(stdin=None, stdout=None, stderr=None)
    connect(system, holder)
    return holder


@contextmanager
def closing(streams: SimpleNamespace) -> Generator[SimpleNamespace]:
    yield streams
    for stream in STREAMS:
        getattr(streams, stream.name).close()


class TestWindowedExecutable:
    def test_called_from_a_console_all_streams_are_the_console(self) -> None:
        system = FakeWindows(has_console=True)
        connected(system)
        assert system.opened == {"stdin": "console", "stdout": "console", "stderr": "console"}

    def test_double_clicked_nothing_fails_and_what_is_written_is_lost(self) -> None:
        system = FakeWindows()
        with closing(connected(system)) as streams:
            assert system.opened == {}
            assert streams.stdout.write("谁也看不见") == 5
            assert streams.stderr.write("谁也看不见") == 5
            assert not streams.stdin.read()

    @pytest.mark.parametrize("kind", [DISK, DEVICE, PIPE])
    def test_redirected_output_goes_where_it_was_sent_and_errors_to_the_console(
        self, kind: int
    ) -> None:
        system = FakeWindows({"stdout": kind}, has_console=True)
        connected(system)
        assert system.opened == {"stdin": "console", "stdout": "inherited", "stderr": "console"}

    def test_with_all_streams_inherited_the_console_is_left_alone(self) -> None:
        system = FakeWindows({"stdin": DEVICE, "stdout": PIPE, "stderr": PIPE}, has_console=True)
        connected(system)
        assert system.attached == 0
        assert set(system.opened.values()) == {"inherited"}

    def test_a_handle_that_cannot_be_opened_is_no_failure(self) -> None:
        system = FakeWindows({"stdout": PIPE}, has_console=True, broken=True)
        with closing(connected(system)) as streams:
            assert streams.stdout.write("丢了") == 2

    def test_a_character_that_the_code_page_lacks_is_no_failure(self) -> None:
        streams = connected(FakeWindows(has_console=True))
        streams.stdout.write("𠮷")
        streams.stdout.flush()
        assert streams.stdout.buffer.getvalue() == b"?"


def test_streams_that_python_has_are_kept() -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    system = FakeWindows({"stdout": PIPE}, has_console=True)
    holder = SimpleNamespace(stdin=None, stdout=pipe, stderr=None)
    connect(system, holder)
    assert holder.stdout is pipe
    assert pipe.errors == "replace"


def test_the_console_of_a_one_file_program_is_that_of_the_process_before_the_outer_one() -> None:
    processes = {
        10: Process(1, "cmd.exe"),
        20: Process(10, "nianbao.exe"),
        30: Process(20, "NIANBAO.exe"),
    }
    assert callers(processes, 30) == [20, 10]


def test_the_console_of_a_one_folder_program_is_that_of_its_parent() -> None:
    processes = {10: Process(1, "cmd.exe"), 20: Process(10, "nianbao.exe")}
    assert callers(processes, 20) == [10]


def test_a_caller_that_has_ended_is_no_failure() -> None:
    assert callers({30: Process(20, "nianbao.exe")}, 30) == [20]
    assert callers({}, 30) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there it has an effect")
def test_elsewhere_nothing_changes() -> None:
    before = sys.stdin, sys.stdout, sys.stderr
    restore_streams()
    assert (sys.stdin, sys.stdout, sys.stderr) == before
