"""Foreign documents by the thousand: every figure is right or in doubt, none silently wrong.

uv run python tests/endurance/foreign_documents.py [COUNT] [--seed N]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import foreign

from app.services.catalogue import load_catalogue


def main() -> int:
    """Half pages, half workbooks; prints the figures by verdict, 1 if any was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    reports = [foreign.published(path.stem) for path in sorted(foreign.REPORTS.glob("*.json"))]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.count):
            seed, kind = arguments.seed + number, ("html", "xlsx")[number % 2]
            figures = reports[number // 2 % len(reports)]
            document = foreign.make(catalogue.forms["2021"], figures, kind, random.Random(seed))
            verdicts = foreign.judge(document, figures, catalogue, Path(folder) / "document")
            for verdict, found in verdicts.items():
                name = verdict.split()[0]
                counts[name] += found
                if name == "wrong":
                    print(kind, seed, document.variants, verdict)
    print(f"{arguments.count} documents:", ", ".join(f"{n} {c}" for n, c in counts.items()))
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
