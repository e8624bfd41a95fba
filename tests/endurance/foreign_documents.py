"""Foreign documents by the thousand: every figure is right or in doubt, none silently wrong.

Of those that only look otherwise, 99 of 100 figures must be right without a doubt.

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

_LEAST_SHARE = 0.99


def main() -> int:
    """All kinds in turn; prints the figures by kind and verdict, 1 if any was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    reports = [foreign.published(path.stem) for path in sorted(foreign.REPORTS.glob("*.json"))]
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in foreign.KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.count):
            kind = foreign.KINDS[number % len(foreign.KINDS)]
            seed = arguments.seed + number
            figures = reports[number // len(foreign.KINDS) % len(reports)]
            document = foreign.make(catalogue.forms["2021"], figures, kind, random.Random(seed))
            verdicts = foreign.judge(document, figures, catalogue, Path(folder) / "document")
            for verdict, found in verdicts.items():
                name = verdict.split()[0]
                counts[kind][name] += found
                if foreign.is_clean(document):
                    counts[kind][f"clean {name}"] += found
                if name == "wrong":
                    print(kind, seed, document.variants, verdict)
    for kind, found in counts.items():
        print(f"{kind:<5}", ", ".join(f"{name} {found[name]}" for name in sorted(found)))
    total = sum(counts.values(), Counter[str]())
    print(f"{arguments.count} documents:", ", ".join(f"{n} {total[n]}" for n in sorted(total)))
    clean = sum(count for name, count in total.items() if name.startswith("clean"))
    share = total["clean right"] / clean if clean else 1.0
    print(f"of the clean ones right without a doubt: {share:.2%}")
    return 1 if total["wrong"] or share < _LEAST_SHARE else 0


if __name__ == "__main__":
    sys.exit(main())
