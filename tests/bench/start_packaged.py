"""Click to first paint of the packaged program, against one label packaged the same way.

uv run python tests/bench/start_packaged.py [ROUNDS]

Both are built here by build/nianbao.spec, one file each, and started in turn. Goal: ≤ 1.35.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "work" / "bench"
_ROUNDS = 11
_GOAL = 1.35


def build(entry: str, *, bare: bool) -> Path:
    """Package a script of this folder; with nothing of the program in it if `bare`."""
    script = Path(__file__).with_name(f"{entry}.py")
    environment = {**os.environ, "NIANBAO_ENTRY": str(script), "NIANBAO_BARE": str(int(bare))}
    places = ["--distpath", str(WORK), "--workpath", str(WORK / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
    subprocess.run([*command, str(ROOT / "build" / "nianbao.spec")], check=True, env=environment)
    return WORK / entry


def first_paint(program: Path, data: str) -> float:
    """Milliseconds from the start of the process until the first paint is done."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": data}
    begin = time.time()
    done = subprocess.run([str(program)], check=True, capture_output=True, env=environment)
    return (float(done.stdout.split()[0]) - begin) * 1000


def main() -> int:
    """Build both, time both in turn, print medians and ratio; 1 if the goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    label = build("packaged_label", bare=True)
    program = build("packaged_program", bare=False)
    times: dict[Path, list[float]] = {label: [], program: []}
    with tempfile.TemporaryDirectory(prefix="nianbao-bench-") as data:
        for each in times:
            first_paint(each, data)  # fills the caches of the system
        for _ in range(rounds):
            for each, measured in times.items():
                measured.append(first_paint(each, data))
    medians = {each: statistics.median(measured) for each, measured in times.items()}
    for each, median in medians.items():
        size = each.stat().st_size / 1e6
        print(f"{each.name:<20} median {median:7.0f} ms   n {rounds}   {size:.1f} MB")
    ratio = medians[program] / medians[label]
    print(f"  ratio {ratio:.2f}   goal: ≤ {_GOAL}")
    return 1 if ratio > _GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
