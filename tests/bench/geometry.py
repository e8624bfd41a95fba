"""The Word file as LibreOffice sets it, beside the points of GB/T 9704-2012: required, measured.

uv run python tests/bench/geometry.py [FILE.nianbao | FILE.docx …]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

SAMPLE = TESTS / "data" / "nangang-2021.nianbao"


def main() -> int:
    """Print a table for each file; 1 where a point does not hold."""
    from measures import measure
    from pages import MISSING, set_by_libreoffice

    from app.rules.figures import compute
    from app.services.catalogue import load_catalogue
    from app.services.compose import compose
    from app.services.opening import open_report

    if MISSING:
        print(f"not installed: {', '.join(MISSING)}")
        return 1
    catalogue = load_catalogue()
    failed = 0
    for path in [Path(name) for name in sys.argv[1:]] or [SAMPLE]:
        report = open_report(path, catalogue)
        form = catalogue.form_of(report)
        document = compose(form, report, compute(form, report))
        with tempfile.TemporaryDirectory() as folder:
            found = measure(document, set_by_libreoffice(document, Path(folder)))
        print(f"{path.name}\n| point | required | measured | |\n|---|---|---|---|")
        for point in found:
            print(
                f"| {point.point} | {point.required} | {point.measured} | {'✓' if point.holds else '✗'} |"
            )
            failed += not point.holds
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
