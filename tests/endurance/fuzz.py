"""Damaged and hostile files into every opener: one sentence or a report, never anything else.

uv run python tests/endurance/fuzz.py [COUNT] [OPENER …] [--seed N]

Prints for each opener: inputs, how many were read, refused, faults, the slowest in time of the
processor, peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from damage import damaged
from openers import OPENERS

from app.model.source import UnreadableError

SLOWEST_S = 5.0
MOST_MEMORY = 2_000_000_000
"""Address space in bytes: an input that needs more is a fault, not the end of the machine."""


class Fault(NamedTuple):
    """Something that was neither a report nor one sentence."""

    seed: int
    words: str


def run(name: str, count: int, first: int) -> list[Fault]:
    """Damage, read, judge; prints a line."""
    opener = OPENERS[name]
    samples = opener.samples()
    folder = Path(tempfile.mkdtemp(prefix="nianbao-fuzz-"))
    path = folder / name
    opener.read(samples[0], path)  # what is whole is read: else the damage would prove nothing
    faults: list[Fault] = []
    read, refused, slowest = 0, 0, 0.0
    for seed in range(first, first + count):
        chance = random.Random(seed)
        data = damaged(chance.choice(samples), chance)
        begun = time.process_time()
        try:
            opener.read(data, path)
            read += 1
        except UnreadableError as error:
            refused += 1
            if not str(error) or "\n" in str(error):
                faults.append(Fault(seed, f"not one sentence: {error!r}"))
        except Exception:  # noqa: BLE001  that is what is looked for
            faults.append(Fault(seed, traceback.format_exc(limit=-3)))
        spent = time.process_time() - begun
        slowest = max(slowest, spent)
        if spent > SLOWEST_S:
            faults.append(Fault(seed, f"took {spent:.1f} s"))
    shutil.rmtree(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<10} {count} inputs: {read} read, {refused} refused, {len(faults)} faults; "
        f"slowest {slowest * 1000:.0f} ms, peak {peak:.0f} MB",
        flush=True,
    )
    return faults


def main() -> int:
    """Fuzz the openers named, or all; 1 if anything was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("openers", nargs="*", default=list(OPENERS))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    found = [
        fault for name in arguments.openers for fault in run(name, arguments.count, arguments.seed)
    ]
    for fault in found[:10]:
        print(fault.seed, fault.words)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
