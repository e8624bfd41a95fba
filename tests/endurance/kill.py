"""kill -9 at a random moment of typing and saving: no file unreadable, at most 2 s of typing lost.

uv run python tests/endurance/kill.py [TIMES] [SEED]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from app.model.address import Address
from app.model.report import Report
from app.model.source import UnreadableError
from app.services.catalogue import load_catalogue
from app.services.opening import open_report
from app.storage.snapshot import load_snapshot

SAMPLE = Path(__file__).parents[1] / "data" / "nangang-2021.nianbao"
TYPIST = Path(__file__).with_name("typist.py")
CELL = Address.parse("requests.received.natural")
MOST_LOST_S = 2.0


class Outcome(NamedTuple):
    """What was found after one kill: faults in words, and seconds of typing that were lost."""

    faults: tuple[str, ...]
    lost: float


def one_kill(seed: int) -> Outcome:
    """Start a typist, kill it, look at what is on the disk."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="nianbao-kill-") as name:
        folder = Path(name)
        path = folder / "年报.nianbao"
        path.write_bytes(SAMPLE.read_bytes())
        environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
        command = [sys.executable, str(TYPIST), str(path), str(seed)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()  # ready
        begun = time.monotonic()
        span = chance.uniform(0.0, 2.6)
        typed: list[tuple[float, int]] = []
        while time.monotonic() - begun < span:
            line = process.stdout.readline()
            if not line:
                return Outcome((f"ended by itself ({seed})",), 0)
            typed.append((time.monotonic(), int(line)))
        process.kill()
        killed = time.monotonic()
        process.wait()
        process.stdout.close()
        return _judge(folder, path, typed, killed)


def _judge(folder: Path, path: Path, typed: list[tuple[float, int]], killed: float) -> Outcome:
    faults: list[str] = []
    newest = 0
    for file in (path, *(folder / "data/nianbao/versions").rglob("*.nianbao")):
        try:
            newest = max(newest, _count(open_report(file, load_catalogue())))
        except UnreadableError as error:
            faults.append(str(error))
    for file in (folder / "data/nianbao/recovery").glob("*.snapshot"):
        try:
            newest = max(newest, _count(load_snapshot(file.read_bytes()).report))
        except UnreadableError as error:
            faults.append(str(error))
    missing = [when for when, count in typed if count > newest]
    lost = killed - missing[0] if missing else 0.0
    if lost > MOST_LOST_S:
        faults.append(f"{lost:.2f} s lost: typed {typed[-1][1]}, found {newest}")
    return Outcome(tuple(faults), lost)


def _count(report: Report) -> int:
    figure = report.figure(CELL)
    return int(figure.value or 0)


def main() -> int:
    """Kill so many times, two at once; print counts; 1 if anything was found."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(one_kill, range(first, first + times)))
    faults = [fault for outcome in outcomes for fault in outcome.faults]
    for fault in faults:
        print(fault)
    lost = sorted(outcome.lost for outcome in outcomes)
    print(
        f"{times} kills: {len(faults)} faults; lost at most {lost[-1]:.2f} s, median {lost[len(lost) // 2]:.2f} s"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
