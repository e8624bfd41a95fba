"""Letters of damaged files."""

from __future__ import annotations

from app.pdf.lines import lines_of
from app.pdf.marks import Letter


def test_letters_of_no_height_are_a_line_all_the_same() -> None:
    """Guards against a division by the size of letters that have none."""
    letters = [Letter(text, 10.0 * n, 5.0, 10.0 * n + 8, 5.0) for n, text in enumerate("共12件")]
    assert ["".join(line.text.split()) for line in lines_of(letters)] == ["共12件"]
